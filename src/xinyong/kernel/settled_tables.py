"""Tables of what nobody's standing can change, so that the scan of a week can settle it; and guides to thresholds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from xinyong.kernel import rows as c
from xinyong.kernel.numbers import Numbers, shared_rows
from xinyong.kernel.rows import Ints
from xinyong.population.odds import Odds
from xinyong.vocabulary import WIDE


def alike(take: Ints, evade: Ints | None, odds: Odds) -> Ints:
    """Return, by row of strata that answer alike and by act, the chance that a candidate is taken where nothing else
    matters to what becomes of it; −1 where something does: how its subject stands, what others left behind, a debt
    that comes of it, or going where no channel looks.

    Args:
        take: strata that answer alike, rows of the response table, acts.
        evade: rows of the response table, acts.
    """
    moves = take.min(axis=1) != take.max(axis=1)
    moves |= (odds.occasion_of >= 0) | (odds.met.max(axis=1, initial=0) > 0)
    if evade is not None:
        moves |= evade.any(axis=0)
    return np.where(moves, -1, take[:, 0])


def touched(consequences: Sequence[Sequence[int]], odds: Odds) -> list[int]:
    """Return, by service, whose requests a scheme has a say in: a bit for each tier, ON_LISTS for everybody listed; −1:
    anybody's."""
    found = []
    for service, quota in enumerate(odds.service_quota.tolist()):
        own = [clause for clause in consequences if clause[c.C_SERVICE] == service]
        says = 0
        for clause in own:
            says |= clause[c.C_TIERS] | (c.ON_LISTS if clause[c.C_LISTS] else 0)
        found.append(-1 if quota >= 0 or any(clause[c.C_UNSCORED] for clause in own) else says)
    return found


def at_least_wide(thresholds: Ints) -> Ints:
    """Return cumulative thresholds, so many by row, with a few more at the end that no draw reaches: the scan compares
    the first COMPARED of a row without looking where it ends."""
    missing = max(0, c.COMPARED + 1 - thresholds.shape[-1])
    return np.pad(thresholds, [(0, 0)] * (thresholds.ndim - 1) + [(0, missing)], constant_values=WIDE)


def guide(numbers: Numbers, where: int, thresholds: Ints) -> int:
    """Return where a guide to cumulative thresholds stands: for each span of draws, where to begin to look.

    Args:
        where: where the thresholds stand (strata, so many).
    """
    starts = np.arange(c.GUIDES, dtype=np.int64) << c.GUIDE_SHIFT
    width = thresholds.shape[1]
    return numbers.add(
        [where + row * width + np.searchsorted(each, starts, side="right") for row, each in enumerate(thresholds)]
    )


def slot_guide(numbers: Numbers, pattern: NDArray[np.uint16]) -> int:
    """Return where, by place, a guide to the strata of its slots stands: slots of a stratum lie together, so that the
    whole pattern need be read only where two of them meet.

    Args:
        pattern: places, slots.
    """
    spans = pattern.reshape(len(pattern), c.SLOT_SPANS, 1 << c.SPAN_SHIFT)
    first = spans[:, :, 0]
    rows, row_of = shared_rows(np.where((spans == first[:, :, None]).all(axis=2), first.astype(np.int64), -1))
    begins = numbers.add(rows)
    return numbers.add(begins + row_of * c.SLOT_SPANS)
