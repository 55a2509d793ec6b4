"""Tiers that are shares of people: who is in them, from when, and who is not asked."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from tests.oracle.cited import WHY, Json, days, share
from tests.oracle.equal import differences
from tests.oracle.plain import channel, plain_scheme, plain_trial, plain_world, refusal, score

from xinyong.engine import play as engine
from xinyong.experiment.replay import differing
from xinyong.reference.play import play
from xinyong.reference.rank import edges_of
from xinyong.results.outcome import Outcome
from xinyong.results.standing import quiet_restricted, rank_edges, start_of
from xinyong.scheme.clauses import Scheme

HALF, TENTH = Fraction(1, 2), Fraction(1, 10)


def top(id_: str, value: float) -> Json:
    return {"id": id_, "top": share(value)}


def ranked(every: int = 7, **changes: Any) -> Scheme:
    """Return a scheme in which the worse half may not fly, found anew every so many days."""
    made: Json = {
        "score": score(rank_every=days(every)),
        "tiers": [top("best", 0.1), top("fair", 0.5), {"id": "worst"}],
        "consequences": [refusal(tiers=["worst"])],
    }
    return plain_scheme(**(made | changes))


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return play(plain_trial(ranked(), days=70, n_people=130))


# ----- who is in a tier


@pytest.mark.parametrize(
    ("scores", "better", "expected"),
    [
        ([*range(1, 11)], "higher", [10, 6]),
        ([*range(1, 11)], "lower", [1, 5]),
        ([5] * 10, "higher", [5, 5]),  # equal scores share the first rank
        ([9, 9, 9, 5, 5, 5, 5, 1, 1, 1], "higher", [9, 5]),
        ([7], "higher", [7, 7]),
        (
            [*range(11)],
            "higher",
            [9, 5],
        ),  # less than 1.1 people stand better than the second; less than 5.5 than the sixth
    ],
)
def test_a_tier_holds_those_of_whom_less_than_its_share_stand_better(
    scores: list[int], better: str, expected: list[int]
) -> None:
    higher = better == "higher"
    edges = edges_of(scores, [TENTH, HALF], higher=higher)
    assert edges == expected
    for edge, part in zip(edges, (TENTH, HALF), strict=True):
        ahead = [sum(other > one if higher else other < one for other in scores) for one in scores]
        reached = [one >= edge if higher else one <= edge for one in scores]
        assert reached == [n < part * len(scores) for n in ahead]


def test_everybody_counts_as_standing_at_the_start_before_the_first_ranking(outcome: Outcome) -> None:
    tiers = outcome.layout.row["tier.best"], outcome.layout.row["tier.worst"]
    first = outcome.flows[0].sum(axis=(1, 2))
    untouched = int(first[tiers[0]])
    assert untouched + int(first[tiers[1]]) == 130
    assert 0 < untouched < 130


def test_after_a_ranking_tiers_hold_their_share_but_for_equal_scores(outcome: Outcome) -> None:
    scores = np.full(130, 100)
    scores[outcome.subjects["subject"]] = outcome.subjects["score"]
    day, edges = rank_edges(outcome.thresholds, 0)[-1]
    assert day == 63
    row = outcome.layout.row
    here = outcome.flows[-1].sum(axis=(1, 2))
    assert int(here[row["tier.best"]]) == int((scores >= edges[0]).sum())
    assert int(here[row["tier.worst"]]) == int((scores < edges[1]).sum()) > 0
    assert edges[0] >= edges[1]


def test_an_edge_holds_until_the_next_ranking() -> None:
    rows = play(plain_trial(ranked(14), days=50)).thresholds
    assert rows["day"].tolist() == [14, 14, 28, 28, 42, 42]
    assert rows["item"].tolist() == [0, 1] * 3


# ----- people without entries


@pytest.mark.parametrize("window_days", [7, 1])
def test_people_without_entries_can_fall_by_rank(window_days: int) -> None:
    """Help earns points, so those who never help come to stand below the half that does."""
    rules = [{"id": "help", "act": "help", "points": {**WHY, "value": 1, "unit": "point", "range": [1, 1]},
              "validity": {"none": True, **WHY}, **WHY}]  # fmt: skip
    trial = plain_trial(ranked(rules=rules), days=28, n_people=130, window_days=window_days)
    found = play(trial)
    assert differences(found, engine.play(trial, threads=2)) == []
    entered = set(found.ledger["recipient"].tolist())
    quiet = 130 - len(entered)
    start = start_of(trial, 0, found.thresholds)
    assert quiet > 0
    assert start.tier == 2
    assert 0 < start.restricted_days < 28
    without_history = 130 - len(found.subjects["subject"])
    assert int(quiet_restricted(found).sum()) == without_history


# ----- playing some of them again


def test_a_subject_played_alone_meets_the_edges_of_the_whole_run() -> None:
    world = plain_world(channels=[channel("camera", misattributed=0.2)])
    whole = engine.play(plain_trial(ranked(), world, days=50, n_people=120), threads=1)
    assert len(whole.thresholds["day"]) > 0
    assert differing(whole, whole.trial.people.ids().tolist()[:60]) is None


# ----- what is refused


def test_nobody_is_ranked_where_the_scheme_does_not_govern() -> None:
    scheme = ranked(in_force={"from": "2020-01-20", "to": "2020-02-20"})
    assert play(plain_trial(scheme, days=70)).thresholds["day"].tolist() == [28, 28, 35, 35, 42, 42, 49, 49]
