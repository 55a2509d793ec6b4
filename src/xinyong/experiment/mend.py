"""The smallest amendments that bring a harm under a bound, over the same lives with the same luck.

Every amendment of the grammar is tried alone, then small sets of the best together (all of them), and then the best set
grows by one (greedily), until a set of that size is within the bound. What gives way that must not is refused with the
reason. Where no mend is within the bound the frontier says how near one comes, and at what price.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from xinyong.audit.objectives import Bound, bound
from xinyong.errors import InputError
from xinyong.experiment.amendments import Amendment, amendments
from xinyong.experiment.assumptions import settled
from xinyong.experiment.execute import prepare
from xinyong.experiment.holding import RIGHTFUL, Held, figures, held, kept_share
from xinyong.experiment.mended import Comparator, Mended, Row
from xinyong.experiment.milder import refuse_unless_mend
from xinyong.experiment.trying import Told, Trying, amended_recipe, amount, law_beside, trying
from xinyong.files.unknowns import End
from xinyong.population.family import refuse_one_sided
from xinyong.population.world import World
from xinyong.results.recipe import Recipe
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import read_scheme

MOST = 3
POOL = 6
"""So many of the best amendments are tried in every set of two and three."""

KEEP = 0.9
"""Which share of the restricted days that are neither wrongful nor rest on protected conduct must be left."""

LAW_ONLY = "law-only"


def mend(  # noqa: PLR0913 (what is aimed at, how small, and what is held)
    scheme: str | os.PathLike[str] | Scheme,
    world: str | os.PathLike[str] | World | None = None,
    *,
    to: str = "wrongful_restricted_days<=0.1x",
    at_most: int = MOST,
    keep: float = KEEP,
    offers: Iterable[Mapping[str, Any]] = (),
    response: str | None = None,
    end: End = 0,
    engine: str = "kernel",
    progress: Told | None = None,
    **asked: Any,
) -> Mended:
    """Return the smallest mends that bring a figure within a bound, or the frontier where none does.

    Args:
        scheme, world: catalogue names, paths or records.
        to: the bound, `NAME<=NUMBER` or `NAME>=NUMBER`, with an x behind the number for times what it is now; the name
            is one of `audit.objectives`.
        at_most: how many amendments together, 1 to 3.
        keep: which share of the restricted days that are neither wrongful nor rest on protected conduct must be left.
        offers: further amendments, each the settings of one, to be tried with those of the grammar.
        response: how people respond; without it `deterrence` where the world tells that, so that misdeeds can rise.
        end: which end of what is unknown is taken.
        engine: `kernel` or `reference`.
        progress: told after each play.
        asked: people, years, days, seed, window, settings: as in `prepare`.

    Raises:
        InputError: something asked for cannot be used, the bound is none, or an offer is not a mend.
    """
    aim = bound(to)
    recipe = replace(prepare(scheme, world, **asked), end=end)
    story = "none" if recipe.world.deterrence is None else "deterrence"
    refuse_one_sided((story if response is None else response,))
    recipe = replace(recipe, response=story if response is None else response)
    tried = trying(recipe, engine=engine, progress=progress)
    return mend_recipe(recipe, aim, tried=tried, at_most=at_most, keep=keep, offers=offers)


def mend_recipe(
    recipe: Recipe,
    aim: Bound,
    *,
    tried: Trying,
    at_most: int = MOST,
    keep: float = KEEP,
    offers: Iterable[Mapping[str, Any]] = (),
) -> Mended:
    """Return the mends of a recipe; arguments and errors as `mend`."""
    if not 1 <= at_most <= MOST:
        raise InputError(f"found {at_most} amendments together; expected 1 to {MOST}")
    if not 0 <= keep <= 1:
        raise InputError(f"found {keep:g} as the share to keep; expected 0 to 1")
    small = settled(recipe)
    offered = [_offered(small, settings) for settings in offers]
    candidates = [*offered, *_grammar(small)]
    tried.expected = _plays(len(candidates), at_most)
    now = amount(tried.figure(small, aim.objective.name))
    holds = held(small, tried, keep=keep, every_harm=aim.objective.direction == "raise")
    search = _Search(small, aim, tried, holds, now)
    rows = [] if aim.met(now, now) else search.all(candidates, at_most)
    return Mended(
        recipe=recipe,
        bound=aim,
        keep=keep,
        now=now,
        base=holds.base,
        comparators=tuple(_comparators(small, aim, tried)),
        rows=tuple(rows),
        n_amendments=len(candidates),
        unknown=recipe.unknown,
        plays=tried.n_plays,
    )


def _grammar(recipe: Recipe) -> list[Amendment]:
    found = list(amendments(recipe.scheme, recipe.world))
    for name, member in recipe.members.items():
        found += amendments(member, recipe.world, f"{name}:")
    return found


def _offered(recipe: Recipe, settings: Mapping[str, Any]) -> Amendment:
    """Return an amendment that somebody offers.

    Raises:
        InputError: it is not a mend, or cannot be made.
    """
    refuse_unless_mend(recipe, amended_recipe(recipe, settings))
    return Amendment("offered", "; ".join(f"{path}={value}" for path, value in settings.items()), dict(settings))


def _plays(n_candidates: int, at_most: int) -> int:
    """Return about how many plays a search takes."""
    sets = sum(len(list(combinations(range(POOL), size))) for size in range(2, at_most + 1))
    return n_candidates * at_most + sets + 7


def _comparators(recipe: Recipe, aim: Bound, tried: Trying) -> Iterator[Comparator]:
    """Yield what the table opens with: no scheme, and `law-only` over the same lives."""
    nothing = figures(tried.measures(recipe), "b")
    yield Comparator("no scheme", nothing.get(aim.objective.name), nothing, "")
    try:
        law = settled(replace(law_beside(recipe), scheme=read_scheme(LAW_ONLY), response=recipe.response))
        found = figures(tried.measures(law))
    except InputError as problem:
        # Its offices, means or lists may be none of this world's.
        yield Comparator(LAW_ONLY, None, {}, str(problem).splitlines()[0])
        return
    yield Comparator(LAW_ONLY, found.get(aim.objective.name), found, "")


@dataclass(eq=False)
class _Search:
    """One search: what was tried is known by the amendments it is made of."""

    recipe: Recipe
    aim: Bound
    tried: Trying
    holds: Held
    now: float
    rows: dict[frozenset[int], Row] = field(default_factory=dict)

    def all(self, candidates: Sequence[Amendment], at_most: int) -> list[Row]:
        """Return every set that was tried, best first; stops at the first size that is within the bound."""
        best: frozenset[int] = frozenset()
        pool: list[int] = []
        for size in range(1, at_most + 1):
            grown = [best | {number} for number in range(len(candidates)) if number not in best]
            every = [frozenset(chosen) for chosen in combinations(pool, size)] if size > 1 else []
            for chosen in dict.fromkeys([*every, *grown]):
                self._try(chosen, candidates)
            if size == 1:
                pool = self._best(POOL)
            order = [chosen for chosen in self._ordered() if len(chosen) == size and not self.rows[chosen].refused]
            if not order or self.rows[order[0]].met:
                break
            best = order[0]
        return [self.rows[chosen] for chosen in self._ordered()]

    def _try(self, chosen: frozenset[int], candidates: Sequence[Amendment]) -> None:
        parts = tuple(candidates[number] for number in sorted(chosen))
        if chosen in self.rows or _collide(parts):
            return
        settings = {path: value for part in parts for path, value in part.settings.items()}
        try:
            recipe = amended_recipe(self.recipe, settings)
            refuse_unless_mend(self.recipe, recipe)
            found = figures(self.tried.measures(recipe))
        except InputError:
            return  # together they make no sense, or are no mend: as two of the last three sanctions of a tier
        value = self._value(recipe)
        if value is None:
            return
        self.rows[chosen] = Row(
            amendments=parts,
            value=value,
            kept=kept_share(self.holds.base, found),
            met=self.aim.met(value, self.now),
            refused=self.holds.refusal(found),
            figures=found,
        )

    def _value(self, recipe: Recipe) -> float | None:
        """Return the figure aimed at: 0 where there is nothing left to count, None where it cannot be told."""
        found = self.tried.figure(recipe, self.aim.objective.name)
        return 0.0 if found.value is None and found.denominator == 0 else found.value

    def _ordered(self) -> list[frozenset[int]]:
        sign = 1 if self.aim.objective.direction == "lower" else -1

        def rank(chosen: frozenset[int]) -> tuple[bool, float, float, list[int]]:
            row = self.rows[chosen]
            return (bool(row.refused), sign * row.value, -row.figures[RIGHTFUL], sorted(chosen))

        return sorted(self.rows, key=rank)

    def _best(self, number: int) -> list[int]:
        """Return the amendments that do most alone, half of them whatever gives way: another may make up for it."""
        sign = 1 if self.aim.objective.direction == "lower" else -1
        alone = [next(iter(chosen)) for chosen in self._ordered() if len(chosen) == 1]
        anyway = sorted(alone, key=lambda one: (sign * self.rows[frozenset({one})].value, one))
        useful = (one for one in alone if sign * (self.rows[frozenset({one})].value - self.now) < 0)
        return list(dict.fromkeys([*list(useful)[: number // 2], *anyway]))[:number]


def _collide(parts: Sequence[Amendment]) -> bool:
    """Tell whether two amendments set the same path, or one sets what is below the other's."""
    paths = [path for part in parts for path in part.settings]
    others = [(one, [*paths[:n], *paths[n + 1 :]]) for n, one in enumerate(paths)]
    return any(one == other or other.startswith(f"{one}.") for one, rest in others for other in rest)
