"""Counting: per window, place and stratum, by the names of `results.layout`."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from xinyong.results.layout import Layout
from xinyong.results.outcome import Table


@dataclass
class Tally:
    """The flows of one block of ids in one window."""

    layout: Layout
    n_strata: int
    counts: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Start a new window."""
        self.counts = [[0] * self.n_strata for _ in self.layout.names]

    def add(self, name: str, stratum: int, times: int = 1) -> None:
        """Count something."""
        self.counts[self.layout.row[name]][stratum] += times


def table(names: tuple[str, ...], rows: list[tuple[int, ...]]) -> Table:
    """Return rows as columns of 64-bit whole numbers."""
    array = np.array(rows, np.int64).reshape(len(rows), len(names))
    return {name: np.ascontiguousarray(array[:, index]) for index, name in enumerate(names)}
