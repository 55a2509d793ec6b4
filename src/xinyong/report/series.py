"""A run's weeks gathered into a few dozen stretches of time, as rates that a picture and its table share.

Stretches are whole windows, near a multiple of 28 days long, so that at most `MOST` points tell a run of any length.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xinyong.population.world import SMALLEST_CELL
from xinyong.results.outcome import Outcome

MOST = 40
"""Points in a picture, rows in its table."""

FOUR_WEEKS = 28


@dataclass(frozen=True, slots=True)
class Stretch:
    """Windows `first` … before `end`, days `first_day` … before `end_day`."""

    first: int
    end: int
    first_day: int
    end_day: int

    @property
    def days(self) -> int:
        """Return the length in days."""
        return self.end_day - self.first_day

    @property
    def middle(self) -> int:
        """Return the day at which the stretch is drawn when it holds an average."""
        return (self.first_day + self.end_day) // 2


def stretches(windows: list[tuple[int, int]]) -> tuple[Stretch, ...]:
    """Return the stretches of a run; a last one shorter than half of the others joins the one before."""
    days = windows[-1][1]
    step = FOUR_WEEKS * max(1, -(-days // (FOUR_WEEKS * MOST)))
    if days < 4 * step:
        step = max(windows[0][1] - windows[0][0], 7)
    found: list[Stretch] = []
    first = 0
    for index, (_, end_day) in enumerate(windows):
        last = index == len(windows) - 1
        if end_day - windows[first][0] >= step or last:
            found.append(Stretch(first, index + 1, windows[first][0], end_day))
            first = index + 1
    if len(found) > 1 and found[-1].days * 2 < step:
        tail, before = found.pop(), found.pop()
        found.append(Stretch(before.first, tail.end, before.first_day, tail.end_day))
    return tuple(found)


def _windows(outcome: Outcome, metric: str) -> NDArray[np.int64]:
    """Return a metric by window, all places and strata together."""
    found: NDArray[np.int64] = outcome.flows[:, outcome.layout.row[metric]].sum(axis=(1, 2))
    return found


def total(outcome: Outcome, metric: str) -> int:
    """Return a metric summed over the run, all places and strata together."""
    return int(_windows(outcome, metric).sum())


def on_an_average_day(outcome: Outcome, metric: str, over: tuple[Stretch, ...]) -> tuple[float, ...]:
    """Return, for a metric that counts days, the people per 1,000 with such a day on an average day of each stretch."""
    counts, people = _windows(outcome, metric), outcome.trial.people.n
    return tuple(int(counts[s.first : s.end].sum()) * 1000 / (s.days * people) for s in over)


def at_the_end(outcome: Outcome, metric: str, over: tuple[Stretch, ...]) -> tuple[int, ...]:
    """Return a stock, in people, on the last day of each stretch."""
    counts = _windows(outcome, metric)
    return tuple(int(counts[s.end - 1]) for s in over)


def drawable(count: int, people: int) -> float | None:
    """Return people per 1,000, or None (a gap) for a cell of one to nine people."""
    return None if 0 < count < SMALLEST_CELL else count * 1000 / people


def requests_a_year(outcome: Outcome, metric: str) -> float:
    """Return a flow per 1,000 people and year over the whole run."""
    return total(outcome, metric) * 1000 * 365 / (outcome.trial.people.n * outcome.trial.days)
