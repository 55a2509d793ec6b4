"""Debts that are met, by themselves or under a sanction; entries that end for it; terms extended; repairs by desks."""

from dataclasses import replace
from typing import Any

import pytest
from tests.oracle.cited import NONE, WHY, Json, days, days_or_none, share
from tests.oracle.plain import act, desk, plain_scheme, plain_trial, plain_world, refusal, rule, score, tier
from tests.reference.story import HELP, black_list, column, record, story, total

from xinyong.population.world import World
from xinyong.reference.play import play
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme
from xinyong.trial.script import LEAST, MOST, UNSAID, Line

DETERRED = {"certainty": {"value": 0, "unit": "ratio", "range": [0, 0], **WHY},
            "elasticity": {"value": 0, "unit": "elasticity", "range": [0, 0], **WHY}, "spill": share(0)}  # fmt: skip


def debts(part: float, after: int, spread: int = 0, **more: Any) -> Json:
    return {"share": share(part), "after": days(after), "spread": days(spread), **more}


def world_of(met: Json | None, *, carries_out: int = 0, **more: Any) -> World:
    theft = act("theft", "theft", 20, met=met)
    return plain_world(acts=[theft, act("help", "volunteering", 20)], sights=[
        {"act": "theft", "channel": "camera", "share": share(1)},
        {"act": "help", "channel": "camera", "share": share(1)},
    ], desks=[desk("office", carries_out=carries_out)], **more)  # fmt: skip


def listing(term: int | None = 28, **more: Any) -> Json:
    return {"list": "black", "term": days_or_none(term), **more, **WHY}


def listed(within: int | None = None, *, met: bool = True, term: int | None = 28, **more: Any) -> Scheme:
    when: Json = {"met": {"within": days_or_none(within), "desk": "office", **WHY}} if met else {}
    rules = [rule(size=None, validity=90, listing=listing(term, **more), **when)]
    return plain_scheme(
        score=None, tiers=[], lists=[black_list()], rules=rules, consequences=[refusal(lists=["black"])]
    )


def played(scheme: Scheme, world: World, **more: Any) -> Outcome:
    return play(plain_trial(scheme, world, **more))


def paid(day: int, of: int) -> Line:
    return Line(day, 0, "met", of=of)


def test_debts_that_nobody_meets_change_nothing() -> None:
    none, never = (played(listed(), world_of(met)) for met in (None, debts(0, 3, 9)))
    assert result_sha256(none) == result_sha256(never)
    assert total(none, "met.theft") == total(none, "ended_met") == 0


def test_every_debt_is_met_on_its_day_whatever_the_scheme_does() -> None:
    ungoverned = plain_scheme(score=None, tiers=[], rules=[], consequences=[], notice=NONE)
    for scheme in (listed(), ungoverned):
        outcome = played(scheme, world_of(debts(1, 7)))
        taken = outcome.flows[:, outcome.layout.row["taken.theft"]].sum(axis=(1, 2))
        assert outcome.flows[:, outcome.layout.row["met.theft"]].sum(axis=(1, 2)).tolist() == [0, *taken[:-1]]


def test_a_share_of_debts_is_met() -> None:
    outcome = played(listed(), world_of(debts(0.25, 1)), n_people=400, days=63)
    met, taken = total(outcome, "met.theft"), total(outcome, "taken.theft")
    assert abs(met / taken - 0.25) < 4 * (0.25 * 0.75 / taken) ** 0.5


@pytest.mark.parametrize(("within", "carries_out", "ended", "overdue"), [
    (None, 0, 9, -1), (3, 0, 9, -1), (3, 5, 14, 12), (9, 5, 14, -1), (None, 2, 11, 9),
])  # fmt: skip
def test_an_entry_ends_when_its_debt_is_met_and_carried_out(
    within: int | None, carries_out: int, ended: int, overdue: int
) -> None:
    outcome = story(record(3), paid(9, 0), scheme=listed(within), world=world_of(None, carries_out=carries_out))
    assert (column(outcome, "met"), column(outcome, "ended")) == ([9], [ended])
    assert (column(outcome, "overdue"), column(outcome, "outcome")) == ([overdue], [5])
    assert total(outcome, "ended_met") == total(outcome, "delistings.black") == 1
    assert total(outcome, "wrongful_overdue_days") == (ended - overdue if overdue >= 0 else 0)


def test_without_the_clause_a_met_debt_leaves_its_entry_alone() -> None:
    outcome = story(record(3), paid(9, 0), scheme=listed(met=False), world=world_of(None))
    assert (column(outcome, "met"), column(outcome, "ended"), column(outcome, "outcome")) == ([9], [31], [1])


def test_a_debt_met_before_the_record_comes_ends_the_entry_at_once() -> None:
    slow: Json = {"channels": [{**world_of(None).channels[0].model_dump(by_alias=True), "delay": days(10)}]}
    outcome = played(listed(), world_of(debts(1, 2), **slow))
    assert set(column(outcome, "outcome")) == {5}
    assert outcome.ledger["ended"].tolist() == outcome.ledger["day"].tolist()
    assert total(outcome, "restricted_days") == 0


@pytest.mark.parametrize(("response", "presses"), [("none", False), ("deterrence", True)])
def test_a_sanction_has_debts_paid_only_where_people_respond(response: str, *, presses: bool) -> None:
    world = world_of(debts(0, 1, pressed=debts(1, 4)), deterrence=DETERRED)
    outcome = played(listed(), world, response=response)
    due = int((outcome.ledger["day"] + 4 < 35).sum())
    assert total(outcome, "met_pressed") == (due if presses else 0)
    assert total(outcome, "met.theft") == 0
    assert (outcome.ledger["outcome"] == 5).sum() == (due if presses else 0)


def test_points_alone_press_nobody() -> None:
    world = world_of(debts(0, 1, pressed=debts(1, 4)), deterrence=DETERRED)
    scheme = plain_scheme(tiers=[tier("good", 95), tier("bad")], score=score(), rules=[rule(size=-10)])
    assert total(played(scheme, world, response="deterrence"), "met_pressed") == 0


def extension(part: float, least: int, most: int) -> Json:
    return {"extension": {"share": share(part), "least": days(least), "most": days(most), **WHY}}


@pytest.mark.parametrize(("part", "least", "most", "longest"), [(0, 5, 9, 0), (1, 5, 5, 5), (1, 0, 3, 3)])
def test_a_share_of_terms_is_extended(part: float, least: int, most: int, longest: int) -> None:
    plain = played(listed(term=10), world_of(None))
    longer = played(listed(term=10, **extension(part, least, most)), world_of(None))
    more = longer.ledger["list_until"] - plain.ledger["list_until"]
    assert (more.min(), more.max()) == (min(least, longest), longest)
    assert (longer.ledger["until"] == longer.ledger["list_until"]).all()
    assert total(longer, "extended") == (len(more) if part else 0)


@pytest.mark.parametrize(("choice", "more"), [(UNSAID, 0), (LEAST, 5), (MOST, 9)])
def test_in_a_script_the_office_says_how_far_it_extends_a_term(choice: int, more: int) -> None:
    outcome = story(replace(record(3), choice=choice), scheme=listed(term=10, **extension(0.5, 5, 9)))
    assert column(outcome, "list_until") == column(outcome, "until") == [13 + more]
    assert total(outcome, "extended") == (more > 0)


def repairing(**more: Any) -> Scheme:
    repair = {"id": "repair", "rules": ["theft"], "act": "help", "after": days(2), **more, **WHY}
    return plain_scheme(rules=[rule(size=-10)], repairs=[repair])


@pytest.mark.parametrize(("every", "ended"), [(False, [8, -1, -1]), (True, [8, 8, -1])])
def test_a_repair_ends_the_oldest_entry_or_every_one_that_is_old_enough(*, every: bool, ended: list[int]) -> None:
    outcome = story(record(3), record(4), record(7), record(8, HELP), scheme=repairing(every=every))
    assert column(outcome, "ended") == ended
    assert total(outcome, "repaired") == sum(day >= 0 for day in ended)


def test_a_repair_takes_effect_when_the_desk_carries_it_out() -> None:
    scheme = repairing(within=days(3), desk="office")
    lines = record(3), record(8, HELP), record(9, HELP)
    outcome = story(*lines, scheme=scheme, world=world_of(None, carries_out=5))
    assert (column(outcome, "ended"), column(outcome, "overdue")) == ([13], [11])
    assert (total(outcome, "repaired"), total(outcome, "wrongful_overdue_days")) == (1, 2)
