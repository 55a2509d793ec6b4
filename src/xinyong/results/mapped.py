"""Tables with pages of their own: in memory, or on the disk although they are read and written like any other.

A table on the disk is the pages of a file without a name: nobody has to remove it, and a run that is killed leaves
nothing. Its pages come into memory when they are touched, and `let_go` sends them back.
"""

from __future__ import annotations

import mmap
import os
import tempfile
from math import prod
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import DTypeLike, NDArray

from xinyong.results.disk import spoken

PAGES_FROM = 32 << 10
"""Bytes from which a table has pages of its own. In a heap a table that grew leaves holes that nothing fits into, and
the heap never shrinks: a run of two ends kept 65 bytes per subject in place of 30 (`suining-2010`, one year)."""
MAPPED_FROM = 32 << 20
"""Bytes from which a table lies on the disk, where a folder is given for it. Smaller ones are not worth a file."""
CHUNK_ROWS = 1 << 19
"""Rows of a table that are worked on at a time, where all of them would fill the memory."""
_CHUNK_BYTES = 1 << 20


class _Pages(mmap.mmap):
    """Pages of a file. Unlike those of the memory alone they may be let go: the file keeps what is in them."""


def in_memory(shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
    """Return a table in memory, with anything in it; a large one gives its memory back to the system when the last view
    of it is let go.

    Pages are not shared with other processes: Linux keeps count of each shared range, 65,530 in all, and joins private
    ones that touch. A nation has more tables than that.
    """
    kind = np.dtype(dtype)
    n_bytes = prod(shape) * kind.itemsize
    if n_bytes < PAGES_FROM:
        return np.empty(shape, kind)
    return np.frombuffer(_private(n_bytes), kind).reshape(shape)


def _private(n_bytes: int) -> mmap.mmap:
    if hasattr(mmap, "MAP_PRIVATE"):
        return mmap.mmap(-1, n_bytes, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    return mmap.mmap(-1, n_bytes)


def unnamed_file(folder: Path) -> BinaryIO:
    """Return a new file without a name on the disk of a folder.

    Raises:
        ResourceError, InputError: the disk refused.
    """
    with spoken(folder, "keep what does not fit into memory"):
        return tempfile.TemporaryFile(prefix=".xinyong-", dir=folder)


def table_on(folder: Path | None, shape: tuple[int, ...]) -> NDArray[np.int64]:
    """Return a table of zeros: on the disk of a folder where one is given and the table is large, else in memory.

    Raises:
        ResourceError, InputError: the disk refused. Its room is taken now, so that no write fails later.
    """
    n_bytes = prod(shape) * np.dtype(np.int64).itemsize
    if folder is None or n_bytes < MAPPED_FROM:
        found = in_memory(shape, np.int64)
        if n_bytes < PAGES_FROM:
            found[...] = 0
        return found
    with unnamed_file(folder) as file, spoken(folder, "keep what does not fit into memory"):
        _take_room(file, n_bytes)
        return np.frombuffer(_Pages(file.fileno(), n_bytes), np.int64).reshape(shape)


def _take_room(file: BinaryIO, n_bytes: int) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file.fileno(), 0, n_bytes)
        return
    nothing = bytes(_CHUNK_BYTES)
    file.writelines(nothing[: n_bytes - begin] for begin in range(0, n_bytes, _CHUNK_BYTES))
    file.flush()


def rows_in(file: BinaryIO, dtype: np.dtype[Any], width: int) -> NDArray[Any]:
    """Return everything that was written to a file as rows, which may be read but not written."""
    file.flush()
    n_bytes = os.fstat(file.fileno()).st_size
    if not n_bytes:
        return np.zeros((0, width), dtype)
    return np.frombuffer(_Pages(file.fileno(), n_bytes, access=mmap.ACCESS_READ), dtype).reshape(-1, width)


def let_go(*tables: NDArray[Any]) -> None:
    """Send the pages of tables back to the disk. Tables in memory, and systems that cannot do it, are left alone."""
    if not hasattr(mmap, "MADV_DONTNEED"):
        return
    for table in tables:
        pages = _pages_of(table)
        if pages is not None:
            pages.madvise(mmap.MADV_DONTNEED)


def _pages_of(table: NDArray[Any]) -> _Pages | None:
    found: Any = table
    while isinstance(found, np.ndarray):
        found = found.base
    if isinstance(found, memoryview):
        found = found.obj
    return found if isinstance(found, _Pages) else None
