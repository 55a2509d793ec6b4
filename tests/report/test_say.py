from dataclasses import replace

import pytest

from xinyong.audit.definitions_disparity import DISPARITY
from xinyong.audit.measure import Measure
from xinyong.audit.measures import MEASURES
from xinyong.report.say import WORDINGS, opening, ranged, sentence, times, whys, with_range, written

DISPARITIES = {each.name for each in DISPARITY}
"""Comparisons of groups: they stand in the tables of groups, not in sentences."""


def figure(name: str = "restricted_people_share", value: float | None = 0.0123, **more: object) -> Measure:
    unit = MEASURES[name].unit
    return Measure(name=name, definition="", value=value, unit=unit, numerator=123.0, denominator=10000.0, **more)  # type: ignore[arg-type]


def test_every_measure_has_a_wording() -> None:
    assert set(WORDINGS) | DISPARITIES == set(MEASURES)


def test_a_figure_names_the_synthetic_population() -> None:
    assert sentence(figure(), "3 years") == (
        "In this synthetic population, 12.3 of every 1,000 people were restricted on at least one day in 3 years."
    )


@pytest.mark.parametrize("name", sorted(WORDINGS))
def test_every_sentence_names_it(name: str) -> None:
    for one in (figure(name, 0.5), figure(name, None, why="not asked: nobody asked")):
        assert "in this synthetic population" in sentence(one).lower()
        assert sentence(one).endswith(".")
        assert "{}" not in sentence(one)


def test_a_range_is_of_assumptions_never_of_luck() -> None:
    assert with_range(figure(low=0.01, high=0.02, band="assumed")) == "12.3 (range 10 to 20)"
    assert with_range(figure(low=0.01, high=0.02, band="response")) == "12.3 (range 10 to 20)"
    assert with_range(figure(low=0.01, high=0.02, band="luck")) == "12.3"
    assert ranged(figure(low=0.0123, high=0.01231, band="assumed")) == ""
    assert ranged(figure("mistaken_days_stood", 40.0, low=30.0, high=None, band="assumed")) == "30 days or more"


def test_few_people_are_only_bounded() -> None:
    few = replace(figure(value=0.0009, low=0.0, high=0.0012, band="assumed"), numerator=9.0)
    assert written(few) == "fewer than 1"
    assert with_range(few) == "fewer than 1 (range 0 to 1.2)"
    assert sentence(few).startswith("In this synthetic population, fewer than 1 (range 0 to 1.2) of every 1,000 people")
    assert written(replace(figure(), numerator=0.0, value=0.0)) == "0"
    assert written(replace(figure("people_fallen", 0.05), numerator=3.0, denominator=60000.0)) == "fewer than 0.167"
    assert written(replace(figure("never_told_share", 0.2), numerator=4.0, denominator=20.0)) == "fewer than 50%"
    assert written(replace(figure("never_told_share", 0.3), numerator=5.0, denominator=15.0)).startswith(
        "too few to say"
    )
    assert written(replace(figure("never_told_share", 0.8), numerator=12.0, denominator=15.0)) == "80%"
    assert written(replace(figure("never_told_share", 0.0), numerator=0.0, denominator=15.0)) == "0%"


def test_a_share_of_few_is_not_printed() -> None:
    few = replace(figure("never_told_share", 0.5), numerator=4.0, denominator=8.0)
    assert written(few) == "too few to say (fewer than 10)"
    assert written(replace(figure("restricted_days", 5.0), numerator=3.0)) == "5"


def test_what_was_not_asked_is_not_zero() -> None:
    asked = figure("prevented", None, why="not asked: nobody responds")
    assert written(asked) == "not asked"
    assert sentence(asked) == "Misdeeds prevented (deterred less provoked), in this synthetic population: not asked."
    assert whys([asked, asked]) == "Not asked: nobody responds."
    assert (
        written(figure("never_told_share", None, why="the denominator is 0: there were no people"))
        == "nothing to count"
    )


def test_prevention_whose_range_includes_zero_is_not_shown() -> None:
    assert written(figure("prevented", 3.0, low=-1.0, high=4.0, band="response")) == "none shown"
    assert written(figure("prevented", -1.0)) == "none shown"
    assert written(figure("prevented", 3.0, low=1.0, high=4.0, band="response")) == "3"
    assert written(figure("forgone", 0.0)) == "0%"


def test_what_is_not_shown_still_tells_its_range() -> None:
    none_shown = figure("prevented", 3.0, low=0.0, high=4.0, band="response", side="pair", response="deterrence")
    assert ranged(none_shown) == "0 to 4"
    assert sentence(none_shown) == (
        "If people weigh the risk as assumed, in this synthetic population no misdeeds prevented (deterred less "
        "provoked) are shown: the range, 0 to 4 per 1,000 people a year, includes zero."
    )


def test_an_echo_begins_with_if() -> None:
    one = figure(echo=True, echo_of=("world:acts.theft.rate",))
    assert sentence(one).startswith("If world:acts.theft.rate is as assumed, in this synthetic population 12.3 of")
    two = replace(one, echo_of=("a", "b"))
    assert opening(two) == "If a and b are as assumed, in this synthetic population"
    assert opening(figure(echo=False)) == "In this synthetic population,"


def test_a_figure_of_a_response_begins_with_its_condition() -> None:
    one = figure("forgone", 0.036, side="pair", response="deterrence")
    assert sentence(one).startswith("If people weigh the risk as assumed, in this synthetic population 3.6% of")
    assert sentence(replace(one, echo=True, echo_of=("response",))) == sentence(one)


@pytest.mark.parametrize(
    ("factor", "words"),
    [(1.0, "as many"), (2.5, "2.5 times as many"), (0.4, "2.5 times as few"), (12.34, "12 times as many")],
)
def test_factors(factor: float, words: str) -> None:
    assert times(factor) == words
