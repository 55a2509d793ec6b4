"""Which part of a scheme a figure comes from: the same lives without it, and its Shapley share.

Taking one part out alone says what would be gained by dropping it; where two parts do the same harm, dropping either
gains nothing. The Shapley share is what a part adds on the mean over every order, and all shares add up to the figure
less what is left without any of the parts.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from xinyong.audit.measures import explain
from xinyong.audit.shapley import EXACT_PARTS, exact, sampled
from xinyong.errors import InputError
from xinyong.experiment.assumptions import settled
from xinyong.experiment.execute import prepare
from xinyong.experiment.trying import Told, Trying, amount, trying, what_was_played
from xinyong.files.nearest import suggestion
from xinyong.files.unknowns import End
from xinyong.population.world import World
from xinyong.results.recipe import Recipe
from xinyong.scheme.ablation import OVER, Over, parts_of, without
from xinyong.scheme.clauses import Scheme

PAIRS = 8
"""So many orders, each with its reverse, where not every set is valued and nobody says how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one part, or one group of parts, has to do with a figure, in the unit of the figure.

    held      the parts of it
    ablation  the figure less the figure of the same lives without this alone
    shapley   its Shapley share; `standard_error` of drawn orders, None where every set was valued
    """

    part: str
    held: tuple[str, ...]
    ablation: float
    shapley: float
    standard_error: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """A figure shared out: `shares` add up to `whole` less `nothing`, the figure without any of the parts.

    exact    whether every set of parts was valued; else `orders` orders were drawn
    unknown  paths of what the sources do not say, taken at `end`
    plays    how many times the lives were played
    """

    recipe: Recipe
    measure: str
    unit: str
    over: Over
    whole: float
    nothing: float
    shares: tuple[Share, ...]
    exact: bool
    orders: int
    unknown: tuple[str, ...]
    plays: int

    def as_json(self) -> dict[str, Any]:
        """Return the object that `xinyong blame --json` prints."""
        return {
            **what_was_played(self.recipe, self.unknown),
            "measure": self.measure,
            "unit": self.unit,
            "over": self.over,
            "whole": self.whole,
            "nothing": self.nothing,
            "exact": self.exact,
            "orders": self.orders,
            "plays": self.plays,
            "shares": [
                {"part": one.part, "held": list(one.held), "ablation": one.ablation, "shapley": one.shapley,
                 "standard_error": one.standard_error}
                for one in self.shares
            ],
        }  # fmt: skip


def blame(  # noqa: PLR0913 (what is shared out, over what, and how)
    scheme: str | os.PathLike[str] | Scheme,
    world: str | os.PathLike[str] | World | None = None,
    *,
    measure: str,
    over: str = "clauses",
    groups: Mapping[str, Sequence[str]] | None = None,
    pairs: int = PAIRS,
    end: End = 0,
    engine: str = "kernel",
    progress: Told | None = None,
    **asked: Any,
) -> Blame:
    """Return a figure of a scheme shared out over its parts.

    Args:
        scheme, world: catalogue names, paths or records.
        measure: the name of a measure, or of a part of one.
        over: `clauses` (rules, caps, consequences), `rules`, `consequences`, `channels` (what each reports counts for
            nothing), or `procedures` (notice, objection, review, repairs, publicity, copies, expiry).
        groups: parts that are taken out and put in together, under a name.
        pairs: drawn orders, each with its reverse, where there are more than `EXACT_PARTS` parts; at least 2.
        end: which end of what is unknown is taken.
        engine: `kernel` or `reference`.
        progress: told after each play.
        asked: people, years, days, seed, window, response, settings: as in `prepare`.

    Raises:
        InputError: something asked for cannot be used, or there is no such part or figure.
    """
    recipe = replace(prepare(scheme, world, **asked), end=end)
    return blame_recipe(
        recipe, measure=measure, over=over, groups=groups, pairs=pairs, tried=trying(recipe, engine=engine,
                                                                                      progress=progress)
    )  # fmt: skip


def blame_recipe(
    recipe: Recipe,
    *,
    measure: str,
    over: str = "clauses",
    groups: Mapping[str, Sequence[str]] | None = None,
    pairs: int = PAIRS,
    tried: Trying,
) -> Blame:
    """Return a figure of a recipe shared out over its parts; arguments and errors as `blame`."""
    unit, chosen = explain(measure).unit, _over(over)
    if pairs < 2:
        raise InputError(f"found {pairs} pairs of orders; expected 2 or more, for there to be a standard error")
    small = settled(recipe)
    parts = _grouped(_parts(small, chosen), groups or {})
    names = tuple(parts)
    is_exact = len(names) <= EXACT_PARTS
    tried.expected = 2 ** len(names) if is_exact else 2 * pairs * (len(names) - 1) + 2

    @cache
    def value(present: frozenset[int]) -> Fraction:
        gone = frozenset(part for number, name in enumerate(names) if number not in present for part in parts[name])
        return Fraction(amount(tried.figure(recipe_without(small, gone), measure)))

    everything = frozenset(range(len(names)))
    shared = exact(len(names), value) if is_exact else sampled(len(names), value, pairs=pairs, seed=small.seed)
    whole = value(everything)
    shares = tuple(
        Share(
            part=name,
            held=parts[name],
            ablation=float(whole - value(everything - {number})),
            shapley=float(shared.shares[number]),
            standard_error=None if shared.errors is None else shared.errors[number],
        )
        for number, name in enumerate(names)
    )
    return Blame(
        recipe=recipe,
        measure=measure,
        unit=unit,
        over=chosen,
        whole=float(whole),
        nothing=float(value(frozenset())),
        shares=tuple(sorted(shares, key=lambda one: (-one.shapley, one.part))),
        exact=is_exact,
        orders=0 if is_exact else 2 * pairs,
        unknown=recipe.unknown,
        plays=tried.n_plays,
    )


def recipe_without(recipe: Recipe, gone: frozenset[str]) -> Recipe:
    """Return a settled recipe without some parts; those of a member scheme are called `MEMBER:PART`."""
    channels = [channel.id for channel in recipe.world.channels]
    heard = {part for part in gone if part.startswith("channels.")}

    def left(scheme: Scheme, owner: str) -> Scheme:
        own = {part.removeprefix(owner) for part in gone if part.startswith(owner)} if owner else gone
        return without(scheme, own | heard, channels)

    return replace(
        recipe,
        scheme=left(recipe.scheme, ""),
        members={name: left(one, f"{name}:") for name, one in recipe.members.items()},
    )


def _over(over: str) -> Over:
    for known in OVER:
        if over == known:
            return known
    raise InputError(f"found nothing called `{over}` to share out over; {suggestion(over, list(OVER), what='parts')}")


def _parts(recipe: Recipe, over: Over) -> tuple[str, ...]:
    """Return the parts of a settled recipe.

    Raises:
        InputError: there are none.
    """
    channels = [channel.id for channel in recipe.world.channels]
    found = dict.fromkeys(parts_of(recipe.scheme, over, channels))
    for name, member in recipe.members.items():
        theirs = parts_of(member, over, channels)
        found |= dict.fromkeys(part if over == "channels" else f"{name}:{part}" for part in theirs)
    if not found:
        raise InputError(f"found no {over} in `{recipe.scheme.scheme}` as it is settled (end {recipe.end}); choose "
                         "others with --over, or the other end of what is unknown with --end 1")  # fmt: skip
    return tuple(found)


def _grouped(parts: Sequence[str], groups: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the parts under the name of their group, or under their own.

    Raises:
        InputError: a group names what is not a part, or what another has.
    """
    found: dict[str, tuple[str, ...]] = {}
    left = dict.fromkeys(parts)
    for name, members in groups.items():
        if name in parts or not members:
            raise InputError(f"found the group `{name}`, which is the name of a part or holds none; call it otherwise")
        for member in members:
            if member not in left:
                hint = suggestion(member, list(left), what="parts") if left else "none is left"
                raise InputError(f"found `{member}` in the group `{name}`, expected a part in no other group; {hint}")
            del left[member]
        found[name] = tuple(members)
    return found | {part: (part,) for part in left}
