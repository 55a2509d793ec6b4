"""Which kind of day it is: wrongful by cause, protected, joint, or a reward lost."""

import pytest
from tests.oracle.cited import NONE, WHY, Json, days, days_or_none
from tests.oracle.plain import desk, objection, plain_scheme, plain_world, refusal, rule, score, tier
from tests.reference.story import (
    HELP,
    NOTHING,
    PRAYER,
    THEFT,
    black_list,
    column,
    decided,
    objects,
    record,
    standing,
    story,
    told,
    total,
)

from xinyong.arrays import DAYS
from xinyong.scheme.clauses import Scheme


def kinds(row: dict[str, int]) -> dict[str, int]:
    return {name: row[f"{name}_days"] for name in DAYS if row[f"{name}_days"]}


def two_lists() -> Scheme:
    """Return a scheme in which theft and prayer lead to a list each, with a sanction each."""
    listings = [{"list": id_, "term": NONE, **WHY} for id_ in ("black", "grey")]
    return plain_scheme(
        lists=[black_list(), black_list() | {"id": "grey"}],
        rules=[rule(size=0, listing=listings[0]), rule("prayer", "prayer", 0, listing=listings[1])],
        consequences=[refusal("black", lists=["black"]), refusal("grey", lists=["grey"])],
    )


def test_a_day_restricted_by_a_right_entry_is_restricted_and_no_more() -> None:
    assert kinds(standing(5, record(3))) == {"restricted": 3}


def test_a_day_is_booked_to_the_one_cause_that_explains_it() -> None:
    assert kinds(standing(5, record(3, true_act=NOTHING))) == {"restricted": 3, "wrongful": 3, "wrongful_fabricated": 3}
    assert kinds(standing(5, record(3, true_act=PRAYER))) == {
        "restricted": 3, "wrongful": 3, "wrongful_misclassified": 3, "protected": 3, "twofold": 3}  # fmt: skip


def test_a_mistake_and_a_prayer_that_each_bind_a_sanction_of_their_own_are_twofold() -> None:
    """Leaving out either lifts one of the two sanctions."""
    scheme = two_lists()
    row = standing(5, record(3, true_act=NOTHING), record(4, PRAYER), scheme=scheme)
    assert kinds(row) == {"restricted": 3, "wrongful": 3, "wrongful_fabricated": 3, "protected": 2, "twofold": 2}


def test_two_causes_that_only_together_explain_a_day_are_joint() -> None:
    """Either mistake alone would leave the other's 10 points, enough to fall under 95."""
    row = standing(5, record(3, true_act=NOTHING), record(4, true_act=HELP))
    assert kinds(row) == {"restricted": 3, "wrongful": 3, "wrongful_fabricated": 1, "wrongful_joint": 2}


def test_a_mistake_beside_a_right_entry_that_is_enough_makes_no_wrongful_day() -> None:
    assert kinds(standing(5, record(3), record(3, true_act=NOTHING))) == {"restricted": 3}


def test_what_rests_on_protected_conduct_is_booked_apart_and_need_not_be_wrongful() -> None:
    scheme = plain_scheme(rules=[rule("prayer", "prayer", -10), rule()])
    assert kinds(standing(5, record(3, PRAYER), scheme=scheme)) == {"restricted": 3, "protected": 3}


def test_a_mistake_and_a_prayer_that_only_together_explain_a_day() -> None:
    """Each alone is enough to be restricted; without both there is nothing."""
    scheme = plain_scheme(rules=[rule("prayer", "prayer", -10), rule()])
    row = standing(5, record(3, PRAYER), record(3, true_act=NOTHING), scheme=scheme)
    assert kinds(row) == {"restricted": 3, "joint": 3}


def test_an_entry_past_its_term_makes_wrongful_days_until_it_is_dropped() -> None:
    world = plain_world(purge=days(4))
    scheme = plain_scheme(rules=[rule(validity=3)])
    outcome = story(record(2), world=world, scheme=scheme)
    assert column(outcome, "until") == column(outcome, "overdue") == [5]
    assert column(outcome, "ended") == [9]
    assert (total(outcome, "overdue"), total(outcome, "expired")) == (1, 1)
    assert kinds(standing(20, record(2), world=world, scheme=scheme)) == {
        "restricted": 7, "wrongful": 4, "wrongful_overdue": 4}  # fmt: skip


@pytest.mark.parametrize(("allowed", "overdue"), [(3, 7), (0, 4), (None, 4)])
def test_a_reversal_carried_out_late_is_overdue_from_the_day_the_scheme_allows(
    allowed: int | None, overdue: int
) -> None:
    """Where the scheme names no time, a decision is to be carried out at once."""
    world = plain_world(desks=[desk("office", carries_out=10)])
    scheme = plain_scheme(objection=objection(carried_out_within=days_or_none(allowed)))
    lines = record(2), told(2), objects(2, 0), decided(4, 0)
    outcome = story(*lines, world=world, scheme=scheme)
    assert (column(outcome, "overdue"), column(outcome, "ended"), column(outcome, "outcome")) == ([overdue], [14], [2])
    late = 14 - overdue
    row = standing(30, *lines, world=world, scheme=scheme)
    assert kinds(row) == {"restricted": 12, "wrongful": late, "wrongful_overdue": late}


def test_two_causes_that_each_bind_a_sanction_of_their_own_are_joint() -> None:
    """Leaving out either lifts one sanction, so no single cause explains the day."""
    row = standing(5, record(3, true_act=NOTHING), record(4, PRAYER, true_act=HELP), scheme=two_lists())
    assert kinds(row) == {"restricted": 3, "wrongful": 3, "wrongful_fabricated": 1, "wrongful_joint": 2}


def test_a_shadow_reckons_caps_and_repeats_afresh() -> None:
    """The false report used up the cap; in the shadow the true theft takes its place, so no day is wrongful."""
    cap: Json = {"id": "cap", "rules": ["theft"], "points": rule(size=10)["points"], "per": days(30), **WHY}
    scheme = plain_scheme(caps=[cap])
    outcome = story(record(2, true_act=NOTHING), record(3), scheme=scheme)
    assert column(outcome, "points") == [-10, 0]
    assert kinds(standing(5, record(2, true_act=NOTHING), record(3), scheme=scheme)) == {
        "restricted": 4, "wrongful": 1, "wrongful_fabricated": 1}  # fmt: skip


def test_a_reward_that_would_have_been_theirs_is_lost() -> None:
    waived = {"id": "waived", "tiers": ["good"], "service": "flight", "effect": "waived", **WHY}
    scheme = plain_scheme(consequences=[waived], tiers=[tier("good", 100), tier("bad")], score=score())
    assert kinds(standing(5, record(3, true_act=NOTHING), scheme=scheme)) == {"lost_reward": 3}
    assert kinds(standing(5, record(3), scheme=scheme)) == {}


def test_whose_own_misdeed_became_an_entry() -> None:
    for true_act, own in ((THEFT, 1), (NOTHING, 0), (PRAYER, 0)):
        assert standing(5, record(3, true_act=true_act))["own_misdeed"] == own
