"""Lists with a fixed term, bounded scores and desks with a queue: against their closed forms."""

from math import exp

import numpy as np
from numpy.typing import NDArray
from tests.oracle.cited import NONE, WHY, Json, cited, days, name, ratio, share
from tests.oracle.plain import (
    act,
    channel,
    desk,
    objection,
    plain_scheme,
    plain_trial,
    plain_world,
    refusal,
    rule,
    score,
    sight,
    tier,
)
from tests.verification.close import assert_distribution, assert_near, assert_share
from tests.verification.engines import Bench, every_size

from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial


def listed_for(term: int) -> Json:
    """Return changes to the plain scheme that make it a list with a fixed term."""
    listing = {"list": "black", "term": days(term), **WHY}
    return {
        "score": None,
        "tiers": [],
        "lists": [{"id": "black", "name": name("Black"), **WHY}],
        "rules": [rule(size=None, validity=term, listing=listing)],
        "consequences": [refusal(lists=["black"])],
    }


@every_size
def test_a_list_with_a_fixed_term_holds_rate_times_term(bench: Bench) -> None:
    """M/G/∞: on any day after the first term, listings in force per person are Poisson with mean a·T."""
    rate, term, n_days = 8.0, 21, 85
    world = plain_world(acts=[act("theft", "theft", rate)], sights=[sight("theft")])
    outcome = bench.play(plain_trial(plain_scheme(**listed_for(term)), world, n_people=bench.n_people, days=n_days))
    mean = rate * term / 365
    in_force = int((outcome.ledger["day"] > n_days - 1 - term).sum())
    assert_near(in_force, bench.n_people * mean, bench.n_people * mean)
    on_list = int(outcome.flows[-1, outcome.layout.row["restricted_people"]].sum())
    assert_share(on_list, bench.n_people, 1 - exp(-mean))
    assert on_list == len(np.unique(outcome.ledger["recipient"][outcome.ledger["ended"] < 0]))


def two_way_trial(n_people: int) -> Trial:
    """Return a trial of a score kept between 0 and 4: one act lowers it, another raises it, each once a day at most."""
    world = plain_world(
        acts=[act("theft", "theft", 60, once_a_day=True), act("help", "volunteering", 90, once_a_day=True)],
        sights=[sight("theft"), sight("help")],
    )
    scheme = plain_scheme(
        score=score("running", start=2, floor=0, ceiling=4),
        tiers=[tier("good", 1), tier("bad")],
        rules=[rule(size=-1), rule("help", "help", 1)],
    )
    return plain_trial(scheme, world, n_people=n_people, days=50)


def chain_of_days(lower: float, higher: float, top: int) -> NDArray[np.float64]:
    """Return the chance of passing from one score to another in a day, clamped to 0 … top."""
    matrix = np.zeros((top + 1, top + 1))
    for at in range(top + 1):
        for fell, chance in ((1, lower), (0, 1 - lower)):
            for rose, other in ((1, higher), (0, 1 - higher)):
                matrix[at, min(top, max(0, at - fell + rose))] += chance * other
    return matrix


@every_size
def test_a_bounded_running_score_is_a_finite_markov_chain(bench: Bench) -> None:
    outcome = bench.play(two_way_trial(bench.n_people))
    lower, higher = 1 - exp(-60 / 365), 1 - exp(-90 / 365)
    after = np.linalg.matrix_power(chain_of_days(lower, higher, 4), 49)[2]
    found = np.bincount(outcome.subjects["score"], minlength=5)
    found[2] += bench.n_people - found.sum()
    assert_distribution(found.tolist(), after.tolist())
    in_bad = int(outcome.flows[-1, outcome.layout.row["tier.bad"]].sum())
    assert in_bad == found[0]


@every_size
def test_two_tiers_settle_at_their_stationary_shares(bench: Bench) -> None:
    """Fallen by one entry, risen when it ends: the bad tier holds 1 − exp(−a·T)."""
    world = plain_world(acts=[act("theft", "theft", 12)], sights=[sight("theft")])
    scheme = plain_scheme(rules=[rule(validity=14)])
    outcome = bench.play(plain_trial(scheme, world, n_people=bench.n_people, days=64))
    in_bad = int(outcome.flows[-1, outcome.layout.row["tier.bad"]].sum())
    assert_share(in_bad, bench.n_people, 1 - exp(-12 * 14 / 365))


def heard_at(n_people: int, capacity: float) -> Trial:
    """Return a trial in which everybody told objects at once, to a desk of so many decisions per 100,000 and day."""
    world = plain_world(
        acts=[act("theft", "theft", 12)], sights=[sight("theft")], desks=[desk("office", capacity=capacity)]
    )
    notice = {"by": "letter", "delay": days(0), **WHY}
    scheme = plain_scheme(objection=objection(), notice=notice, consequences=[])
    return plain_trial(scheme, world, n_people=n_people, days=85)


def backlog(outcome: Outcome) -> list[int]:
    """Return how many filings wait after each sitting."""
    filed = outcome.flows[:, outcome.layout.row["filed"]].sum(axis=(1, 2))
    decided = dict(zip(outcome.sittings["day"].tolist(), outcome.sittings["decided"].tolist(), strict=True))
    waiting, found = 0, []
    for (_, end_day), arrived in zip(outcome.trial.windows[:-1], filed[:-1].tolist(), strict=True):
        waiting += arrived - decided.get(end_day, 0)
        found.append(waiting)
    return found


@every_size
def test_a_desk_follows_the_queue_of_its_capacity(bench: Bench) -> None:
    """Lindley's recursion, exactly: what waits is what waited and arrived, less capacity, never below nothing."""
    for load in (0.5, 0.9):
        outcome = bench.play(heard_at(bench.n_people, 100_000 * 12 / 365 / load))
        filed = outcome.flows[:, outcome.layout.row["filed"]].sum(axis=(1, 2)).tolist()
        capacity = int(outcome.trial.odds.desk_capacity[0]) * bench.n_people * 7
        waiting, credit, expected = 0, 0, []
        for arrived in filed[:-1]:
            able, credit = divmod(credit + capacity, 100_000 * 1_000_000)
            waiting = max(0, waiting + arrived - able)
            expected.append(waiting)
        assert backlog(outcome) == expected
        assert min(expected) == 0


@every_size
def test_a_desk_with_too_little_capacity_falls_behind_by_the_difference(bench: Bench) -> None:
    outcome = bench.play(heard_at(bench.n_people, 100_000 * 6 / 365))
    weeks = len(outcome.trial.windows) - 1
    arrivals = bench.n_people * 12 * (7 * weeks - 1) / 365
    assert_near(backlog(outcome)[-1], arrivals - bench.n_people * 6 * 7 * weeks / 365, arrivals + 1)


@every_size
def test_two_groups_watched_unequally_differ_by_the_ratio_of_observation(bench: Bench) -> None:
    """Equal conduct, one sanctioned act, half the coverage: half the entries."""
    world = plain_world(
        traits={"sex": ["woman", "man"]},
        margins=[{"id": "sex", "traits": ["sex"], "shares": [{"levels": {"sex": "woman"}, "share": share(0.5)}]}],
        acts=[act("theft", "theft", 20)],
        channels=[channel("camera", coverage=[ratio(0.5, sex="woman")])],
        sights=[sight("theft")],
    )
    outcome = bench.play(plain_trial(plain_scheme(), world, n_people=bench.n_people, days=71))
    entries = outcome.flows[:, outcome.layout.row["entries.true"]].sum(axis=(0, 1))
    assert_share(int(entries[0]), int(entries.sum()), 1 / 3)
    taken = outcome.flows[:, outcome.layout.row["taken.theft"]].sum(axis=(0, 1))
    assert_share(int(taken[0]), int(taken.sum()), 1 / 2)


@every_size
def test_the_ordinary_penalty_follows_detection(bench: Bench) -> None:
    law = {"penalty": "a fine", "severity": cited(1, "step"), "channels": ["camera"]}
    world = plain_world(
        acts=[act("theft", "theft", 20, law=law)],
        channels=[channel("camera"), channel("neighbour")],
        sights=[sight("theft", 0.3), sight("theft", 0.5, "neighbour")],
    )
    outcome = bench.play(plain_trial(plain_scheme(notice=NONE), world, n_people=bench.n_people, days=71))
    taken, recorded, penalties = (
        int(outcome.flows[:, outcome.layout.row[f"{what}.theft"]].sum()) for what in ("taken", "recorded", "penalties")
    )
    assert_share(penalties, recorded, 0.3 / 0.8)
    # What was seen on the last day is not on record yet.
    assert_near(recorded, 0.8 * taken * 70 / 71, taken)
