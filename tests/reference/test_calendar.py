"""Working days where a scheme or a desk counts in them, and nowhere else. Day 0 of the plain world is a Wednesday."""

import numpy as np
import pytest
from tests.oracle.cited import WHY, Json, cited, days
from tests.oracle.plain import desk, objection, plain_scheme, plain_trial, plain_world, rule
from tests.reference.story import column, decided, objects, record, story, told

from xinyong.reference.play import play
from xinyong.scheme.clauses import Scheme

THURSDAY, FRIDAY, SATURDAY, MONDAY, TUESDAY = 8, 9, 10, 12, 13


def working(n: int) -> Json:
    return cited(n, "working day")


def noticed_after(clock: Json) -> Scheme:
    return plain_scheme(notice={"by": "letter", "delay": clock, **WHY})


def test_a_notice_waits_for_working_days() -> None:
    """Five working days are a week from a weekday on, a day less from a Saturday, two less from a Sunday."""
    ledger = play(plain_trial(noticed_after(working(5)))).ledger
    told_of = ledger["noticed"] >= 0
    weekday = (ledger["day"] + 2) % 7
    waited = (ledger["noticed"] - ledger["day"])[told_of]
    assert np.array_equal(waited, np.select([weekday == 5, weekday == 6], [6, 5], 7)[told_of])
    assert set(waited.tolist()) == {5, 6, 7}


def test_a_clock_of_no_days_is_over_at_once_however_it_is_counted() -> None:
    plain, counted = (play(plain_trial(noticed_after(clock))).ledger["noticed"] for clock in (days(0), working(0)))
    assert np.array_equal(plain, counted)


@pytest.mark.parametrize(("on", "late"), [(MONDAY, [0]), (TUESDAY, [1])])
def test_a_window_of_working_days(on: int, late: list[int]) -> None:
    scheme = plain_scheme(objection=objection() | {"window": working(2)})
    outcome = story(record(THURSDAY), told(THURSDAY), objects(on, 0), scheme=scheme)
    assert column(outcome, "late") == late


def test_carrying_out_is_due_and_done_after_working_days() -> None:
    """Decided on a Friday: due on Tuesday after two working days, done on Thursday after four."""
    world = plain_world(desks=[desk("office") | {"carries_out": working(4)}])
    scheme = plain_scheme(objection=objection() | {"carried_out_within": working(2)})
    lines = record(1), told(1), objects(1, 0), decided(FRIDAY, 0)
    outcome = story(*lines, scheme=scheme, world=world)
    assert column(outcome, "overdue") == [TUESDAY]
    assert column(outcome, "ended") == [TUESDAY + 2]


def test_a_decision_takes_working_days_after_a_sitting() -> None:
    """The office sits before every seventh day, a Wednesday, and needs four working days."""
    world = plain_world(desks=[desk("office") | {"takes": working(4)}])
    ledger = play(plain_trial(plain_scheme(objection=objection()), world)).ledger
    heard = ledger["decided"][ledger["decided"] >= 0]
    assert len(heard)
    assert set((heard % 7).tolist()) == {6}


def test_publication_waits_for_working_days() -> None:
    board = {"id": "board", "channel": "web-list", "delay": working(1), "term": days(30), **WHY}
    scheme = plain_scheme(rules=[rule()], publicity=[board])
    assert column(story(record(FRIDAY), record(SATURDAY), scheme=scheme), "published") == [MONDAY, MONDAY]
