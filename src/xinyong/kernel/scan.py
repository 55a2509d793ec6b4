"""The week of a block: who of it has anything come up, and how much. What it is, `settling` finds for many at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.kernel import rows as c
from xinyong.kernel.branches import AT
from xinyong.kernel.chance import rounds
from xinyong.kernel.jit import inlined, kernel, part
from xinyong.kernel.life import DAY_MASK, DAY_SHIFT, Pattern, be_imported, imports_in
from xinyong.kernel.rows import WORD, Ints, Rows
from xinyong.kernel.settling import draw_batch
from xinyong.kernel.state import STRIDE
from xinyong.population.people import CLASS_STEP, STRATUM_STEP
from xinyong.vocabulary import ERRAND_ITEM

NO_ROOM, NO_BATCH, NO_POST = -1, -2, -3
"""Returned in place of how much was found."""

WRITTEN = 2

QUIET, BUSY = AT["week: quiet"], AT["week: something comes up"]


@part
def week_draws(law: Ints, first: int, n: int, week: int, chances: Ints, errands: Ints) -> None:
    """Fill in the two draws that say how many chances and errands each of n ids has in a week."""
    key_low, key_high = law[c.W_KEY_LOW], law[c.W_KEY_HIGH]
    for i in range(n):
        w0, w1, w2, w3 = rounds(first + i, (week << 16) | c.P_WEEK, c.NOTHING, c.NOTHING, key_low, key_high)
        chances[i] = (w0 << 30) | (w1 >> 2)
        errands[i] = (w2 << 30) | (w3 >> 2)


@part
def find_busy(
    law: Ints, guide: int, slots: NDArray[np.uint16], first_number: int, n: int, draws: Ints, everybody: int
) -> int:
    """List those of n numbers to whom anything comes up, and return how many.

    Nothing is foretold here: each is written down, and stays where something comes up. `everybody`: 1 where all stay.
    """
    quiet_chance, quiet_errand = law[c.W_QUIET_CHANCE], law[c.W_QUIET_ERRAND]
    chance_row, errand_row, n_classes = law[c.W_CHANCE_ROW], law[c.W_ERRAND_ROW], law[c.W_CLASSES]
    n_busy = c.NOTHING
    for i in range(n):
        slot = (((first_number + i) * STRATUM_STEP) & WORD) >> 16
        stratum = law[guide + (slot >> c.SPAN_SHIFT)]
        if stratum < 0:
            stratum = int(np.int64(slots[slot]))
        level = (((first_number + i) * CLASS_STEP) & WORD) >> 24
        row = law[chance_row + stratum] * n_classes + level
        of_errands = law[errand_row + stratum]
        chance = draws[c.V_CHANCE, i] >= law[quiet_chance + row]
        errand = draws[c.V_ERRAND, i] >= law[quiet_errand + of_errands]
        draws[c.V_WHO, n_busy], draws[c.V_STRATUM, n_busy] = i, stratum
        draws[c.V_ROW, n_busy], draws[c.V_ERRANDS, n_busy] = row, of_errands
        n_busy += 1 if chance | errand | everybody else 0
    return n_busy


@inlined
def how_many(law: Ints, begins: int, draw: int) -> int:
    """Return how many of the cumulative thresholds from a position on a draw has reached; no draw reaches the last."""
    found = c.NOTHING
    for k in range(c.COMPARED):
        found += 1 if draw >= law[begins + k] else 0
    if found == c.COMPARED:
        while draw >= law[begins + found]:
            found += 1
    return found


@inlined
def put(batch: Ints, m: int, local: int, stratum: int, k: int, n_chances: int) -> None:
    """Put the address of the k-th thing that comes up for a subject into the batch: chances first, then errands."""
    errand = k >= n_chances
    batch[c.D_WHO, m], batch[c.D_STRATUM, m], batch[c.D_CODE, m] = local, stratum, 0
    batch[c.D_PURPOSE, m] = c.P_ERRAND if errand else c.P_CHANCE
    batch[c.D_ITEM, m] = ERRAND_ITEM + k - n_chances if errand else k


@inlined
def put_week(batch: Ints, m: int, local: int, stratum: int, n_chances: int, n_errands: int) -> int:
    """Put the addresses of what comes up for one subject into the batch, and return the end of it.

    WRITTEN are written in any case, for most have one or two: the next subject writes over what is too much.
    """
    for k in range(max(n_chances + n_errands, WRITTEN)):
        put(batch, m + k, local, stratum, k, n_chances)
    return m + n_chances + n_errands


@part
def lacks(spot: Ints, pending: Rows, happenings: Ints, n: int, m: int, settles: int, cursor: Ints, settled: Ints
          ) -> int:  # fmt: skip
    """Return what has no room for a batch of m happenings more, beside n found; 0: nothing."""
    if n + m > len(happenings) or (len(settled) and cursor[c.N_SETTLED] + m > len(settled)):
        return NO_ROOM
    return NO_POST if spot[c.S_PENDING] + settles * m > len(pending) else 0


@kernel
def scan_week(law: Ints, pattern: Pattern, spot: Ints, asked: NDArray[np.uint8], pending: Rows, draws: Ints,
              batch: Ints, happenings: Ints, idle: Ints, cursor: Ints, settled: Ints, week: int, settles: int,
              branches: Ints) -> int:  # fmt: skip
    """Find everything that comes up in a block in a week; return how much of it is not settled.

    Args:
        draws: room for V_WIDTH × STRIDE numbers; `batch`: for D_WIDTH × so many happenings at a time.
        happenings: room for those found, by subject, day and item.
        idle: gets the counts of those settled (`settling`).
        settled: gets the candidates among them, by subject, day and item; how many, `cursor` says. No room: none.
        settles: 1 where any may be; 0: all are found.

    Returns:
        NO_ROOM, NO_BATCH or NO_POST where there is no room in `happenings` or `settled`, `batch`, `pending`; nothing
        has changed then but counters of branches, and marks of services asked for, which the next scan makes again.
    """
    guide, slots = law[law[c.W_SLOT_GUIDE] + spot[c.S_PLACE]], pattern[spot[c.S_PLACE]]
    chance_count, k_chance = law[c.W_CHANCE_COUNT], law[c.W_K_CHANCE]
    errand_count, k_errand = law[c.W_ERRAND_COUNT], law[c.W_K_ERRAND]
    n, m, n_busy, n_imports = c.NOTHING, c.NOTHING, c.NOTHING, imports_in(law, week)
    idle[:, :, :], cursor[c.N_SETTLED] = 0, 0
    n_pending = spot[c.S_PENDING]
    for start in range(0, spot[c.S_COUNT], STRIDE):
        length = min(STRIDE, spot[c.S_COUNT] - start)
        week_draws(law, spot[c.S_FIRST_ID] + start, length, week, draws[c.V_CHANCE], draws[c.V_ERRAND])
        found = find_busy(law, guide, slots, spot[c.S_FIRST_NUMBER] + start, length, draws, min(n_imports, 1))
        for i in range(found):
            who, stratum = draws[c.V_WHO, i], draws[c.V_STRATUM, i]
            n_chances = how_many(law, chance_count + draws[c.V_ROW, i] * k_chance, draws[c.V_CHANCE, who])
            n_errands = how_many(law, errand_count + draws[c.V_ERRANDS, i] * k_errand, draws[c.V_ERRAND, who])
            wanted = max(n_chances + n_errands, WRITTEN) + n_imports
            if m + wanted > batch.shape[1]:
                lacking = lacks(spot, pending, happenings, n, m, settles, cursor, settled)
                if wanted > batch.shape[1] or lacking:
                    spot[c.S_PENDING] = n_pending
                    return lacking or NO_BATCH
                n = draw_batch(law, spot, asked, pending, batch, m, happenings, n, idle, cursor, settled, week,
                               settles, branches)  # fmt: skip
                m = c.NOTHING
            before = m
            m = put_week(batch, m, start + who, stratum, n_chances, n_errands)
            if n_imports:
                m = be_imported(law, spot, stratum, week, start + who, batch, m, branches)
            n_busy += 1 if m > before else 0
    lacking = lacks(spot, pending, happenings, n, m, settles, cursor, settled)
    if lacking:
        spot[c.S_PENDING] = n_pending
        return lacking
    branches[BUSY] += n_busy
    branches[QUIET] += spot[c.S_COUNT] - n_busy
    return draw_batch(law, spot, asked, pending, batch, m, happenings, n, idle, cursor, settled, week, settles,
                      branches)  # fmt: skip


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
