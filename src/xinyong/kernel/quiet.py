"""How those without entries stand, day by day: everybody of a place alike, so it is found once and looked up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xinyong.kernel import rows as c
from xinyong.kernel.numbers import Numbers
from xinyong.kernel.rows import FOREVER, Ints

Columns = dict[int, int]
_TURNING = (c.C_FROM_DAY, c.C_TO_DAY)


@dataclass(frozen=True)
class Tables:
    """By set of layers, tables by day; the days on which anything may turn; 1 where a score moves by itself."""

    by_day: list[dict[str, Ints]]
    turning: list[int]
    restless: int


@dataclass(frozen=True)
class _Governed:
    """What governs a place: the columns of its book, the days of each layer, edges of tiers, lists that each
    tier brings, rows of consequences, the days on which any of it may turn, and the layer that keeps score."""

    book: Columns
    spans: list[tuple[int, int]]
    edges: list[int]
    brought: list[int]
    consequences: list[list[int]]
    turning: list[int]
    scored_by: int

    def in_force(self, covers: int, day: int) -> bool:
        """Tell whether any of the layers in a set governs on a day."""
        return any(covers >> k & 1 and start <= day < end for k, (start, end) in enumerate(self.spans))

    def score_counts(self, covers: int, day: int) -> bool:
        """Tell whether the layer that keeps score is in a set and governs on a day."""
        return bool(self.spans) and self.in_force(covers & 1 << self.scored_by, day)


def quiet_tables(
    book: Columns, spans: list[tuple[int, int]], edges: list[int], brought: list[int], consequences: list[list[int]],
    days: int, *, scored_by: int = -1,
) -> Tables:  # fmt: skip
    """Return how somebody without entries stands, day by day, for each set of layers that may score somebody, from none
    to all.

    `brought` has a bit for each list that each tier brings; `scored_by` is the layer that keeps score.
    """
    scored_by %= max(len(spans), 1)
    turning = sorted({day for span in spans for day in span} | {x[k] for x in consequences for k in _TURNING})
    place = _Governed(book, spans, edges, brought, consequences, turning, scored_by)
    kept = _kept(book, *(spans[scored_by] if spans else (days, days)), days)
    tables = [_by_day(place, covers, kept, days) for covers in range(1 << len(spans))]
    return Tables(tables, turning, int(bool(book.get(c.B_RUNNING, 0)) and len(set(kept.tolist())) > 1))


def after(before: Tables, tables: Tables, day: int) -> Tables:
    """Return the tables of people to whom before a day other tables apply."""
    joined = []
    for old, new in zip(before.by_day, tables.by_day, strict=True):
        one = {name: np.concatenate([old[name][:day], new[name][day:]]) for name in new}
        one["days"][1:] = np.cumsum(one["restricted"][:-1])
        joined.append(one)
    return Tables(joined, tables.turning, tables.restless)


def quiet_columns(numbers: Numbers, tables: Tables, n_lists: int, days: int) -> Columns:
    """Return the columns of a book that say how somebody without entries stands; tables by day go to `numbers`.

    Each table has days + 1 numbers for each set of layers.
    """
    found, bits = tables.by_day, range(n_lists)
    every = {name: np.concatenate([one[name] for one in found]) for name in found[0]}
    firsts = [np.flatnonzero(one["restricted"]) for one in found]
    return {
        c.B_RESTLESS: tables.restless,
        c.B_QUIET_SCORE: numbers.add(every["score"]),
        c.B_QUIET_TIER: numbers.add(every["tier"]),
        c.B_QUIET_KEPT: numbers.add(every["kept"]),
        c.B_QUIET_ROW: numbers.add(every["row"]),
        c.B_QUIET_BOUND: numbers.add(every["bound"]),
        c.B_QUIET_RESTRICTED: numbers.add(every["restricted"]),
        c.B_QUIET_DAYS: numbers.add(every["days"]),
        c.B_QUIET_FIRST: numbers.add([int(first[0]) if len(first) else -1 for first in firsts]),
        c.B_QUIET_LISTS: numbers.add(every["lists"]),
        c.B_QUIET_FIRST_LISTED: numbers.add([first_with(one["lists"], bit) for one in found for bit in bits]),
        c.B_TURNING_DAY: numbers.add(_next_of(tables.turning, days)),
    }


def _by_day(place: _Governed, covers: int, kept: Ints, days: int) -> dict[str, Ints]:
    """Return how those without entries stand whom a set of layers scores; on the day after the last nothing holds."""
    book = place.book
    found = {name: np.zeros(days + 1, np.int64) for name in ("score", "bound", "restricted", "days", "lists")}
    found |= {"tier": np.full(days + 1, -1, np.int64), "kept": kept}
    found["row"] = np.full(days + 1, book[c.B_NO_SCHEME], np.int64)
    known: dict[tuple[int, int], tuple[int, int]] = {}
    for day in range(days):
        tier = -1
        if place.score_counts(covers, day):
            tier = _tier(place, int(kept[day + 1]))
            found["score"][day], found["row"][day] = kept[day + 1], max(tier, 0)
            found["lists"][day] = place.brought[tier] if tier >= 0 else 0
        elif place.in_force(covers, day):
            found["score"][day] = book[c.B_START] if covers & book[c.B_SCORING] else 0
            found["row"][day] = book[c.B_ALONE_ROW]
        here = (tier, int(np.searchsorted(place.turning, day, side="right")))
        if here not in known:
            known[here] = _bound(place, tier, covers, day)
        found["tier"][day], (found["bound"][day], found["restricted"][day]) = tier, known[here]
    found["days"][1:] = np.cumsum(found["restricted"][:-1])
    return found


def _clamp(book: Columns, points: int) -> int:
    return min(max(points, book[c.B_FLOOR]), book[c.B_CEILING])


def _kept(book: Columns, start_day: int, end_day: int, days: int) -> Ints:
    """Return the points of somebody without entries before the first day and after each day."""
    kept = book.get(c.B_START, 0)
    found = np.full(days + 1, kept, np.int64)
    for day in range(min(start_day, days), min(end_day, days)):
        if not book[c.B_RUNNING]:
            found[day + 1] = _clamp(book, book[c.B_START]) if book[c.B_SCORED] else 0
            continue
        kept = _clamp(book, kept)
        if book[c.B_DECAY_EVERY] and (day - start_day + 1) % book[c.B_DECAY_EVERY] == 0:
            size = book[c.B_DECAY_POINTS]
            kept += max(-size, min(size, book[c.B_START] - kept))
        found[day + 1] = kept
    return found


def first_with(lists: Ints, bit: int) -> int:
    """Return the first day on which a list is among those of everybody without entries."""
    found = np.flatnonzero(lists >> bit & 1)
    return int(found[0]) if len(found) else FOREVER


def _tier(place: _Governed, score: int) -> int:
    """Return the tier of a score, best first, or −1 in a scheme without tiers."""
    higher = place.book[c.B_HIGHER]
    reached = (i for i, edge in enumerate(place.edges) if (score >= edge if higher else score <= edge))
    return next(reached, place.book[c.B_TIERS] - 1)


def _bound(place: _Governed, tier: int, covers: int, day: int) -> tuple[int, int]:
    """Return whether any consequence binds in a tier (−1: none), and whether a sanction does."""
    lists = place.brought[tier] if tier >= 0 else 0
    tiers = 1 << tier if tier >= 0 else 0
    effects = [
        clause[c.C_EFFECT]
        for clause in place.consequences
        if clause[c.C_FROM_DAY] <= day < clause[c.C_TO_DAY]
        and (clause[c.C_TIERS] & tiers or clause[c.C_LISTS] & lists or clause[c.C_UNSCORED] & ~covers)
    ]
    return int(bool(effects)), int(any(effect >= c.BURDENED for effect in effects))


def _next_of(turning: list[int], days: int) -> Ints:
    """Return, for each day, the next of the turning days after it."""
    beyond = np.array([*turning, FOREVER], np.int64)
    return beyond[np.searchsorted(beyond[:-1], np.arange(days), side="right")]
