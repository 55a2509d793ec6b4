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
from xinyong.kernel.chance import wide, words
from xinyong.kernel.jit import kernel, part
from xinyong.kernel.rows import WORD, Ints
from xinyong.population.people import STRATUM_STEP
from xinyong.vocabulary import IMPORT_ITEM

Pattern = NDArray[np.uint16]

LOCAL_SHIFT, DAY_SHIFT, ITEM_SHIFT = 35, 32, 16
DAY_MASK, ITEM_MASK = 7, 0xFFFF

STEADY_ACT, REQUEST, FALSE_REPORT, ENCOUNTER = 0, 1, 2, 3
"""Values of `odds.errand_sort`."""

IN_FILE, NOT_IN_FILE = AT["week: in the file of an import"], AT["week: not in the file of an import"]
OUTSIDE = AT["people: not scored"]


@part
def stratum_of(law: Ints, pattern: Pattern, spot: Ints, local: int) -> int:
    """Return the stratum of an id of a block."""
    if law[c.W_STRATA] == 1:
        return 0
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
        stratum = stratum_of(law, pattern, spot, local)
        covers = covering(law, book, spot[c.S_FIRST_ID] + local, stratum)
        enrolled[stratum, 2 * covers] += 1
        if len(board) and covers & law[book + c.B_SCORING]:
            board[local] = start + 1
        if covers != law[spot[c.S_BOOK] + c.B_COVERS_ALL]:
            branches[OUTSIDE] += 1


@part
def above(law: Ints, begins: int, draw: int) -> int:
    """Return where, from a position on, the first cumulative threshold above a draw stands; the last is WIDE."""
    found = begins
    while draw >= law[found]:
        found += 1
    return found


@part
def imports_in(law: Ints, week: int) -> int:
    """Return how many bulk imports a week has."""
    found = 0
    for k in range(law[c.W_N_IMPORTS]):
        if law[law[c.W_IMPORT_DAY] + k] // 7 == week:
            found += 1
    return found


@part
def be_imported(law: Ints, spot: Ints, stratum: int, week: int, local: int, batch: Ints, begin: int, branches: Ints
                ) -> int:  # fmt: skip
    """Add the false reports that bulk imports of a week bring about somebody, and return the end of the batch."""
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
        item = IMPORT_ITEM + k
        batch[c.D_WHO, end], batch[c.D_STRATUM, end], batch[c.D_ITEM, end] = local, stratum, item
        batch[c.D_PURPOSE, end], batch[c.D_CODE, end] = c.P_IMPORT, code
        batch[c.D_PACKED, end] = (local << LOCAL_SHIFT) | ((day % 7) << DAY_SHIFT) | (item << ITEM_SHIFT) | what
        end += 1
    return end
