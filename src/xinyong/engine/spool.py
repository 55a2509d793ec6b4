"""Rows that windows only ever add to: kept in memory while they are few, and in a file without a name after that."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from xinyong.kernel.rows import Rows
from xinyong.results.disk import spoken
from xinyong.results.mapped import rows_in, unnamed_file

HELD_BYTES = 4 << 20
"""So much is held in memory before it is written down."""


class Spool:
    """Rows of a width, in the order in which they came.

    Args:
        folder: where the file lies; without one everything stays in memory.
    """

    def __init__(self, width: int, dtype: type[np.generic], folder: Path | None = None) -> None:
        self.width, self.dtype, self.folder = width, np.dtype(dtype), folder
        self._held: list[Rows] = []
        self._held_rows = self._written = 0
        self._file = unnamed_file(folder) if folder is not None else None
        if self._file is not None:
            finalize(self, self._file.close)

    def __len__(self) -> int:
        return self._written + self._held_rows

    def __getitem__(self, rows: slice) -> list[Rows]:
        """Return rows from one on, up to the last, as tables to be joined."""
        return [self.rows()[rows]]

    def add(self, rows: NDArray[Any]) -> None:
        """Add rows.

        Raises:
            ResourceError, InputError: the disk refused.
        """
        if not len(rows):
            return
        self._held.append(np.ascontiguousarray(rows, self.dtype))
        self._held_rows += len(rows)
        if self._file is not None and self._held_rows * self.width * self.dtype.itemsize >= HELD_BYTES:
            self._write_down()

    def _write_down(self) -> None:
        if self._file is None or self.folder is None:
            return
        with spoken(self.folder, "keep what does not fit into memory"):
            for each in self._held:
                self._file.write(each.data)
        self._written += self._held_rows
        self._held, self._held_rows = [], 0

    def rows(self) -> Rows:
        """Return everything added so far, to be read; where there is a file, as its pages."""
        if self._file is None or not self._written:
            return np.concatenate([np.zeros((0, self.width), self.dtype), *self._held])
        self._write_down()
        return rows_in(self._file, self.dtype, self.width)
