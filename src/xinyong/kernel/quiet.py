"""How those without entries stand, day by day: everybody of a place alike, so it is found once and looked up."""

from __future__ import annotations

import numpy as np

from xinyong.kernel.numbers import Numbers
from xinyong.kernel.rows import BURDENED, FOREVER, Ints

Fields = dict[str, int]


def quiet_fields(
    numbers: Numbers, book: Fields | None, consequences: list[Fields], days: int, n_take: int, edges: list[int] | None = None
) -> Fields:
    """Return where in `numbers` the tables by day of `rows.BOOK` begin. Without a book nobody has a standing."""
    start, end = (book["start_day"], book["end_day"]) if book else (FOREVER, FOREVER)
    turning = sorted({start, end} | {c[k] for c in consequences for k in ("from_day", "to_day")})
    kept = _kept(book, days)
    score, tier = np.zeros(days, np.int64), np.full(days, -1, np.int64)
    bound, restricted = np.zeros(days, np.int64), np.zeros(days, np.int64)
    row = np.full(days, n_take - 1, np.int64)
    known: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for day in range(min(start, days), min(end, days)) if book else ():
        here = (int(kept[day + 1]), int(np.searchsorted(turning, day, side="right")))
        if here not in known:
            known[here] = _standing(book or {}, consequences, edges or [], here[0], day)
        score[day], tier[day], bound[day], restricted[day] = known[here]
        row[day] = max(tier[day], 0)
    first = np.flatnonzero(restricted)
    return {
        "restless": int(book is not None and book["running"] and len(set(kept.tolist())) > 1),
        "quiet_score": numbers.add(score),
        "quiet_tier": numbers.add(tier),
        "quiet_kept": numbers.add(kept),
        "quiet_row": numbers.add(row),
        "quiet_bound": numbers.add(bound),
        "quiet_restricted": numbers.add(restricted),
        "quiet_days": numbers.add(np.concatenate([[0], np.cumsum(restricted)])),
        "quiet_first": int(first[0]) if len(first) else -1,
        "turning_day": numbers.add(_next_of(turning, days)),
    }


def _clamp(book: Fields, points: int) -> int:
    return min(max(points, book["floor"]), book["ceiling"])


def _kept(book: Fields | None, days: int) -> Ints:
    """Return the points of somebody without entries before the first day and after each day."""
    found = np.full(days + 1, book["start"] if book else 0, np.int64)
    if book is None:
        return found
    kept = book["start"]
    for day in range(min(book["start_day"], days), min(book["end_day"], days)):
        if not book["running"]:
            kept = _clamp(book, book["start"]) if book["scored"] else 0
        else:
            kept = _clamp(book, kept)
            if book["decay_every"] and (day - book["start_day"] + 1) % book["decay_every"] == 0:
                size = book["decay_points"]
                kept += max(-size, min(size, book["start"] - kept))
        found[day + 1] = kept
    return found


def _standing(book: Fields, consequences: list[Fields], edges: list[int], score: int, day: int) -> tuple[int, int, int, int]:
    """Return score, tier, whether any consequence binds, and whether a sanction does."""
    tier = next(
        (i for i, edge in enumerate(edges) if (score >= edge if book["higher"] else score <= edge)), book["n_tiers"] - 1
    )
    effects = [
        c["effect"] for c in consequences if tier >= 0 and c["tiers"] >> tier & 1 and c["from_day"] <= day < c["to_day"]
    ]
    return score, tier, int(bool(effects)), int(any(effect >= BURDENED for effect in effects))


def _next_of(turning: list[int], days: int) -> Ints:
    """Return, for each day, the next of the turning days after it."""
    beyond = np.array([*turning, FOREVER], np.int64)
    return beyond[np.searchsorted(beyond[:-1], np.arange(days), side="right")]
