"""The town from which the coverage of the interval of luck is known: 200 people, nine weeks, a few cases or many.

Men steal, women less; a camera sees it all, and reports some who did nothing. An entry restricts until its term is
over; who was entered by mistake objects, and is heard. A run of many such towns, which share nothing, is as many seeds
of one: every draw belongs to a person of a town, and no two towns have a person in common.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.oracle.cited import WHY, Json, cited, days, name, ratio, share
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

COLUMNS = ("filed", "wrongful_days", "mistaken", "adverse", "women", "men", "days_stood")
"""What is kept of a town: objections filed, wrongful restricted days, mistaken entries, adverse entries, women and men
restricted on a day at least, and the median days that a mistaken entry stood, −1 where there is none."""

Rows = NDArray[np.int64]


@lru_cache
def town(cases: float, n_towns: int = 1) -> World:
    """Return a world of towns in each of which so many mistaken entries, and so many restricted women, are expected."""
    women, men = cases / 2 / (PEOPLE / 2 * YEARS), MEN_RESTRICTED / (PEOPLE / 2 * YEARS)
    theft = act("theft", "theft", (women + men) / 2, ratios=[ratio(women / men, sex="woman")])
    false = [false_report("theft", cases / (PEOPLE * YEARS))]
    return plain_world(
        places=[_place(f"town-{number}") for number in range(n_towns)],
        traits={"sex": ["woman", "man"]},
        margins=[{"id": "sex", "traits": ["sex"], "shares": [{"levels": {"sex": "woman"}, "share": share(0.5)}]}],
        acts=[theft],
        channels=[channel("camera", false_reports=false)],
        sights=[sight("theft")],
        desks=[desk("office", takes=3)],
        objecting={"mistaken": share(1), "right": share(0), "spread": days(10)},
    )


def _place(id_: str) -> Json:
    return {"id": id_, "name": name(id_), "residents": cited(1000, "person"), "room": 1 << 16}


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


def towns(cases: float, n_towns: int, seed: int, **changes: Any) -> Trial:
    """Return the trial of so many towns."""
    world = town(cases, n_towns)
    return plain_trial(rules(), world, n_people=PEOPLE * n_towns, days=DAYS, seed=seed, **changes)


def rows_of(outcome: Outcome) -> Rows:
    """Return a row of `COLUMNS` for each town of a run."""
    trial, ledger, subjects = outcome.trial, outcome.ledger, outcome.subjects
    n_towns = len(trial.people.counts)
    assert set(trial.people.counts) == {PEOPLE}
    home, adverse = trial.people.places_of(ledger["recipient"]), ledger["adverse"] == 1
    mistaken = adverse & (ledger["cause"] != int(Cause.TRUE))
    restricted = subjects["first_restricted"] >= 0
    woman = np.array([levels["sex"] == "woman" for levels in trial.people.strata])[subjects["stratum"]]
    found = np.stack([
        _by_town(outcome, "filed"),
        _by_town(outcome, "wrongful_days"),
        np.bincount(home[mistaken], minlength=n_towns),
        np.bincount(home[adverse], minlength=n_towns),
        np.bincount(subjects["place"][restricted & woman], minlength=n_towns),
        np.bincount(subjects["place"][restricted & ~woman], minlength=n_towns),
        _days_stood(outcome, home, mistaken),
    ], axis=1)  # fmt: skip
    return found.astype(np.int64)


def _by_town(outcome: Outcome, metric: str) -> Rows:
    found: Rows = outcome.flows[:, outcome.layout.row[metric]].sum(axis=(0, 2))
    return found


def _days_stood(outcome: Outcome, home: Rows, mistaken: NDArray[np.bool_]) -> Rows:
    ledger = outcome.ledger
    over = ledger["ended"] >= 0
    stood = np.where(over, ledger["ended"], outcome.trial.days) - ledger["day"]
    found = np.full(len(outcome.trial.people.counts), -1, np.int64)
    for number in np.unique(home[mistaken]).tolist():
        mine = mistaken & (home == number)
        median = kaplan_meier(stood[mine], over[mine]).median
        found[number] = -1 if median is None else median
    return found
