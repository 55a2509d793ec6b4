"""The response: one symmetric story, by tier."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.oracle.cited import WHY, cited, days, points, share
from tests.oracle.plain import act, plain_scheme, plain_world, refusal, rule, score, tier

from xinyong.trial.distances import distances, tier_of
from xinyong.trial.response import ONE, factor, factors
from xinyong.trial.stakes import stakes

ACTS = [act("theft", "theft"), act("petition", "petition"), act("help", "volunteering"), act("noise", "noise")]
STORY = {"certainty": cited(0.5, "share"), "elasticity": cited(1, "elasticity"), "spill": cited(0, "share")}


def _world(**story: object) -> object:
    return plain_world(acts=ACTS, deterrence={**STORY, **story})


def _scheme(**changes: object) -> object:
    parts = {
        "score": score(start=100),
        "tiers": [tier("A", 100), tier("B", 60), tier("C")],
        "consequences": [refusal(tiers=["C"])],
        "rules": [rule("theft", "theft", -20), rule("petition", "petition", -20), rule("help", "help", 20)],
    }
    return plain_scheme(**{**parts, **changes})


def test_the_distance_is_to_the_nearest_worse_tier_with_a_new_sanction() -> None:
    # From 100 it takes 41 points to be below 60; the worst tier has nothing worse and keeps the distance of the start.
    assert distances(_scheme()) == [41, 40, 41]  # type: ignore[arg-type]


def test_where_tiers_are_shares_the_rule_that_moves_most_points_has_all_at_stake() -> None:
    rules = [rule("theft", "theft", -40), rule("petition", "petition", -20), rule("help", "help", 10)]
    tiers = [{"id": "A", "top": share(0.5)}, {"id": "C"}]
    scheme = _scheme(score=score(rank_every=days(30)), tiers=tiers, rules=rules)
    assert distances(scheme) == [40, 40]  # type: ignore[arg-type]
    assert stakes(scheme, _world(), 0)[:3] == [-1, Decimal("-0.5"), Decimal("0.25")]  # type: ignore[arg-type]


def test_a_scheme_in_which_no_tier_has_a_sanction_has_nothing_at_stake() -> None:
    scheme = _scheme(consequences=[])
    assert distances(scheme) == [0, 0, 0]  # type: ignore[arg-type]
    assert stakes(scheme, _world(), 0) == [0, 0, 0, 0]  # type: ignore[arg-type]


def test_misdeeds_and_protected_acts_answer_alike_and_good_deeds_the_other_way() -> None:
    theft, petition, good, unnamed = stakes(_scheme(), _world(), 0)  # type: ignore[arg-type]
    assert theft == petition == -good == Decimal(-20) / 41
    assert unnamed == 0


def test_factors_are_the_stated_power() -> None:
    story = _world().deterrence  # type: ignore[attr-defined]
    assert factor(story, Decimal(-1)) == round(ONE / 1.5)
    assert factor(story, Decimal(1)) == round(ONE * 1.5)
    assert factor(story, Decimal(0)) == ONE


def test_spill_over_moves_unnamed_acts_of_the_same_side() -> None:
    found = stakes(_scheme(), _world(spill=cited(0.5, "share")), 0)  # type: ignore[arg-type]
    assert found[3] == found[0] / 2


def test_without_a_response_nothing_moves() -> None:
    assert factors(_scheme(), _world(), "none") == [[ONE] * 4] * 3  # type: ignore[arg-type]


def test_an_untold_story_is_refused() -> None:
    with pytest.raises(ValueError, match="tells no story of `panic`"):
        factors(_scheme(), _world(), "panic")  # type: ignore[arg-type]


@pytest.mark.parametrize(("points", "found"), [(101, 0), (100, 0), (99, 1), (60, 1), (59, 2), (-5, 2)])
def test_every_score_has_one_tier(points: int, found: int) -> None:
    assert tier_of(_scheme(), points) == found  # type: ignore[arg-type]


def test_where_an_office_chooses_people_reckon_with_the_middle() -> None:
    free = rule("theft", "theft", -10, discretion={"to": points(-30), **WHY})
    assert stakes(_scheme(rules=[free]), _world(), 0)[0] == Decimal(-20) / 41  # type: ignore[arg-type]
