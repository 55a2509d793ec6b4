"""What comes up in the lives of a block in a week: a pure function of seed, id and world.

A happening is packed into one number, so that sorting numbers sorts happenings by subject, day and item:
local id << 35 | day of the week << 32 | item << 16 | what. What is an act for a chance, else the number of the errand.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.kernel import rows as c
from xinyong.kernel.account import clamp, tier_of
from xinyong.kernel.branches import AT
from xinyong.kernel.chance import M0, M1, W0, W1, wide, words
from xinyong.kernel.jit import inlined, kernel, part
from xinyong.kernel.rows import WORD, Ints
from xinyong.population.people import CLASS_STEP, STRATUM_STEP
from xinyong.vocabulary import ERRAND_ITEM, IMPORT_ITEM

Pattern = NDArray[np.uint16]

LOCAL_SHIFT, DAY_SHIFT, ITEM_SHIFT = 35, 32, 16
DAY_MASK, ITEM_MASK = 7, 0xFFFF
STRIDE = 512
"""People whose quiet-week draws are made together, in a loop that the compiler turns into vector instructions."""

STEADY_ACT, REQUEST, FALSE_REPORT, ENCOUNTER = 0, 1, 2, 3
"""Values of `odds.errand_sort`."""

QUIET, BUSY, SECOND = (
    AT["week: quiet"],
    AT["week: something comes up"],
    AT["week: second chance of the day left out"],
)
IN_FILE, NOT_IN_FILE = AT["week: in the file of an import"], AT["week: not in the file of an import"]
OUTSIDE = AT["people: not scored"]


@part
def stratum_of(pattern: Pattern, spot: Ints, local: int) -> int:
    """Return the stratum of an id of a block."""
    number = spot[c.S_FIRST_NUMBER] + local
    return int(np.int64(pattern[spot[c.S_PLACE], ((number * STRATUM_STEP) & WORD) >> 16]))


@part
def covering(law: Ints, book: int, subject: int, stratum: int) -> int:
    """Return a bit for each layer of what governs the place that scores the subject."""
    if law[book + c.B_CONSENT] == 0:
        return int(law[book + c.B_COVERS_ALL])
    w0, w1, _, _ = words(law, subject, c.NOTHING, c.P_CONSENT, c.NOTHING, c.NOTHING)
    lacks = 0 if wide(w0, w1) < law[law[c.W_OPT_IN] + stratum] else c.ASKS_CONSENT
    w0, w1, _, _ = words(law, subject, c.NOTHING, c.P_FILE, c.NOTHING, c.NOTHING)
    if wide(w0, w1) < law[law[c.W_NO_FILE] + stratum]:
        lacks |= c.ASKS_FILE
    found = 0
    for k in range(law[book + c.B_N_LAYERS]):
        if lacks & law[law[law[book + c.B_LAYERS] + k] + c.B_CONSENT] == 0:
            found |= 1 << k
    return found


@kernel
def enrol(law: Ints, pattern: Pattern, spot: Ints, enrolled: Ints, board: NDArray[np.uint8], branches: Ints) -> None:
    """Count the people of a block by stratum, and by the layers of what governs the place that score them.

    A board that is kept has everybody scored in the tier of the start.
    """
    book = spot[c.S_BOOK]
    start = tier_of(law, book, clamp(law, book, int(law[book + c.B_START])))
    for local in range(spot[c.S_COUNT]):
        stratum = stratum_of(pattern, spot, local)
        covers = covering(law, book, spot[c.S_FIRST_ID] + local, stratum)
        enrolled[stratum, 2 * covers] += 1
        if len(board) and covers & law[book + c.B_SCORING]:
            board[local] = start + 1
        if covers != law[spot[c.S_BOOK] + c.B_COVERS_ALL]:
            branches[OUTSIDE] += 1


@inlined
def week_draws(law: Ints, first: int, n: int, week: int, chances: Ints, errands: Ints) -> None:
    """Fill in the two draws that say how many chances and errands each of n ids has in a week."""
    key_low, key_high = law[c.W_KEY_LOW], law[c.W_KEY_HIGH]
    for i in range(n):
        c0 = first + i
        c1 = (week << 16) | c.P_WEEK
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


@part
def first_above(law: Ints, where: int, draw: int) -> int:
    """Return the position of the first cumulative threshold that a draw is below; the last is WIDE."""
    found = 0
    while draw >= law[where + found]:
        found += 1
    return found


@part
def act_had(law: Ints, packed: int) -> int:
    """Return the act of a happening that is an act to be had once a day, or −1."""
    what = packed & ITEM_MASK
    if (packed >> ITEM_SHIFT) & ITEM_MASK >= ERRAND_ITEM:
        if law[law[c.W_ERRAND_SORT] + what] != STEADY_ACT:
            return -1
        what = law[law[c.W_ERRAND_WHAT] + what]
    return int(what) if law[law[c.W_ACT_ONCE] + what] else -1


@part
def sorted_week(law: Ints, happenings: Ints, begin: int, end: int) -> int:
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
        act, again = act_had(law, packed), False
        if act >= 0:
            for j in range(begin, kept):
                if happenings[j] >> DAY_SHIFT == packed >> DAY_SHIFT and act_had(law, happenings[j]) == act:
                    again = True
        if not again:
            happenings[kept] = packed
            kept += 1
    return kept


@part
def imports_in(law: Ints, week: int) -> int:
    """Return how many bulk imports a week has."""
    found = 0
    for k in range(law[c.W_N_IMPORTS]):
        if law[law[c.W_IMPORT_DAY] + k] // 7 == week:
            found += 1
    return found


@part
def be_imported(law: Ints, spot: Ints, stratum: int, week: int, local: int, happenings: Ints, begin: int, branches: Ints
                ) -> int:  # fmt: skip
    """Add the false reports that bulk imports of a week bring about somebody, and return the end of `happenings`."""
    end = begin
    for k in range(law[c.W_N_IMPORTS]):
        day = law[law[c.W_IMPORT_DAY] + k]
        if day // 7 != week:
            continue
        subject, code = spot[c.S_FIRST_ID] + local, law[law[c.W_IMPORT_CODE] + k]
        w0, w1, _, _ = words(law, subject, week, c.P_IMPORT, code, c.NOTHING)
        chance = law[c.W_IMPORT_SHARE] + (k * law[c.W_PLACES] + spot[c.S_LIVES]) * law[c.W_STRATA] + stratum
        if wide(w0, w1) >= law[chance]:
            branches[NOT_IN_FILE] += 1
            continue
        branches[IN_FILE] += 1
        what = law[c.W_N_ERRANDS] + k
        happenings[end] = (local << LOCAL_SHIFT) | ((day % 7) << DAY_SHIFT) | ((IMPORT_ITEM + k) << ITEM_SHIFT) | what
        end += 1
    return end


@inlined
def draw_week(law: Ints, spot: Ints, stratum: int, week: int, local: int, n_chances: int, n_errands: int,
              n_imports: int, happenings: Ints, begin: int, branches: Ints) -> int:  # fmt: skip
    """Draw what comes up for one subject, sort it, and return the end of it in `happenings`."""
    subject = spot[c.S_FIRST_ID] + local
    end = begin
    for item in range(n_chances):
        w0, w1, w2, _ = words(law, subject, week, c.P_CHANCE, c.NOTHING, item)
        pick = first_above(law, law[c.W_CHANCE_PICK] + stratum * law[c.W_N_CHANCES], wide(w0, w1))
        what = law[law[c.W_CHANCE_ACT] + pick]
        happenings[end] = (local << LOCAL_SHIFT) | (((w2 * 7) >> 32) << DAY_SHIFT) | (item << ITEM_SHIFT) | what
        end += 1
    for item in range(ERRAND_ITEM, ERRAND_ITEM + n_errands):
        w0, w1, w2, _ = words(law, subject, week, c.P_ERRAND, c.NOTHING, item)
        what = first_above(law, law[c.W_ERRAND_PICK] + stratum * law[c.W_N_ERRANDS], wide(w0, w1))
        happenings[end] = (local << LOCAL_SHIFT) | (((w2 * 7) >> 32) << DAY_SHIFT) | (item << ITEM_SHIFT) | what
        end += 1
    if n_imports:
        end = be_imported(law, spot, stratum, week, local, happenings, end, branches)
    if end - begin > 1:
        drawn = end
        end = sorted_week(law, happenings, begin, end)
        branches[SECOND] += drawn - end
    return end


@kernel
def scan_week(law: Ints, pattern: Pattern, spot: Ints, draws: Ints, happenings: Ints, week: int, branches: Ints) -> int:
    """Find everything that comes up in a block in a week; return how much, or −1 when there is no room for it.

    `draws` has room for 2 × STRIDE numbers.
    """
    chances, errands = draws[0], draws[1]
    quiet_chance, quiet_errand = law[c.W_QUIET_CHANCE], law[c.W_QUIET_ERRAND]
    chance_row, errand_row, n_classes = law[c.W_CHANCE_ROW], law[c.W_ERRAND_ROW], law[c.W_CLASSES]
    slots = pattern[spot[c.S_PLACE]]
    n, n_busy, n_imports = c.NOTHING, 0, imports_in(law, week)
    for start in range(0, spot[c.S_COUNT], STRIDE):
        length = min(STRIDE, spot[c.S_COUNT] - start)
        week_draws(law, spot[c.S_FIRST_ID] + start, length, week, chances, errands)
        first_number = spot[c.S_FIRST_NUMBER] + start
        for i in range(length):
            stratum = int(np.int64(slots[(((first_number + i) * STRATUM_STEP) & WORD) >> 16]))
            level = (((first_number + i) * CLASS_STEP) & WORD) >> 24
            row = law[chance_row + stratum] * n_classes + level
            of_errands = law[errand_row + stratum]
            nothing = chances[i] < law[quiet_chance + row] and errands[i] < law[quiet_errand + of_errands]
            if nothing and n_imports == 0:
                continue
            n_chances = first_above(law, law[c.W_CHANCE_COUNT] + row * law[c.W_K_CHANCE], chances[i])
            n_errands = first_above(law, law[c.W_ERRAND_COUNT] + of_errands * law[c.W_K_ERRAND], errands[i])
            if n + n_chances + n_errands + n_imports > len(happenings):
                return -1
            end = draw_week(
                law, spot, stratum, week, start + i, n_chances, n_errands, n_imports, happenings, n, branches
            )
            n_busy += 1 if end > n else 0
            n = end
    branches[BUSY] += n_busy
    branches[QUIET] += spot[c.S_COUNT] - n_busy
    return n


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
