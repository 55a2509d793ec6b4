"""Laying tables of whole numbers end to end, and records field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from xinyong.kernel.rows import Ints, Rows


class Numbers:
    """Tables laid end to end in one array. Equal tables are kept once."""

    def __init__(self) -> None:
        self._parts: list[Ints] = [np.zeros(1, np.int64)]
        self._known: dict[bytes, int] = {}
        self._length = 1

    def add(self, table: Any) -> int:
        """Append a table, flattened, and return where it begins."""
        flat = np.ascontiguousarray(table, np.int64).ravel()
        key = flat.tobytes()
        if key not in self._known:
            self._known[key] = self._length
            self._parts.append(flat)
            self._length += len(flat)
        return self._known[key]

    def array(self) -> Ints:
        """Return all tables as one read-only array."""
        return read_only(np.concatenate(self._parts))


def shared_rows(table: Ints) -> tuple[Ints, Ints]:
    """Return the distinct rows of a table (first axis), flattened, and which of them each row is."""
    flat = np.ascontiguousarray(table, np.int64).reshape(len(table), -1)
    if not flat.shape[1]:
        return flat[:1], np.zeros(len(table), np.int64)
    rows, which = np.unique(flat, axis=0, return_inverse=True)
    return rows, which.reshape(-1).astype(np.int64)


def read_only(array: Rows) -> Rows:
    """Return an array that nothing can write to any more."""
    array.setflags(write=False)
    return array


def records(dtype: np.dtype[np.void], rows: Sequence[Mapping[str, int]]) -> Rows:
    """Return read-only records with the given fields.

    Raises:
        KeyError: a field has no value.
    """
    found = np.zeros(len(rows), dtype)
    for name in dtype.names or ():
        found[name] = [row[name] for row in rows]
    return read_only(found)
