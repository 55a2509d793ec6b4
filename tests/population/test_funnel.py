"""Stages multiply what a channel sees; it may be missing in a place; errors may fall on some more than on others."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from tests.oracle.cited import cited, ratio, share
from tests.oracle.nation import nation
from tests.oracle.plain import act, channel, plain_scheme, plain_trial, plain_world, sight

from xinyong.errors import InputError
from xinyong.population.funnel import funnels
from xinyong.population.observe import stages
from xinyong.population.read import world_from_text
from xinyong.population.world import World
from xinyong.reference.play import play
from xinyong.results.digest import result_sha256
from xinyong.vocabulary import WIDE

FUNNEL = [{"id": "matched", "share": share(0.5)}, {"id": "accepted", "share": share(0.25)}]
TWO_SEXES = {
    "traits": {"sex": ["woman", "man"]},
    "margins": [{"id": "sex", "traits": ["sex"], "shares": [{"levels": {"sex": "woman"}, "share": share(0.5)}]}],
}


def watched(**more: Any) -> World:
    return plain_world(channels=[channel("camera", **more)], sights=[sight("theft", 0.8), sight("help")])


def test_every_sight_of_a_channel_passes_the_stages() -> None:
    world = watched(funnel=FUNNEL)
    assert stages(world.channels[0]) == [("matched", Fraction(1, 2)), ("accepted", Fraction(1, 8))]
    found = plain_trial(world=world).odds.sight[0, :, 0].tolist()
    assert found == [WIDE // 10, WIDE // 8, 0]
    outcome = play(plain_trial(world=world, days=70))
    taken, recorded = (outcome.flows[:, outcome.layout.row[f"{what}.help"]].sum() for what in ("taken", "recorded"))
    assert 0.09 < recorded / taken < 0.16


def test_what_is_left_after_each_stage_is_said_per_thousand_adults() -> None:
    found = funnels(watched(funnel=FUNNEL))
    assert [(one.channel, one.stage) for one in found] == [
        ("camera", "in view"), ("camera", "matched"), ("camera", "accepted"),
    ]  # fmt: skip
    assert [one.per_1000_and_year for one in found] == [90_000, 45_000, 11_250]
    assert funnels(watched()) == []


@pytest.mark.parametrize(
    "harmless",
    [
        {"funnel": [{"id": "seen", "share": share(1)}]},
        {"places": [{"place": "here", "share": share(1)}]},
        {"strays_to": [], "funnel": [], "places": []},
    ],
)
def test_stages_and_places_that_stop_nothing_change_nothing(harmless: dict[str, object]) -> None:
    with_it, without = (play(plain_trial(world=watched(misattributed=0.3, **more))) for more in (harmless, {}))
    assert result_sha256(with_it) == result_sha256(without)


def test_a_channel_that_is_not_there_sees_nothing_in_that_place_and_all_in_the_others() -> None:
    absent = channel("camera", places=[{"place": "west", "share": share(0)}])
    trial = plain_trial(plain_scheme(), nation(channels=[absent]), days=21)
    outcome, everywhere = play(trial), play(plain_trial(plain_scheme(), nation(), days=21))
    recorded = [o.flows[:, o.layout.row["recorded.theft"]].sum(axis=(0, 2)).tolist() for o in (outcome, everywhere)]
    assert recorded[0] == [recorded[1][0], 0]
    assert recorded[1][1] > 0


def test_whom_a_record_strays_to_follows_the_ratio() -> None:
    cameras = [channel("camera", misattributed=1, strays_to=[ratio(4, sex="woman")])]
    world = plain_world(**TWO_SEXES, channels=cameras, sights=[sight("theft")], acts=[act("theft", "theft", 200)])
    outcome = play(plain_trial(plain_scheme(rules=[]), world, n_people=200, days=70))
    women = outcome.trial.people.strata_of(outcome.foreign["recipient"])
    levels = [stratum["sex"] for stratum in outcome.trial.people.strata]
    share_of_women = (women == levels.index("woman")).mean()
    assert len(women) > 3000
    assert abs(share_of_women - 0.8) < 0.03


def test_ratios_that_are_all_alike_stray_as_without() -> None:
    every = [ratio(3, sex="woman"), ratio(3, sex="man")]
    world = plain_world(**TWO_SEXES, channels=[channel("camera", misattributed=1, strays_to=every)])
    found = plain_trial(world=world).odds.strays_to
    assert np.array_equal(found, np.full((1, 2), 1 << 31))


def test_people_who_would_hardly_ever_take_a_stray_are_refused() -> None:
    world = plain_world(**TWO_SEXES, channels=[channel("camera", strays_to=[ratio(0.0005, sex="woman")])])
    with pytest.raises(InputError, match=r"channels\.camera\.strays_to: some people get less than 1/1000"):
        plain_trial(world=world)


def test_a_place_that_is_not_there_is_refused() -> None:
    odd = channel("camera", places=[{"place": "nowhere", "share": share(1)}])
    with pytest.raises(InputError, match="no place `nowhere`"):
        plain_trial(world=plain_world(channels=[odd]))
    text = plain_world(channels=[odd]).model_dump_json(by_alias=True, exclude_none=True)
    with pytest.raises(InputError, match="found `nowhere`, expected one of the declared places"):
        world_from_text(text)


def test_a_stage_that_stands_twice_is_refused() -> None:
    twice = [{"id": "seen", "share": share(1)}, {"id": "seen", "share": cited(1, "share")}]
    text = watched(funnel=twice).model_dump_json(by_alias=True, exclude_none=True)
    with pytest.raises(InputError, match="found `seen` again, expected it once"):
        world_from_text(text)
