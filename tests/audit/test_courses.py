"""Published counts of a nation beside a run: day by day, scaled, and silent where the run cannot tell."""

from datetime import timedelta
from typing import Any

import pytest
from tests.oracle.nation import nation_trial

from xinyong.audit.courses import (
    Course,
    Held,
    PublishedCounts,
    held_against,
    read_published,
    rows_of_list,
    scale_of,
    written,
)
from xinyong.audit.nation import places_of, years_of
from xinyong.reference.play import play
from xinyong.results.outcome import Outcome
from xinyong.results.summary import total

LAST = 55
"""The last day of the run."""


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return play(nation_trial())


def course(what: str, day: int, outcome: Outcome, **more: Any) -> Course:
    """Return a series with one count, until the end of a day of the run."""
    when = outcome.trial.world.first_day + timedelta(days=day)
    count = {"date": when, "value": 1000, "grade": "press", "source": "paper"}
    about = {"service": "flight"} if "refus" in what else {"list": "black"}
    parts = {"id": "one", "what": what, "says": "counted", "fitted": "", "counts": [count], "if_off": "no reason"}
    return Course.model_validate(parts | about | more)


def held(outcome: Outcome, one: Course) -> Held:
    found = held_against(outcome, PublishedCounts(format=1, world="plain", sources={}, courses=(one,)))
    return found[0]


def test_a_count_of_the_whole_run_is_that_of_the_series_scaled(outcome: Outcome) -> None:
    assert scale_of(outcome) == 1000 / outcome.trial.people.n
    refused = held(outcome, course("refusals", LAST, outcome))
    assert refused.synthetic == total(outcome, "refused.flight") > 0
    assert refused.simulated == refused.synthetic * scale_of(outcome)
    assert refused.factor == refused.simulated / 1000
    entries = held(outcome, course("entries", LAST, outcome))
    assert entries.synthetic == outcome.flows[:, rows_of_list(outcome, "listings", "black")].sum()
    listed = held(outcome, course("people listed", LAST, outcome))
    assert listed.synthetic == outcome.flows[-1, rows_of_list(outcome, "listed", "black")].sum()


def test_a_count_grows_with_its_day_and_cuts_windows_evenly(outcome: Outcome) -> None:
    row = outcome.layout.row["refused.flight"]
    weekly = outcome.flows[:, row].sum(axis=(1, 2))
    found = held(outcome, course("refusals", 45, outcome)).synthetic
    assert found == pytest.approx(weekly[:6].sum() + weekly[6] * 4 / 7)
    since = outcome.trial.world.first_day + timedelta(days=28)
    later = held(outcome, course("refusals", 45, outcome, since=since)).synthetic
    assert later == pytest.approx(weekly[4:6].sum() + weekly[6] * 4 / 7)


def test_people_are_counted_once_in_a_run_that_ends_on_the_day(outcome: Outcome) -> None:
    people = held(outcome, course("people refused", LAST, outcome)).synthetic
    each = held(outcome, course("refusals a person", LAST, outcome)).simulated
    assert people is not None
    assert people == outcome.people_asking[1, 0].sum() > 10
    assert each == total(outcome, "refused.flight") / people


@pytest.mark.parametrize(
    ("what", "day", "why"),
    [
        ("refusals", LAST + 1, "the run ends before that day"),
        ("entries", -3, "the world begins after that day"),
        ("people refused", 30, "people are counted once in a whole run; one that ends on that day tells"),
    ],
)
def test_what_a_run_cannot_tell_is_not_zero(what: str, day: int, why: str, outcome: Outcome) -> None:
    found = held(outcome, course(what, day, outcome))
    assert (found.simulated, found.factor, found.why) == (None, None, why)


def test_people_refused_before_the_count_began_spoil_it(outcome: Outcome) -> None:
    since = outcome.trial.world.first_day + timedelta(days=40)
    assert "people were refused before" in held(outcome, course("people refused", LAST, outcome, since=since)).why


def test_a_series_about_a_list_that_no_scheme_has_is_left_out(outcome: Outcome) -> None:
    other = course("entries", LAST, outcome, list="white")
    assert held_against(outcome, PublishedCounts(format=1, world="plain", sources={}, courses=(other,))) == ()


def test_years_and_places_add_up_to_the_run(outcome: Outcome) -> None:
    years, places = years_of(outcome, "black", ("flight",)), places_of(outcome, "black", ("flight",))
    assert [year.year for year in years] == [2020]
    assert sum(place.refused["flight"] for place in places) == total(outcome, "refused.flight")
    assert sum(year.refused["flight"] for year in years) == total(outcome, "refused.flight")
    assert sum(place.people for place in places) == outcome.trial.people.n
    assert [place.place for place in places] == ["east", "west"]
    assert sum(place.listed_now for place in places) == years[-1].listed_now > 0


def test_nothing_was_published_of_a_world_of_ones_own(outcome: Outcome) -> None:
    assert read_published("plain") is None
    assert written(outcome) == []


def test_every_shipped_count_has_its_source_and_stands_in_the_order_of_its_days() -> None:
    published = read_published("china-2014")
    assert published is not None
    for one in published.courses:
        days = [count.date for count in one.counts]
        assert days == sorted(days)
        assert {count.source for count in one.counts} <= set(published.sources)
        assert (one.service is None) != (one.list is None)
