"""What is published about the mix of people, as whole numbers: each margin becomes cells that add up to UNITS.

A margin is a share per level, or a table of counts that `tables_of_counts` has read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Protocol

from xinyong.population.quantities import refusal, share
from xinyong.population.rounding import largest_remainder
from xinyong.population.world import Margin, Share

UNITS = 1 << 32
"""What the cells of a margin add up to; a published share has far fewer digits."""

TOLERANCE = Fraction(1, 100)
"""Published shares may miss 1 by rounding; they are scaled to 1 when they miss it by no more than this."""

Levels = Mapping[str, str]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """One margin: its traits, and for each combination of their levels that occurs, its part of UNITS (above 0)."""

    margin: str
    traits: Key
    units: Mapping[Key, int]


class HasMargins(Protocol):
    """What says how people are mixed: a world, or that part of it."""

    @property
    def traits(self) -> Mapping[str, tuple[str, ...]]:
        """Return the levels of each trait."""
        ...

    @property
    def margins(self) -> tuple[Margin, ...]:
        """Return what is published about the mix."""
        ...


def cells(world: HasMargins) -> tuple[Cells, ...]:
    """Return every margin of the world as whole-number cells, in file order.

    Raises:
        InputError: a trait in no margin, a level or trait the world does not have, a combination given twice, negative
            amounts, shares that do not add up to 1, or a table whose rows nobody has read yet.
    """
    found = tuple(_cells(margin, world.traits) for margin in world.margins)
    covered = {trait for each in found for trait in each.traits}
    for trait in world.traits:
        if trait not in covered:
            raise refusal(f"traits.{trait}", "no margin says how this trait is shared out", "add one")
    return found


def _cells(margin: Margin, traits: Mapping[str, Key]) -> Cells:
    path = f"margins.{margin.id}"
    for trait in margin.traits:
        if trait not in traits:
            raise refusal(path, f"trait `{trait}` is not declared", f"the world has {', '.join(traits) or 'no traits'}")
    if margin.counted:
        rows = [(row.levels, Fraction(row.count)) for row in margin.counted]
    elif margin.shares:
        rows = [(_levels_of(row, margin, path), share(row.share, path)) for row in margin.shares]
    else:
        raise refusal(path, f"the table `{margin.table}` has not been read", "read the world with `read_world`")
    axes = [traits[trait] for trait in margin.traits]
    parts = _by_combination(rows, axes, path)
    if margin.shares:
        parts = _whole_population(parts, axes, path)
    return Cells(margin.id, margin.traits, _units(parts, axes, path))


def _levels_of(row: Share, margin: Margin, path: str) -> Key:
    if set(row.levels) != set(margin.traits):
        found = f"found a row about {', '.join(row.levels) or 'nothing'}"
        raise refusal(path, found, f"every row names one level of {', '.join(margin.traits)}")
    return tuple(row.levels[trait] for trait in margin.traits)


def _by_combination(rows: Iterable[tuple[Key, Fraction]], axes: Sequence[Key], path: str) -> dict[Key, Fraction]:
    parts: dict[Key, Fraction] = {}
    for key, amount in rows:
        spoken = ", ".join(key) or "nothing"
        if len(key) != len(axes) or any(level not in axis for level, axis in zip(key, axes, strict=True)):
            known = "; ".join(", ".join(axis) for axis in axes)
            raise refusal(path, f"found a row about {spoken}", f"the levels are {known}")
        if key in parts:
            raise refusal(path, f"{spoken} is given twice", "keep one row for each combination")
        if amount < 0:
            raise refusal(path, f"{spoken} has the negative amount {float(amount)}", "shares and counts are 0 or more")
        parts[key] = amount
    return parts


def _whole_population(parts: Mapping[Key, Fraction], axes: Sequence[Key], path: str) -> dict[Key, Fraction]:
    """Return stated shares; one combination may be left out and takes the rest."""
    total = sum(parts.values(), Fraction(0))
    if math.prod(len(axis) for axis in axes) == len(parts) + 1 and total < 1:
        missing = next(key for key in product(*axes) if key not in parts)
        return {**parts, missing: 1 - total}
    if abs(total - 1) > TOLERANCE:
        hint = "shares add up to 1, or leave out one level that takes the rest"
        raise refusal(path, f"the shares add up to {float(total)}", hint)
    return dict(parts)


def _units(parts: Mapping[Key, Fraction], axes: Sequence[Key], path: str) -> dict[Key, int]:
    """Return the parts of UNITS of the combinations that occur, in the order of levels."""
    order = [{level: index for index, level in enumerate(axis)} for axis in axes]
    present = sorted(
        (key for key, part in parts.items() if part),
        key=lambda key: tuple(index[level] for index, level in zip(order, key, strict=True)),
    )
    if not present:
        raise refusal(path, "every share or count is 0", "give at least one combination a part of the population")
    scale = math.lcm(*(parts[key].denominator for key in present))
    shares = largest_remainder([int(parts[key] * scale) for key in present], UNITS)
    return {key: units for key, units in zip(present, shares, strict=True) if units}
