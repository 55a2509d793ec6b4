"""Intervals from counts against published examples, and against the tests that they turn round."""

from itertools import product
from math import comb, exp, factorial

import pytest

from xinyong.audit.intervals import count_interval, rate_ratio_interval, share_interval, share_ratio_interval


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_share_has_the_published_interval(count: int, of: int, low: float, high: float) -> None:
    """The examples of Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, method 3."""
    assert share_interval(count, of) == pytest.approx((low, high), abs=0.00006)


def test_nobody_and_everybody_are_mirror_images() -> None:
    low, high = share_interval(0, 12)
    assert share_interval(12, 12) == pytest.approx((1 - high, 1 - low))


def poisson_at_most(k: int, mean: float) -> float:
    return sum(exp(-mean) * mean**i / factorial(i) for i in range(k + 1))


@pytest.mark.parametrize("count", [1, 3, 10, 40, 99])
def test_a_count_has_the_exact_poisson_interval(count: int) -> None:
    low, high = count_interval(count)
    assert poisson_at_most(count - 1, low) == pytest.approx(0.975)
    assert poisson_at_most(count, high) == pytest.approx(0.025)


def test_a_count_of_none_has_an_open_interval_below() -> None:
    assert count_interval(0) == pytest.approx((0.0, 3.6889), abs=0.0001)


@pytest.mark.parametrize("count", [100, 120])
def test_the_closed_form_of_larger_counts_is_near_the_exact_one(count: int) -> None:
    low, high = count_interval(count)
    assert poisson_at_most(count - 1, low) == pytest.approx(0.975, abs=0.0005)
    assert poisson_at_most(count, high) == pytest.approx(0.025, abs=0.0005)


def test_a_ratio_of_shares_has_the_published_interval() -> None:
    """The example of Koopman 1984, Biometrics 40, 513: 36 of 40 beside 16 of 80."""
    assert share_ratio_interval((36, 40), (16, 80)) == pytest.approx((2.94, 7.15), abs=0.01)


@pytest.mark.parametrize(("mine", "theirs"), [((3, 40), (7, 60)), ((0, 10), (4, 50)), ((12, 12), (9, 30))])
def test_turning_a_ratio_round_turns_its_interval_round(mine: tuple[int, int], theirs: tuple[int, int]) -> None:
    for between in (share_ratio_interval, rate_ratio_interval):
        low, high = between(mine, theirs)
        other_low, other_high = between(theirs, mine)
        assert other_low == pytest.approx(0.0 if high is None else 1 / high)
        assert (1 / other_high if other_high else None) == (None if other_high is None else pytest.approx(low))


def test_nobody_on_either_side_tells_nothing() -> None:
    assert share_ratio_interval((0, 10), (0, 20)) == (0.0, None)
    assert rate_ratio_interval((0, 10.0), (0, 20.0)) == (0.0, None)


def test_a_ratio_of_rates_takes_the_time_into_account() -> None:
    alike, longer = rate_ratio_interval((12, 10.0), (12, 10.0)), rate_ratio_interval((12, 10.0), (12, 30.0))
    assert alike[0] * (alike[1] or 0) == pytest.approx(1.0)
    assert longer == pytest.approx(tuple(3 * (end or 0) for end in alike))


@pytest.mark.parametrize(("n", "m", "share", "ratio"), [(12, 40, 0.2, 1.0), (20, 60, 0.1, 2.0), (30, 30, 0.05, 3.0)])
def test_the_interval_of_a_ratio_of_shares_covers_as_often_as_it_says(
    n: int, m: int, share: float, ratio: float
) -> None:
    """Over every pair of counts that can come up, with their binomial chances; at least 93 in 100 cover."""

    def chance(x: int, of: int, p: float) -> float:
        return comb(of, x) * p**x * (1 - p) ** (of - x)

    covered = 0.0
    for x, y in product(range(n + 1), range(m + 1)):
        low, high = share_ratio_interval((x, n), (y, m))
        if low <= ratio and (high is None or ratio <= high):
            covered += chance(x, n, share * ratio) * chance(y, m, share)
    assert covered > 0.93
