"""Strata in whole numbers from published margins, with a report of the fit.

A stratum is one combination of trait levels that every margin allows. Its share is found by iterative proportional
fitting from equal starting weights (the mix that assumes nothing but the margins), in whole numbers and a fixed number
of rounds, and rounded to SLOTS so that margins stay close. No draw is made: one world gives one mix everywhere.

Source: Deming and Stephan 1940, "On a least squares adjustment of a sampled frequency table",
doi:10.1214/aoms/1177731829.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from xinyong.files.frozen import FrozenDict
from xinyong.population.margins import UNITS, Cells, Key, Levels, cells
from xinyong.population.quantities import refusal
from xinyong.population.rounding import controlled_rounding
from xinyong.population.world import Margin, World

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


def mix(world: World) -> Mix:
    """Return the strata of a world; one stratum without levels where the world has no traits.

    Raises:
        InputError: margins that cannot be used or contradict each other, or more than MAX_STRATA strata.
    """
    return _mix(_Asked(world.traits, world.margins))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a mix depends on."""

    traits: Mapping[str, tuple[str, ...]]
    margins: tuple[Margin, ...]


@lru_cache(maxsize=8)
def _mix(asked: _Asked) -> Mix:
    # Trying every value of a world one by one leaves the mix of people mostly as it was.
    margins = cells(asked)
    keys = _support(asked.traits, margins)
    groups = [_rows_of(margin, tuple(asked.traits), keys) for margin in margins]
    slots = controlled_rounding(_fitted(len(keys), margins, groups), SLOTS, [_row_index(rows) for rows in groups])
    fit = tuple(_fit(margin, rows, slots) for margin, rows in zip(margins, groups, strict=True))
    return Mix(tuple(FrozenDict(zip(asked.traits, key, strict=True)) for key in keys), slots, fit)


def _support(traits: Mapping[str, tuple[str, ...]], margins: Sequence[Cells]) -> list[Key]:
    """Join the margins: every combination, in trait and level order, that each margin allows."""
    names = tuple(traits)
    found: list[Key] = [()]
    for width, trait in enumerate(names, start=1):
        tests = [_allowed(margin, names[:width]) for margin in margins if trait in margin.traits]
        limit = MAX_STRATA if width == len(names) else MAX_PARTIAL
        grown = (
            (*start, level)
            for start in found
            for level in traits[trait]
            if all(tuple((*start, level)[i] for i in column) in keys for column, keys in tests)
        )
        found = list(islice(grown, limit + 1))
        if len(found) > limit:
            hint = "use fewer traits or levels, or a table of counts with the combinations that occur"
            raise refusal("traits", f"the margins allow more than {limit} strata", hint)
        if not found:
            raise refusal(
                "margins", f"no combination of levels satisfies every margin on `{trait}`", "mend the margins"
            )
    return found


def _allowed(margin: Cells, known: Key) -> tuple[list[int], set[Key]]:
    """Return where the known traits of a margin stand among all known ones, and the combinations it has of them."""
    kept = [position for position, trait in enumerate(margin.traits) if trait in known]
    return [known.index(margin.traits[i]) for i in kept], {tuple(key[i] for i in kept) for key in margin.units}


def _rows_of(margin: Cells, names: Key, keys: Sequence[Key]) -> dict[Key, list[int]]:
    """Return the strata that belong to each row of a margin.

    Raises:
        InputError: a row with a share that no stratum can take, because the other margins rule it out.
    """
    column = [names.index(trait) for trait in margin.traits]
    rows: dict[Key, list[int]] = {row: [] for row in margin.units}
    for stratum, key in enumerate(keys):
        rows[tuple(key[i] for i in column)].append(stratum)
    for row, members in rows.items():
        if not members:
            found = f"{', '.join(row)} has a share here but other margins leave nobody with it"
            raise refusal(f"margins.{margin.margin}", found, "let the margins agree on the levels that occur")
    return rows


def _row_index(rows: Mapping[Key, Sequence[int]]) -> list[int]:
    found = {stratum: index for index, members in enumerate(rows.values()) for stratum in members}
    return [found[stratum] for stratum in range(len(found))]


def _fitted(n_strata: int, margins: Sequence[Cells], groups: Sequence[dict[Key, list[int]]]) -> list[int]:
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


def _fit(margin: Cells, rows: Mapping[Key, Sequence[int]], slots: Sequence[int]) -> MarginFit:
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
