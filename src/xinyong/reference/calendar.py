"""Clocks of procedure: when a period is over that is counted in days, or in days on which offices work."""

from __future__ import annotations

from xinyong.files.evidence import Cited, Nothing, UnknownNumber
from xinyong.population.world import World
from xinyong.reference.rulebook import days_of
from xinyong.trial.trial import FOREVER

SATURDAY = 5


def later(world: World, day: int, period: Cited | Nothing | UnknownNumber) -> int:
    """Return the day that lies a period after a day; FOREVER where the clause states no period.

    A period of no days is over on its own day. Offices work from Monday to Friday; holidays are not modelled.
    """
    n = days_of(period)
    if n == FOREVER:
        return FOREVER
    if isinstance(period, Cited) and period.unit == "working day":
        return day + _days_until((world.first_day.weekday() + day) % 7, n)
    return day + n


def _days_until(weekday: int, n_working: int) -> int:
    """Return how many days pass from a day of the week (Monday is 0) until so many working days are over."""
    passed = 0
    while n_working:
        passed += 1
        n_working -= (weekday + passed) % 7 < SATURDAY
    return passed
