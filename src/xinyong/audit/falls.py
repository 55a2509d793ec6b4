"""Who ever stood below the tier everybody starts in: the worst point of the path of each person's score.

Between two events of a ledger a score can only move towards its start (decay), so the worst standing falls on a day of
an event.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.audit.score_paths import Ints, Rows, has_no_path, overrides, rows_of_place, tier_path
from xinyong.results.layout import tier_names
from xinyong.results.outcome import Outcome
from xinyong.results.standing import start_under
from xinyong.scheme.clauses import Scheme
from xinyong.trial.trial import Regime


def worst_tiers(
    outcome: Outcome, place: int, until: int | None = None, *, under: Regime | None = None
) -> tuple[Ints, Ints]:
    """Return the recipients of a place and the worst tier index (best is 0) each stood in, the start tier included.

    People without an entry are not among them: they stand where the scheme starts. With `until` only the days before it
    are looked at; `under` is the phase of what governs people who move of which the tiers are meant.
    """
    regime = under or outcome.trial.regimes[place]
    days = outcome.trial.days if until is None else min(until, outcome.trial.days)
    recipients, rows = rows_of_place(outcome, place, regime, until)
    if regime is None or not regime.scheme.tiers:
        return recipients, np.zeros(len(recipients), np.int64)
    worst = np.full(len(recipients), start_under(outcome.trial, place, regime).tier, np.int64)
    path = tier_path(regime, rows, days)
    np.maximum.at(worst, path.who, path.tier)
    _overridden(regime.scheme, rows, worst)
    return recipients, worst


def _overridden(scheme: Scheme, rows: Rows, worst: Ints) -> None:
    """Lower those whom an override held in a worse tier for at least one day."""
    for tier, who, begins, ends in overrides(scheme, rows):
        np.maximum.at(worst, who[begins < ends], tier)


def fallen(outcome: Outcome, strata: NDArray[np.bool_], until: int | None = None) -> tuple[int, dict[str, int]]:
    """Return how many people of some strata stood below the start tier on at least one day.

    Places where no path of scores can be read from the ledger are left out (`has_no_path`).
    And, for each tier below it, how many fell to it or a worse one; tiers named as in the series, best first.
    With `until`, on a day before it.
    """
    people, total, found = outcome.trial.people, 0, dict[str, int]()
    for place, regime in enumerate(outcome.trial.regimes):
        ids = [np.zeros(0, np.int64)]
        for phase in regime.phases if regime is not None else ():
            if not phase.scheme.tiers or has_no_path(phase.scheme):
                continue
            recipients, worst = worst_tiers(outcome, place, until, under=phase)
            chosen = strata[people.strata_of(recipients)]
            recipients, ranks = recipients[chosen], worst[chosen]
            start = start_under(outcome.trial, place, phase).tier
            names = tier_names(outcome.trial, place, phase.since)
            ids.append(recipients[ranks > start])
            for index in range(start + 1, len(names)):
                found[names[index]] = found.get(names[index], 0) + int((ranks >= index).sum())
        total += len(np.unique(np.concatenate(ids)))
    return total, found
