"""Cited numbers as exact fractions, and the words of their refusals."""

from collections.abc import Callable
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xinyong.errors import InputError
from xinyong.files.evidence import Cited, Nothing, UnknownNumber
from xinyong.population import quantities
from xinyong.vocabulary import WIDE


def number(make: SimpleNamespace, value: float, unit: str, range_: tuple[float, float] | None = None) -> Cited:
    return Cited.model_validate(make.cited(value, unit, range_))


def test_a_decimal_means_that_decimal(make: SimpleNamespace) -> None:
    assert quantities.exact(number(make, 0.1, "share")) == Fraction(1, 10)
    assert quantities.exact(number(make, 1e-7, "share")) == Fraction(1, 10**7)
    assert quantities.exact(number(make, 12, "person")) == 12


def test_the_high_end_is_that_of_the_range(make: SimpleNamespace) -> None:
    assert quantities.high(number(make, 0.1, "share", (0.05, 0.7))) == Fraction(7, 10)
    without = Cited.model_validate({"value": 3, "unit": "day", "grade": "law", "source": "x"})
    assert quantities.high(without) == 3


def test_rates_are_per_person_and_year(make: SimpleNamespace) -> None:
    assert quantities.yearly(number(make, 0.3, "per year"), "here") == Fraction(3, 10)
    assert quantities.yearly(number(make, 12.5, "per 1000 per year"), "here") == Fraction(1, 80)
    assert quantities.yearly_high(number(make, 1, "per 1000 per year", (0, 4)), "here") == Fraction(1, 250)


@settings(deadline=None, derandomize=True)
@given(st.fractions(0, 1))
def test_a_threshold_is_the_floor(probability: Fraction) -> None:
    found = quantities.threshold(probability)
    assert found <= probability * WIDE < found + 1


def test_never_and_always(make: SimpleNamespace) -> None:
    assert quantities.share_threshold(number(make, 0, "share"), "here") == 0
    assert quantities.share_threshold(number(make, 1, "share"), "here") == WIDE


def test_days_are_whole_and_none_is_0(make: SimpleNamespace) -> None:
    assert quantities.days(number(make, 30, "day"), "here") == 30
    assert quantities.days(Nothing(none=True, grade="assumed", why="test"), "here") == 0
    assert quantities.days(None, "here") == 0


def test_refusals_say_where_what_and_how_to_mend(make: SimpleNamespace) -> None:
    ends = (number(make, 1, "day"), number(make, 9, "day"))
    unknown = UnknownNumber(unknown=True, between=ends, looked=("s",))
    cases: list[tuple[Callable[[], object], str]] = [
        (lambda: quantities.yearly(number(make, 1, "day"), "a.rate"),
         "a.rate: found a rate in `day`; write it in `per year` or `per 1000 per year`"),
        (lambda: quantities.yearly(number(make, -1, "per year"), "a.rate"),
         "a.rate: found the negative rate -1.0; a rate is 0 or more"),
        (lambda: quantities.share(number(make, 1, "ratio"), "a.share"),
         "a.share: found the unit `ratio`; a share between 0 and 1 has the unit `share`"),
        (lambda: quantities.days(number(make, 1, "step"), "a.delay"),
         "a.delay: found the unit `step`; a delay or period has the unit `day`"),
        (lambda: quantities.days(number(make, 1.5, "day"), "a.delay"),
         "a.delay: found 1.5 days; write whole days, at least 0"),
        (lambda: quantities.days(number(make, -1, "day"), "a.delay"),
         "a.delay: found -1 days; write whole days, at least 0"),
        (lambda: quantities.days(unknown, "a.delay"),
         "a.delay: the number is unknown; choose one of its two ends first"),
        (lambda: quantities.days(number(make, 0, "day"), "a.period", at_least=1),
         "a.period: found 0 days; write whole days, at least 1"),
    ]  # fmt: skip
    for asked, message in cases:
        with pytest.raises(InputError) as refused:
            asked()
        assert str(refused.value) == message
