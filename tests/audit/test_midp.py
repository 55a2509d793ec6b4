"""The interval of a count, against the Poisson tails that define it and published limits."""

from math import exp, factorial

import pytest

from xinyong.audit.midp import NO_CASE, TAIL, interval_of_count, more_than


def at_most(cases: int, mean: float) -> float:
    return sum(exp(-mean) * mean**k / factorial(k) for k in range(cases + 1))


@pytest.mark.parametrize("cases", [1, 2, 5, 17, 60])
@pytest.mark.parametrize("mean", [0.01, 1.0, 7.5, 70.0])
def test_half_of_exactly_as_many_count_to_either_side(cases: int, mean: float) -> None:
    expected = 1 - (at_most(cases, mean) + at_most(cases - 1, mean)) / 2
    assert more_than(cases, mean) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("cases", [0.3, 1, 2.5, 10, 99.9])
def test_each_end_leaves_its_tail(cases: float) -> None:
    low, high = interval_of_count(cases)
    assert 0 < low < cases < high
    assert more_than(cases, low) == pytest.approx(TAIL, abs=1e-9)
    assert more_than(cases, high) == pytest.approx(1 - TAIL, abs=1e-9)


def test_where_no_case_was_seen_the_exact_limit_is_kept() -> None:
    """3.69, as in the tables of Garwood 1936."""
    assert interval_of_count(0) == (0, NO_CASE)
    assert pytest.approx(3.689, abs=5e-4) == NO_CASE


@pytest.mark.parametrize("mean", [0.05, 0.3, 1, 3, 4, 8, 20])
def test_poisson_counts_are_covered_about_as_often_as_is_said(mean: float) -> None:
    held = sum(exp(-mean) * mean**k / factorial(k) for k in range(90)
               if interval_of_count(k)[0] <= mean <= interval_of_count(k)[1])  # fmt: skip
    assert held >= 0.93
