"""The week of a block: what comes up, and at once what becomes of whatever nobody's standing can change.

The draws of many happenings are made together, in loops that the compiler turns into vector instructions. Where the
scheme has no say (an act that all take alike and no channel sees, a request for a service without consequences), the
happening is *settled*: counted, and gone. The others are left for the day they fall on.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.kernel import rows as c
from xinyong.kernel.branches import AT
from xinyong.kernel.chance import rounds
from xinyong.kernel.jit import kernel, part
from xinyong.kernel.life import (
    DAY_MASK,
    DAY_SHIFT,
    FALSE_REPORT,
    ITEM_MASK,
    ITEM_SHIFT,
    LOCAL_SHIFT,
    REQUEST,
    STEADY_ACT,
    Pattern,
    above,
    be_imported,
    imports_in,
)
from xinyong.kernel.live import report_at_once, seen_by, write_at_once
from xinyong.kernel.rows import WORD, Ints, Rows
from xinyong.kernel.serve import mark
from xinyong.kernel.state import STRIDE
from xinyong.population.people import CLASS_STEP, STRATUM_STEP
from xinyong.vocabulary import ERRAND_ITEM, IMPORT_ITEM

NO_ROOM, NO_BATCH, NO_POST = -1, -2, -3
"""Returned in place of how much was found."""

QUIET, BUSY, SECOND, LEFT, TAKEN, GRANTED = (
    AT["week: quiet"],
    AT["week: something comes up"],
    AT["week: second chance of the day left out"],
    AT["live: chance left"],
    AT["live: chance taken"],
    AT["serve: request granted"],
)


@part
def week_draws(law: Ints, first: int, n: int, week: int, chances: Ints, errands: Ints) -> None:
    """Fill in the two draws that say how many chances and errands each of n ids has in a week."""
    key_low, key_high = law[c.W_KEY_LOW], law[c.W_KEY_HIGH]
    for i in range(n):
        w0, w1, w2, w3 = rounds(first + i, (week << 16) | c.P_WEEK, c.NOTHING, c.NOTHING, key_low, key_high)
        chances[i] = (w0 << 30) | (w1 >> 2)
        errands[i] = (w2 << 30) | (w3 >> 2)


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
def name_them(law: Ints, batch: Ints, n: int) -> None:
    """Find what each happening is and when, from its first draw, and the address at which it is decided."""
    for j in range(n):
        item, stratum, draw = batch[c.D_ITEM, j], batch[c.D_STRATUM, j], batch[c.D_SEEN, j]
        act, what = c.NONE, c.NOTHING
        if item < ERRAND_ITEM:
            begins = law[law[c.W_CHANCE_GUIDE] + stratum * c.GUIDES + (draw >> c.GUIDE_SHIFT)]
            what = law[law[c.W_CHANCE_ACT] + above(law, begins, draw) - law[c.W_CHANCE_PICK]
                       - stratum * law[c.W_N_CHANCES]]  # fmt: skip
            act = what
        elif item < IMPORT_ITEM:
            begins = law[law[c.W_ERRAND_GUIDE] + stratum * c.GUIDES + (draw >> c.GUIDE_SHIFT)]
            what = above(law, begins, draw) - law[c.W_ERRAND_PICK] - stratum * law[c.W_N_ERRANDS]
            if law[law[c.W_ERRAND_SORT] + what] == STEADY_ACT:
                act = law[law[c.W_ERRAND_WHAT] + what]
        batch[c.D_ACT, j] = act
        batch[c.D_CODE, j] = law[law[c.W_ACT_CODE] + act] if act >= 0 else c.NOTHING
        batch[c.D_PURPOSE, j] = c.P_TAKE
        if item < IMPORT_ITEM:
            day = (batch[c.D_WORD, j] * 7) >> 32
            batch[c.D_PACKED, j] = (batch[c.D_WHO, j] << LOCAL_SHIFT) | (day << DAY_SHIFT) | (item << ITEM_SHIFT) | what


@part
def is_second(law: Ints, batch: Ints, begin: int, j: int) -> bool:
    """Tell whether an act that can be had once a day has come up before, for the same subject and day."""
    act = batch[c.D_ACT, j]
    if act < 0 or law[law[c.W_ACT_ONCE] + act] == 0:
        return False
    for i in range(begin, j):
        if batch[c.D_ACT, i] == act and batch[c.D_PACKED, i] >> DAY_SHIFT == batch[c.D_PACKED, j] >> DAY_SHIFT:
            return True
    return False


@part
def is_granted(law: Ints, spot: Ints, asked: NDArray[np.uint8], local: int, stratum: int, what: int, idle: Ints,
               of_day: int, branches: Ints) -> bool:  # fmt: skip
    """Count an errand that is a request in which the scheme has no say; tell whether it is one."""
    if law[law[c.W_ERRAND_SORT] + what] != REQUEST:
        return False
    service = law[law[c.W_ERRAND_WHAT] + what]
    if law[law[spot[c.S_BOOK] + c.B_TOUCHED] + service]:
        return False
    idle[of_day, 2 * law[c.W_ACTS] + service, stratum] += 1
    mark(asked, local, service, c.NOTHING)
    branches[GRANTED] += 1
    return True


@part
def is_settled(law: Ints, spot: Ints, asked: NDArray[np.uint8], pending: Rows, batch: Ints, j: int, idle: Ints,
               week: int, branches: Ints) -> bool:  # fmt: skip
    """Count what becomes of a happening that nobody's standing can change; tell whether it is one.

    What a channel sees and writes down about its subject is on its way at once; what goes astray is sent on its day.
    `idle` is a table for each day of the week, or one for all: candidates by act, then those taken, then requests by
    service; by stratum.
    """
    book, stratum, act, packed = spot[c.S_BOOK], batch[c.D_STRATUM, j], batch[c.D_ACT, j], batch[c.D_PACKED, j]
    n_acts, day = law[c.W_ACTS], (packed >> DAY_SHIFT) & DAY_MASK
    of_day = day if len(idle) > 1 else c.NOTHING
    if week * 7 + day >= law[c.W_DAYS]:
        return False
    if act < 0:
        what = packed & ITEM_MASK
        if law[law[c.W_ERRAND_SORT] + what] == FALSE_REPORT:
            report_at_once(law, spot, pending, batch[c.D_WHO, j], week * 7 + day, batch[c.D_ITEM, j], what, branches)
            return True
        return is_granted(law, spot, asked, batch[c.D_WHO, j], stratum, what, idle, of_day, branches)
    threshold = law[law[book + c.B_ALIKE] + law[law[book + c.B_TAKE_ROW] + stratum] * n_acts + act]
    if threshold < 0:
        return False
    taken = batch[c.D_TAKE, j] < threshold
    if taken:
        channel = seen_by(law, spot, stratum, act, batch[c.D_SEEN, j], batch[c.D_WORD, j], branches)
        local, item = batch[c.D_WHO, j], batch[c.D_ITEM, j]
        if channel >= 0 and not write_at_once(law, spot, pending, local, week * 7 + day, item, act, channel, branches):
            return False
    idle[of_day, act, stratum] += 1
    idle[of_day, n_acts + act, stratum] += taken
    branches[TAKEN if taken else LEFT] += 1
    return True


@part
def sort_from(happenings: Ints, begin: int, end: int) -> None:
    """Sort the happenings of one subject by day and item."""
    for i in range(begin + 1, end):
        packed = happenings[i]
        j = i - 1
        while j >= begin and happenings[j] > packed:
            happenings[j + 1] = happenings[j]
            j -= 1
        happenings[j + 1] = packed


@part
def draw_batch(law: Ints, spot: Ints, asked: NDArray[np.uint8], pending: Rows, batch: Ints, m: int,
               happenings: Ints, n: int, idle: Ints, week: int, settles: int, branches: Ints) -> int:  # fmt: skip
    """Draw m happenings of subject after subject, settle those that can be, and put the others behind n that there
    are; return how many there are then."""
    first, who, purposes, codes, items = (
        spot[c.S_FIRST_ID],
        batch[c.D_WHO],
        batch[c.D_PURPOSE],
        batch[c.D_CODE],
        batch[c.D_ITEM],
    )
    draws_at(law, first, week << 16, m, who, purposes, codes, items, batch[c.D_SEEN], batch[c.D_WORD])
    name_them(law, batch, m)
    if settles:
        draws_at(law, first, week << 16, m, who, purposes, codes, items, batch[c.D_TAKE], batch[c.D_WORD])
        to_seen = (week << 16) + c.P_SEEN - c.P_TAKE
        draws_at(law, first, to_seen, m, who, purposes, codes, items, batch[c.D_SEEN], batch[c.D_WORD])
    begin, begins = n, 0
    for j in range(m):
        if j > 0 and batch[c.D_WHO, j] != batch[c.D_WHO, j - 1]:
            if n - begin > 1:
                sort_from(happenings, begin, n)
            begin, begins = n, j
        if j > begins and is_second(law, batch, begins, j):
            branches[SECOND] += 1
        elif settles == 0 or not is_settled(law, spot, asked, pending, batch, j, idle, week, branches):
            happenings[n] = batch[c.D_PACKED, j]
            n += 1
    if n - begin > 1:
        sort_from(happenings, begin, n)
    return n


@part
def put_week(batch: Ints, m: int, local: int, stratum: int, n_chances: int, n_errands: int) -> int:
    """Put the addresses of what comes up for one subject into the batch, and return the end of it."""
    for k in range(n_chances + n_errands):
        errand = k >= n_chances
        batch[c.D_WHO, m], batch[c.D_STRATUM, m], batch[c.D_CODE, m] = local, stratum, 0
        batch[c.D_PURPOSE, m] = c.P_ERRAND if errand else c.P_CHANCE
        batch[c.D_ITEM, m] = ERRAND_ITEM + k - n_chances if errand else k
        m += 1
    return m


@part
def lacks(spot: Ints, pending: Rows, batch: Ints, happenings: Ints, n: int, m: int, wanted: int,
          sent: int) -> int:  # fmt: skip
    """Return what has no room for so many happenings more, beside those found and those in the batch; 0: nothing.

    `sent`: 1 where each can send a record.
    """
    if wanted > batch.shape[1]:
        return NO_BATCH
    if n + m + wanted > len(happenings):
        return NO_ROOM
    return NO_POST if spot[c.S_PENDING] + sent * (m + wanted) > len(pending) else 0


@kernel
def scan_week(law: Ints, pattern: Pattern, spot: Ints, asked: NDArray[np.uint8], pending: Rows, draws: Ints,
              batch: Ints, happenings: Ints, idle: Ints, week: int, settles: int, branches: Ints) -> int:  # fmt: skip
    """Find everything that comes up in a block in a week; return how much of it is not settled.

    Args:
        draws: room for 2 × STRIDE numbers; `batch`: for D_WIDTH × so many happenings at a time.
        happenings: room for those found, by subject, day and item.
        idle: gets the counts of those settled (`is_settled`).
        settles: 1 where any may be; 0: all are found.

    Returns:
        NO_ROOM, NO_BATCH or NO_POST where there is no room in `happenings`, `batch` or `pending`; nothing has changed
        then but counters of branches, and marks of services asked for, which the next scan makes again.
    """
    chances, errands = draws[0], draws[1]
    quiet_chance, quiet_errand = law[c.W_QUIET_CHANCE], law[c.W_QUIET_ERRAND]
    chance_row, errand_row, n_classes = law[c.W_CHANCE_ROW], law[c.W_ERRAND_ROW], law[c.W_CLASSES]
    slots = pattern[spot[c.S_PLACE]]
    n, m, n_busy, n_imports = c.NOTHING, c.NOTHING, 0, imports_in(law, week)
    idle[:, :, :] = 0
    n_pending = spot[c.S_PENDING]
    for start in range(0, spot[c.S_COUNT], STRIDE):
        length = min(STRIDE, spot[c.S_COUNT] - start)
        week_draws(law, spot[c.S_FIRST_ID] + start, length, week, chances, errands)
        first_number = spot[c.S_FIRST_NUMBER] + start
        for i in range(length):
            stratum = c.NOTHING
            if law[c.W_STRATA] > 1:
                stratum = int(np.int64(slots[(((first_number + i) * STRATUM_STEP) & WORD) >> 16]))
            level = (((first_number + i) * CLASS_STEP) & WORD) >> 24
            row = law[chance_row + stratum] * n_classes + level
            of_errands = law[errand_row + stratum]
            nothing = chances[i] < law[quiet_chance + row] and errands[i] < law[quiet_errand + of_errands]
            if nothing and n_imports == 0:
                continue
            n_chances = above(law, law[c.W_CHANCE_COUNT] + row * law[c.W_K_CHANCE], chances[i])
            n_errands = above(law, law[c.W_ERRAND_COUNT] + of_errands * law[c.W_K_ERRAND], errands[i])
            n_chances -= law[c.W_CHANCE_COUNT] + row * law[c.W_K_CHANCE]
            n_errands -= law[c.W_ERRAND_COUNT] + of_errands * law[c.W_K_ERRAND]
            if m + n_chances + n_errands + n_imports > batch.shape[1]:
                n = draw_batch(law, spot, asked, pending, batch, m, happenings, n, idle, week, settles, branches)
                m = c.NOTHING
            lacking = lacks(spot, pending, batch, happenings, n, m, n_chances + n_errands + n_imports, settles)
            if lacking:
                spot[c.S_PENDING] = n_pending
                return lacking
            before = m
            m = put_week(batch, m, start + i, stratum, n_chances, n_errands)
            if n_imports:
                m = be_imported(law, spot, stratum, week, start + i, batch, m, branches)
            n_busy += 1 if m > before else 0
    branches[BUSY] += n_busy
    branches[QUIET] += spot[c.S_COUNT] - n_busy
    return draw_batch(law, spot, asked, pending, batch, m, happenings, n, idle, week, settles, branches)


@kernel
def by_day(happenings: Ints, n: int, sorted_by_day: Ints, begins: Ints) -> None:
    """Sort happenings by day before subject, for windows of one day; `begins` gets where each day begins and ends."""
    begins[:] = 0
    for i in range(n):
        begins[1 + ((happenings[i] >> DAY_SHIFT) & DAY_MASK)] += 1
    for day in range(7):
        begins[day + 1] += begins[day]
    for i in range(n):
        day = (happenings[i] >> DAY_SHIFT) & DAY_MASK
        sorted_by_day[begins[day]] = happenings[i]
        begins[day] += 1
    for day in range(7, 0, -1):
        begins[day] = begins[day - 1]
    begins[0] = 0
