"""Each story is deterrence and one thing more: at its neutral number it is deterrence, to the last bit.

Both engines tell it alike, and what it adds is what it says.
"""

import pytest
from tests.oracle.cited import NONE, Json, cited, share
from tests.oracle.plain import act, plain_scheme, plain_trial, plain_world, refusal, rule, sight, tier

from xinyong.engine import play as engine
from xinyong.population.world import World
from xinyong.reference import play as reference
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome

DETERRENCE = {"certainty": cited(1, "ratio"), "elasticity": cited(0.5, "elasticity"), "spill": share(0.2)}
NEUTRAL: dict[str, Json] = {
    "conformity": {"conformity": {"pull": cited(0, "ratio"), "full": share(0.2)}},
    "fear-of-error": {"fear_of_error": {"feared": cited(0, "ratio")}},
    "reward-seeking": {"reward_seeking": {"pull": cited(0, "ratio")}},
    "hardship": {"hardship": {"ratio": cited(1, "ratio")}},
    "evasion": {"evasion": {"share": share(0)}},
}
TOLD: dict[str, Json] = {
    "conformity": {"conformity": {"pull": cited(2, "ratio"), "full": share(0.2)}},
    "fear-of-error": {"fear_of_error": {"feared": cited(2, "ratio")}},
    "reward-seeking": {"reward_seeking": {"pull": cited(1, "ratio")}},
    "hardship": {"hardship": {"ratio": cited(2, "ratio")}},
    "evasion": {"evasion": {"share": share(0.4)}},
}
SCHEME = plain_scheme(
    tiers=[tier("best", 110), tier("good", 95), tier("bad")],
    rules=[rule(validity=28), rule("arrears", "arrears", -10, validity=28), rule("help", "help", 5, validity=28)],
    consequences=[refusal(tiers=["bad"]), refusal("waived", tiers=["best"]) | {"effect": "waived"}],
)


def world(**more: object) -> World:
    acts = [act("theft", "theft", 20), act("arrears", "late-payment", 20), act("help", "volunteering", 20),
            act("prayer", "worship", 20)]  # fmt: skip
    sights = [sight("theft", 0.5), sight("arrears", 0.5), sight("help", 0.5),
              sight("prayer", 0.5, taken_for={"act": "theft", "share": share(0.5)})]  # fmt: skip
    return plain_world(acts=acts, sights=sights, deterrence=DETERRENCE, **more)


def played(response: str, more: Json, n_people: int = 100, scheme: object = SCHEME) -> Outcome:
    trial = plain_trial(scheme, world(**more), response=response, n_people=n_people, days=84)  # type: ignore[arg-type]
    return engine.play(trial, threads=1)


def flow(outcome: Outcome, name: str) -> int:
    return int(outcome.flows[:, outcome.layout.row[name]].sum())


@pytest.mark.parametrize("story", NEUTRAL)
def test_at_its_neutral_number_a_story_is_deterrence(story: str) -> None:
    plain, told = (played(response, NEUTRAL[story]) for response in ("deterrence", story))
    assert result_sha256(plain) == result_sha256(told)


@pytest.mark.parametrize("story", TOLD)
def test_a_story_changes_what_is_done_and_both_engines_tell_it_alike(story: str) -> None:
    plain, told = (played(response, TOLD[story]) for response in ("deterrence", story))
    assert result_sha256(plain) != result_sha256(told)
    assert result_sha256(reference.play(told.trial)) == result_sha256(told)
    assert not told.trial.cut


@pytest.mark.parametrize("story", TOLD)
def test_ordinary_law_alone_is_the_same_in_every_story(story: str) -> None:
    alone = plain_scheme(score=None, tiers=[], rules=[], consequences=[], notice=NONE)
    plain, told = (played(response, TOLD[story], scheme=alone) for response in ("none", story))
    assert result_sha256(plain) == result_sha256(told)


def test_arrears_rise_by_the_stated_ratio_where_everybody_is_sanctioned_and_nobody_deterred() -> None:
    everybody = plain_scheme(rules=[], tiers=[tier("all")], consequences=[refusal(tiers=["all"])])
    outcome = played("hardship", TOLD["hardship"], n_people=4_000, scheme=everybody)
    by_law = played("none", TOLD["hardship"], n_people=4_000, scheme=everybody)
    for name, ratio in (("arrears", 2), ("theft", 1), ("help", 1), ("prayer", 1)):
        chances, taken = flow(outcome, f"candidates.{name}"), flow(outcome, f"taken.{name}")
        assert chances == flow(by_law, f"candidates.{name}")
        # Every chance is a candidate of the same life: those of arrears come at twice the rate, and all are taken.
        assert taken / flow(by_law, f"taken.{name}") == pytest.approx(ratio, rel=0.02)
    assert flow(outcome, "taken.arrears") == flow(outcome, "candidates.arrears")


def test_the_stated_share_of_costly_acts_is_moved_and_none_of_them_prevented() -> None:
    moved, open_ = (played(story, TOLD["evasion"], n_people=4_000) for story in ("evasion", "deterrence"))
    taken, displaced = flow(moved, "taken.theft"), flow(moved, "displaced.theft")
    assert displaced / taken == pytest.approx(0.4, abs=4 * (0.4 * 0.6 / taken) ** 0.5)
    assert flow(moved, "displaced.help") == flow(moved, "displaced.prayer") == 0
    assert flow(moved, "recorded.theft") < flow(open_, "recorded.theft")
    assert taken >= flow(open_, "taken.theft")
