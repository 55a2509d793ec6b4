"""National clauses hold everywhere; those of a member from its day, in its place, with its own procedures."""

import numpy as np
import pytest
from tests.oracle.cited import NONE, WHY, cited, share
from tests.oracle.nation import member, nation, nation_trial, national
from tests.oracle.plain import plain_scheme, rule

from xinyong.engine import play as engine
from xinyong.reference.play import play
from xinyong.results.columns import coded
from xinyong.results.outcome import Outcome

EAST, WEST = 0, 1
NATIONAL, LOCAL = 0, 1
"""Indices of the rules in the east."""


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return play(nation_trial())


def entries(outcome: Outcome, place: int, clause: int) -> dict[str, np.ndarray]:
    where = outcome.trial.people.places_of(outcome.ledger["recipient"])
    here = (where == place) & (outcome.ledger["clause"] == clause)
    return {name: column[here] for name, column in outcome.ledger.items()}


def test_a_place_without_member_is_under_the_national_clauses_alone(outcome: Outcome) -> None:
    east, west = outcome.trial.regimes
    assert east is not None
    assert west is not None
    assert [layer.scheme.scheme for layer in east.layers] == ["nation", "member"]
    assert [layer.scheme.scheme for layer in west.layers] == ["nation"]
    assert (east.start_day, east.scoring.start_day, east.alone_row) == (0, 20, 2)
    assert len(entries(outcome, WEST, NATIONAL)["day"]) > 0
    assert [east.layer_of("rules", clause) for clause in (0, 1)] == [0, 1]
    with pytest.raises(IndexError):
        east.layer_of("rules", 2)


def test_members_count_from_their_day_without_a_restart(outcome: Outcome) -> None:
    assert entries(outcome, EAST, NATIONAL)["day"].min() < 7
    assert entries(outcome, EAST, LOCAL)["day"].min() == 20
    tiers = outcome.flows[:, [outcome.layout.row[f"tier.{name}"] for name in ("member/good", "member/bad")], EAST]
    assert tiers.sum(axis=(1, 2)).tolist() == [0, 0, *[outcome.trial.people.counts[EAST]] * 6]


def test_each_entry_has_the_notice_and_the_desk_of_its_own_file(outcome: Outcome) -> None:
    assert (entries(outcome, EAST, NATIONAL)["noticed"] >= 0).any()
    assert (entries(outcome, EAST, LOCAL)["noticed"] < 0).all()
    sittings = outcome.sittings
    assert set(sittings["desk"][sittings["place"] == WEST].tolist()) == {0}
    told = play(nation_trial(local=member(notice=plain_scheme().notice)))
    sittings = told.sittings
    assert set(sittings["desk"][sittings["place"] == EAST].tolist()) == {0, 1}
    waits = {desk: told.trial.odds.desk_takes[desk] for desk in (0, 1)}
    for clause, desk in ((NATIONAL, 0), (LOCAL, 1)):
        decided = {n: v[entries(told, EAST, clause)["decided"] >= 0] for n, v in entries(told, EAST, clause).items()}
        assert (decided["decided"] - decided["filed"] >= waits[desk]).all()


def test_names_are_those_of_the_file_in_which_a_clause_stands(outcome: Outcome) -> None:
    columns = {column.name: column for column in coded(outcome.trial, "ledger", outcome.ledger)}
    clause = columns["clause"]
    assert clause.names == ("nation/theft", "member/theft")
    where = outcome.trial.people.places_of(outcome.ledger["recipient"])
    assert set(clause.codes[where == WEST].tolist()) == {0}
    assert set(clause.codes[where == EAST].tolist()) == {0, 1}


def test_national_clauses_that_nothing_falls_under_change_nothing() -> None:
    asleep = national(rules=[rule("theft", "prayer", None, 30, in_force={"to": "2010-01-01"})])
    beside, alone = play(nation_trial(asleep)), play(nation_trial(national(rules=[], lists=[], consequences=[])))
    assert alone.trial.regimes[WEST] is None
    for name in ("subjects", "foreign"):
        found, expected = getattr(beside, name), getattr(alone, name)
        assert all(np.array_equal(found[column], expected[column]) for column in found)
    assert np.array_equal(beside.ledger["clause"], alone.ledger["clause"] + 1)
    flow = {name: beside.flows[:, beside.layout.row[name]].sum() for name in ("restricted_days", "adverse")}
    assert flow == {name: alone.flows[:, alone.layout.row[name]].sum() for name in flow}


def test_who_did_not_opt_in_stands_under_the_nation_alone() -> None:
    asks = member(consent={"needed": True, **WHY})
    outcome = play(nation_trial(local=asks, world=nation(opt_in=share(0.5))))
    scored = set(entries(outcome, EAST, LOCAL)["recipient"].tolist())
    listed = set(entries(outcome, EAST, NATIONAL)["recipient"].tolist())
    assert scored
    assert listed - scored
    last = outcome.flows[-1, :, EAST].sum(axis=1)
    in_tiers = sum(last[outcome.layout.row[f"tier.member/{name}"]] for name in ("good", "bad"))
    assert len(scored) <= in_tiers < outcome.trial.people.counts[EAST]


def test_people_answer_to_what_governs_them() -> None:
    story = {"certainty": cited(1, "ratio"), "elasticity": cited(1, "elasticity"), "spill": share(0)}
    trial = nation_trial(world=nation(deterrence=story), response="deterrence")
    east, west = trial.regimes
    assert east is not None
    assert west is not None
    prayer, theft = 2, 0
    assert (east.answers.take[east.alone_row] == west.answers.take[0]).all()
    assert east.answers.take[east.alone_row, 0, prayer] < trial.odds.take[0, prayer]
    assert east.answers.take[east.alone_row, 0, theft] == trial.odds.take[0, theft] > east.answers.take[0, 0, theft]


def test_both_engines_agree_when_a_member_ends_before_the_nation() -> None:
    local = member(in_force={"to": "2020-02-10"}, consent={"needed": True, **WHY}, objection=NONE)
    trial = nation_trial(local=local, world=nation(opt_in=share(0.7)))
    found, expected = engine.play(trial, threads=1), play(trial)
    assert np.array_equal(found.flows, expected.flows)
    assert all(np.array_equal(found.ledger[name], expected.ledger[name]) for name in found.ledger)
    ended = entries(expected, EAST, LOCAL)
    assert set(ended["outcome"].tolist()) == {4}
    assert set(ended["ended"].tolist()) == {40}
