import pytest

from xinyong.audit.luck import luck, t_95, variance, within

PUBLISHED = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 9: 2.262, 19: 2.093, 30: 2.042, 60: 2.000, 120: 1.980}
"""Table of the t distribution, Abramowitz and Stegun 1964, table 26.10."""


@pytest.mark.parametrize(("df", "point"), PUBLISHED.items())
def test_points_of_the_published_table(df: int, point: float) -> None:
    assert t_95(df) == pytest.approx(point, abs=6e-4)


@pytest.mark.parametrize("df", [1, 2, 5, 8, 31])
def test_the_point_covers_95_in_100(df: int) -> None:
    assert within(t_95(df), df) == pytest.approx(0.95, abs=1e-10)


def test_mean_and_interval() -> None:
    found = luck([1.0, 2.0, 3.0, 4.0, 5.0])
    half = 2.776445 * (2.5 / 5) ** 0.5
    assert found.mean == 3.0
    assert found.low == pytest.approx(3 - half, abs=1e-5)
    assert found.high == pytest.approx(3 + half, abs=1e-5)
    assert found.n == 5


def test_one_seed_has_no_interval() -> None:
    found = luck([7.0])
    assert (found.mean, found.low, found.high, found.n) == (7.0, None, None, 1)


def test_no_seed_is_an_error() -> None:
    with pytest.raises(ValueError, match="no seeds"):
        luck([])


def test_variance_is_unbiased() -> None:
    assert variance([2.0, 4.0]) == 2.0
