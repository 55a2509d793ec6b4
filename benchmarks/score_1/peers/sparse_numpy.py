"""SCORE-1 in NumPy, day by day, touching only the people to whom something happens."""

from __future__ import annotations

import numpy as np
from benchmarks.score_1.draws import Sampler
from benchmarks.score_1.outputs import Tally
from benchmarks.score_1.town import Year


def play(people: int, days: int, seed: int) -> Tally:
    """Play `days` days of SCORE-1 and return its counts."""
    rng = np.random.Generator(np.random.SFC64(seed))
    year = Year(people, rng, Sampler(people, rng))
    for day in range(days):
        year.play(day)
    return year.tally
