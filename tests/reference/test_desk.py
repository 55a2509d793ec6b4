"""A desk decides in the order of filing, as far as its capacity goes."""

from tests.oracle.plain import desk, objection, plain_scheme, plain_trial, plain_world

from xinyong.reference.desk import Desk, desks_of
from xinyong.reference.record import Filing, Record
from xinyong.vocabulary import Cause

A_DAY_EACH = 1000
"""Per 100,000 and day: one decision a day in a place of 100."""


def office(capacity: float = A_DAY_EACH, right: float = 0, takes: int = 7) -> Desk:
    world = plain_world(desks=[desk("court"), desk("office", capacity=capacity, right=right, takes=takes)])
    trial = plain_trial(plain_scheme(objection=objection()), world)
    (found,) = desks_of(trial, 0)
    return found


def filing(day: int, subject: int, cause: Cause = Cause.TRUE) -> Filing:
    record = Record(subject, 1, (subject, 0, 0, 0), 0, 0, 0, 0, cause, protected=False)
    return Filing(day, record, 0, subject)


def test_the_desk_is_the_one_the_scheme_names() -> None:
    assert office().index == 1
    trial = plain_trial()
    assert desks_of(trial, 0) == []
    assert desks_of(plain_trial(plain_scheme(score=None, tiers=[], rules=[], consequences=[])), 0) == []


def test_filings_are_decided_by_day_filed_then_origin() -> None:
    found = office()
    found.queue = [
        filing(5, 3),
        filing(6, 1),
        filing(5, 2),
        filing(4, 9),
        filing(5, 1),
        *(filing(6, s) for s in range(20, 25)),
    ]
    decisions, last = found.sit(7)
    assert [decision.recipient for decision in decisions] == [9, 1, 2, 3, 1, 20, 21]
    assert last == filing(6, 21)
    assert {decision.due for decision in decisions} == {14}
    assert [left.recipient for left in found.queue] == [22, 23, 24]


def test_part_of_a_decision_is_carried_and_idle_capacity_is_not() -> None:
    found = office(capacity=A_DAY_EACH * 0.5)
    assert found.sit(7) == ([], None)
    found.queue = [filing(8, s) for s in range(9)]
    assert len(found.sit(14)[0]) == 4
    assert len(found.sit(21)[0]) == 3
    assert len(found.sit(28)[0]) == 2


def test_a_desk_sits_on_its_own_days_with_what_has_come_up_since() -> None:
    found = office()
    found.queue = [filing(1, s) for s in range(30)]
    assert [len(found.sit(day)[0]) for day in (1, 6, 7, 8, 20)] == [0, 0, 7, 0, 13]


def test_the_chance_of_reversal_depends_on_whether_the_facts_are_wrong() -> None:
    found = office(capacity=100_000)
    found.queue = [filing(1, 1), filing(1, 2, Cause.FABRICATED), filing(1, 3, Cause.MISATTRIBUTED)]
    assert [decision.reversed_ for decision in found.sit(7)[0]] == [False, True, True]
    generous = office(capacity=100_000, right=1)
    generous.queue = [filing(1, 1)]
    assert [decision.reversed_ for decision in generous.sit(7)[0]] == [True]
