"""Somebody else pays: rows of a list that go to whoever belongs to the one who is listed, by a tie of the world."""

from typing import Any

import numpy as np
import pytest
from tests.oracle.cited import NONE, WHY, Json, cited, days, days_or_none, name
from tests.oracle.plain import desk, plain_scheme, plain_trial, plain_world, refusal, rule
from tests.reference.story import NOTHING, PRAYER, record, story, total

from xinyong.population.ties import ties
from xinyong.population.world import World
from xinyong.reference.alone import life_in, lives
from xinyong.reference.play import play
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme
from xinyong.trial.script import Line

OWN, TIED = 0, 1
"""Clauses: the rule that lists, and the rule under which a tied row is entered."""


def town(size: int = 4, **changes: Any) -> World:
    tie = {"id": "household", "sort": "household", "size": cited(size, "person")}
    return plain_world(**({"ties": [tie], "desks": [desk("office")]} | changes))


def families(deletions: int | None = 7, delay: int = 7, *, tied: bool = True) -> Scheme:
    copy: Json = {"id": "kin-too", "from": "court", "to": "kin", "tie": "household", "delay": days(delay), **WHY}
    copy |= {"deletions": days_or_none(deletions), "term": NONE}
    met = {"within": NONE, "desk": "office", **WHY}
    listing = {"list": "court", "term": days(28), **WHY}
    return plain_scheme(
        score=None, tiers=[], notice=NONE, copies=[copy] if tied else [],
        rules=[rule(size=None, listing=listing, met=met), rule("prayer", "prayer", None, listing=listing)],
        lists=[{"id": one, "name": name(one), **WHY} for one in ("court", "kin")],
        consequences=[refusal(lists=["court", "kin"])],
    )  # fmt: skip


def rows_of(outcome: Outcome, column: str) -> list[int]:
    """Return a column of the ledger for the rows that a tie brought."""
    values: list[int] = outcome.ledger[column][outcome.ledger["copy_of_other"] >= 0].tolist()
    return values


@pytest.mark.parametrize("size", [2, 4, 5])
def test_a_household_pays_as_many_days_as_its_others_times_the_days_of_the_one_listed(size: int) -> None:
    outcome = story(record(3), scheme=families(), world=town(size), days=60)
    assert total(outcome, "others_days") == (size - 1) * 28
    assert total(outcome, "restricted_days") == size * 28
    assert total(outcome, "by_tie") == total(outcome, "listings.kin") == size - 1
    assert rows_of(outcome, "copy_of_other") == [0] * (size - 1)
    trial = outcome.trial
    assert tuple(rows_of(outcome, "recipient")) == tuple(sorted(ties(trial.world, trial.people, 1).tied(0, 0)))


def test_without_the_tie_nobody_pays_for_anybody() -> None:
    """Everything else stays as it was: a day that falls on others is a day that goes with the tie, and no other is."""
    on, off = (play(plain_trial(families(tied=tied), town(3), days=56)) for tied in (True, False))
    assert total(off, "others_days") == total(off, "by_tie") == 0
    assert (off.ledger["copy_of_other"] == -1).all()
    assert total(on, "others_days") > 0
    assert total(on, "restricted_days") - total(on, "others_days") == total(off, "restricted_days")
    own = on.ledger["copy_of_other"] < 0
    assert np.array_equal(on.ledger["recipient"][own], off.ledger["recipient"])


def test_a_world_may_have_ties_that_nothing_uses() -> None:
    with_ties, without = (play(plain_trial(families(tied=False), world, days=21)) for world in (town(), town(ties=[])))
    assert np.array_equal(with_ties.flows, without.flows)


def test_what_rests_on_nothing_is_wrongful_for_everybody_who_pays() -> None:
    outcome = story(record(3, true_act=NOTHING), scheme=families(), world=town(), days=60)
    assert total(outcome, "wrongful_fabricated_days") == total(outcome, "restricted_days") == 4 * 28
    assert total(outcome, "others_days") == 3 * 28


def test_what_rests_on_a_right_does_so_for_everybody_who_pays() -> None:
    outcome = story(record(3, PRAYER), scheme=families(), world=town(), days=60)
    assert total(outcome, "protected_days") == 4 * 28


@pytest.mark.parametrize(("deletions", "days_each"), [(7, 17), (None, 50)])
def test_a_row_that_ends_sooner_ends_for_the_others_or_is_overdue(deletions: int | None, days_each: int) -> None:
    """The debt is met on day 20: the others are free a week later, or never, where nobody sends word."""
    outcome = story(record(3), Line(20, 0, "met", of=0), scheme=families(deletions), world=town(2), days=60)
    assert total(outcome, "others_days") == days_each
    assert total(outcome, "deleted") == int(deletions is not None)
    assert total(outcome, "wrongful_overdue_days") == (0 if deletions is not None else 60 - 21)


def test_people_do_not_pay_twice_over_for_days_they_are_listed_on_themselves() -> None:
    """Both of a household are listed on day 3: no day of either goes away without the rows of the other."""
    trial = story(record(3), scheme=families(), world=town(2)).trial
    (other,) = trial.ties.tied(0, 0)
    line = Line(3, other, "record", act=0, true_act=0, channel=0, act_day=2)
    outcome = story(record(3), line, scheme=families(delay=0, deletions=0), world=town(2), days=60)
    assert total(outcome, "restricted_days") == 2 * 28
    assert (total(outcome, "by_tie"), total(outcome, "others_days")) == (2, 0)


def test_those_who_pay_are_replayed_alone() -> None:
    outcome = play(plain_trial(families(), town(3), days=42))
    paying = sorted(set(rows_of(outcome, "recipient")))[:5]
    assert paying
    for life in lives(outcome.trial, paying, outcome):
        assert life == life_in(outcome, life.subject)
