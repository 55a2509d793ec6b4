"""The town from which the coverage of the interval of luck is known: 200 people, nine weeks, a few cases or many.

Men steal, women less; a camera sees it all, and reports some who did nothing. An entry restricts until its term is
over; who was entered by mistake objects, and is heard. In a large run every 200 people in a row are a town: nobody is
taken for somebody else, nobody responds, and the desk is never short, so that what becomes of one town does not depend
on the others, and every draw belongs to a person of one town. So many towns are as many seeds of one.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tests.oracle.cited import WHY, days, ratio, share
from tests.oracle.plain import (
    act,
    channel,
    desk,
    false_report,
    objection,
    plain_scheme,
    plain_trial,
    plain_world,
    refusal,
    rule,
    sight,
    tier,
)

from xinyong.audit.survival import kaplan_meier
from xinyong.population.world import World
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme
from xinyong.trial.trial import Trial
from xinyong.vocabulary import Cause

PEOPLE, DAYS = 200, 63
YEARS = (DAYS - 1) / 365
"""Records take a day, so that many days of conduct are on record."""
MEN_RESTRICTED = 20
"""Expected of men by their own acts, however rare the cases are."""

COLUMNS = ("filed", "wrongful_days", "mistaken", "adverse", "n_women", "women", "men", "days_stood")
"""What is kept of a town: objections filed, wrongful restricted days, mistaken entries, adverse entries, how many women
there are, women and men restricted on a day at least, and the median days that a mistaken entry stood, −1 where there
is none."""

Rows = NDArray[np.int64]


@lru_cache
def town(cases: float) -> World:
    """Return a world in which so many mistaken entries, and so many restricted women, are expected of a town."""
    women, men = cases / 2 / (PEOPLE / 2 * YEARS), MEN_RESTRICTED / (PEOPLE / 2 * YEARS)
    theft = act("theft", "theft", (women + men) / 2, ratios=[ratio(women / men, sex="woman")])
    false = [false_report("theft", cases / (PEOPLE * YEARS))]
    return plain_world(
        traits={"sex": ["woman", "man"]},
        margins=[{"id": "sex", "traits": ["sex"], "shares": [{"levels": {"sex": "woman"}, "share": share(0.5)}]}],
        acts=[theft],
        channels=[channel("camera", false_reports=false)],
        sights=[sight("theft")],
        desks=[desk("office", takes=3)],
        objecting={"mistaken": share(1), "right": share(0), "spread": days(10)},
    )


@lru_cache
def rules() -> Scheme:
    """Return a score in which one entry restricts for four weeks, with notice and a hearing."""
    return plain_scheme(
        tiers=[tier("good", 95), tier("bad")],
        rules=[rule(validity=28)],
        consequences=[refusal(tiers=["bad"])],
        notice={"by": "letter", "delay": days(2), **WHY},
        objection=objection(),
    )


def towns(cases: float, n_towns: int, seed: int) -> Trial:
    """Return the trial of so many towns."""
    return plain_trial(rules(), town(cases), n_people=PEOPLE * n_towns, days=DAYS, seed=seed)


def rows_of(outcome: Outcome) -> Rows:
    """Return a row of `COLUMNS` for each town of a run."""
    people, ledger, subjects = outcome.trial.people, outcome.ledger, outcome.subjects
    n_towns = people.n // PEOPLE
    home, of_subject = ledger["recipient"] // PEOPLE, subjects["subject"] // PEOPLE
    adverse = ledger["adverse"] == 1
    mistaken = adverse & (ledger["cause"] != int(Cause.TRUE))
    is_woman = np.array([levels["sex"] == "woman" for levels in people.strata])
    restricted, woman = subjects["first_restricted"] >= 0, is_woman[subjects["stratum"]]
    found = (
        np.bincount(home[ledger["filed"] >= 0], minlength=n_towns),
        np.bincount(of_subject, subjects["wrongful_days"], minlength=n_towns),
        np.bincount(home[mistaken], minlength=n_towns),
        np.bincount(home[adverse], minlength=n_towns),
        is_woman[people.strata_of(people.ids())].reshape(n_towns, PEOPLE).sum(axis=1),
        np.bincount(of_subject[restricted & woman], minlength=n_towns),
        np.bincount(of_subject[restricted & ~woman], minlength=n_towns),
        _days_stood(outcome, home[mistaken], mistaken),
    )
    return np.stack(found, axis=1).astype(np.int64)


def _days_stood(outcome: Outcome, home: Rows, mistaken: NDArray[np.bool_]) -> Rows:
    """Return the median of each town; the ledger is sorted by recipient, and so by town."""
    days_run, ended, day = outcome.trial.days, outcome.ledger["ended"][mistaken], outcome.ledger["day"][mistaken]
    stood = np.where(ended >= 0, ended, days_run) - day
    found = np.full(outcome.trial.people.n // PEOPLE, -1, np.int64)
    numbers, begins, sizes = np.unique(home, return_index=True, return_counts=True)
    for number, begin, end in zip(numbers, begins, begins + sizes, strict=True):
        median = kaplan_meier(stood[begin:end], ended[begin:end] >= 0).median
        found[number] = -1 if median is None else median
    return found
