"""What is published about the mix of people, as whole numbers: each margin becomes cells that add up to UNITS.

A margin is a share per level, or a table of counts that `tables_of_counts` has read and cleaned.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from xinyong.population.quantities import refusal, share
from xinyong.population.world import Margin, World

UNITS = 1 << 32
"""What the cells of a margin add up to; a published share has far fewer digits."""

TOLERANCE = Fraction(1, 100)
"""Published shares may miss 1 by rounding; they are scaled to 1 when they miss it by no more than this."""

Levels = Mapping[str, str]
TableRows = Sequence[tuple[Levels, int]]


@dataclass(frozen=True, slots=True)
class Cells:
    """One margin: its traits, and for each combination of their levels that occurs, its part of UNITS (above 0)."""

    margin: str
    traits: tuple[str, ...]
    units: Mapping[tuple[str, ...], int]


def cells(world: World, tables: Mapping[str, TableRows]) -> tuple[Cells, ...]:
    """Return every margin of the world as whole-number cells, in file order.

    `tables` gives the rows of each margin that names a table, by the id of the margin: levels and a count.

    Raises:
        InputError: a trait in no margin, a level or trait the world does not have, a combination given twice, negative
            counts, shares that do not add up to 1, or a table that was not handed over.
    """
    found = tuple(_cells(margin, world.traits, tables) for margin in world.margins)
    covered = {trait for each in found for trait in each.traits}
    for trait in world.traits:
        if trait not in covered:
            raise refusal(
                f"traits.{trait}", "no margin says how this trait is shared out", "add a margin that names it"
            )
    return found


def _cells(margin: Margin, traits: Mapping[str, tuple[str, ...]], tables: Mapping[str, TableRows]) -> Cells:
    path = f"margins.{margin.id}"
    for trait in margin.traits:
        if trait not in traits:
            raise refusal(path, f"trait `{trait}` is not declared", f"the world has {', '.join(traits) or 'no traits'}")
    combinations = list(product(*(traits[trait] for trait in margin.traits)))
    if margin.table is None:
        parts = _stated_parts(margin, combinations, path)
    else:
        if margin.id not in tables:
            raise refusal(path, f"the rows of table `{margin.table}` were not handed over", "read the table first")
        rows = [(levels, Fraction(count)) for levels, count in tables[margin.id]]
        parts = _by_combination(rows, margin.traits, combinations, path)
    return Cells(margin.id, margin.traits, _units(parts, combinations, path))


def _by_combination(
    rows: Sequence[tuple[Levels, Fraction]],
    traits: tuple[str, ...],
    combinations: Sequence[tuple[str, ...]],
    path: str,
) -> dict[tuple[str, ...], Fraction]:
    known = set(combinations)
    parts: dict[tuple[str, ...], Fraction] = {}
    for levels, amount in rows:
        key = tuple(levels.get(trait, "") for trait in traits)
        spoken = ", ".join(f"{trait} {level}" for trait, level in levels.items())
        if set(levels) != set(traits) or key not in known:
            raise refusal(
                path, f"found a row about {spoken or 'nothing'}", f"a row names one level of {', '.join(traits)}"
            )
        if key in parts:
            raise refusal(path, f"{spoken} is given twice", "keep one row for each combination")
        if amount < 0:
            raise refusal(path, f"{spoken} has the negative amount {float(amount)}", "shares and counts are 0 or more")
        parts[key] = amount
    return parts


def _stated_parts(
    margin: Margin, combinations: Sequence[tuple[str, ...]], path: str
) -> dict[tuple[str, ...], Fraction]:
    """Return stated shares; one combination may be left out and takes the rest."""
    rows = [(row.levels, share(row.share, path)) for row in margin.shares]
    parts = _by_combination(rows, margin.traits, combinations, path)
    total = sum(parts.values(), Fraction(0))
    missing = [key for key in combinations if key not in parts]
    if len(missing) == 1 and total < 1:
        parts[missing[0]] = 1 - total
    elif abs(total - 1) > TOLERANCE:
        hint = "shares add up to 1, or leave out one level that takes the rest"
        raise refusal(path, f"the shares add up to {float(total)}", hint)
    return parts


def _units(
    parts: Mapping[tuple[str, ...], Fraction], combinations: Sequence[tuple[str, ...]], path: str
) -> dict[tuple[str, ...], int]:
    present = [key for key in combinations if parts.get(key)]
    scale = math.lcm(*(parts[key].denominator for key in present))
    amounts = [int(parts[key] * scale) for key in present]
    if not amounts:
        raise refusal(path, "every share or count is 0", "give at least one combination a part of the population")
    shares = largest_remainder(amounts, UNITS)
    return {key: units for key, units in zip(present, shares, strict=True) if units}


def largest_remainder(amounts: Sequence[int], total: int) -> tuple[int, ...]:
    """Share `total` in proportion to whole amounts (sum above 0): floors, then one each to the largest remainders.

    Ties go to the earlier amount. Each part differs from its exact share by less than one.
    """
    whole = sum(amounts)
    parts = [amount * total // whole for amount in amounts]
    by_remainder = sorted(range(len(amounts)), key=lambda i: (-(amounts[i] * total % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return tuple(parts)
