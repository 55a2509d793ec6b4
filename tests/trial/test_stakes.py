"""What is believed to be at stake, in each story."""

from decimal import Decimal

from tests.oracle.cited import WHY, cited, name, share
from tests.oracle.plain import act, plain_scheme, plain_world, refusal, rule, score, sight, tier

from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme
from xinyong.trial.distances import reward_distances
from xinyong.trial.stakes import is_costly, stakes

ACTS = [act("theft", "theft"), act("petition", "petition"), act("help", "volunteering"), act("walk", "leisure")]
STORY = {"certainty": cited(1, "ratio"), "elasticity": cited(1, "elasticity"), "spill": share(0)}
THEFT, PETITION, HELP, WALK = range(4)


def _world(**changes: object) -> World:
    parts = {"acts": ACTS, "deterrence": STORY, "sights": [sight("theft")]}
    return plain_world(**{**parts, **changes})


def _scheme(**changes: object) -> Scheme:
    parts = {
        "score": score(start=100),
        "tiers": [tier("A", 120), tier("B", 60), tier("C")],
        "consequences": [refusal(tiers=["C"]), refusal("waived", tiers=["A"]) | {"effect": "waived"}],
        "rules": [rule("theft", "theft", -10), rule("help", "help", 10)],
    }
    return plain_scheme(**{**parts, **changes})


def test_the_distance_to_a_reward_goes_up_to_it_or_down_to_its_loss() -> None:
    # From 120, the far edge of A, one point more is lost with the reward; from 100 and from 59 it lies above.
    assert reward_distances(_scheme()) == [1, 20, 61]
    assert reward_distances(_scheme(consequences=[refusal(tiers=["C"])])) == [0, 0, 0]
    assert reward_distances(_scheme(score=None, tiers=[], consequences=[])) == [0]


def test_reward_seeking_adds_the_nearer_reward() -> None:
    world = _world(reward_seeking={"pull": cited(0.5, "ratio")})
    plain, seeking = (stakes(_scheme(), world, 1, story) for story in ("deterrence", "reward-seeking"))
    assert plain[HELP] == -plain[THEFT] == Decimal(10) / 41
    assert seeking[HELP] == -seeking[THEFT] == Decimal("0.5") * Decimal(10) / 20


def test_with_no_pull_reward_seeking_is_deterrence() -> None:
    world = _world(reward_seeking={"pull": cited(0, "ratio")})
    for at in range(3):
        assert stakes(_scheme(), world, at, "reward-seeking") == stakes(_scheme(), world, at)


def test_a_red_list_with_a_reward_is_the_whole_stake() -> None:
    red = {"id": "red", "name": name("Red"), "sense": "red", **WHY}
    listing = {"list": "red", "term": cited(9, "day"), **WHY}
    scheme = _scheme(lists=[red], rules=[rule("help", "help", None, listing=listing)],
                     consequences=[refusal("first", lists=["red"]) | {"effect": "favoured"}])  # fmt: skip
    world = _world(reward_seeking={"pull": cited(1, "ratio")})
    assert stakes(scheme, world, 0, "reward-seeking")[HELP] == 1
    assert stakes(scheme, world, 0)[HELP] == 0


def test_who_fears_error_avoids_what_looks_like_a_named_act() -> None:
    sights = [sight("walk", taken_for={"act": "theft", "share": share(0.2)}),
              sight("walk", 0.1, "other", taken_for={"act": "theft", "share": share(0.4)}),
              sight("petition", 0, taken_for={"act": "theft", "share": share(1)}),
              sight("theft", taken_for={"act": "help", "share": share(1)}),
              sight("help", taken_for={"act": "theft", "share": share(0.1)})]  # fmt: skip
    world = _world(sights=sights, fear_of_error={"feared": cited(1.5, "ratio")})
    plain, afraid = (stakes(_scheme(), world, 1, story) for story in ("deterrence", "fear-of-error"))
    cost = Decimal(-10) / 41
    assert plain == [cost, 0, -cost, 0]
    assert afraid[WALK] == Decimal("1.5") * Decimal("0.4") * cost
    assert afraid[HELP] == -cost + Decimal("1.5") * Decimal("0.1") * cost
    assert afraid[PETITION] == 0  # no channel sees it
    assert afraid[THEFT] == cost  # nobody fears to be praised


def test_with_no_fear_it_is_deterrence() -> None:
    sights = [sight("walk", taken_for={"act": "theft", "share": share(0.2)})]
    world = _world(sights=sights, fear_of_error={"feared": cited(0, "ratio")})
    assert stakes(_scheme(), world, 0, "fear-of-error") == stakes(_scheme(), world, 0)


def test_one_sided_runs_hold_the_other_side_still_and_together_are_deterrence() -> None:
    scheme = _scheme(rules=[rule(a, a, -10) for a in ("theft", "petition", "walk")] + [rule("help", "help", 10)])
    both, benefit, harm = (stakes(scheme, _world(), 1, s) for s in ("deterrence", "benefit-bound", "harm-bound"))
    assert [bool(stake) for stake in benefit] == [True, False, True, False]
    assert [bool(stake) for stake in harm] == [False, True, False, True]
    assert [a + b for a, b in zip(benefit, harm, strict=True)] == both


def test_an_unnamed_act_under_a_right_that_the_world_adds_feels_the_spill() -> None:
    acts = [*ACTS[:3], act("walk", "leisure", protects="movement")]
    world = _world(acts=acts, deterrence=STORY | {"spill": share(0.5)})
    found = stakes(_scheme(), world, 1)
    assert found[WALK] == found[PETITION] == found[THEFT] / 2


def test_what_is_costly() -> None:
    scheme = _scheme()
    assert [is_costly(scheme, one) for one in scheme.rules] == [True, False]
    lower = _scheme(score=score(better="lower"), tiers=[], consequences=[])
    assert [is_costly(lower, one) for one in lower.rules] == [False, True]
