import pytest

from xinyong.audit.luck import Cases, Luck, luck, student, t_95, variance, within
from xinyong.audit.midp import NO_CASE, interval_of_count

PUBLISHED = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 9: 2.262, 19: 2.093, 30: 2.042, 60: 2.000, 120: 1.980}
"""Table of the t distribution, Abramowitz and Stegun 1964, table 26.10."""


@pytest.mark.parametrize(("df", "point"), PUBLISHED.items())
def test_points_of_the_published_table(df: int, point: float) -> None:
    assert t_95(df) == pytest.approx(point, abs=6e-4)


@pytest.mark.parametrize("df", [1, 2, 5, 8, 31])
def test_the_point_covers_95_in_100(df: int) -> None:
    assert within(t_95(df), df) == pytest.approx(0.95, abs=1e-10)


def test_mean_and_interval() -> None:
    found = luck([-1.0, 0.0, 1.0, 2.0, 3.0])
    half = 2.776445 * (2.5 / 5) ** 0.5
    assert found.mean == 1.0
    assert found.low == pytest.approx(1 - half, abs=1e-5)
    assert found.high == pytest.approx(1 + half, abs=1e-5)
    assert found.n == 5


def test_one_seed_has_no_interval() -> None:
    found = luck([7.0])
    assert (found.mean, found.low, found.high, found.n) == (7.0, None, None, 1)


def test_no_seed_is_an_error() -> None:
    with pytest.raises(ValueError, match="no seeds"):
        luck([])


def test_variance_is_unbiased() -> None:
    assert variance([2.0, 4.0]) == 2.0


def test_five_times_nothing_leaves_room_for_one_rare_case() -> None:
    found = luck([0.0] * 5, Cases(least=2, most=2))
    assert (found.mean, found.low) == (0, 0)
    assert found.high == pytest.approx(NO_CASE * 2 / 5)


def test_where_nobody_knows_what_a_case_weighs_nothing_seen_is_open_above() -> None:
    assert luck([0.0, 0.0], Cases()) == Luck(0, 0, None, 2)


def test_equal_counts_have_the_luck_of_their_number() -> None:
    """Ten cases in all: the interval of a count of ten, over five seeds."""
    found = luck([2.0] * 5, Cases(least=1, most=1))
    assert (found.low, found.high) == pytest.approx([end / 5 for end in interval_of_count(10)])


def test_a_share_is_never_beyond_its_whole_and_the_same_from_either_end() -> None:
    share = Cases(least=0.05, most=0.05, whole=1)
    few, most = luck([0.0, 0.05, 0.1], share), luck([1.0, 0.95, 0.9], share)
    assert few.low is not None
    assert most.high is not None
    assert 0 < few.low < few.mean
    assert (1 - most.high, 1 - most.mean) == pytest.approx((few.low, few.mean))
    assert luck([1.0] * 4, share).high == 1


def test_many_cases_have_students_interval() -> None:
    values = [1000.0, 1040.0, 980.0, 1010.0]
    found = luck(values, Cases(least=1, most=1))
    assert (found.low, found.high) == pytest.approx(student(values), rel=1e-3)


def test_a_difference_on_one_side_of_nothing_is_skewed_that_way() -> None:
    values = [0.0, 0.0, 0.0, 6.0, 0.0, 1.0]
    found, mirrored = luck(values), luck([-value for value in values])
    assert found.low == student(values)[0]
    assert found.high is not None
    assert found.high > student(values)[1]
    assert (mirrored.low, mirrored.high) == (-found.high, -found.low)


def test_a_difference_that_takes_both_signs_has_students_interval() -> None:
    assert (luck([-1.0, 2.0, 3.0]).low, luck([-1.0, 2.0, 3.0]).high) == student([-1.0, 2.0, 3.0])


def test_values_below_nothing_are_a_difference_whatever_is_said_of_them() -> None:
    assert luck([-0.2, 0.1, 0.2], Cases(least=0.1, most=0.1, whole=1)) == luck([-0.2, 0.1, 0.2])
