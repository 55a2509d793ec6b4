"""How those without entries stand, day by day: everybody of a place alike, so it is found once and looked up."""

from __future__ import annotations

import numpy as np

from xinyong.kernel import rows as c
from xinyong.kernel.numbers import Numbers
from xinyong.kernel.rows import FOREVER, Ints

Columns = dict[int, int]


def quiet_columns(
    numbers: Numbers, book: Columns, edges: list[int], brought: list[int], consequences: list[list[int]], days: int
) -> Columns:
    """Return the columns of a book that say how somebody without entries stands; tables by day go to `numbers`.

    `brought` has a bit for each list that each tier brings.
    """
    start, end = book[c.B_START_DAY], book[c.B_END_DAY]
    turning = sorted({start, end} | {clause[k] for clause in consequences for k in (c.C_FROM_DAY, c.C_TO_DAY)})
    kept = _kept(book, days)
    score, tier = np.zeros(days, np.int64), np.full(days, -1, np.int64)
    bound, restricted = np.zeros(days, np.int64), np.zeros(days, np.int64)
    lists = np.zeros(days, np.int64)
    row = np.full(days, book.get(c.B_N_TAKE, 1) - 1, np.int64)
    known: dict[tuple[int, int], tuple[int, int, int]] = {}
    for day in range(min(start, days), min(end, days)):
        here = (int(kept[day + 1]), int(np.searchsorted(turning, day, side="right")))
        if here not in known:
            known[here] = _standing(book, edges, brought, consequences, here[0], day)
        score[day] = here[0]
        tier[day], bound[day], restricted[day] = known[here]
        row[day] = max(tier[day], 0)
        lists[day] = brought[tier[day]] if tier[day] >= 0 else 0
    first = np.flatnonzero(restricted)
    return {
        c.B_RESTLESS: int(bool(book[c.B_RUNNING]) and len(set(kept.tolist())) > 1),
        c.B_QUIET_SCORE: numbers.add(score),
        c.B_QUIET_TIER: numbers.add(tier),
        c.B_QUIET_KEPT: numbers.add(kept),
        c.B_QUIET_ROW: numbers.add(row),
        c.B_QUIET_BOUND: numbers.add(bound),
        c.B_QUIET_RESTRICTED: numbers.add(restricted),
        c.B_QUIET_DAYS: numbers.add(np.concatenate([[0], np.cumsum(restricted)])),
        c.B_QUIET_FIRST: int(first[0]) if len(first) else -1,
        c.B_QUIET_LISTS: numbers.add(lists),
        c.B_QUIET_FIRST_LISTED: numbers.add([_first_with(lists, bit) for bit in range(book.get(c.B_LISTS, 0))]),
        c.B_TURNING_DAY: numbers.add(_next_of(turning, days)),
    }


def _clamp(book: Columns, points: int) -> int:
    return min(max(points, book[c.B_FLOOR]), book[c.B_CEILING])


def _kept(book: Columns, days: int) -> Ints:
    """Return the points of somebody without entries before the first day and after each day."""
    kept = book[c.B_START]
    found = np.full(days + 1, kept, np.int64)
    for day in range(min(book[c.B_START_DAY], days), min(book[c.B_END_DAY], days)):
        if not book[c.B_RUNNING]:
            found[day + 1] = _clamp(book, book[c.B_START]) if book[c.B_SCORED] else 0
            continue
        kept = _clamp(book, kept)
        if book[c.B_DECAY_EVERY] and (day - book[c.B_START_DAY] + 1) % book[c.B_DECAY_EVERY] == 0:
            size = book[c.B_DECAY_POINTS]
            kept += max(-size, min(size, book[c.B_START] - kept))
        found[day + 1] = kept
    return found


def _first_with(lists: Ints, bit: int) -> int:
    """Return the first day on which a list is among those of everybody without entries."""
    found = np.flatnonzero(lists >> bit & 1)
    return int(found[0]) if len(found) else FOREVER


def _standing(
    book: Columns, edges: list[int], brought: list[int], consequences: list[list[int]], score: int, day: int
) -> tuple[int, int, int]:
    """Return the tier, whether any consequence binds, and whether a sanction does."""
    reached = (i for i, edge in enumerate(edges) if (score >= edge if book[c.B_HIGHER] else score <= edge))
    tier = next(reached, book[c.B_TIERS] - 1)
    effects = [
        clause[c.C_EFFECT]
        for clause in consequences
        if tier >= 0
        and (clause[c.C_TIERS] >> tier & 1 or clause[c.C_LISTS] & brought[tier])
        and clause[c.C_FROM_DAY] <= day < clause[c.C_TO_DAY]
    ]
    return tier, int(bool(effects)), int(any(effect >= c.BURDENED for effect in effects))


def _next_of(turning: list[int], days: int) -> Ints:
    """Return, for each day, the next of the turning days after it."""
    beyond = np.array([*turning, FOREVER], np.int64)
    return beyond[np.searchsorted(beyond[:-1], np.arange(days), side="right")]
