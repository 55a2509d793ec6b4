"""What a comparison is asked for: two recipes over the same lives, seeds, response scenarios."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xinyong.experiment.execute import RUNS, prepare
from xinyong.experiment.seeds import seeds_of
from xinyong.experiment.stopping import Rule, refuse_too_few, rule_of
from xinyong.population.world import World
from xinyong.results.recipe import Recipe, recipe_of
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import read_scheme


@dataclass(frozen=True)
class Comparison:
    """Two sides of one world and clock; `a` and `b` have the first seed.

    responses   the scenarios, the first is the main one; empty: all that the world tells
    until       when no further seed is played; None: all are
    """

    a: Recipe
    b: Recipe
    seeds: tuple[int, ...]
    responses: tuple[str, ...] = ()
    until: Rule | None = None

    @property
    def place(self) -> Path:
        """Return where it goes when nobody says where."""
        sides = f"{self.a.scheme.scheme}-with-{self.b.scheme.scheme}"
        return RUNS / f"{sides}-{self.a.sha256[:4]}{self.b.sha256[:4]}"

    def written(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"a": self.a.written(), "b": self.b.written(), "seeds": list(self.seeds),
                "responses": list(self.responses), "until": str(self.until) if self.until else None}  # fmt: skip


def comparison_of(written: Mapping[str, Any]) -> Comparison:
    """Return the comparison that plain data describes; errors as `recipe_of`."""
    a, b = recipe_of(written["a"]), recipe_of(written["b"])
    return Comparison(a, b, tuple(written["seeds"]), tuple(written["responses"]), _rule(written.get("until")))


def prepare_comparison(
    a: str | os.PathLike[str] | Scheme,
    b: str | os.PathLike[str] | Scheme = "none",
    world: str | os.PathLike[str] | World | None = None,
    *,
    seeds: int | str | Iterable[int] = 1,
    responses: Sequence[str] = (),
    until: str | None = None,
    amend: Mapping[str, Any] | None = None,
    **asked: Any,
) -> Comparison:
    """Return the comparison of a scheme with another: texts found and amended, one world, one length.

    Args:
        a: a catalogue name, a path, or a scheme.
        b: the same of the other side; `none` is ordinary law alone.
        world: where both are played; without one, the world that A names, or else B.
        seeds: one seed, `1..20`, or a list.
        responses: scenarios, or none for all that the world tells.
        until: `MEASURE:ci<BOUND`, when no further seed is played; or None.
        amend: amendments of B by path, as in `xinyong.amend`.
        asked: people, years, days, window, settings: as in `prepare`; settings amend A, those of `world:` both sides.

    Raises:
        InputError: a name, path, file or number that cannot be used.
    """
    ours, theirs = (one if isinstance(one, Scheme) else read_scheme(one) for one in (a, b))
    left = prepare(ours, world if world is not None else ours.world or theirs.world, **asked)
    right = prepare(theirs, left.world, **(asked | {"settings": amend}))
    days, numbers = max(left.days, right.days), seeds_of(seeds)
    sides = [replace(one, days=days, seed=numbers[0]) for one in (left, right)]
    rule = _rule(until)
    refuse_too_few(rule, numbers)
    return Comparison(sides[0], sides[1], numbers, tuple(responses), rule)


def _rule(written: str | None) -> Rule | None:
    return None if written is None else rule_of(written)
