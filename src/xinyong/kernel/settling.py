"""A batch of happenings: drawn together, named, and what nobody's standing can change is counted at once.

Each step is a loop of its own over the whole batch, without branches where it decides what cannot be foretold, and
where a processor would often guess wrongly (docs/decisions/0013).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.kernel import rows as c
from xinyong.kernel.branches import AT
from xinyong.kernel.chance import rounds
from xinyong.kernel.jit import inlined, part
from xinyong.kernel.life import (
    DAY_MASK,
    DAY_SHIFT,
    FALSE_REPORT,
    ITEM_MASK,
    ITEM_SHIFT,
    LOCAL_SHIFT,
    REQUEST,
)
from xinyong.kernel.live import report_at_once, seen_by, write_at_once
from xinyong.kernel.rows import FATE_ACT, FATE_STRATUM, FATE_WHEN, Ints, Rows
from xinyong.kernel.serve import mark
from xinyong.vocabulary import ERRAND_ITEM, IMPORT_ITEM

SECOND, LEFT, TAKEN, UNSEEN, GRANTED = (
    AT["week: second chance of the day left out"],
    AT["live: chance left"],
    AT["live: chance taken"],
    AT["live: seen by nobody"],
    AT["serve: request granted"],
)


@part
def draws_at(law: Ints, first: int, week_and_purpose: int, n: int, who: Ints, purposes: Ints, codes: Ints, items: Ints,
             wide: Ints, word: Ints) -> None:  # fmt: skip
    """Fill in the wide draw and the third word of n addresses: `chance.words`, for many at once."""
    key_low, key_high = law[c.W_KEY_LOW], law[c.W_KEY_HIGH]
    for i in range(n):
        w0, w1, w2, _ = rounds(first + who[i], week_and_purpose + purposes[i], codes[i], items[i], key_low, key_high)
        wide[i] = (w0 << 30) | (w1 >> 2)
        word[i] = w2


@part
def name_them(law: Ints, batch: Ints, m: int) -> int:
    """Find what each happening is and when, from its first draw; put acts with acts and the others with the others, and
    return how many acts there are."""
    chance_guide, chance_acts = law[c.W_CHANCE_GUIDE], law[c.W_CHANCE_ACT]
    errand_guide, errand_acts = law[c.W_ERRAND_GUIDE], law[c.W_ERRAND_ACT]
    chance_pick, n_chances, errand_pick, n_errands = (
        law[c.W_CHANCE_PICK], law[c.W_N_CHANCES], law[c.W_ERRAND_PICK], law[c.W_N_ERRANDS]
    )  # fmt: skip
    codes = law[c.W_ACT_CODE]
    n_acts, n_others = c.NOTHING, c.NOTHING
    for j in range(m):
        item, stratum, draw, who = batch[c.D_ITEM, j], batch[c.D_STRATUM, j], batch[c.D_FIRST, j], batch[c.D_WHO, j]
        if item >= IMPORT_ITEM:
            batch[c.O_PACKED, n_others], batch[c.O_STRATUM, n_others] = batch[c.D_PACKED, j], stratum
            n_others += 1
            continue
        chance = item < ERRAND_ITEM
        found = law[(chance_guide if chance else errand_guide) + stratum * c.GUIDES + (draw >> c.GUIDE_SHIFT)]
        while draw >= law[found]:
            found += 1
        what = found - (chance_pick + stratum * n_chances if chance else errand_pick + stratum * n_errands)
        act = law[(chance_acts if chance else errand_acts) + what]
        packed = (who << LOCAL_SHIFT) | (((batch[c.D_DAY, j] * 7) >> 32) << DAY_SHIFT) | (item << ITEM_SHIFT)
        packed |= act if chance else what
        batch[c.A_WHO, n_acts], batch[c.A_STRATUM, n_acts], batch[c.A_ITEM, n_acts] = who, stratum, item
        batch[c.A_PURPOSE, n_acts], batch[c.A_CODE, n_acts] = c.P_TAKE, law[codes + max(act, 0)]
        batch[c.A_PACKED, n_acts], batch[c.A_ACT, n_acts] = packed, act
        batch[c.O_PACKED, n_others], batch[c.O_STRATUM, n_others] = packed, stratum
        n_acts += 1 if act >= 0 else 0
        n_others += 0 if act >= 0 else 1
    return n_acts


@inlined
def is_second(batch: Ints, j: int) -> bool:
    """Tell whether an act has come up before, for the same subject and day."""
    i, second = j - 1, False
    while i >= 0 and batch[c.A_WHO, i] == batch[c.A_WHO, j]:
        same_day = batch[c.A_PACKED, i] >> DAY_SHIFT == batch[c.A_PACKED, j] >> DAY_SHIFT
        second |= same_day & (batch[c.A_ACT, i] == batch[c.A_ACT, j])
        i -= 1
    return second


@inlined
def fate_of(packed: int, act: int, stratum: int, taken: int) -> int:
    """Return a happening as a candidate that somebody watches (FATE_WHEN)."""
    return ((packed >> ITEM_SHIFT) << FATE_WHEN) | (act << FATE_ACT) | (stratum << FATE_STRATUM) | taken


@part
def settle_acts(law: Ints, book: int, batch: Ints, m: int, happenings: Ints, n: int, idle: Ints, cursor: Ints,
                settled: Ints, week: int, settles: int, branches: Ints) -> tuple[int, int]:  # fmt: skip
    """Count the acts that all take alike, put those that are not alike behind n happenings, and list those that some
    channel may have seen; return how many happenings there are then, and how many are listed. Where somebody watches,
    those counted go into `settled`."""
    n_acts, once, days_left = law[c.W_ACTS], law[c.W_ACT_ONCE], law[c.W_DAYS] - week * 7
    alike, take_row = law[book + c.B_ALIKE], law[book + c.B_TAKE_ROW]
    n_channels, sight, sight_row = law[c.W_CHANNELS], law[c.W_SIGHT], law[c.W_SIGHT_ROW]
    apart, tells, n_settled = (1 if len(idle) > 1 else 0), len(settled) > 0, cursor[c.N_SETTLED]
    n_seen, n_second, n_counted, n_taken = c.NOTHING, c.NOTHING, c.NOTHING, c.NOTHING
    for j in range(m):
        act, stratum, packed = batch[c.A_ACT, j], batch[c.A_STRATUM, j], batch[c.A_PACKED, j]
        day = (packed >> DAY_SHIFT) & DAY_MASK
        threshold = law[alike + law[take_row + stratum] * n_acts + act]
        live = 0 if is_second(batch, j) and law[once + act] else 1
        counts = live if settles & (threshold >= 0) & (day < days_left) else 0
        takes = counts if batch[c.A_TAKE, j] < threshold else 0
        idle[apart * day, act, stratum] += counts
        idle[apart * day, n_acts + act, stratum] += takes
        looks = law[sight + (law[sight_row + stratum] * n_acts + act) * n_channels + n_channels - 1]
        batch[c.A_FOUND, n_seen] = j
        n_seen += takes if batch[c.A_SEEN, j] < looks else 0
        if tells:
            settled[n_settled] = fate_of(packed, act, stratum, takes)
            n_settled += counts
        happenings[n] = packed
        n += live - counts
        n_second += 1 - live
        n_counted += counts
        n_taken += takes
    cursor[c.N_SETTLED] = n_settled
    branches[SECOND] += n_second
    branches[TAKEN] += n_taken
    branches[LEFT] += n_counted - n_taken
    branches[UNSEEN] += n_taken - (n_seen if n_channels else 0)
    return n, (n_seen if n_channels else 0)


@part
def take_back(cursor: Ints, settled: Ints, fate: int) -> None:
    """Strike a candidate out, which is to be played after all; it was put there a moment ago."""
    last = cursor[c.N_SETTLED] - 1
    i = last
    while settled[i] != fate:
        i -= 1
    for k in range(i, last):
        settled[k] = settled[k + 1]
    cursor[c.N_SETTLED] = last


@part
def write_seen(law: Ints, spot: Ints, pending: Rows, batch: Ints, n_seen: int, idle: Ints, cursor: Ints, settled: Ints,
               week: int, branches: Ints) -> int:  # fmt: skip
    """Put what channels write down about the acts they saw on its way; what goes to somebody else is sent on its day,
    so that those acts are counted then and left among the others. Return how many are."""
    n_left = c.NOTHING
    for k in range(n_seen):
        j = batch[c.A_FOUND, k]
        act, stratum, packed = batch[c.A_ACT, j], batch[c.A_STRATUM, j], batch[c.A_PACKED, j]
        channel = seen_by(law, spot, stratum, act, batch[c.A_SEEN, j], batch[c.A_WORD, j], branches)
        if channel < 0:
            continue
        day = (packed >> DAY_SHIFT) & DAY_MASK
        who, item = batch[c.A_WHO, j], batch[c.A_ITEM, j]
        if write_at_once(law, spot, pending, who, week * 7 + day, item, act, channel, branches):
            continue
        of_day = day if len(idle) > 1 else c.NOTHING
        idle[of_day, act, stratum] -= 1
        idle[of_day, law[c.W_ACTS] + act, stratum] -= 1
        branches[TAKEN] -= 1
        if len(settled):
            take_back(cursor, settled, fate_of(packed, act, stratum, c.WAS_TAKEN))
        batch[c.O_LEFT, n_left] = packed
        n_left += 1
    return n_left


@part
def settle_others(law: Ints, spot: Ints, asked: NDArray[np.uint8], pending: Rows, batch: Ints, m: int, n_left: int,
                  idle: Ints, week: int, settles: int, branches: Ints) -> int:  # fmt: skip
    """Count the requests in which the scheme has no say, put false reports on their way, and the rest among those that
    are left; return how many are."""
    touched, sort_of, what_of = law[spot[c.S_BOOK] + c.B_TOUCHED], law[c.W_ERRAND_SORT], law[c.W_ERRAND_WHAT]
    first_service = 2 * law[c.W_ACTS]
    for j in range(m):
        packed = batch[c.O_PACKED, j]
        what, day, local = packed & ITEM_MASK, (packed >> DAY_SHIFT) & DAY_MASK, packed >> LOCAL_SHIFT
        sort = law[sort_of + what]
        if settles and week * 7 + day < law[c.W_DAYS]:
            if sort == REQUEST and law[touched + law[what_of + what]] == 0:
                service = law[what_of + what]
                idle[day if len(idle) > 1 else c.NOTHING, first_service + service, batch[c.O_STRATUM, j]] += 1
                mark(asked, local, service, c.NOTHING)
                branches[GRANTED] += 1
                continue
            if sort == FALSE_REPORT:
                item = (packed >> ITEM_SHIFT) & ITEM_MASK
                report_at_once(law, spot, pending, local, week * 7 + day, item, what, branches)
                continue
        batch[c.O_LEFT, n_left] = packed
        n_left += 1
    return n_left


@part
def sort_from(happenings: Ints, begin: int, end: int) -> None:
    """Sort happenings that are nearly so by subject, day and item."""
    for i in range(begin + 1, end):
        packed = happenings[i]
        j = i - 1
        while j >= begin and happenings[j] > packed:
            happenings[j + 1] = happenings[j]
            j -= 1
        happenings[j + 1] = packed


@part
def merge(happenings: Ints, begin: int, end: int, others: Ints, n_others: int) -> int:
    """Put sorted numbers among the sorted happenings from `begin` to `end`; return where these end then."""
    i, j, k = end - 1, n_others - 1, end + n_others - 1
    while j >= 0:
        if i >= begin and happenings[i] > others[j]:
            happenings[k] = happenings[i]
            i -= 1
        else:
            happenings[k] = others[j]
            j -= 1
        k -= 1
    return end + n_others


@part
def draw_batch(law: Ints, spot: Ints, asked: NDArray[np.uint8], pending: Rows, batch: Ints, m: int,
               happenings: Ints, n: int, idle: Ints, cursor: Ints, settled: Ints, week: int, settles: int,
               branches: Ints) -> int:  # fmt: skip
    """Draw m happenings of subject after subject, settle those that can be, and put the others behind n that there
    are; return how many there are then."""
    first, this_week, to_seen = spot[c.S_FIRST_ID], week << 16, (week << 16) + c.P_SEEN - c.P_TAKE
    draws_at(law, first, this_week, m, batch[c.D_WHO], batch[c.D_PURPOSE], batch[c.D_CODE], batch[c.D_ITEM],
             batch[c.D_FIRST], batch[c.D_DAY])  # fmt: skip
    n_acts = name_them(law, batch, m)
    who, purposes, codes, items = batch[c.A_WHO], batch[c.A_PURPOSE], batch[c.A_CODE], batch[c.A_ITEM]
    if settles:
        draws_at(law, first, this_week, n_acts, who, purposes, codes, items, batch[c.A_TAKE], batch[c.A_WORD])
        draws_at(law, first, to_seen, n_acts, who, purposes, codes, items, batch[c.A_SEEN], batch[c.A_WORD])
    first_settled = cursor[c.N_SETTLED]
    end, n_seen = settle_acts(law, spot[c.S_BOOK], batch, n_acts, happenings, n, idle, cursor, settled, week, settles,
                              branches)  # fmt: skip
    n_left = write_seen(law, spot, pending, batch, n_seen, idle, cursor, settled, week, branches)
    n_left = settle_others(law, spot, asked, pending, batch, m - n_acts, n_left, idle, week, settles, branches)
    sort_from(settled, first_settled, cursor[c.N_SETTLED])
    sort_from(happenings, n, end)
    sort_from(batch[c.O_LEFT], c.NOTHING, n_left)
    return merge(happenings, n, end, batch[c.O_LEFT], n_left)
