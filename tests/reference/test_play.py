"""The loop: phases in their order, mail between people, desks between windows, stocks at a window's end."""

from inspect import getsource

import numpy as np
import pytest
from tests.oracle.cited import WHY, days
from tests.oracle.plain import channel, desk, objection, plain_scheme, plain_trial, plain_world
from tests.reference.story import column, record, story, total

from xinyong.reference import day
from xinyong.reference.play import PHASES, play


def test_a_day_runs_the_phases_that_are_printed() -> None:
    """The calls of a day are the phases played each day, in their order."""
    each_day = [name for name, when, _ in PHASES if when == "each day"]
    calls = {"object and repair": "remedy("}
    source = getsource(day.play_day)
    places = [source.index(f"{calls.get(name, name + '(')}") for name in each_day]
    assert places == sorted(places)
    assert [when for _, when, _ in PHASES] == ["each day"] * 6 + ["between windows"] * 5


@pytest.mark.parametrize(("window_days", "held"), [(7, True), (1, False)])
def test_mail_to_others_waits_for_the_next_window(window_days: int, *, held: bool) -> None:
    world = plain_world(channels=[channel("camera", delay=1, misattributed=1)])
    outcome = play(plain_trial(world=world, window_days=window_days))
    assert (outcome.held[0] > 0) == held
    assert (outcome.foreign["due"] % window_days == 0).all()
    assert (outcome.foreign["due"] > outcome.foreign["act_day"]).all()
    assert (outcome.ledger["origin_subject"] != outcome.ledger["recipient"]).all()


def test_what_would_arrive_after_the_last_day_is_no_row() -> None:
    world = plain_world(channels=[channel("camera", delay=30, misattributed=1)])
    outcome = play(plain_trial(world=world, days=25))
    assert len(outcome.foreign["due"]) == len(outcome.ledger["day"]) == 0
    assert total(outcome, "taken.theft") > 0


def test_a_desk_hears_after_the_window_and_its_decision_arrives_later() -> None:
    notice = {"by": "letter", "delay": days(0), **WHY}
    scheme = plain_scheme(objection=objection(), notice=notice)
    outcome = play(plain_trial(scheme, plain_world(desks=[desk("office", takes=3, right=1)])))
    filed, decided = outcome.ledger["filed"], outcome.ledger["decided"]
    heard = decided >= 0
    assert np.array_equal(decided[heard], (filed[heard] // 7 + 1) * 7 + 3)
    assert outcome.sittings["day"].tolist() == [7, 14, 21, 28]
    assert outcome.sittings["decided"].sum() >= heard.sum() > 0
    assert np.array_equal(outcome.ledger["ended"][heard], decided[heard])


def test_stocks_are_those_of_a_windows_last_day() -> None:
    outcome = story(record(8), days=17)
    bad = outcome.flows[:, outcome.layout.row["tier.bad"]].sum(axis=(1, 2))
    assert bad.tolist() == [0, 1, 1]
    assert outcome.flows[:, outcome.layout.row["restricted_people"]].sum(axis=(1, 2)).tolist() == [0, 1, 1]
    assert outcome.flows[:, outcome.layout.row["restricted_days"]].sum(axis=(1, 2)).tolist() == [0, 6, 3]


def test_the_chain_tells_windows_apart_from_the_first_that_differs() -> None:
    a, b = story(record(3)), story(record(3), record(16))
    same = [x == y for x, y in zip(a.whole, b.whole, strict=True)]
    assert same == [True, True, False, False, False]
    assert len({*a.whole}) == len(a.whole)
    assert column(a, "day") == [3]
