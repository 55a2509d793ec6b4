"""What one block of ids remembers, and what a thread needs while it plays one.

Dense, for everybody: the number of the holder (4 bytes) and the services asked for (a bit each). Sparse, for those with a
history: holders and their entries; and records on their way. Nothing else grows with the population.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xinyong.kernel.branches import BRANCHES
from xinyong.kernel.rows import ENTRY, FILING, HOLDER, KINDS, MAIL, SENT, Ints, Rows

SPOT = np.dtype(
    [(name, "<i8") for name in ("first_id", "first_number", "place", "count", "n_entries", "n_holders", "n_pending")]
)
"""Where a block lies and how far its rows are filled."""

CURSOR = np.dtype([(name, "<i8") for name in (
    "begun", "happening", "n_happenings", "due", "n_due", "waking", "n_waking",
    "n_fresh", "n_arrived", "n_made", "n_told", "n_sent", "n_filings", "n_changed", "held", "held_days",
    "wanted_due", "wanted_waking", "wanted_records", "wanted_entries",
)])  # fmt: skip
"""How far a thread has come with a block in a window, and what it has room for no more."""


class Block(NamedTuple):
    """The state of one block of ids. Only the thread that plays the block writes to it.

    slots      the holder of each id, or −1
    asked      a bit per service that each id has asked for, and, by holder, been `refused` and refused wrongly
    stock      kinds of day × strata: people of whom today is such a day, of those with entries
    in_tier    tiers × strata: people in a tier, of those with entries
    opted      strata: people under the scheme;  `enrolled`: of those, people with entries
    """

    spot: Rows
    slots: NDArray[np.int32]
    asked: NDArray[np.uint8]
    refused: NDArray[np.uint8]
    holders: Rows
    entries: Rows
    pending: Rows
    stock: Ints
    in_tier: Ints
    opted: Ints
    enrolled: Ints


class Tray(NamedTuple):
    """What a thread works with, block after block.

    happenings   those of the window, sorted; `life.packed` says how they are written
    due          records that arrive in the window, by subject and day;  `waking`: ids whose holder has something due
    fresh        records of the subject being played that arrive in this window;  `arrived`: those of the day
    made         the entries of the day to be: clause and position in `arrived`;  `told`: entries just learnt of
    changed      entries of which a ledger column changed, in the order of the ledger: owner and position, packed
    counts       metrics × strata: the tally of the block and window
    """

    cursor: Rows
    happenings: Ints
    due: Rows
    order: Ints
    waking: Ints
    fresh: Rows
    arrived: Rows
    made: Ints
    told: Ints
    sent: Rows
    filings: Rows
    changed: Ints
    counts: Ints
    lane_tier: Ints
    lane_lists: Ints
    branches: Ints


def mask_bytes(n_services: int) -> int:
    """Return how many bytes hold a bit per service."""
    return max(1, (n_services + 7) // 8)


def new_block(*, first_id: int, first_number: int, place: int, count: int, n_strata: int, n_tiers: int, n_services: int
              ) -> Block:  # fmt: skip
    """Return the state of a block before the first day."""
    spot = np.zeros(1, SPOT)
    spot["first_id"], spot["first_number"], spot["place"], spot["count"] = first_id, first_number, place, count
    n_bytes = mask_bytes(n_services)
    return Block(
        spot=spot,
        slots=np.full(count, -1, np.int32),
        asked=np.zeros((count, n_bytes), np.uint8),
        refused=np.zeros((0, 2 * n_bytes), np.uint8),
        holders=np.zeros(0, HOLDER),
        entries=np.zeros(0, ENTRY),
        pending=np.zeros(0, MAIL),
        stock=np.zeros((KINDS, n_strata), np.int64),
        in_tier=np.zeros((max(n_tiers, 1), n_strata), np.int64),
        opted=np.zeros(n_strata, np.int64),
        enrolled=np.zeros(n_strata, np.int64),
    )


def new_tray(*, n_metrics: int, n_strata: int) -> Tray:
    """Return what a thread needs, with no room for rows yet."""
    nothing = np.zeros(0, np.int64)
    return Tray(
        cursor=np.zeros(1, CURSOR),
        happenings=nothing,
        due=np.zeros(0, MAIL),
        order=nothing,
        waking=nothing,
        fresh=np.zeros(0, MAIL),
        arrived=np.zeros(0, MAIL),
        made=nothing,
        told=nothing,
        sent=np.zeros(0, SENT),
        filings=np.zeros(0, FILING),
        changed=nothing,
        counts=np.zeros((n_metrics, n_strata), np.int64),
        lane_tier=np.zeros(16, np.int64),
        lane_lists=np.zeros(16, np.int64),
        branches=np.zeros(len(BRANCHES), np.int64),
    )


def with_room(rows: Rows, used: int, wanted: int) -> Rows:
    """Return the rows with room for `wanted` more than are used: the same, or a copy at least half as long again."""
    if len(rows) - used >= wanted:
        return rows
    grown = np.empty((max(len(rows) * 3 // 2, used + wanted + 64), *rows.shape[1:]), rows.dtype)
    grown[:used] = rows[:used]
    return grown
