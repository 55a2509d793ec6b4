"""What a figure counts is read from its unit and its denominators."""

import pytest

from xinyong.audit.cases import NET, OF_DAYS, cases_of
from xinyong.audit.luck import Cases
from xinyong.audit.measures import MEASURES


def found(name: str, unit: str, *denominators: float | None) -> Cases | None:
    return cases_of(name, unit, horizon_days=365, denominators=denominators)


def test_a_case_of_a_rate_is_a_thousandth_of_its_years() -> None:
    assert found("punished_protected", "acts per 1,000 subject-years", 500, 500) == Cases(least=2, most=2)


def test_a_case_of_days_may_bring_as_many_as_the_run_is_long() -> None:
    assert found("restricted_days", "days per 1,000 subject-years", 500, 500) == Cases(least=2, most=730)
    assert found(OF_DAYS, "share", 1_000) == Cases(least=0.001, most=0.365, whole=1)


def test_a_case_of_a_share_is_one_of_its_denominator_and_the_whole_is_one() -> None:
    assert found("never_told_share.part", "share", 10, 40) == Cases(least=0.0625, most=0.0625, whole=1)


def test_nobody_knows_what_a_case_adds_to_a_ratio() -> None:
    assert found("disparity_as_it_falls", "ratio", 0.1) == Cases()


@pytest.mark.parametrize("name", ["prevented", "prevented.severity-5", "mistaken_days_stood"])
def test_a_net_figure_and_a_median_count_nothing(name: str) -> None:
    assert found(name, MEASURES[name.partition(".")[0]].unit, 500) is None


def test_a_figure_without_a_denominator_counts_nothing() -> None:
    assert found("forgone", "share", None, 0) is None


def test_the_names_are_those_of_measures() -> None:
    assert {*NET, OF_DAYS} <= set(MEASURES)
    assert {one.name for one in MEASURES.values() if "restricted days" in one.denominator} == {OF_DAYS}
