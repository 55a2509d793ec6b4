"""Which values of a recipe could be otherwise, and what each would say at its neutral point.

The neutral point of a rate, a share, the points of a rule and the numbers of the response is 0, of a ratio 1; a file
may name another. A value without a neutral point (a delay, an edge, the mix of people) is moved to the farther end of
its range, which tells what rests on it but never what is an echo of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from xinyong.files.evidence import Cited, Record
from xinyong.files.labels import labels_of
from xinyong.files.references import fields_of
from xinyong.files.unknowns import with_end
from xinyong.results.recipe import Recipe
from xinyong.scheme.settle import settle

R = TypeVar("R", bound=Record)
Spot = tuple[str | int, ...]

ZERO = frozenset({"share", "per year", "per 1000 per year", "per 100000 per day", "elasticity"})
"""Units whose neutral point is 0."""

OF_RESPONSE = ("deterrence", "fear_of_error", "conformity", "reward_seeking")
"""Stories of which every number is 0 where it says nothing; hardship is a ratio, and says nothing at 1."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One value that could be otherwise.

    path      as `amend` and `--set` take it: `rules.late-loan.points`, `world:acts.theft.rate`, `MEMBER:…`
    moved_to  its neutral point or, where `neutral` is False, the farther end of its range
    assumed   whether its grade is `assumed`: only such a value can be echoed
    """

    path: str
    owner: str
    spot: Spot
    value: float
    moved_to: float
    neutral: bool
    assumed: bool


def settled(recipe: Recipe) -> Recipe:
    """Return the recipe with the end it takes for everything unknown written into its texts."""
    return replace(
        recipe,
        scheme=settle(recipe.scheme, recipe.end),
        world=with_end(recipe.world, recipe.end),
        members={name: settle(one, recipe.end) for name, one in recipe.members.items()},
    )


def assumptions(recipe: Recipe) -> tuple[Assumption, ...]:
    """Return every assumed value of a settled recipe, and every cited one with a range, that can be moved.

    In the order scheme, members, world, and of the keys of each file.
    """
    owners = {"": recipe.scheme, **recipe.members, "world": recipe.world}
    return tuple(
        found
        for owner, record in owners.items()
        for spot, path, cited in _cited(record)
        if (found := _assumption(owner, spot, path, cited)) is not None
    )


def moved(recipe: Recipe, assumption: Assumption) -> Recipe:
    """Return the recipe with one value moved; its range stays, so that the candidates of a life stay too."""

    def change(record: R) -> R:
        return _with_value(record, assumption.spot, assumption.moved_to)

    if assumption.owner == "world":
        return replace(recipe, world=change(recipe.world))
    if assumption.owner:
        return replace(recipe, members={**recipe.members, assumption.owner: change(recipe.members[assumption.owner])})
    return replace(recipe, scheme=change(recipe.scheme))


def reshuffles(assumption: Assumption) -> bool:
    """Tell whether moving a value changes what can come up in a life, so that a small move may be mere luck.

    Rates of acts do not: candidates come at a bound that the ranges fix, and are thinned.
    """
    if assumption.owner != "world":
        return False
    spot = assumption.spot
    part = spot[2] if len(spot) > 2 else ""
    return spot[0] in ("margins", "moves", "places", "propensity", "services") or (spot[0], part) in (
        ("acts", "ratios"),
        ("channels", "coverage"),
        ("channels", "false_reports"),
    )


def _assumption(owner: str, spot: Spot, path: str, cited: Cited) -> Assumption | None:
    # What is assumed has a range always; what is cited without one cannot be otherwise.
    if cited.range is None or spot[-1] == "bound":
        return None
    neutral = neutral_point(spot, cited)
    low, high = cited.range
    farther = low if cited.value - low > high - cited.value else high
    to = farther if neutral is None else neutral
    if to == cited.value:
        return None
    return Assumption(
        f"{owner}:{path}" if owner else path,
        owner,
        spot,
        cited.value,
        to,
        neutral is not None,
        cited.grade == "assumed",
    )


def neutral_point(spot: Spot, cited: Cited) -> float | None:
    """Return the value at which a cited value would say nothing; None where there is no such value."""
    if cited.neutral is not None:
        return cited.neutral
    if spot[0] == "margins" or spot == ("conformity", "full"):
        return None
    if cited.unit in ZERO or spot[0] in OF_RESPONSE:
        return 0
    if cited.unit == "ratio":
        return 1
    points_of_a_rule = spot[0] == "rules" and spot[-1] in ("points", "step")
    return 0 if cited.unit == "point" and points_of_a_rule else None


def _cited(record: Record, spot: Spot = (), path: str = "") -> Iterator[tuple[Spot, str, Cited]]:
    """Yield the spot, the dotted path and the record of each cited value."""
    for key, value in fields_of(record):
        yield from _inside(value, (*spot, key), f"{path}{key}")


def _inside(value: Any, spot: Spot, path: str) -> Iterator[tuple[Spot, str, Cited]]:
    if isinstance(value, Cited):
        yield spot, path, value
    elif isinstance(value, Record):
        yield from _cited(value, spot, f"{path}.")
    elif isinstance(value, tuple):
        labels = labels_of([_named(item) for item in value])
        for place, (label, item) in enumerate(zip(labels, value, strict=True)):
            yield from _inside(item, (*spot, place), f"{path}.{label}")


def _named(item: Any) -> dict[str, Any]:
    """Return the parts of an item by which a path calls it."""
    return {name: getattr(item, name) for name in ("id", "act", "channel", "levels") if hasattr(item, name)}


def _with_value(record: R, spot: Spot, value: float) -> R:
    """Return a record with the cited value at a spot changed and everything else shared."""
    if not spot:
        return record.model_copy(update={"value": value})
    name = next(n for n, info in type(record).model_fields.items() if (info.alias or n) == spot[0])
    inner = getattr(record, name)
    if isinstance(inner, tuple):
        place = int(spot[1])
        changed: Any = (*inner[:place], _with_value(inner[place], spot[2:], value), *inner[place + 1 :])
    else:
        changed = _with_value(inner, spot[1:], value)
    return record.model_copy(update={name: changed})
