"""Reading ahead: what the next few subjects have is fetched from memory together, not one after the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.kernel import rows as c
from xinyong.kernel.jit import part
from xinyong.kernel.life import ITEM_MASK, ITEM_SHIFT, LOCAL_SHIFT
from xinyong.kernel.post import at
from xinyong.kernel.rows import Ints, Rows
from xinyong.kernel.serve import at_slot
from xinyong.vocabulary import ERRAND_ITEM

AHEAD = 16
"""So many of each list are read ahead at a time: about as many as a processor waits for at once."""
A_LINE = 16
"""Numbers of 32 bits in what memory hands over at once."""


@part
def touch(slots: NDArray[np.uint16], holders: Rows, entries: Rows, local: int) -> int:
    """Read a number of each line in which the holder of an id lies, and one of the last entry."""
    slot, found = at_slot(slots, local), 0
    if slot >= 0:
        for column in range(0, c.H_WIDTH, A_LINE):
            found ^= holders[slot, column]
        if holders[slot, c.H_TAIL] >= 0:
            found ^= entries[holders[slot, c.H_TAIL], c.E_NEXT]
    return int(found)


@part
def read_ahead(slots: NDArray[np.uint16], standing: NDArray[np.uint8], holders: Rows, entries: Rows, happenings: Ints,
               due: Rows, waking: Ints, cursor: Ints) -> None:  # fmt: skip
    """Read what the next subjects of each list have, unless that was done; who only asks for something is left out as
    long as nothing stands against it."""
    found = 0
    begin = cursor[c.N_HAPPENING]
    if begin >= cursor[c.N_HAPPENINGS_READ]:
        end = min(begin + AHEAD, cursor[c.N_HAPPENINGS])
        for i in range(begin, end):
            local = happenings[i] >> LOCAL_SHIFT
            asks = (happenings[i] >> ITEM_SHIFT) & ITEM_MASK >= ERRAND_ITEM
            if not asks or standing[local] == c.OF_ITS_OWN:
                found ^= touch(slots, holders, entries, local)
        cursor[c.N_HAPPENINGS_READ] = end
    begin = cursor[c.N_NEXT_DUE]
    if begin >= cursor[c.N_DUE_READ]:
        end = min(begin + AHEAD, cursor[c.N_DUE])
        for i in range(begin, end):
            found ^= touch(slots, holders, entries, at(due, i, c.M_TO))
        cursor[c.N_DUE_READ] = end
    begin = cursor[c.N_NEXT_WAKING]
    if begin >= cursor[c.N_WAKING_READ]:
        end = min(begin + AHEAD, cursor[c.N_WAKING])
        for i in range(begin, end):
            found ^= touch(slots, holders, entries, waking[i])
        cursor[c.N_WAKING_READ] = end
    cursor[c.N_READ] ^= found
