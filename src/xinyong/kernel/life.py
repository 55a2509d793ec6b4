"""What comes up in the lives of a block in a week: chances, requests, false reports. A pure function of seed, id and world.

A happening is packed into one number, so that sorting numbers sorts happenings by subject, day and item:
local id << 35 | day of the week << 32 | item << 16 | what. What is an act for a chance, else the number of the errand.
"""

from __future__ import annotations

import numpy as np

from xinyong.kernel.branches import AT
from xinyong.kernel.chance import M0, M1, W0, W1, WORD, wide, words
from xinyong.kernel.jit import kernel
from xinyong.kernel.rows import Ints, Row
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.tables import Law
from xinyong.population.people import CLASS_STEP, STRATUM_STEP
from xinyong.vocabulary import ERRAND_ITEM, Purpose

LOCAL_SHIFT, DAY_SHIFT, ITEM_SHIFT = 35, 32, 16
DAY_MASK, ITEM_MASK = 7, 0xFFFF
STRIDE = 512
"""People whose quiet-week draws are made together, in a loop that the compiler turns into vector instructions."""

WEEK, CHANCE, ERRAND, CONSENT = int(Purpose.WEEK), int(Purpose.CHANCE), int(Purpose.ERRAND), int(Purpose.CONSENT)
STEADY_ACT, REQUEST, FALSE_REPORT = 0, 1, 2
"""Values of `odds.errand_sort`."""

QUIET, BUSY, SECOND = (
    AT["week: quiet"],
    AT["week: something comes up"],
    AT["week: second chance of the day left out"],
)
OUTSIDE = AT["people: did not opt in"]


@kernel
def stratum_of(law: Law, place: int, number: int) -> int:
    """Return the stratum of a number within a place."""
    return int(law.pattern[place, ((number * STRATUM_STEP) & WORD) >> 16])


@kernel
def opted_in(law: Law, place: int, subject: int) -> bool:
    """Tell whether the scheme of the place scores the subject."""
    book = law.books[place]
    if book.governs == 0:
        return False
    if book.consent == 0:
        return True
    w0, w1, _, _ = words(law.worlds[0], subject, 0, CONSENT, 0, 0)
    return wide(w0, w1) < int(law.worlds[0].opt_in)


@kernel
def enrol(law: Law, block: Block, tray: Tray) -> None:
    """Count the people of a block who are under the scheme, by stratum."""
    spot = block.spot[0]
    for local in range(spot.count):
        if opted_in(law, spot.place, spot.first_id + local):
            block.opted[stratum_of(law, spot.place, spot.first_number + local)] += 1
        elif law.books[spot.place].governs:
            tray.branches[OUTSIDE] += 1


@kernel
def week_draws(first: int, n: int, week: int, key_low: int, key_high: int, chances: Ints, errands: Ints) -> None:
    """Fill in the two draws that say how many chances and errands each of n ids has in a week."""
    for i in range(n):
        c0 = first + i
        c1 = (week << 16) | WEEK
        c2 = 0
        c3 = 0
        k0 = key_low
        k1 = key_high
        for _ in range(10):
            left = M0 * c0
            right = M1 * c2
            c0 = ((right >> 32) & WORD) ^ c1 ^ k0
            c2 = ((left >> 32) & WORD) ^ c3 ^ k1
            c1 = right & WORD
            c3 = left & WORD
            k0 = (k0 + W0) & WORD
            k1 = (k1 + W1) & WORD
        chances[i] = (c0 << 30) | (c1 >> 2)
        errands[i] = (c2 << 30) | (c3 >> 2)


@kernel
def first_above(numbers: Ints, where: int, draw: int) -> int:
    """Return the position of the first cumulative threshold that a draw is below; the last is WIDE."""
    found = 0
    while draw >= numbers[where + found]:
        found += 1
    return found


@kernel
def is_once(law: Law, packed: int) -> bool:
    """Tell whether a happening is an act that can be had once a day."""
    world, item, what = law.worlds[0], (packed >> ITEM_SHIFT) & ITEM_MASK, packed & ITEM_MASK
    if item < ERRAND_ITEM:
        return law.numbers[world.act_once + what] != 0
    if law.numbers[world.errand_sort + what] != STEADY_ACT:
        return False
    return law.numbers[world.act_once + law.numbers[world.errand_what + what]] != 0


@kernel
def act_of(law: Law, packed: int) -> int:
    """Return the act of a happening that is an act."""
    what = packed & ITEM_MASK
    if (packed >> ITEM_SHIFT) & ITEM_MASK < ERRAND_ITEM:
        return what
    return int(law.numbers[law.worlds[0].errand_what + what])


@kernel
def sorted_week(law: Law, happenings: Ints, begin: int, end: int) -> int:
    """Sort the happenings of one subject by day and item, leave out second chances of a day, and return the new end."""
    for i in range(begin + 1, end):
        packed = happenings[i]
        j = i - 1
        while j >= begin and happenings[j] > packed:
            happenings[j + 1] = happenings[j]
            j -= 1
        happenings[j + 1] = packed
    kept = begin
    for i in range(begin, end):
        packed = happenings[i]
        again = False
        if is_once(law, packed):
            day = packed >> DAY_SHIFT
            for j in range(begin, kept):
                other = happenings[j]
                if other >> DAY_SHIFT == day and is_once(law, other) and act_of(law, other) == act_of(law, packed):
                    again = True
        if not again:
            happenings[kept] = packed
            kept += 1
    return kept


@kernel
def draw_week(law: Law, subject: int, stratum: int, week: int, local: int, n_chances: int, n_errands: int, happenings: Ints,
              begin: int) -> int:  # fmt: skip
    """Draw what comes up for one subject, sort it, and return the end of it in `happenings`."""
    world, numbers = law.worlds[0], law.numbers
    end = begin
    for item in range(n_chances):
        w0, w1, w2, _ = words(world, subject, week, CHANCE, 0, item)
        pick = first_above(numbers, world.chance_pick + stratum * world.n_chances, wide(w0, w1))
        what = numbers[world.chance_act + pick]
        happenings[end] = (local << LOCAL_SHIFT) | (((w2 * 7) >> 32) << DAY_SHIFT) | (item << ITEM_SHIFT) | what
        end += 1
    for item in range(ERRAND_ITEM, ERRAND_ITEM + n_errands):
        w0, w1, w2, _ = words(world, subject, week, ERRAND, 0, item)
        what = first_above(numbers, world.errand_pick + stratum * world.n_errands, wide(w0, w1))
        happenings[end] = (local << LOCAL_SHIFT) | (((w2 * 7) >> 32) << DAY_SHIFT) | (item << ITEM_SHIFT) | what
        end += 1
    if end - begin > 1:
        end = sorted_week(law, happenings, begin, end)
    return end


@kernel
def busy(law: Law, spot: Row, week: int, local: int, chances: int, errands: int, tray: Tray, n: int) -> int:
    """Draw the happenings of somebody whose week is not quiet; return the new end, or −1 without room for them."""
    world, numbers = law.worlds[0], law.numbers
    number = spot.first_number + local
    stratum = stratum_of(law, spot.place, number)
    level = ((number * CLASS_STEP) & WORD) >> 24
    row = numbers[world.chance_row + stratum] * world.n_classes + level
    n_chances = first_above(numbers, world.chance_count + row * world.k_chance, chances)
    errand_row = numbers[world.errand_row + stratum]
    n_errands = first_above(numbers, world.errand_count + errand_row * world.k_errand, errands)
    if n + n_chances + n_errands > len(tray.happenings):
        return -1
    end = draw_week(
        law, spot.first_id + local, stratum, week, local, n_chances, n_errands, tray.happenings, n
    )
    tray.branches[SECOND] += n + n_chances + n_errands - end
    return end


@kernel
def scan_week(law: Law, block: Block, tray: Tray, week: int) -> bool:
    """Find everything that comes up in a block in a week; False when there is no room for it in `happenings`."""
    world, spot, numbers = law.worlds[0], block.spot[0], law.numbers
    chances, errands = np.empty(STRIDE, np.int64), np.empty(STRIDE, np.int64)
    n = 0
    n_busy = 0
    for start in range(0, spot.count, STRIDE):
        length = min(STRIDE, spot.count - start)
        week_draws(spot.first_id + start, length, week, world.key_low, world.key_high, chances, errands)
        for i in range(length):
            number = spot.first_number + start + i
            stratum = law.pattern[spot.place, ((number * STRATUM_STEP) & WORD) >> 16]
            level = ((number * CLASS_STEP) & WORD) >> 24
            row = numbers[world.chance_row + stratum] * world.n_classes + level
            none = chances[i] < numbers[world.quiet_chance + row]
            if none and errands[i] < numbers[world.quiet_errand + numbers[world.errand_row + stratum]]:
                continue
            n = busy(law, spot, week, start + i, chances[i], errands[i], tray, n)
            n_busy += 1
            if n < 0:
                return False
    tray.cursor[0].n_happenings = n
    tray.branches[BUSY] += n_busy
    tray.branches[QUIET] += spot.count - n_busy
    return True


@kernel
def by_day(happenings: Ints, n: int, sorted_by_day: Ints, begins: Ints) -> None:
    """Sort happenings by day before subject, for windows of one day; `begins` gets where each day begins, and the end."""
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
