"""Strata in whole numbers from published margins, with a report of the fit.

A stratum is one combination of trait levels that every margin allows. Its share is found by iterative proportional
fitting from equal starting weights (the mix that assumes nothing but the margins), in whole numbers and a fixed number
of rounds, and rounded to SLOTS by largest remainders. No draw is made: the same world gives the same strata everywhere.

Source: Deming and Stephan 1940, "On a least squares adjustment of a sampled frequency table",
doi:10.1214/aoms/1177731829.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xinyong.population.margins import UNITS, Cells, Levels, TableRows, cells, largest_remainder
from xinyong.population.quantities import refusal
from xinyong.population.world import World

SLOTS = 65_536
MAX_STRATA = 4_096
MAX_PARTIAL = 65_536
"""Combinations looked at while margins are joined; only tables that contradict each other need more than strata."""

ROUNDS = 64
"""Rounds of fitting. Fewer are run only when a whole round changed nothing, so the result is the same."""

WEIGHT_TOTAL = 1 << 64


@dataclass(frozen=True, slots=True)
class RowFit:
    """One row of a margin: the share that was published and the share of the slots it got (both 0–1)."""

    levels: Levels
    target_share: float
    reached_share: float


@dataclass(frozen=True, slots=True)
class MarginFit:
    """How well one margin is met; `largest_residual` is the largest distance of a row from its target (0–1)."""

    margin: str
    rows: tuple[RowFit, ...]
    largest_residual: float


@dataclass(frozen=True, slots=True)
class Mix:
    """Strata in order, the slots of each out of SLOTS, and the fit of each margin."""

    strata: tuple[Levels, ...]
    slots: tuple[int, ...]
    fit: tuple[MarginFit, ...]


def mix(world: World, tables: Mapping[str, TableRows]) -> Mix:
    """Return the strata of a world; one stratum without levels where the world has no traits.

    Raises:
        InputError: margins that cannot be used or contradict each other, or more than MAX_STRATA strata.
    """
    margins = cells(world, tables)
    keys = _support(world.traits, margins)
    groups = [_rows_of(margin, tuple(world.traits), keys) for margin in margins]
    slots = largest_remainder(_fitted(len(keys), margins, groups), SLOTS)
    fit = tuple(_fit(margin, rows, slots) for margin, rows in zip(margins, groups, strict=True))
    return Mix(tuple(dict(zip(world.traits, key, strict=True)) for key in keys), slots, fit)


def _support(traits: Mapping[str, tuple[str, ...]], margins: Sequence[Cells]) -> list[tuple[str, ...]]:
    """Join the margins: every combination, in trait and level order, that each margin allows."""
    names = tuple(traits)
    partial: list[tuple[str, ...]] = [()]
    for width, trait in enumerate(names, start=1):
        known = names[:width]
        touched = [margin for margin in margins if trait in margin.traits]
        allowed = [
            {tuple(level for name, level in zip(m.traits, key, strict=True) if name in known) for key in m.units}
            for m in touched
        ]
        columns = [[names.index(name) for name in m.traits if name in known] for m in touched]
        partial = [
            extended
            for start in partial
            for level in traits[trait]
            if all(
                tuple((*start, level)[i] for i in column) in keys for column, keys in zip(columns, allowed, strict=True)
            )
            for extended in [(*start, level)]
        ]
        if len(partial) > MAX_PARTIAL or (width == len(names) and len(partial) > MAX_STRATA):
            hint = "use fewer traits or levels, or a table of counts with the combinations that occur"
            raise refusal("traits", f"the margins allow {len(partial)} strata or more, at most {MAX_STRATA} fit", hint)
        if not partial:
            raise refusal(
                "margins", f"no combination of levels satisfies every margin on `{trait}`", "mend the margins"
            )
    return partial


def _rows_of(
    margin: Cells, names: tuple[str, ...], keys: Sequence[tuple[str, ...]]
) -> dict[tuple[str, ...], list[int]]:
    """Return the strata that belong to each row of a margin.

    Raises:
        InputError: a row with a share that no stratum can take, because the other margins rule it out.
    """
    column = [names.index(trait) for trait in margin.traits]
    rows: dict[tuple[str, ...], list[int]] = {row: [] for row in margin.units}
    for stratum, key in enumerate(keys):
        rows[tuple(key[i] for i in column)].append(stratum)
    for row, members in rows.items():
        if not members:
            found = f"{', '.join(row)} has a share here but other margins leave nobody with it"
            raise refusal(f"margins.{margin.margin}", found, "let the margins agree on the levels that occur")
    return rows


def _fitted(n_strata: int, margins: Sequence[Cells], groups: Sequence[dict[tuple[str, ...], list[int]]]) -> list[int]:
    """Fit whole-number weights to the margins, in file order, for at most ROUNDS rounds."""
    weights = [WEIGHT_TOTAL // n_strata] * n_strata
    for _ in range(ROUNDS):
        before = list(weights)
        for margin, rows in zip(margins, groups, strict=True):
            for row, members in rows.items():
                reached = sum(weights[s] for s in members)
                if reached == 0:
                    found = f"the share of {', '.join(row)} cannot be reached together with the other margins"
                    raise refusal(f"margins.{margin.margin}", found, "let the margins agree with each other")
                target = margin.units[row] * (WEIGHT_TOTAL // UNITS)
                for s in members:
                    weights[s] = weights[s] * target // reached
        if weights == before:
            break
    return weights


def _fit(margin: Cells, rows: Mapping[tuple[str, ...], Sequence[int]], slots: Sequence[int]) -> MarginFit:
    found = tuple(
        RowFit(
            levels=dict(zip(margin.traits, row, strict=True)),
            target_share=margin.units[row] / UNITS,
            reached_share=sum(slots[s] for s in members) / SLOTS,
        )
        for row, members in rows.items()
    )
    largest = max(abs(row.target_share - row.reached_share) for row in found)
    return MarginFit(margin.margin, found, largest)
