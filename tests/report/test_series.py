from itertools import pairwise

import pytest
from tests.audit.hand_made import MAN, WOMAN, outcome_of, trial_of

from xinyong.report.series import at_the_end, drawable, on_an_average_day, requests_a_year, stretches, total


def windows(days: int, window: int = 7) -> list[tuple[int, int]]:
    return [(first, min(first + window, days)) for first in range(0, days, window)]


@pytest.mark.parametrize("days", [1, 7, 20, 56, 84, 364, 365, 400, 1095, 1460, 3650, 36500])
@pytest.mark.parametrize("window", [1, 7])
def test_stretches_cover_the_run_and_are_few(days: int, window: int) -> None:
    found = stretches(windows(days, window))
    assert found[0].first_day == 0
    assert found[-1].end_day == days
    assert all(a.end_day == b.first_day and a.end == b.first for a, b in pairwise(found))
    assert len(found) <= 41
    assert {s.days for s in found[:-1]} <= {found[0].days}


def test_days_are_averages_per_day_and_1000_people() -> None:
    outcome = outcome_of(trial_of(days=28), flows={"restricted_days": {MAN: 21, WOMAN: 7}})
    over = stretches(outcome.trial.windows)
    assert [s.days for s in over] == [7, 7, 7, 7]
    assert on_an_average_day(outcome, "restricted_days", over) == (20.0, 0, 0, 0)
    assert total(outcome, "restricted_days") == 28


def test_stocks_are_of_the_last_day() -> None:
    outcome = outcome_of(trial_of(days=14), flows={"tier.poor": {MAN: 40}})
    assert at_the_end(outcome, "tier.poor", stretches(outcome.trial.windows)) == (40, 0)


def test_few_people_leave_a_gap() -> None:
    assert [drawable(count, 1000) for count in (0, 1, 9, 10)] == [0, None, None, 10]


def test_requests_are_yearly() -> None:
    outcome = outcome_of(trial_of(), flows={"refused.loan": {MAN: 30, WOMAN: 10}})
    assert requests_a_year(outcome, "refused.loan") == 100
