"""Who is touched: one more person, one more rule, other names for the same people."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.oracle.cases import Case, first_case, first_cases
from tests.oracle.cited import NONE, WHY, Json, points, share
from tests.oracle.equal import differences, table_differences
from tests.oracle.plain import act, sight
from tests.oracle.rewrite import respelt, rewritten

from xinyong.reference import chance
from xinyong.reference.life import week_of
from xinyong.reference.play import play
from xinyong.results.outcome import Outcome, Table
from xinyong.scheme.clauses import Scheme
from xinyong.vocabulary import Purpose

LIFE = {
    Purpose.WEEK,
    Purpose.CHANCE,
    Purpose.ERRAND,
    Purpose.TAKE,
    Purpose.SEEN,
    Purpose.ERROR,
    Purpose.DELAY,
    Purpose.STRAY,
    Purpose.FULFIL,
}


def without(table: Table, who: str, subjects: list[int]) -> Table:
    kept = ~np.isin(table[who], subjects)
    return {name: column[kept] for name, column in table.items()}


def alone(text: Json) -> None:
    """Let records go to nobody else, and nobody wait for what others leave behind."""
    for act_ in text["acts"]:
        act_.pop("occasion", None)
    for channel in text["channels"]:
        channel["misattributed"] = share(0)
    for register in text["registers"]:
        register["mislinked"] = share(0)


def unheard(scheme: Scheme) -> Scheme:
    """Return the scheme without objections, so that nobody waits for a desk."""
    return rewritten(scheme, lambda text: text.update(objection=NONE))


def by_itself(case: Case) -> Case:
    """Return the case without strays, desks and response."""
    return Case(
        unheard(case.scheme), rewritten(case.world, alone), {n: unheard(s) for n, s in case.members.items()},
        case.n_people, case.days, case.seed, "none",
    )  # fmt: skip


@pytest.mark.parametrize("case", first_cases(4))
def test_one_more_person_changes_nobody_elses_life(case: Case) -> None:
    fewer, more = case.trial(), case.trial(n_people=case.n_people + 1)
    ids = fewer.people.ids().tolist()
    assert set(ids) < set(more.people.ids().tolist())
    for subject in ids[::7]:
        assert fewer.people.stratum_of(subject) == more.people.stratum_of(subject)
        assert [week_of(fewer, subject, week) for week in range(3)] == [
            week_of(more, subject, week) for week in range(3)
        ]


def where_people_do_not_meet(case: Case) -> bool:
    """Want a case in which nobody's score is made of those to whom they are tied, and all are scored."""
    score = case.scheme.score
    return not (case.scheme.consent or case.members or (score and any(part.tie for part in score.parts)))


@pytest.mark.parametrize("case", first_cases(4, where_people_do_not_meet))
def test_one_more_person_changes_nobody_elses_ledger_where_people_do_not_meet(case: Case) -> None:
    case = by_itself(case)
    a, b = play(case.trial()), play(case.trial(n_people=case.n_people + 1))
    (new,) = set(b.trial.people.ids().tolist()) - set(a.trial.people.ids().tolist())
    assert len(a.ledger["day"]) > 0
    assert table_differences("ledger", a.ledger, without(b.ledger, "recipient", [new])) == []
    assert table_differences("subjects", a.subjects, without(b.subjects, "subject", [new])) == []


def extra_rule(id_: str, act_id: str, size: int, text: Json) -> Json:
    """Return a rule for good, with points where the scheme has a score."""
    return {"id": id_, "act": act_id, "points": points(size) if "score" in text else NONE, "validity": NONE, **WHY}


def _once(text: Json) -> None:
    text["rules"].append(extra_rule("once", "rare", -40, text))


@pytest.mark.parametrize(
    "case", first_cases(4, lambda case: not (case.members or case.scheme.halt or case.scheme.consent))
)
def test_a_rule_that_fires_once_changes_that_subjects_ledger_and_no_other(case: Case) -> None:
    case = by_itself(case)
    world = rewritten(case.world, lambda text: (text["acts"].append(act("rare", "crime", 0.2)),
                                                text["sights"].append(sight("rare", 0.5))))  # fmt: skip
    scheme = rewritten(case.scheme, _once)
    clause = len(scheme.rules) - 1
    a, b, who = _fired_once(case, world, scheme, clause)
    assert len(a.ledger["day"]) < len(b.ledger["day"])
    assert table_differences("ledger", without(a.ledger, "recipient", who), without(b.ledger, "recipient", who)) == []
    assert table_differences("subjects", without(a.subjects, "subject", who), without(b.subjects, "subject", who)) == []
    assert table_differences("foreign", a.foreign, b.foreign) == []


def _fired_once(case: Case, world: object, scheme: Scheme, clause: int) -> tuple[Outcome, Outcome, list[int]]:
    """Return the runs without and with the rule, under the first seed with which it fires once, and whom it met."""
    for seed in range(1, 30):
        b = play(case.trial(scheme=scheme, world=world, seed=seed))
        who = b.ledger["recipient"][b.ledger["clause"] == clause].tolist()
        if len(who) == 1:
            return play(case.trial(world=world, seed=seed)), b, who
    raise AssertionError("no seed lets the rule fire once")


@pytest.mark.parametrize("case", first_cases(2, lambda case: not case.members))
def test_draws_that_two_schemes_share_are_equal(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    case = replace(case, response="none")
    harder = rewritten(case.scheme, lambda text: text["rules"].append(extra_rule("more", "arrears", -7, text)))
    philox, drawn = chance.philox, {}

    def recorded(counter: chance.Words, key: tuple[int, int]) -> chance.Words:
        drawn[counter] = philox(counter, key)
        return drawn[counter]

    monkeypatch.setattr(chance, "philox", recorded)
    runs = []
    for scheme in (case.scheme, harder):
        drawn = {}
        play(case.trial(scheme=scheme))
        runs.append(drawn)
    a, b = runs
    assert all(a[address] == b[address] for address in a.keys() & b.keys())
    of_life = [{address for address in run if address[1] & 0xFFFF in LIFE} for run in runs]
    assert of_life[0] == of_life[1]
    assert len(of_life[0]) > 1000


@pytest.mark.parametrize("case", first_cases(3, lambda case: case.world.traits))
def test_other_names_for_the_same_groups_change_nobody(case: Case) -> None:
    names = {"woman": "man", "man": "woman", "young": "old", "old": "young"}
    swapped = case.trial(scheme=respelt(case.scheme, names), world=respelt(case.world, names),
                         members={n: respelt(s, names) for n, s in case.members.items()})  # fmt: skip
    assert differences(play(case.trial()), play(swapped)) == []


LEVELS = ("from", "to", "who")
"""Keys that say whom something is about; elsewhere they hold days or acts."""


def for_everybody(part: Any) -> Any:
    """Return a part of a world file without anything that holds for some levels only."""
    if isinstance(part, dict):
        whole = {key for key, value in part.items() if key in LEVELS and isinstance(value, dict)}
        return {key: {} if key in whole else for_everybody(value) for key, value in part.items()}
    if isinstance(part, list):
        return [for_everybody(one) for one in part if not (isinstance(one, dict) and one.get("levels"))]
    return part


def test_two_groups_with_equal_inputs_can_swap_labels() -> None:
    """Only the label moves: every id keeps its life and its ledger."""

    def equal(text: Json) -> None:
        text["margins"][0]["shares"][0]["share"] = share(0.5)
        text.update({key: for_everybody(text[key]) for key in text if key not in ("margins", "traits")})

    case = first_case(lambda case: case.world.traits and not case.members)
    world = rewritten(case.world, equal)
    scheme = rewritten(case.scheme, lambda text: [rule.update(applies_to={}) for rule in text["rules"]])
    other = rewritten(world, lambda text: text["traits"].update(sex=["man", "woman"]))
    a, b = play(case.trial(scheme=scheme, world=world)), play(case.trial(scheme=scheme, world=other))
    assert differences(a, b) == []
    assert a.trial.people.strata[0]["sex"] != b.trial.people.strata[0]["sex"]
