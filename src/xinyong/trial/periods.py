"""When something that comes round in a scheme is done: at the end of a window, once its period is over."""

from __future__ import annotations

from collections.abc import Iterable


def weeks(days: int) -> list[tuple[int, int]]:
    """Return (first day, day after the last) of each week of a run: what goes by them is the same in every window."""
    return [(first, min(first + 7, days)) for first in range(0, days, 7)]


def period_ends(windows: Iterable[tuple[int, int]], every: int, start_day: int, end_day: int) -> tuple[int, ...]:
    """Return the days before which something that comes round every `every` days is done, ascending.

    Periods are counted from `start_day`. Each is a first day of a window, because nothing is done inside one; what
    would only hold after the last window, or from `end_day` on, is not done.

    Args:
        windows: first day and day after the last, of each window in order.
        every: days between two rounds, at least 1.
        start_day: first day of the scheme.
        end_day: first day on which the scheme governs no longer.
    """
    found, done = [], 0
    for first_day, _ in windows:
        rounds = (first_day - start_day) // every
        if rounds > done and first_day < end_day:
            found.append(first_day)
            done = rounds
    return tuple(found)
