"""What is offered as a mend and is none: every such difference is refused, with what it would do."""

from dataclasses import replace
from typing import Any

import pytest
from tests.experiment.busy_town import busy_recipe, channel, cited, scheme, sight, world

from xinyong.errors import InputError
from xinyong.experiment.assumptions import settled
from xinyong.experiment.milder import refuse_unless_mend
from xinyong.experiment.trying import amended_recipe
from xinyong.results.recipe import Recipe


@pytest.fixture(scope="module")
def before() -> Recipe:
    return settled(busy_recipe())


MENDS: dict[str, dict[str, Any]] = {
    "narrow": {"tiers.watched.at_least": 50},
    "drop a rule": {"rules.petition": "none"},
    "proof": {"rules.theft.channels": ["camera"]},
    "shorter": {"rules.theft.validity": 30, "rules.theft.listing.term": 10},
    "expiry": {"rules.siege.validity": 60, "publicity.board.term": 30},
    "notice": {"notice.delay": 0},
    "hearing": {"objection.suspends": True, "objection.window": 40},
    "capacity": {"world:desks.office.capacity": 500},
    "unpublish": {"publicity.board": "none"},
    "nothing": {},
}

NO_MENDS: dict[str, tuple[dict[str, Any], str]] = {
    "drop all sanctions": (
        {"consequences.no-loan": "none", "consequences.no-school": "none"},
        "it drops every sanction of `tiers.watched`",
    ),
    "drop all of a list": ({"consequences.no-school": "none"}, "it drops every sanction of `lists.black`"),
    "no way in": ({"rules.theft.listing": "none"}, "it leaves no way onto `lists.black`"),
    "no points": (
        {"rules.theft": "none", "repairs.give-blood": "none", "rules.petition": "none", "rules.siege": "none"},
        "it leaves no rule that costs points",
    ),
    "out of reach": ({"tiers.watched.at_least": 5}, "out of reach"),
    "next to nothing": ({"rules.theft.validity": 1}, "to next to nothing"),
    "easier to fall": ({"tiers.watched.at_least": 70}, "so that more people fall below it"),
    "drop a reward": ({"consequences.easy-loan": "none"}, "which is no sanction"),
    "drop a good deed": ({"rules.blood": "none", "caps.blood-cap": "none"}, "which costs nobody anything"),
    "harder": ({"rules.theft.points": -40}, "otherwise than by its channels and terms"),
    "milder points": ({"rules.theft.points": -10}, "otherwise than by its channels and terms"),
    "longer": ({"rules.theft.validity": 90}, "it lengthens `rules.theft.validity`"),
    "for good": ({"rules.theft.validity": "none"}, "it lengthens `rules.theft.validity`"),
    "longer list": ({"rules.theft.listing.term": 90}, "it makes `rules.theft.listing` harder"),
    "untold": ({"notice": "none", "objection.counts_from": "entry"}, "it takes the notice away"),
    "unheard": ({"objection": "none"}, "it takes the objection away"),
    "less time": ({"objection.window": 5}, "it narrows `objection`"),
    "must prove": ({"objection.evidence": "required"}, "it narrows `objection`"),
    "later notice": ({"notice.delay": 20}, "otherwise than by telling sooner"),
    "less capacity": ({"world:desks.office.capacity": 1}, "otherwise than by more capacity"),
    "kinder desk": ({"world:desks.office.reverses_right": 1}, "otherwise than by more capacity"),
    "more watching": ({"world:sights.theft.camera.share": 0.4}, "changes `world:sights`"),
    "other luck": ({"world:channels.police.misattributed": 0}, "changes `world:channels`"),
    "milder floor": ({"score.floor": 50}, "it changes `score`"),
    "no repair": ({"repairs.give-blood": "none"}, "it changes which rules `repairs` name"),
}


@pytest.mark.parametrize("name", MENDS)
def test_a_mend_passes(name: str, before: Recipe) -> None:
    refuse_unless_mend(before, amended_recipe(before, MENDS[name]))


@pytest.mark.parametrize("name", NO_MENDS)
def test_what_is_no_mend_is_refused_with_what_it_does(name: str, before: Recipe) -> None:
    settings, said = NO_MENDS[name]
    with pytest.raises(InputError, match="this is not a mend: ") as refused:
        refuse_unless_mend(before, amended_recipe(before, settings))
    assert said in str(refused.value)


def test_a_channel_that_is_added_is_refused_by_name(before: Recipe) -> None:
    channels = [*(one.model_dump(by_alias=True) for one in world().channels), channel("drones", 0, 0, 0)]
    with pytest.raises(InputError, match="it adds the channel drones"):
        refuse_unless_mend(before, replace(before, world=world(channels=channels)))


def test_a_rule_may_not_begin_to_hear_a_channel(before: Recipe) -> None:
    police_alone = amended_recipe(before, {"rules.theft.channels": ["police"]})
    for heard in (["police", "camera"], ["camera"]):
        with pytest.raises(InputError, match="count what further channels report"):
            refuse_unless_mend(police_alone, amended_recipe(police_alone, {"rules.theft.channels": heard}))


def test_a_sanction_or_sight_that_is_added_is_refused(before: Recipe) -> None:
    more = [*(one.model_dump(by_alias=True) for one in scheme().consequences)]
    more.append({**more[1], "id": "no-loan-either", "service": "loan"})
    with pytest.raises(InputError, match="it adds a sanction"):
        refuse_unless_mend(before, replace(before, scheme=scheme(consequences=more)))
    sights = [*(one.model_dump(by_alias=True) for one in world().sights), sight("petition", "camera", 0.1)]
    with pytest.raises(InputError, match="changes `world:sights`"):
        refuse_unless_mend(before, replace(before, world=world(sights=sights)))


def test_a_review_by_another_desk_is_a_mend_and_taking_it_away_is_none() -> None:
    desks = [world().desks[0].model_dump(by_alias=True) | {"id": name} for name in ("office", "county")]
    before = settled(busy_recipe(world=world(desks=desks)))
    stated = {"grade": "assumed", "why": "a test"}
    review = {"window": cited(10, "day"), "desk": "county", "carried_out_within": cited(3, "day"), **stated}
    reviewed = amended_recipe(before, {"objection.review": review})
    refuse_unless_mend(before, reviewed)
    with pytest.raises(InputError, match=r"it narrows `objection\.review`"):
        refuse_unless_mend(reviewed, before)
