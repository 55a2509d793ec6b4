"""Blame in small worlds whose answer is known: shares add up, a part that does nothing has exactly none."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.audit.hand_made import WHY, act, cited, rule
from tests.experiment.busy_town import busy_recipe
from tests.experiment.lively import lively_town, recipe, strict

from xinyong.errors import InputError, NameUnknown
from xinyong.experiment.blame import Blame, blame, blame_recipe
from xinyong.experiment.trying import trying
from xinyong.results.recipe import Recipe


def blamed(of: Recipe, measure: str = "restricted_days", **more: Any) -> Blame:
    return blame_recipe(of, measure=measure, tried=trying(of, engine="reference"), **more)


def shares(found: Blame) -> dict[str, float]:
    return {one.part: one.shapley for one in found.shares}


def adds_up(found: Blame) -> bool:
    total = sum((Fraction(one.shapley) for one in found.shares), Fraction(0))
    return abs(float(total) - (found.whole - found.nothing)) < 1e-9


def one_list_each(days: int = 70) -> Recipe:
    """Return a town in which each of two acts, always seen and by its doer alone, puts on a list of its own for good:
    a day is restricted by either list."""
    acts = [act("theft", "theft", 3), act("noise", "noise", 2), act("gaming", "leisure", 3)]
    sights = [{"act": one, "channel": "police", "share": cited(1, "share")} for one in ("theft", "noise")]
    channel = lively_town().channels[0].model_dump(by_alias=True) | {
        "misattributed": cited(0, "share"), "false_reports": [],
    }  # fmt: skip
    world = lively_town(acts=acts, sights=sights, channels=[channel], deterrence=None)
    listed = [
        rule(one, one, 0, listing={"list": one, "term": {"none": True, **WHY}, **WHY})
        for one in ("theft", "noise", "gaming")
    ]
    barred = [{"id": f"no-loan-{one}", "lists": [one], "service": "loan", "effect": "refused", **WHY}
              for one in ("theft", "noise", "gaming")]  # fmt: skip
    lists = [{"id": one, "name": {"en": one}, **WHY} for one in ("theft", "noise", "gaming")]
    return recipe(strict(rules=listed, lists=lists, consequences=barred, publicity=[]), world, days=days)


def test_shares_add_up_and_a_rule_that_nothing_meets_has_none() -> None:
    found = blamed(one_list_each(), over="rules")
    assert found.exact
    assert found.nothing == 0
    assert adds_up(found)
    by_part = {one.part: one for one in found.shares}
    assert (by_part["rules.gaming"].shapley, by_part["rules.gaming"].ablation) == (0, 0)


def test_two_lists_share_the_days_on_which_either_binds_in_closed_form() -> None:
    """With a and b the days of each list alone and w those of both, each has its own days and half of what overlaps:
    its share is the mean of its days alone and of what is gone without it."""
    of = one_list_each()
    both = blamed(of, over="rules")
    alone = {
        name: blamed(replace(of, scheme=of.scheme.model_copy(update={
            "rules": tuple(one for one in of.scheme.rules if one.id == name)})), over="rules").whole
        for name in ("theft", "noise")
    }  # fmt: skip
    overlap = alone["theft"] + alone["noise"] - both.whole
    assert overlap > 0
    for name, days in alone.items():
        assert shares(both)[f"rules.{name}"] == pytest.approx(days - overlap / 2, abs=1e-9)


def test_a_rule_and_its_consequence_share_alike() -> None:
    of = one_list_each()
    only = of.scheme.model_copy(
        update={"rules": of.scheme.rules[:1], "consequences": of.scheme.consequences[:1], "lists": of.scheme.lists[:1]}
    )
    found = blamed(replace(of, scheme=only))
    assert shares(found) == {"rules.theft": found.whole / 2, "consequences.no-loan-theft": found.whole / 2}
    assert {one.ablation for one in found.shares} == {found.whole}


def test_parts_taken_as_one_have_one_share() -> None:
    of = one_list_each()
    found = blamed(of, over="rules", groups={"all of them": ["rules.theft", "rules.noise", "rules.gaming"]})
    assert [(one.part, one.shapley) for one in found.shares] == [("all of them", found.whole)]
    assert found.plays == 2


def test_without_its_one_channel_nothing_is_left() -> None:
    found = blamed(one_list_each(), over="channels")
    assert shares(found) == {"channels.police": found.whole}


def test_expiry_takes_from_a_harm() -> None:
    of = busy_recipe(n_people=100)
    told = {"told and heard": ["notice", "objection"], "others": ["repairs.give-blood", "publicity.board"]}
    found = blamed(of, over="procedures", groups=told)
    assert found.whole < found.nothing
    assert shares(found)["expiry"] < 0
    assert adds_up(found)
    assert found.unknown == ("objection.window",)


def test_beyond_eight_parts_orders_are_drawn_with_a_standard_error() -> None:
    of = one_list_each(days=28)
    idle = [rule(f"idle-{number}", "gaming", -1) for number in range(7)]
    rules = (*of.scheme.rules, *strict(rules=idle).rules)
    found = blamed(replace(of, scheme=of.scheme.model_copy(update={"rules": rules})), over="rules", pairs=2)
    assert (found.exact, found.orders) == (False, 4)
    assert adds_up(found)
    for one in found.shares:
        assert one.standard_error is not None
        if one.part.startswith("rules.idle"):
            assert (one.shapley, one.standard_error) == (0, 0)


def test_lives_are_played_once_for_each_set() -> None:
    found = blamed(one_list_each(days=14), over="rules")
    assert found.plays == 8
    again = trying(one_list_each(days=14), engine="reference")
    of = one_list_each(days=14)
    blame_recipe(of, measure="restricted_days", over="rules", tried=again)
    blame_recipe(of, measure="negative_items", over="rules", tried=again)
    assert again.n_plays == 8


def test_what_people_refrain_from_is_blamed_where_they_respond() -> None:
    of = recipe(response="deterrence")
    found = blamed(of, "prevented", over="rules")
    assert found.whole > 0
    assert adds_up(found)
    with pytest.raises(InputError, match="another measure, or with --response a story"):
        blamed(recipe(), "prevented", over="rules")


def asked(**more: Any) -> dict[str, Any]:
    return {"people": 100, "days": 14, "engine": "reference", "measure": "restricted_days"} | more


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"over": "laws"}, "found nothing called `laws` to share out over"),
        ({"pairs": 1}, "found 1 pairs of orders"),
        ({"groups": {"mine": ["rules.thefts"]}}, "did you mean `rules.theft`"),
        ({"groups": {"rules.theft": ["rules.petition"]}}, "which is the name of a part"),
        ({"measure": "people_fallen.nobody"}, "not given for everybody"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(more: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        blame(strict(), lively_town(), **asked(**({"over": "rules"} | more)))


def test_an_unknown_measure_is_refused_with_the_nearest() -> None:
    with pytest.raises(NameUnknown, match="restricted_days"):
        blame(strict(), lively_town(), **asked(measure="restricted_dayz"))


def test_a_scheme_without_such_parts_says_so() -> None:
    bare = strict(notice={"none": True, **WHY}, objection={"none": True, **WHY}, publicity=[],
                  rules=[rule("theft", "theft", -20, validity={"none": True, **WHY})])  # fmt: skip
    with pytest.raises(InputError, match="found no procedures in `ladder`"):
        blame(bare, lively_town(), **asked(over="procedures"))
