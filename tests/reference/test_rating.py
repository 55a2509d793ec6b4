"""People rate each other: what a score made of stars comes to, whose stars weigh, and when they arrive."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from tests.oracle.cited import NONE, WHY, Json, cited, days, name, points
from tests.oracle.equal import differences
from tests.oracle.plain import plain_scheme, plain_trial, plain_world, refusal, rule, score
from tests.oracle.rating import generous, stars

from xinyong.engine import play as engine
from xinyong.experiment.replay import differing
from xinyong.population.world import World
from xinyong.reference.chance import stray
from xinyong.reference.life import week_of
from xinyong.reference.play import play
from xinyong.results.agree import contradictions
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme
from xinyong.trial.script import Line
from xinyong.vocabulary import Purpose

EVEN = (0.2, 0.2, 0.2, 0.2, 0.2)
FIVE, ONE = (0, 0, 0, 0, 1), (1, 0, 0, 0, 0)
HALVES = [{"id": "by-sex", "traits": ["sex"], "shares": [{"levels": {"sex": "woman"}, "share": cited(0.5, "share")}]}]


def meeting(*rows: Json, rate: float = 100, **more: Any) -> World:
    """Return the plain world, in which people meet and give stars."""
    given = {"rate": cited(rate, "per year"), "stars": list(rows) or [stars(EVEN)]}
    return plain_world(encounters=given | more.pop("given", {}), **more)


def sexes(*rows: Json, **given: Any) -> World:
    """Return such a world with as many men as women."""
    return meeting(*rows, given=given, traits={"sex": ["woman", "man"]}, margins=HALVES)


def band(id_: str, at_least: int | None = None, weight: int | None = None) -> Json:
    edge = {} if at_least is None else {"at_least": points(at_least)}
    return {"id": id_} | edge | ({} if weight is None else {"weight": cited(weight, "ratio")})


def rating(prior: int = 0, start: int = 3000, board: int = 7, **changes: Any) -> Scheme:
    """Return a scheme under which people with fewer than 2.5 stars may not fly."""
    made: Json = {
        "score": score("rating", start=start, prior=cited(prior, "person"), board=days(board)),
        "tiers": [band("high", 3500), band("middle", 2500), band("low")],
        "rules": [],
        "consequences": [refusal(tiers=["low"])],
    }
    return plain_scheme(**(made | changes))


def scores(outcome: Outcome) -> dict[int, int]:
    """Return the final score of each subject with a history."""
    return dict(zip(*(outcome.subjects[n].tolist() for n in ("subject", "score")), strict=True))


def received(outcome: Outcome) -> dict[int, tuple[int, int]]:
    """Return, by subject, the sum of weight times stars and that of weights."""
    found: dict[int, tuple[int, int]] = {}
    for who, given, weights in zip(
        *(outcome.ratings[n].tolist() for n in ("recipient", "stars", "weights")), strict=True
    ):
        before = found.get(who, (0, 0))
        found[who] = before[0] + given, before[1] + weights
    return found


# ----- closed forms


@pytest.mark.parametrize(("shares", "expected"), [(FIVE, 5000), (ONE, 1000), ((0, 0, 1, 0, 0), 3000)])
def test_where_everybody_gives_the_same_that_is_the_score(shares: tuple[float, ...], expected: int) -> None:
    outcome = play(plain_trial(rating(), meeting(stars(shares))))
    rated = received(outcome)
    assert len(rated) > 90
    assert {scores(outcome)[who] for who in rated} == {expected}


def test_with_weights_of_one_the_score_is_the_plain_mean() -> None:
    outcome = play(plain_trial(rating(), meeting()))
    found = received(outcome)
    assert sum(weights for _, weights in found.values()) == int(outcome.ratings["ratings"].sum()) > 500
    assert {who: 1000 * given // weights for who, (given, weights) in found.items()} == {
        who: scores(outcome)[who] for who in found
    }
    assert len(set(scores(outcome).values())) > 30


@pytest.mark.parametrize("prior", [1, 20, 1_000_000])
def test_the_start_counts_for_so_many_ratings(prior: int) -> None:
    outcome = play(plain_trial(rating(prior), meeting(stars(FIVE))))
    found = received(outcome)
    for who, (given, weights) in found.items():
        assert given == 5 * weights
        assert scores(outcome)[who] == (prior * 3000 + 5000 * weights) // (prior + weights)


def test_a_score_lies_between_floor_and_ceiling() -> None:
    bounds = {"floor": points(2000), "ceiling": points(4000)}
    for shares, expected in ((FIVE, 4000), (ONE, 2000)):
        scheme = rating(score=rating().score.model_dump(exclude_none=True) | bounds)  # type: ignore[union-attr]
        outcome = play(plain_trial(scheme, meeting(stars(shares))))
        assert {scores(outcome)[who] for who in received(outcome)} == {expected}


# ----- who gives what


def test_people_are_given_stars_by_their_own_levels_and_not_by_the_rater() -> None:
    outcome = play(plain_trial(rating(), sexes(stars(FIVE, sex="man"), stars(ONE))))
    people = outcome.trial.people
    found = scores(outcome)
    assert {found[who] for who in received(outcome) if people.strata[people.stratum_of(who)]["sex"] == "man"} == {5000}
    assert {found[who] for who in received(outcome) if people.strata[people.stratum_of(who)]["sex"] != "man"} == {1000}


def test_generous_raters_give_one_star_more_and_nobody_more_than_five() -> None:
    three = (0, 0, 1, 0, 0)
    kind = [generous(1, 0, sex="woman"), generous(0, 1, sex="man")]
    outcome = play(plain_trial(rating(), sexes(stars(three), generosity=kind)))
    given = outcome.flows[:, [outcome.layout.row[n] for n in ("ratings", "stars")]].sum(axis=(0, 2))
    by_sex = {levels["sex"]: given[:, n] for n, levels in enumerate(outcome.trial.people.strata)}
    assert int(by_sex["woman"][1]) == 4 * int(by_sex["woman"][0]) > 0
    assert int(by_sex["man"][1]) == 2 * int(by_sex["man"][0]) > 0
    most = play(plain_trial(rating(), sexes(stars(FIVE), generosity=[generous(1, 0)])))
    assert set(scores(most).values()) == {5000}


# ----- whose ratings weigh


def test_raters_who_stand_higher_weigh_more() -> None:
    """A rating weighs what the tier of its rater does, as the board had it, and the board is copied each week."""
    tiers = [band("high", 3500, 10), band("middle", 2500, 3), band("low", None, 1)]
    outcome = play(plain_trial(rating(tiers=tiers), meeting()))
    first = outcome.ratings["due"] == 7
    assert set((outcome.ratings["weights"][first] / outcome.ratings["ratings"][first]).tolist()) == {3.0}
    later = outcome.ratings["weights"][~first] / outcome.ratings["ratings"][~first]
    assert later.min() < 3 < later.max()


def test_those_whose_tier_weighs_nothing_rate_nobody() -> None:
    outcome = play(plain_trial(rating(tiers=[band("high", 3500), band("middle", 2500, 0), band("low")]), meeting()))
    assert len(outcome.ratings["due"]) == 0
    assert int(outcome.flows[:, outcome.layout.row["ratings"]].sum()) == 0


def test_the_board_holds_until_it_is_copied() -> None:
    tiers = [band("high", 3500, 10), band("middle", 2500, 3), band("low", None, 1)]
    outcome = play(plain_trial(rating(tiers=tiers, board=28), meeting()))
    held = outcome.ratings["due"] <= 28
    each = outcome.ratings["weights"] / outcome.ratings["ratings"]
    assert set(each[held].tolist()) == {3.0}


# ----- when they arrive, and what they do


def test_ratings_of_a_week_arrive_on_the_first_day_of_the_next_whatever_the_window() -> None:
    weekly, daily = (play(plain_trial(rating(board=14), meeting(), window_days=n)) for n in (7, 1))
    assert set(weekly.ratings["due"].tolist()) == {7, 14, 21, 28}
    assert all(np.array_equal(weekly.ratings[k], daily.ratings[k]) for k in weekly.ratings)
    assert scores(weekly) == scores(daily)


def test_the_series_says_how_many_were_given_and_how_many_stars() -> None:
    outcome = play(plain_trial(rating(), meeting(), days=28))
    ratings, given = (int(outcome.flows[:3, outcome.layout.row[n]].sum()) for n in ("ratings", "stars"))
    assert (int(outcome.ratings["ratings"].sum()), int(outcome.ratings["stars"].sum())) == (ratings, given)
    assert 2.8 < given / ratings < 3.2


def test_a_low_score_brings_what_hangs_on_its_tier() -> None:
    outcome = play(plain_trial(rating(), meeting(stars(ONE))))
    assert int(outcome.flows[:, outcome.layout.row["refused.flight"]].sum()) > 0
    assert int(outcome.flows[:, outcome.layout.row["refused_wrongly.flight"]].sum()) == 0
    assert int(outcome.flows[:, outcome.layout.row["restricted_days"]].sum()) > 1000
    assert list(contradictions(outcome)) == []


def test_shadows_share_the_ratings() -> None:
    """An override that rests on nothing makes days wrongful; ratings do not, and stay where the override goes."""
    override = {"tier": "low", "term": days(7), **WHY}
    scheme = rating(rules=[rule(size=None, override=override)])
    world = meeting(stars(FIVE), channels=[{**plain_world().channels[0].model_dump(exclude_none=True),
                                            "misattributed": cited(0.5, "share")}])  # fmt: skip
    outcome = play(plain_trial(scheme, world))
    wrongful = int(outcome.flows[:, outcome.layout.row["wrongful_days"]].sum())
    assert 0 < wrongful < int(outcome.flows[:, outcome.layout.row["restricted_days"]].sum())
    assert differences(outcome, engine.play(plain_trial(scheme, world), threads=2)) == []


# ----- off is off


def test_encounters_change_nothing_where_nobody_rates() -> None:
    """Who meets whom is part of the life, and no scheme without ratings looks at it."""
    outcome = play(plain_trial(plain_scheme(), meeting()))
    assert len(outcome.ratings["due"]) == 0
    assert int(outcome.flows[:, [outcome.layout.row[n] for n in ("ratings", "stars")]].sum()) == 0
    assert differences(outcome, engine.play(plain_trial(plain_scheme(), meeting()), threads=2)) == []


def test_a_rate_of_nothing_gives_the_result_of_a_world_in_which_nobody_meets() -> None:
    without, never = plain_trial(), plain_trial(world=meeting(rate=0))
    assert result_sha256(play(without)) == result_sha256(play(never))


def test_with_ratings_nobody_acts_otherwise() -> None:
    rated, plain = play(plain_trial(rating(), meeting())), play(plain_trial(plain_scheme(), meeting()))
    row = rated.layout.row
    for metric in ("candidates.theft", "taken.theft", "recorded.theft", "requested.flight"):
        assert np.array_equal(rated.flows[:, row[metric]], plain.flows[:, row[metric]])


# ----- one more person


def test_one_more_person_changes_whom_others_meet_only_by_being_met() -> None:
    few, more = (plain_trial(rating(), meeting(), n_people=n) for n in (100, 101))
    met = []
    for one, week in product(range(100), range(5)):
        assert week_of(few, one, week) == week_of(more, one, week)
        for item in (h.item for h in week_of(few, one, week) if h.sort == "encounter"):
            address = (1, one, week, 0, item)
            met.append([stray(*address, t.people, t.odds, purpose=Purpose.ENCOUNTER) for t in (few, more)])
    assert all(after in {before, 100} for before, after in met)
    assert 0 < sum(before != after for before, after in met) < len(met) // 30


# ----- both engines, and a few played again


@pytest.mark.parametrize("window_days", [7, 1])
@pytest.mark.parametrize("board", [1, 10])
def test_both_engines_rate_alike(board: int, window_days: int) -> None:
    tiers = [band("high", 3500, 1000), band("middle", 2500, 3), band("low", None, 0)]
    places = [{"id": id_, "name": name(id_), "residents": cited(n, "person"), "room": 1 << 17}
              for id_, n in (("east", 700), ("west", 300))]  # fmt: skip
    world = meeting(places=places, opt_in=cited(0.7, "share"))
    scheme = rating(board=board, tiers=tiers, prior=3, consent={"needed": True, **WHY},
                    in_force={"from": "2020-01-09", "to": "2020-02-01"})  # fmt: skip
    trial = plain_trial(scheme, world, days=45, window_days=window_days)
    outcome = play(trial)
    assert len(outcome.ratings["due"]) > 50
    assert differences(outcome, engine.play(trial, threads=2)) == []
    assert list(contradictions(outcome)) == []


def test_a_subject_played_alone_is_rated_as_in_the_whole_run() -> None:
    tiers = [band("high", 3200, 5), band("middle", 2900, 3), band("low", None, 1)]
    whole = engine.play(plain_trial(rating(tiers=tiers), meeting()), threads=1)
    assert differing(whole, whole.trial.people.ids().tolist()[:40]) is None


@pytest.mark.parametrize("window_days", [7, 1])
def test_a_script_can_deliver_ratings(window_days: int) -> None:
    lines = (Line(2, 0, "rated", stars=30, weights=10), Line(9, 1, "rated", stars=5, weights=5),
             Line(9, 0, "rated", stars=50, weights=10))  # fmt: skip
    trial = plain_trial(rating(), meeting(), script=lines, window_days=window_days)
    outcome = play(trial)
    assert scores(outcome) == {0: 4000, 1: 1000}
    assert differences(outcome, engine.play(trial, threads=1)) == []


def test_nobody_is_rated_in_a_place_that_does_not_rate() -> None:
    outcome = play(plain_trial(plain_scheme(score=None, tiers=[], rules=[], consequences=[], notice=NONE), meeting()))
    assert len(outcome.ratings["due"]) == len(outcome.subjects["subject"]) == 0
