"""Counting: per window, place and stratum, by the names of `results.layout`."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xinyong.results.layout import Layout
from xinyong.results.outcome import Table


@dataclass
class Tally:
    """The flows of one block of ids in one window."""

    layout: Layout
    n_strata: int
    counts: dict[int, list[int]] = field(default_factory=dict)
    """By row of the layout, the counts of each stratum; a row of which nothing was counted is not there."""

    def clear(self) -> None:
        """Start a new window."""
        self.counts = {}

    def row(self, row: int) -> list[int]:
        """Return a row to count in."""
        return self.counts.setdefault(row, [0] * self.n_strata)

    def add(self, name: str, stratum: int, times: int = 1) -> None:
        """Count something."""
        self.row(self.layout.row[name])[stratum] += times

    def array(self) -> NDArray[np.int64]:
        """Return all counts, by row and stratum."""
        found = np.zeros((len(self.layout.names), self.n_strata), np.int64)
        for row, counts in self.counts.items():
            found[row] = counts
        return found


def table(names: tuple[str, ...], rows: list[tuple[int, ...]]) -> Table:
    """Return rows as columns of 64-bit whole numbers."""
    array = np.array(rows, np.int64).reshape(len(rows), len(names))
    return {name: np.ascontiguousarray(array[:, index]) for index, name in enumerate(names)}
