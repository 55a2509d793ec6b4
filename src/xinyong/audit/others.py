"""Restricted days in somebody else's stead, by the tie that brought them; the parts add up to the whole.

A day is not told apart by tie while it is lived. Whoever was reached by one tie alone has all such days from it; the
days of those whom several reached are one part, `several`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.audit.definitions_harm import HARMS
from xinyong.audit.measure import Measures
from xinyong.audit.reading import Reading, rows_per_1000
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import copy_clauses

SEVERAL = "several"
"""The part of those whom several ties reached."""

_DEFINITION = next(each for each in HARMS if each.name == "others_restricted_days")


def others(reading: Reading) -> Measures:
    """Return the days by tie, and those of people whom several reached; nothing where no list goes along a tie."""
    outcome = reading.outcome
    used = sorted(set(outcome.trial.tied_copies.values()))
    if not used:
        return Measures()
    reached = _reached(outcome, used)
    days, alone = outcome.subjects["others_days"] * reading.subjects, reached.sum(axis=0) == 1
    counts = {tie: int(days[alone & reached[index]].sum()) for index, tie in enumerate(used)}
    if len(used) > 1:
        counts[SEVERAL] = int(days[~alone].sum())
    return Measures(rows_per_1000(reading, _DEFINITION, count, part=tie) for tie, count in counts.items())


def _reached(outcome: Outcome, used: list[str]) -> NDArray[np.bool_]:
    """Return by which of the ties used each row of the subjects table was reached: ties × subjects."""
    ledger, subjects = outcome.ledger, outcome.subjects["subject"]
    found = np.zeros((len(used), len(subjects)), bool)
    places = outcome.trial.people.places_of(ledger["recipient"])
    for place, regime in enumerate(outcome.trial.regimes):
        for name, clause in copy_clauses(regime).items() if regime is not None else ():
            tie = outcome.trial.tied_copies.get(outcome.trial.copies.index(name))
            if tie is not None:
                rows = (places == place) & (ledger["clause"] == clause)
                found[used.index(tie)] |= np.isin(subjects, ledger["recipient"][rows])
    return found
