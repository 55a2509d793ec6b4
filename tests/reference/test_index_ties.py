"""A dimension of an index that is made of ties: the mean of the tiers of one's people, as the board has them."""

from typing import Any

import numpy as np
import pytest
from tests.oracle.cited import WHY, Json, cited, days, points, points_or_none, share
from tests.oracle.equal import differences
from tests.oracle.plain import channel, plain_scheme, plain_trial, plain_world, refusal, rule, score, tier
from tests.reference.story import NOTHING, record, story

from xinyong.engine import play as engine
from xinyong.errors import FileError
from xinyong.experiment.replay import differing
from xinyong.population.world import World
from xinyong.reference.play import play
from xinyong.results.agree import contradictions
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme

START = 650
HALVES = [{"id": "by-sex", "traits": ["sex"], "shares": [{"levels": {"sex": "woman"}, "share": cited(0.5, "share")}]}]


def town(size: int = 4, **changes: Any) -> World:
    """Return the plain world, in which everybody has friends: groups of `size` people."""
    friends = {"id": "friends", "sort": "friends", "size": cited(size, "person"), **changes.pop("friends", {})}
    return plain_world(**({"ties": [friends]} | changes))


def dimension(id_: str, weight: float, start: int = 500, **more: Any) -> Json:
    bounds = {"floor": points_or_none(None), "ceiling": points_or_none(None)}
    return {"id": id_, "start": points(start), **bounds, "weight": share(weight), **more}


def linked(*, tied: bool = True, weight: float = 0.5, refresh: int = 7, board: int = 7, **changes: Any) -> Scheme:
    """Return an index between 350 and 950 of conduct and friends; in the middle of three tiers people begin."""
    friends = dimension("friends", weight) | ({"tie": "friends"} if tied else {})
    kept: Json = {"board": days(board)} if tied else {}
    parts = [dimension("conduct", 1 - weight), friends]
    made: Json = {
        "score": score("index", start=START, floor=350, ceiling=950, parts=parts, refresh=days(refresh), **kept),
        "tiers": [tier("high", 655), tier("middle", 600), tier("low")],
        "rules": [rule(size=-400, validity=28, part="conduct"), rule("help", "help", 100, 14, part="conduct")],
        "consequences": [refusal(tiers=["low"])],
    }
    return plain_scheme(**(made | changes))


def finals(outcome: Outcome) -> dict[int, int]:
    """Return the final score of each subject with a history."""
    return dict(zip(*(outcome.subjects[n].tolist() for n in ("subject", "score")), strict=True))


# ----- closed forms


@pytest.mark.parametrize("size", [2, 3, 5])
def test_one_who_falls_pulls_down_the_others_of_the_group(size: int) -> None:
    """A theft puts one into the lowest of three tiers, which takes its share of the 500 from the mean of the others."""
    outcome = story(record(3), scheme=linked(weight=0.1), world=town(size), days=28)
    mean = 500 * (size - 2) // (size - 1)
    friends = outcome.trial.ties.tied(0, 0)
    assert outcome.tied["recipient"].tolist() == sorted(friends)
    assert set(outcome.tied["value"].tolist()) == {mean}
    assert set(outcome.tied["due"].tolist()) == {14}, "the fall shows at the reckoning of day 7, on the board of day 14"
    expected = 350 + 600 * (9 * 500 + mean) // 10_000
    assert finals(outcome) == dict.fromkeys(friends, expected) | {0: 350 + 600 * (9 * 100 + 500) // 10_000}


def test_who_rises_again_pulls_the_others_up_again() -> None:
    outcome = story(record(3), scheme=linked(weight=0.1), world=town(3), days=70)
    assert outcome.tied["value"].tolist() == [250, 500] * 2
    assert set(finals(outcome).values()) == {START}
    assert outcome.tied["due"].tolist() == [14, 42] * 2


def test_the_mean_is_that_of_the_tiers_of_those_tied() -> None:
    """What holds from day 56 on is made of the tiers with which a run of 56 days ends."""
    rules = [rule(size=-200, validity=7, part="conduct"), rule("help", "help", 100, 7, part="conduct")]
    before, outcome = (play(plain_trial(linked(weight=0.1, rules=rules), town(4), days=n)) for n in (56, 63))
    tiers = dict.fromkeys(range(100), 1) | dict(
        zip(*(before.subjects[name].tolist() for name in ("subject", "tier")), strict=True)
    )
    means = dict.fromkeys(range(100), 500)
    for name in ("recipient", "value"):
        assert len(outcome.tied[name]) > 100
    means |= dict(zip(*(outcome.tied[name].tolist() for name in ("recipient", "value")), strict=True))
    tied = {one: outcome.trial.ties.tied(0, one) for one in range(100)}
    assert means == {one: 1000 * sum(2 - tiers[other] for other in tied[one]) // (2 * len(tied[one])) for one in tied}
    assert len(set(means.values())) > 4


def test_only_those_met_through_the_tie_count_and_only_those_who_have_it_hear() -> None:
    sexes = {"traits": {"sex": ["woman", "man"]}, "margins": HALVES}
    one_way = {"from": {"sex": "woman"}, "to": {"sex": "man"}}
    outcome = play(plain_trial(linked(), town(4, friends=one_way, **sexes), days=63))
    people = outcome.trial.people
    heard = {people.strata[people.stratum_of(one)]["sex"] for one in outcome.tied["recipient"].tolist()}
    assert heard == {"woman"}
    assert len(outcome.tied["due"]) > 20


def test_the_board_holds_until_it_is_copied() -> None:
    outcome = play(plain_trial(linked(board=30), town(), days=70))
    assert set(outcome.tied["due"].tolist()) == {35, 63}


def test_a_start_that_is_not_that_of_its_tier_holds_until_the_first_copy() -> None:
    """The start tier is worth 500 and the dimension starts at 300: with the first copy it moves for everybody."""
    parts = [dimension("conduct", 0.95), dimension("friends", 0.05, 300, tie="friends")]
    made = linked().score.model_dump(exclude_none=True) | {"start": points(644), "parts": parts}  # type: ignore[union-attr]
    trial = plain_trial(linked(score=made, rules=[]), town(2), days=21)
    outcome = play(trial)
    assert outcome.tied["recipient"].tolist() == list(range(100))
    assert set(outcome.tied["value"].tolist()) == {500}
    assert set(outcome.tied["due"].tolist()) == {7}
    assert set(finals(outcome).values()) == {START}
    assert differences(outcome, engine.play(trial, threads=2)) == []


def test_days_under_a_sanction_that_friends_brought_are_never_wrongful() -> None:
    """One is restricted for what nobody did, which is wrongful; the other for the tier of a friend, which is not."""
    tiers = [tier("high", 655), tier("middle", 645), tier("low")]
    outcome = story(record(3, true_act=NOTHING), scheme=linked(weight=0.1, tiers=tiers), world=town(2), days=28)
    days_of = {
        one: (int(restricted), int(wrongful))
        for one, restricted, wrongful in zip(
            *(outcome.subjects[name] for name in ("subject", "restricted_days", "wrongful_days")), strict=True
        )
    }
    (friend,) = outcome.trial.ties.tied(0, 0)
    assert days_of == {0: (21, 14), friend: (14, 0)}


# ----- off, both engines, replay


def test_without_weight_or_without_tie_friends_change_nothing() -> None:
    """With no weight the means are found and move nobody; without the tie none is found."""
    on, off = (play(plain_trial(linked(tied=tied, weight=0), town(), days=63)) for tied in (True, False))
    assert np.array_equal(on.flows, off.flows)
    assert all(np.array_equal(on.ledger[name], off.ledger[name]) for name in on.ledger)
    assert len(on.tied["due"]) > 0
    assert len(off.tied["due"]) == 0


def test_a_world_may_have_friends_that_no_index_reads() -> None:
    with_ties, without = (play(plain_trial(linked(tied=False), w, days=35)) for w in (town(), town(ties=[])))
    assert result_sha256(with_ties) == result_sha256(without)


@pytest.mark.parametrize("window_days", [7, 1])
@pytest.mark.parametrize(("size", "board", "refresh"), [(4, 7, 7), (3, 10, 1), (100, 1, 30), (2, 28, 10)])
def test_both_engines_read_ties_alike(size: int, board: int, refresh: int, window_days: int) -> None:
    world = town(size, channels=[channel("camera", misattributed=0.3)], opt_in=share(0.7))
    consent = {"needed": True, **WHY}
    scheme = linked(board=board, refresh=refresh, consent=consent)
    trial = plain_trial(scheme, world, days=45, window_days=window_days)
    found = engine.play(trial, threads=2)
    assert len(found.tied["due"]) > 0
    assert differences(play(trial), found) == []


def test_windows_of_seven_days_and_of_one_give_the_same() -> None:
    world = town(4, channels=[channel("camera", delay=7)])
    weeks, single = (engine.play(plain_trial(linked(), world, days=70, window_days=w), threads=1) for w in (7, 1))
    assert len(weeks.tied["due"]) > 50
    assert all(np.array_equal(weeks.tied[name], single.tied[name]) for name in weeks.tied)
    assert all(np.array_equal(weeks.ledger[name], single.ledger[name]) for name in weeks.ledger)
    assert finals(weeks) == finals(single)


def test_somebody_played_alone_hears_of_friends_as_in_the_whole_run() -> None:
    outcome = engine.play(plain_trial(linked(), town(), days=63), threads=1)
    assert list(contradictions(outcome)) == []
    assert differing(outcome, range(60)) is None
    outcome.tied["value"][:] = 0
    assert differing(outcome, range(60)) is not None


@pytest.mark.parametrize(("column", "value"), [("due", 1), ("value", 1001), ("recipient", 0)])
def test_means_that_no_board_allows_contradict_the_run(column: str, value: int) -> None:
    outcome = engine.play(plain_trial(linked(), town(), days=63), threads=1)
    outcome.tied["due"][:3] = 14
    outcome.tied[column][:3] = value
    assert any("what ties make of a dimension" in said for said in contradictions(outcome))


def test_a_tie_that_binds_one_way_makes_no_dimension() -> None:
    with pytest.raises(FileError, match="is no group of people"):
        plain_trial(linked(), town(friends={"sort": "legal-representative"}))
