"""People without any history whom a scheme restricts all the same, because the tier everybody starts in is sanctioned.

They have no row of their own, so they are found by what is left: restricted days counted in the series, less those of
people with a row, over the days on which the start tier binds.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from xinyong.files.evidence import whole
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Consequence, Scheme
from xinyong.trial.response import tier_of
from xinyong.trial.trial import Regime
from xinyong.vocabulary import SANCTIONS


def _in_force(consequence: Consequence, first_day: date, day: int) -> bool:
    dates = consequence.in_force
    begins = dates.from_ if dates else None
    ends = dates.to if dates else None
    return (begins is None or (begins - first_day).days <= day) and (ends is None or day < (ends - first_day).days)


def start_tier(scheme: Scheme) -> int:
    """Return the index, best first, of the tier that everybody starts in; −1 in a scheme without tiers."""
    if not scheme.tiers:
        return -1
    return tier_of(scheme, (whole(scheme.score.start) or 0) if scheme.score else 0)


def start_restricted_days(regime: Regime, first_day: date, days: int) -> int:
    """Return on how many days of a run a person without any entry is restricted."""
    tier = start_tier(regime.scheme)
    if tier < 0:
        return 0
    name = regime.scheme.tiers[tier].id
    hung = [c for c in regime.scheme.consequences if c.effect in SANCTIONS and name in c.tiers]
    governed = range(regime.start_day, min(regime.end_day, days))
    return sum(any(_in_force(c, first_day, day) for c in hung) for day in governed) if hung else 0


def quiet_restricted(outcome: Outcome) -> NDArray[np.int64]:
    """Return, by stratum, how many people without a row in the subjects table were restricted."""
    trial, subjects = outcome.trial, outcome.subjects
    left = outcome.flows[:, outcome.layout.row["restricted_days"]].sum(axis=0)
    np.subtract.at(left, (subjects["place"], subjects["stratum"]), subjects["restricted_days"])
    found = np.zeros(left.shape[1], np.int64)
    for place, regime in enumerate(trial.regimes):
        each = start_restricted_days(regime, trial.world.first_day, trial.days) if regime else 0
        if each:
            found += left[place] // each
    return found
