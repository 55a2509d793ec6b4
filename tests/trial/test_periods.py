"""When something that comes round is done: at the end of a window, once its period is over, never after the scheme."""

import pytest

from xinyong.trial.periods import period_ends, weeks

WEEKS = [(day, day + 7) for day in range(0, 70, 7)]
DAYS = [(day, day + 1) for day in range(30)]


@pytest.mark.parametrize(
    ("windows", "every", "start", "end", "expected"),
    [
        (WEEKS, 7, 0, 1000, (7, 14, 21, 28, 35, 42, 49, 56, 63)),
        (WEEKS, 30, 0, 1000, (35, 63)),
        (WEEKS, 1, 0, 1000, (7, 14, 21, 28, 35, 42, 49, 56, 63)),
        (WEEKS, 30, 10, 1000, (42,)),
        (WEEKS, 30, 0, 63, (35,)),
        (DAYS, 10, 0, 1000, (10, 20)),
        (DAYS, 10, 5, 1000, (15, 25)),
        (DAYS, 100, 0, 1000, ()),
    ],
)
def test_a_period_is_rounded_up_to_the_end_of_a_window(
    windows: list[tuple[int, int]], every: int, start: int, end: int, expected: tuple[int, ...]
) -> None:
    assert period_ends(windows, every, start, end) == expected


def test_periods_of_whole_weeks_fall_on_the_same_days_in_any_window() -> None:
    weeks, days = [(d, d + 7) for d in range(0, 140, 7)], [(d, d + 1) for d in range(140)]
    assert period_ends(weeks, 14, 0, 140) == period_ends(days, 14, 0, 140)


def test_weeks_are_cut_at_the_last_day() -> None:
    assert weeks(16) == [(0, 7), (7, 14), (14, 16)]
