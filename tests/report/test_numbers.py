import pytest

from xinyong.report.numbers import length, people, people_rate, per_thousand, percent, plain, rate, span, whole


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"), (1, "1"), (2.0, "2"), (12.34, "12.3"), (12.35, "12.4"), (1234.5, "1,230"), (999.6, "1,000"),
        (0.12345, "0.123"), (-0.5, "−0.5"), (123_456, "123,000"), (1e-9, "0.000000001"), (9.995, "10"),
    ],
)  # fmt: skip
def test_three_digits_are_kept(value: float, written: str) -> None:
    assert plain(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (0.0999, "fewer than 0.1"), (0.1, "0.1"), (11.26, "11.3"), (-0.01, "fewer than 0.1 less"), (-3, "−3")],
)
def test_what_is_hardly_anything_is_said_so(value: float, written: str) -> None:
    assert rate(value) == written


@pytest.mark.parametrize(
    ("share", "written"), [(0, "0%"), (1, "100%"), (0.1234, "12.3%"), (0.0004, "less than 0.1%"), (0.5, "50%")]
)
def test_shares_are_per_cent(share: float, written: str) -> None:
    assert percent(share) == written


@pytest.mark.parametrize(
    ("count", "written"), [(0, "0"), (1, "fewer than 10"), (9, "fewer than 10"), (10, "10"), (1234, "1,234")]
)
def test_fewer_than_ten_people_are_not_counted_out(count: int, written: str) -> None:
    assert people(count) == written


@pytest.mark.parametrize(
    ("count", "n_people", "written"),
    [(0, 1000, "0"), (3, 1000, "fewer than 10"), (3, 100, "fewer than 100"), (3, 10**6, "fewer than 0.1"),
     (120, 100_000, "1.2"), (5, 0, "–")],
)  # fmt: skip
def test_a_rate_of_few_people_is_a_bound(count: int, n_people: int, written: str) -> None:
    assert people_rate(count, n_people) == written


def test_the_rest() -> None:
    assert per_thousand(3, 0) is None
    assert per_thousand(3, 1000) == 3
    assert whole(-1140000) == "−1,140,000"
    assert span("1", "2") == "1 to 2"
    assert span("1", "1") == "1"
    assert [length(days) for days in (1, 90, 365, 730, 1000)] == ["1 day", "90 days", "1 year", "2 years", "1,000 days"]
