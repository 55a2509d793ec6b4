"""Room for tables that grow: taken from the system and given back to it, past the heaps of the threads."""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike, NDArray

from xinyong.kernel.rows import Rows
from xinyong.results.mapped import PAGES_FROM, in_memory


def empty(shape: tuple[int, ...], dtype: DTypeLike) -> Rows:
    """Return a table with nothing in it yet; its memory goes back to the system when the last view of it is let go."""
    return in_memory(shape, dtype)


def with_room(rows: NDArray[np.generic], used: int, wanted: int) -> Rows:
    """Return the rows with room for `wanted` more than are used: the same, or a copy half as long again; four times as
    long where it has pages of its own, of which only those in use take memory."""
    if len(rows) - used >= wanted:
        return rows
    longer = len(rows) * 4 if rows.nbytes >= PAGES_FROM else len(rows) * 3 // 2
    grown = empty((max(longer, used + wanted + 64), *rows.shape[1:]), rows.dtype)
    grown[:used] = rows[:used]
    return grown
