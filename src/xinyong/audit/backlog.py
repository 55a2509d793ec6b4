"""Objections that wait for a decision: how many at the end and at the worst, and whether the queue still grows."""

from __future__ import annotations

import numpy as np

from xinyong.audit.definitions_procedure import PROCEDURE
from xinyong.audit.measure import EVERYBODY, Measures
from xinyong.audit.process import nobody_hears
from xinyong.audit.reading import Counts, Reading, figure

_DEFINITION = next(each for each in PROCEDURE if each.name == "backlog")


def waiting(reading: Reading) -> Counts:
    """Return how many objections and requests for review waited for their decision at the end of each window."""
    found: Counts = reading.facts.waiting[:, reading.group.strata].sum(axis=1)
    return found


def backlog(reading: Reading) -> Measures:
    """Return the objections waiting at the end; for everybody also at the worst, and the growth in either half."""
    queue, why = waiting(reading), nobody_hears(reading)
    end, middle = int(queue[-1]), int(queue[len(queue) // 2 - 1]) if len(queue) > 1 else 0
    counts = {"": end}
    if reading.group.label == EVERYBODY:
        counts |= {"peak": int(np.max(queue)), "first_half": middle, "second_half": end - middle}
    return Measures(
        figure(reading, _DEFINITION, count, reading.n_people, part=part, times=1000.0, why=why)
        for part, count in counts.items()
    )
