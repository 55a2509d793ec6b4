"""What one block of ids remembers, and what a thread needs while it plays one.

Dense, for everybody: the number of the holder (2 bytes), how one stands (1) and the services asked for (a bit each).
Sparse, for those with a history: holders and their entries; and records on their way. Nothing else grows with the
population.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import LEDGER
from xinyong.kernel import rows as c
from xinyong.kernel.branches import BRANCHES
from xinyong.kernel.room import empty
from xinyong.kernel.rows import Ints, Rows
from xinyong.population.asked import MOST_TIED
from xinyong.scheme.clauses import MAX_PARTS
from xinyong.vocabulary import WIDE

STRIDE = 512
"""People whose quiet-week draws are made together."""
BATCH = 512
"""Happenings whose draws are made together, unless somebody has more in a week."""


class Block(NamedTuple):
    """The state of one block of ids. Only the thread that plays the block writes to it.

    spot       where the block lies, and how far its tables are filled (S_ columns)
    slots      the holder of each id, or NO_SLOT; at the end 1 where everybody is one, so that NO_SLOT is the last
    standing   how each id stands, in a byte (`rows.AS_EVERYBODY` …)
    asked      a bit per service that each id has asked for; `refused`, by holder: was refused, wrongly, has given up
    turns      by holder: the next day on which the standing may change or something is due
    stock      kinds of day × strata: people of whom today is such a day, of those with entries
    in_tier    tiers × strata: people in a tier, of those with entries or ratings
    on_list    lists × strata: people on a list, of those with entries
    board      the tier in which the board has each id, and 1; 0 for none. Nobody, where no board is kept
    society    what the week before means for this one: the step of people restricted around one; then, by service, the
               chance that a request of somebody favoured is served, and that of anybody else; then, by act, the
               chance that somebody finds what the act needs
    enrolled   strata × 2 for each set of layers: people whom these layers score, and of those, people with entries
    """

    spot: Ints
    slots: NDArray[np.uint16]
    standing: NDArray[np.uint8]
    asked: NDArray[np.uint8]
    refused: NDArray[np.uint8]
    holders: Rows
    turns: NDArray[np.int32]
    entries: Rows
    pending: Rows
    stock: Ints
    in_tier: Ints
    on_list: Ints
    enrolled: Ints
    society: Ints
    board: NDArray[np.uint8]


class Tray(NamedTuple):
    """What a thread works with, block after block.

    cursor       how far it has come, and what it has no room for (N_ columns)
    happenings   those of the window, sorted; `life` says how they are packed
    due          records that arrive in the window, by subject and day; `waking`: ids with something due otherwise
    fresh        records of the subject being played that arrive in this window; `arrived`: those of the day
    made         the entries of the day to be: clause and position in `arrived`; `told`: entries just learnt of
    tied         who belongs to somebody by a tie: numbers of the place
    fates        candidates played in the window, if somebody watches (FATE_WHEN); else no room
    settled      candidates of the week that `scan` settled, if somebody watches; else no room
    ratings      those given in the window (RATING_ columns), with room for every happening where people rate
    changed      entries about which the ledger says something new, in its order: owner and position, packed
    order        numbers being sorted, and as much room again; `tally`: how many begin with each byte
    lanes        2 × accounts: tier and lists of the subject being placed; `sums`: points by subtotal,
                 of none, and such as count nowhere
    counts       metrics × strata: the tally of the block and window
    draws        room for the draws of a quiet week; `batch`: for those of happenings (D_ columns, so many)
    idle         counts of the happenings of the week that `scan` settled, by day of it or for all days at once
    row          room for one row of the ledger (columns, 1)
    branches     how often each branch of `branches` was taken
    """

    cursor: Ints
    happenings: Ints
    due: Rows
    order: Ints
    tally: Ints
    waking: Ints
    fresh: Rows
    arrived: Rows
    made: Ints
    told: Ints
    tied: Ints
    sent: Rows
    filings: Rows
    fates: Ints
    settled: Ints
    ratings: Ints
    changed: Ints
    lanes: Ints
    sums: Ints
    counts: Ints
    draws: Ints
    batch: Ints
    idle: Ints
    row: Ints
    branches: Ints


def mask_bytes(n_services: int) -> int:
    """Return how many bytes hold a bit per service."""
    return max(1, (n_services + 7) // 8)


def no_society(n_services: int, n_acts: int) -> Ints:
    """Return what holds before anything was counted: nobody is restricted, and there is room for all."""
    return np.array([0, *[WIDE] * (2 * n_services + n_acts)], np.int64)


def new_block(
    *,
    first_id: int,
    first_number: int,
    place: int,
    book: int,
    count: int,
    n_strata: int,
    n_tiers: int,
    n_lists: int,
    n_services: int,
    n_acts: int,
    n_layers: int = 1,
    lives: int = -1,
    keeps_board: bool = False,
) -> Block:
    """Return the state of a block before the first day. `book` is where the row of its scheme begins.

    `lives` is the place that its people live in, at first; -1: at home.
    """
    spot = np.zeros(c.S_WIDTH, np.int64)
    spot[c.S_FIRST_ID], spot[c.S_FIRST_NUMBER], spot[c.S_PLACE] = first_id, first_number, place
    spot[c.S_LIVES], spot[c.S_COUNT], spot[c.S_BOOK] = place if lives < 0 else lives, count, book
    n_bytes = mask_bytes(n_services)
    slots, standing = empty((count + 1,), np.uint16), empty((count,), np.uint8)
    slots[:count], slots[count], standing[:] = c.NO_SLOT, 0, c.AS_EVERYBODY
    asked = empty((count, n_bytes), np.uint8)
    asked[:] = 0
    return Block(
        spot=spot,
        slots=slots,
        standing=standing,
        asked=asked,
        refused=np.zeros((0, 3 * n_bytes), np.uint8),
        holders=np.zeros((0, c.H_WIDTH), np.int32),
        turns=np.zeros(0, np.int32),
        entries=np.zeros((0, c.E_WIDTH), np.int32),
        pending=np.zeros((0, c.M_WIDTH), np.int32),
        stock=np.zeros((c.KINDS, n_strata), np.int64),
        in_tier=np.zeros((max(n_tiers, 1), n_strata), np.int64),
        on_list=np.zeros((max(n_lists, 1), n_strata), np.int64),
        society=no_society(n_services, n_acts),
        enrolled=np.zeros((n_strata, 2 << n_layers), np.int64),
        board=np.zeros(count if keeps_board else 0, np.uint8),
    )


def new_idle(days: int, n_acts: int, n_services: int, n_strata: int) -> Ints:
    """Return the counts of what `scan` settles, for so many days apart."""
    return np.zeros((days, 2 * n_acts + n_services, n_strata), np.int64)


def new_tray(*, n_metrics: int, n_strata: int, n_acts: int, n_services: int) -> Tray:
    """Return what a thread needs, with no room for rows yet."""

    def nothing() -> Ints:
        return np.zeros(0, np.int64)

    def no_mail() -> Rows:
        return np.zeros((0, c.M_WIDTH), np.int32)

    return Tray(
        cursor=np.zeros(c.N_WIDTH, np.int64),
        happenings=nothing(),
        due=no_mail(),
        order=nothing(),
        tally=np.zeros(257, np.int64),
        waking=nothing(),
        fresh=no_mail(),
        arrived=no_mail(),
        made=nothing(),
        told=nothing(),
        tied=np.zeros(MOST_TIED, np.int64),
        sent=no_mail(),
        filings=np.zeros((0, c.F_WIDTH), np.int32),
        fates=nothing(),
        settled=nothing(),
        ratings=np.zeros((0, c.RATING_WIDTH), np.int64),
        changed=nothing(),
        lanes=np.zeros((2, c.LANES), np.int64),
        sums=np.zeros(MAX_PARTS + 2, np.int64),
        counts=np.zeros((n_metrics, n_strata), np.int64),
        draws=np.zeros((c.V_WIDTH, STRIDE), np.int64),
        batch=np.zeros((c.D_WIDTH, BATCH), np.int64),
        row=np.zeros((len(LEDGER), 1), np.int64),
        idle=new_idle(1, n_acts, n_services, n_strata),
        branches=np.zeros(len(BRANCHES), np.int64),
    )
