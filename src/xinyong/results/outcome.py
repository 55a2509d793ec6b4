"""What either engine hands over when a run is done: whole numbers only, in the order of `arrays.py`."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import RATINGS, THRESHOLDS, TIED
from xinyong.results.layout import Layout
from xinyong.trial.trial import Trial

Table = dict[str, NDArray[np.int64]]


def no_rows(names: tuple[str, ...]) -> Table:
    """Return an empty table."""
    return {name: np.zeros(0, np.int64) for name in names}


@dataclass(frozen=True)
class Outcome:
    """The result of one trial.

    flows            windows, metrics, places, strata: what happened in each window; stocks on its last day
    people_asking    3, services, places, strata: people who asked, were refused, were refused wrongly at least once
    ledger, foreign, sittings, subjects, thresholds, ratings, tied   tables with the columns of `arrays.py`
    chain            one 32-byte hash per window and block, `chain[window][block]`, and `whole[window]` over all blocks
    held             records to others that waited for the next window, and the days they waited in all
    bytes_elsewhere  the most memory held in other processes than this one, the sum of the peaks of each
    """

    trial: Trial
    layout: Layout
    flows: NDArray[np.int64]
    people_asking: NDArray[np.int64]
    ledger: Table
    foreign: Table
    sittings: Table
    subjects: Table
    chain: list[list[bytes]]
    whole: list[bytes]
    held: tuple[int, int]
    engine: str
    threads: int = 1
    seconds: dict[str, float] = field(default_factory=dict)
    thresholds: Table = field(default_factory=lambda: no_rows(THRESHOLDS))
    ratings: Table = field(default_factory=lambda: no_rows(RATINGS))
    tied: Table = field(default_factory=lambda: no_rows(TIED))
    bytes_elsewhere: int = 0
