"""What comes up in a life: counts, acts and days of the week, against the distributions they are drawn from."""

from collections import Counter
from math import exp, factorial, lgamma, log

import pytest
from tests.oracle.cited import cited
from tests.oracle.plain import act, plain_scheme, plain_trial, plain_world, rule
from tests.verification.close import assert_distribution, assert_near, assert_share

from xinyong.reference.conduct import is_taken
from xinyong.reference.life import Happening, week_of
from xinyong.trial.trial import Trial

PEOPLE, WEEKS = 300, 12


def weeks(trial: Trial) -> list[list[Happening]]:
    return [week_of(trial, subject, week) for subject in range(PEOPLE) for week in range(WEEKS)]


def test_steady_acts_and_requests_are_poisson() -> None:
    """The plain world has three steady acts and one service, each 50 a year."""
    trial = plain_trial(n_people=PEOPLE)
    mean = 4 * 50 * 7 / 365
    counts = Counter(len(week) for week in weeks(trial))
    chances = [exp(-mean) * mean**k / factorial(k) for k in range(15)]
    found = [counts[k] for k in range(15)]
    assert_distribution([*found, PEOPLE * WEEKS - sum(found)], [*chances, 1 - sum(chances)])


def test_days_of_the_week_and_kinds_of_errand_are_even() -> None:
    trial = plain_trial(n_people=PEOPLE)
    found = [h for subject in range(PEOPLE) for week in range(WEEKS) for h in week_of(trial, subject, week)]
    assert_distribution([sum(h.day % 7 == day for h in found) for day in range(7)], [1 / 7] * 7)
    kinds = Counter((h.sort, h.what) for h in found)
    assert_distribution(list(kinds.values()), [1 / 4] * 4)


@pytest.mark.parametrize("shape", [0.5, 2.0])
def test_acts_that_follow_propensity_are_negative_binomial(shape: float) -> None:
    """A gamma mixture of Poissons, by 256 classes of equal size."""
    world = plain_world(acts=[act("theft", "theft", 100, steady=False)], sights=[],
                        propensity={"shape": cited(shape, "shape")})  # fmt: skip
    trial = plain_trial(world=world, n_people=PEOPLE)
    counts = Counter(sum(h.sort == "act" for h in week_of(trial, s, w)) for s in range(PEOPLE) for w in range(WEEKS))
    mean = 100 * 7 / 365
    p = shape / (shape + mean)
    chances = [
        exp(lgamma(k + shape) - lgamma(shape) - lgamma(k + 1) + shape * log(p) + k * log(1 - p)) for k in range(40)
    ]
    found = [counts[k] for k in range(40)]
    n = PEOPLE * WEEKS
    assert_near(sum(k * times for k, times in counts.items()), n * mean, n * mean + WEEKS**2 * PEOPLE * mean**2 / shape)
    # Weeks of one person share a class, so counts spread more than independent ones; the shape must still be right.
    assert all(abs(x / n - c) < 0.03 for x, c in zip(found, chances, strict=True))


def test_candidates_come_at_the_bound_and_are_thinned_to_the_rate() -> None:
    world = plain_world(acts=[act("theft", "theft", 30, bound=cited(120, "per year"))], sights=[])
    trial = plain_trial(world=world, n_people=PEOPLE)
    chances = [(s, h) for s in range(PEOPLE) for w in range(WEEKS) for h in week_of(trial, s, w) if h.sort == "act"]
    mean = PEOPLE * WEEKS * 120 * 7 / 365
    assert_near(len(chances), mean, mean)
    assert_share(sum(is_taken(trial, s, h, 0) for s, h in chances), len(chances), 1 / 4)


def test_no_scheme_adds_or_removes_a_chance() -> None:
    harder = plain_scheme(rules=[rule(size=-90), rule("prayer", "prayer", -50)], in_force={"from": "2020-01-09"})
    mild, hard, elsewhere = plain_trial(), plain_trial(harder, days=99, window_days=1), plain_trial(seed=2)
    lives = [[week_of(trial, s, w) for s in range(100) for w in range(3)] for trial in (mild, hard, elsewhere)]
    assert lives[0] == lives[1] != lives[2]
