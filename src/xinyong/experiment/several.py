"""What a many-way comparison is asked for: one scheme, several others, the same lives for all of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xinyong.errors import InputError
from xinyong.experiment.execute import RUNS, prepare
from xinyong.experiment.seeds import seeds_of
from xinyong.experiment.stopping import Rule, refuse_too_few, rule_of
from xinyong.population.world import World
from xinyong.results.recipe import Recipe, recipe_of
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import read_scheme


@dataclass(frozen=True)
class Several:
    """One recipe and the others that are laid beside it, in one world and clock; all have the first seed.

    others      by the name that each has in the table, which is also that of its directory
    responses   the scenarios, the first is the main one; empty: all that the world tells
    until       when no further seed is played; None: all are
    """

    a: Recipe
    others: Mapping[str, Recipe]
    seeds: tuple[int, ...]
    responses: tuple[str, ...] = ()
    until: Rule | None = None

    @property
    def place(self) -> Path:
        """Return where it goes when nobody says where."""
        marks = "".join(one.sha256[:4] for one in (self.a, *self.others.values()))
        return RUNS / f"{self.a.scheme.scheme}-with-{len(self.others)}-others-{marks}"

    def written(self) -> dict[str, Any]:
        """Return it as plain data."""
        others = [{"name": name, "recipe": one.written()} for name, one in self.others.items()]
        return {"a": self.a.written(), "others": others, "seeds": list(self.seeds), "responses": list(self.responses),
                "until": str(self.until) if self.until else None}  # fmt: skip


def several_of(written: Mapping[str, Any]) -> Several:
    """Return what plain data describes; errors as `recipe_of`."""
    others = {one["name"]: recipe_of(one["recipe"]) for one in written["others"]}
    return Several(
        recipe_of(written["a"]),
        others,
        tuple(written["seeds"]),
        tuple(written["responses"]),
        _rule(written.get("until")),
    )


def prepare_several(
    a: str | os.PathLike[str] | Scheme,
    others: Sequence[str | os.PathLike[str] | Scheme],
    world: str | os.PathLike[str] | World | None = None,
    *,
    seeds: int | str | Iterable[int] = 1,
    responses: Sequence[str] = (),
    until: str | None = None,
    **asked: Any,
) -> Several:
    """Return a comparison of a scheme with several others: one world, and the length that the longest of them needs.

    Args:
        a: a catalogue name, a path, or a scheme.
        others: at least two of the same; `none` is ordinary law alone.
        world: where all are played; without one, the first that A or one of the others names.
        seeds: one seed, `1..20`, or a list.
        responses: scenarios, or none for all that the world tells.
        until: `MEASURE:ci<BOUND`, when no further seed is played; or None.
        asked: people, years, days, window, settings: as in `prepare`; settings amend A, those of `world:` all of them.

    Raises:
        InputError: fewer than two others, one given twice, or a name, path, file or number that cannot be used.
    """
    if len(others) < 2:
        raise InputError(f"found {len(others)} to compare with, expected two or more; `compare` takes one")
    ours, *theirs = (one if isinstance(one, Scheme) else read_scheme(one) for one in (a, *others))
    where = world if world is not None else next((one.world for one in (ours, *theirs) if one.world), None)
    first = prepare(ours, where, **asked)
    rest = [prepare(one, first.world, **(asked | {"settings": None})) for one in theirs]
    days, numbers = max(one.days for one in (first, *rest)), seeds_of(seeds)
    a_recipe, *b_recipes = (replace(one, days=days, seed=numbers[0]) for one in (first, *rest))
    rule = _rule(until)
    refuse_too_few(rule, numbers)
    return Several(a_recipe, _named(b_recipes), numbers, tuple(responses), rule)


def _rule(written: str | None) -> Rule | None:
    return None if written is None else rule_of(written)


def _named(recipes: Sequence[Recipe]) -> dict[str, Recipe]:
    """Return recipes by the name of their scheme; of one name the second is `NAME-2`."""
    found: dict[str, Recipe] = {}
    for one in recipes:
        twice = next((name for name, known in found.items() if known.sha256 == one.sha256), None)
        if twice is not None:
            raise InputError(f"found `{twice}` twice among those to compare with; name each once")
        name, n = one.scheme.scheme, 2
        while name in found:
            name, n = f"{one.scheme.scheme}-{n}", n + 1
        found[name] = one
    return found
