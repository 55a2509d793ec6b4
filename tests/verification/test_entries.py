"""How many entries, how many of them mistaken, and how long until the first: against Poisson closed forms.

Steady acts and false reports are Poisson processes, thinned by what a channel sees. Records take a day, so a run of D
days holds D − 1 days of conduct.
"""

from itertools import pairwise
from math import exp, factorial

import numpy as np
from tests.oracle.cited import share
from tests.oracle.plain import (
    act,
    channel,
    false_report,
    plain_scheme,
    plain_trial,
    plain_world,
    rule,
    sight,
    tier,
)
from tests.verification.close import assert_distribution, assert_near, assert_share
from tests.verification.engines import Bench, every_size

from xinyong.trial.trial import Trial
from xinyong.vocabulary import Cause

DAYS = 71
YEARS = (DAYS - 1) / 365


def poisson(mean: float, k: int) -> float:
    return exp(-mean) * mean**k / factorial(k)


def one_act(n_people: int, theft: float, seen: float, false: float) -> Trial:
    """Return a trial with one act and one channel, which also reports what nobody did."""
    camera = channel("camera", false_reports=[false_report("theft", false)] if false else [])
    world = plain_world(acts=[act("theft", "theft", theft)], channels=[camera], sights=[sight("theft", seen)])
    return plain_trial(plain_scheme(), world, n_people=n_people, days=DAYS)


@every_size
def test_share_of_wrongful_entries_with_a_known_false_report_rate(bench: Bench) -> None:
    """Entries come at rate r·s + f, of which f are fabricated: the share is f / (r·s + f)."""
    rate, seen, false = 6.0, 0.5, 1.0
    ledger = bench.play(one_act(bench.n_people, rate, seen, false)).ledger
    total = rate * seen + false
    assert_near(len(ledger["day"]), bench.n_people * total * YEARS, bench.n_people * total * YEARS)
    assert_share(int((ledger["cause"] == Cause.FABRICATED).sum()), len(ledger["day"]), false / total)


@every_size
def test_wait_to_the_first_sanction_is_geometric_in_weeks(bench: Bench) -> None:
    """Each week without an entry has chance exp(−(r·s + f)·7/365), whatever went before."""
    outcome = bench.play(one_act(bench.n_people, 6, 0.5, 1))
    survives = exp(-(6 * 0.5 + 1) * 7 / 365)
    first = outcome.subjects["first_restricted"]
    weeks = (DAYS - 1) // 7
    # Conduct of week w is on record from day 7w + 1 to 7w + 7.
    found = np.bincount((first[first >= 0] - 1) // 7, minlength=weeks).tolist()
    expected = [survives**week * (1 - survives) for week in range(weeks)]
    assert_distribution([*found, bench.n_people - sum(found)], [*expected, survives**weeks])


@every_size
def test_nothing_is_entered_where_nobody_watches(bench: Bench) -> None:
    outcome = bench.play(one_act(bench.n_people, 6, 0, 0))
    assert len(outcome.ledger["day"]) == 0
    assert_near(outcome.flows[:, outcome.layout.row["taken.theft"]].sum(), *2 * (bench.n_people * 6 * DAYS / 365,))


@every_size
def test_first_passage_to_the_third_entry_is_erlang(bench: Bench) -> None:
    """With −10 each from 100, a tier from 75 up is left at the third entry."""
    world = plain_world(acts=[act("theft", "theft", 15)], sights=[sight("theft")])
    scheme = plain_scheme(tiers=[tier("good", 75), tier("bad")])
    outcome = bench.play(plain_trial(scheme, world, n_people=bench.n_people, days=DAYS))
    first = outcome.subjects["first_restricted"]
    edges = [0, 15, 29, 43, 57, DAYS - 1]
    fallen = [1 - sum(poisson(15 * days / 365, k) for k in range(3)) for days in edges]
    found = np.histogram(first[first >= 0] - 1, edges)[0].tolist()
    expected = [later - earlier for earlier, later in pairwise(fallen)]
    assert_distribution([*found, bench.n_people - sum(found)], [*expected, 1 - fallen[-1]])


@every_size
def test_an_unbounded_score_has_poisson_mean_and_variance(bench: Bench) -> None:
    outcome = bench.play(one_act(bench.n_people, 20, 1, 0))
    scores = np.concatenate([outcome.subjects["score"], np.full(bench.n_people - len(outcome.subjects["score"]), 100)])
    mean = 20 * YEARS
    assert_near(scores.mean(), 100 - 10 * mean, 100 * mean / bench.n_people)
    # Var of a Poisson sample variance: (μ₄ − σ⁴)/n = (μ + 2μ²)/n.
    assert_near(scores.var() / 100, mean, (mean + 2 * mean**2) / bench.n_people)


@every_size
def test_wrong_readings_follow_bayes(bench: Bench) -> None:
    """Of entries at rate r₁·s₁ + r₂·s₂·q, r₂·s₂·q are wrong; q: share of a lawful act taken for an offence."""
    lawful = sight("prayer", 0.8, taken_for={"act": "theft", "share": share(0.1)})
    world = plain_world(
        acts=[act("theft", "theft", 4), act("prayer", "worship", 30)], sights=[sight("theft", 0.5), lawful]
    )
    ledger = bench.play(plain_trial(plain_scheme(rules=[rule()]), world, n_people=bench.n_people, days=DAYS)).ledger
    wrong, right = 30 * 0.8 * 0.1, 4 * 0.5
    assert_share(int((ledger["cause"] == Cause.MISCLASSIFIED).sum()), len(ledger["day"]), wrong / (wrong + right))
    assert np.array_equal(ledger["protected"], ledger["cause"] == Cause.MISCLASSIFIED)


@every_size
def test_share_of_records_about_somebody_else(bench: Bench) -> None:
    world = plain_world(acts=[act("theft", "theft", 20)], sights=[sight("theft")],
                        channels=[channel("camera", delay=7, misattributed=0.2)])  # fmt: skip
    outcome = bench.play(plain_trial(plain_scheme(), world, n_people=bench.n_people, days=DAYS))
    astray = outcome.ledger["cause"] == Cause.MISATTRIBUTED
    assert_share(int(astray.sum()), len(astray), 0.2)
    # Whom a stray record meets is even over those present.
    met = np.bincount(outcome.ledger["recipient"][astray], minlength=bench.n_people)
    mean = astray.sum() / bench.n_people
    assert_near(met.var(), mean, (mean + 2 * mean**2) / bench.n_people)
