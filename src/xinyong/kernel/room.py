"""Room for tables that grow: taken from the system and given back to it, past the heaps of the threads."""

from __future__ import annotations

import mmap
from math import prod

import numpy as np
from numpy.typing import DTypeLike, NDArray

from xinyong.kernel.rows import Rows

MAPPED_FROM = 32 * 1024
"""Bytes from which a table has pages of its own. In a heap a table that grew leaves holes that nothing fits into, and
the heap never shrinks: a run of two ends kept 65 bytes per subject in place of 30 (`suining-2010`, one year)."""


def empty(shape: tuple[int, ...], dtype: DTypeLike) -> Rows:
    """Return a table with nothing in it yet; its memory goes back to the system when the last view of it is let go."""
    kind = np.dtype(dtype)
    n_bytes = prod(shape) * kind.itemsize
    if n_bytes < MAPPED_FROM:
        return np.empty(shape, kind)
    return np.frombuffer(mmap.mmap(-1, n_bytes), kind).reshape(shape)


def with_room(rows: NDArray[np.generic], used: int, wanted: int) -> Rows:
    """Return the rows with room for `wanted` more than are used: the same, or a copy half as long again."""
    if len(rows) - used >= wanted:
        return rows
    grown = empty((max(len(rows) * 3 // 2, used + wanted + 64), *rows.shape[1:]), rows.dtype)
    grown[:used] = rows[:used]
    return grown
