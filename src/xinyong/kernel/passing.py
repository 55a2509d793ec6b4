"""Requests that are granted in passing: by the one byte that says how somebody stands, without looking any further."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.kernel import rows as c
from xinyong.kernel.account import quiet
from xinyong.kernel.branches import AT
from xinyong.kernel.jit import part
from xinyong.kernel.life import DAY_MASK, DAY_SHIFT, ITEM_MASK, ITEM_SHIFT, LOCAL_SHIFT, REQUEST, Pattern, stratum_of
from xinyong.kernel.rows import Ints
from xinyong.kernel.serve import mark
from xinyong.vocabulary import ERRAND_ITEM, IMPORT_ITEM

GRANTED = AT["serve: request granted"]


@part
def is_free(law: Ints, book: int, stands: int, says: int, day: int) -> bool:
    """Tell whether the scheme has no say in a request of somebody, given in whose it has one (B_TOUCHED)."""
    if says < 0 or stands == c.OF_ITS_OWN:
        return False
    if stands != c.AS_EVERYBODY:
        return stands == c.IN_NO_TIER or (says >> (stands - c.IN_TIER)) & 1 == 0
    if law[book + c.B_CONSENT]:
        return False
    covers = law[book + c.B_COVERS_ALL]
    if quiet(law, book, c.B_QUIET_BOUND, covers, day) == 0:
        return True
    tier = quiet(law, book, c.B_QUIET_TIER, covers, day)
    listed = quiet(law, book, c.B_QUIET_LISTS, covers, day) != 0 and says & c.ON_LISTS != 0
    return not listed and (tier < 0 or (says >> tier) & 1 == 0)


@part
def pass_by(law: Ints, pattern: Pattern, spot: Ints, standing: NDArray[np.uint8], asked: NDArray[np.uint8],
            happenings: Ints, h: int, h_end: int, counts: Ints, branches: Ints, before: int, first_day: int,
            end_day: int) -> int:  # fmt: skip
    """Grant the requests with which the windows of the next subjects begin, as long as nothing else comes up; return
    the first happening that is left.

    Nothing else happens in the window to the subjects whose id within the block is less than `before`.
    """
    book, week_begins = spot[c.S_BOOK], first_day // 7 * 7
    while h < h_end:
        packed = happenings[h]
        local = packed >> LOCAL_SHIFT
        if local >= before:
            return h
        item, what = (packed >> ITEM_SHIFT) & ITEM_MASK, packed & ITEM_MASK
        day = week_begins + ((packed >> DAY_SHIFT) & DAY_MASK)
        if day >= end_day:
            h += 1
            continue
        if not ERRAND_ITEM <= item < IMPORT_ITEM or law[law[c.W_ERRAND_SORT] + what] != REQUEST:
            return h
        service = law[law[c.W_ERRAND_WHAT] + what]
        if not is_free(law, book, int(np.int64(standing[local])), law[law[book + c.B_TOUCHED] + service], day):
            return h
        counts[law[c.T_REQUESTED] + service, stratum_of(law, pattern, spot, local)] += 1
        mark(asked, local, service, c.NOTHING)
        branches[GRANTED] += 1
        h += 1
    return h
