"""Officials against residents, where a world tells them apart: restriction, mistakes, and who answers for what."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from xinyong.arrays import ORIGIN
from xinyong.audit.conduct import valence_of
from xinyong.audit.definitions_time import COMPARED
from xinyong.audit.measure import Measure, Measures
from xinyong.audit.reading import SMALLEST_GROUP, Facts, Group, Reading, figure
from xinyong.vocabulary import Cause

_DEFINITION = next(each for each in COMPARED if each.name == "officials_against_residents")

TRAIT, OFFICIAL, RESIDENT = "role", "official", "resident"
"""How worlds name the trait and its two levels."""


def officials(whole: Reading) -> Measures:
    """Return how many times the residents' figure that of officials is: ever restricted, restricted days, wrongful
    days, and own misdeeds that became an entry."""
    facts = whole.facts
    if why := _why_none(facts):
        return Measures((figure(whole, _DEFINITION, 0, 0, why=why, rows=True),))
    theirs, ours = _those(whole, OFFICIAL), _those(whole, RESIDENT)
    few = min(theirs.n_people, ours.n_people) < SMALLEST_GROUP
    why = f"fewer than {SMALLEST_GROUP} officials or residents" if few else ""
    return Measures(
        (
            _ratio(theirs, ours, _ever, why=why or facts.unread),
            _ratio(theirs, ours, _days("restricted_days"), part="restricted_days", why=why),
            _ratio(theirs, ours, _days("wrongful_days"), part="wrongful_days", why=why),
            _ratio(theirs, ours, _answered, part="accountability", why=why or _sampled(facts)),
        )
    )


def _why_none(facts: Facts) -> str:
    levels = facts.outcome.trial.world.traits.get(TRAIT, ())
    known = OFFICIAL in levels and RESIDENT in levels
    return "" if known else "no such trait: this world does not tell officials from residents"


def _sampled(facts: Facts) -> str:
    sampled = facts.outcome.trial.kept is not None
    return "counted from everybody's entries, and this run keeps those of a sample: run it with --ledger all" \
        if sampled else ""  # fmt: skip


def _those(whole: Reading, level: str) -> Reading:
    strata = np.array([levels.get(TRAIT) == level for levels in whole.outcome.trial.people.strata], bool)
    label, other = f"{TRAIT}: {level}", RESIDENT if level == OFFICIAL else OFFICIAL
    return Reading(whole.facts, Group(label, f"{TRAIT}: {other}", strata), whole.side)


Compared = Callable[[Reading], tuple[float, float]]
"""What is compared: a count and what it is divided by."""


def _ever(reading: Reading) -> tuple[float, float]:
    return reading.n_restricted, reading.n_followed


def _days(name: str) -> Compared:
    return lambda reading: (reading.flow(name), reading.subject_years)


def _answered(reading: Reading) -> tuple[float, float]:
    """Return how many misdeeds that a rule names became an entry of whoever did them, and how many were done."""
    outcome, ledger = reading.outcome, reading.outcome.ledger
    named = {rule.act for scheme in reading.facts.schemes for rule in scheme.rules}
    misdeeds = [i for i, act in enumerate(outcome.trial.world.acts) if act.id in named and valence_of(act) == "misdeed"]
    own = reading.rows & reading.facts.adverse & (ledger["cause"] == int(Cause.TRUE))
    own &= np.isin(ledger["true_act"], misdeeds) & (ledger["origin_subject"] == ledger["recipient"])
    origins = np.stack([ledger[name][own] for name in ORIGIN], axis=1)
    taken = sum(reading.flow(f"taken.{outcome.trial.world.acts[index].id}") for index in misdeeds)
    return len(np.unique(origins, axis=0)), taken


def _ratio(theirs: Reading, ours: Reading, compared: Compared, *, part: str = "", why: str = "") -> Measure:
    (count, among), (other, of_others) = compared(theirs), compared(ours)
    mine, base = count / among if among else 0.0, other / of_others if of_others else 0.0
    reason = "" if base else "there is nothing to compare with: the figure of residents is 0"
    if 0 < count < SMALLEST_GROUP:
        reason = f"too few to say: fewer than {SMALLEST_GROUP} cases among officials"
    return figure(theirs, _DEFINITION, mine, base, part=part, why=why or reason, rows=True)
