"""The ceiling by day, with those to whom nothing happens jumped over."""

from __future__ import annotations

from benchmarks.score_1.ceilings import by_day
from benchmarks.score_1.outputs import Tally


def play(people: int, days: int, seed: int) -> Tally:
    """Play `days` days of SCORE-1 and return its counts."""
    return by_day.play(people, days, seed, by_day.skipping)
