"""Laying tables of whole numbers end to end."""

from __future__ import annotations

from typing import Any

import numpy as np

from xinyong.files.evidence import whole
from xinyong.kernel.rows import Ints


class Numbers:
    """Tables laid end to end in one array, behind `head` numbers that are filled in at last.

    Equal tables are kept once.
    """

    def __init__(self, head: int) -> None:
        self._head = head
        self._parts: list[Ints] = []
        self._known: dict[bytes, int] = {}
        self._length = head

    def add(self, table: Any, *, changes: bool = False) -> int:
        """Append a table, flattened, and return where it begins. One that `changes` during a run is nobody else's."""
        flat = np.ascontiguousarray(table, np.int64).ravel()
        if changes:
            self._parts.append(flat)
            self._length += len(flat)
            return self._length - len(flat)
        key = flat.tobytes()
        if key not in self._known:
            self._known[key] = self._length
            self._parts.append(flat)
            self._length += len(flat)
        return self._known[key]

    def unshared(self) -> Numbers:
        """Return the same tables to somebody whose own change during a run, and so are nobody else's."""
        return _Unshared(self)

    def array(self, head: list[int]) -> Ints:
        """Return the head and all tables as one array that cannot be written to; what changes is written to its base.

        Raises:
            ValueError: the head has another length than was kept for it.
        """
        if len(head) != self._head:
            raise ValueError(f"{len(head)} numbers at the head of the tables, room was kept for {self._head}")
        found = np.concatenate([np.array(head, np.int64), *self._parts]).view()
        found.setflags(write=False)
        return found


class _Unshared(Numbers):
    """Tables that are kept apart from equal ones."""

    def __init__(self, numbers: Numbers) -> None:
        super().__init__(0)
        self._numbers = numbers

    def add(self, table: Any, *, changes: bool = True) -> int:
        """Append a table, flattened, and return where it begins."""
        return self._numbers.add(table, changes=changes)


def row(width: int, values: dict[int, int]) -> list[int]:
    """Return a row with the given columns; the others are 0.

    Raises:
        IndexError: a column beyond the width.
    """
    found = [0] * width
    for column, value in values.items():
        found[column] = int(value)
    return found


def shared_rows(table: Ints) -> tuple[Ints, Ints]:
    """Return the distinct rows of a table (first axis) in the order they come, flattened, and which each row is."""
    flat = np.ascontiguousarray(table, np.int64).reshape(len(table), -1)
    found: dict[bytes, int] = {}
    which = np.array([found.setdefault(each.tobytes(), len(found)) for each in flat], np.int64)
    first = np.unique(which, return_index=True)[1]
    return flat[first], which


def number(quantity: object, otherwise: int) -> int:
    """Return the whole number that a settled quantity states, or `otherwise` where it states none."""
    found = whole(quantity)  # type: ignore[arg-type]
    return otherwise if found is None else found
