"""How long a scheme remembers: when half of what entries took is gone, and how many entries are spent by the end."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xinyong.audit.definitions_time import TIME
from xinyong.audit.measure import Measure, Measures
from xinyong.audit.reading import Counts, Mask, Reading, figure
from xinyong.audit.survival import kaplan_meier
from xinyong.files.evidence import whole
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import FOREVER

_D = {each.name: each for each in TIME}

_SCHEME_ENDED = 4
"""Outcome of a ledger row whose entry stopped counting only because the scheme ended."""


def memory(reading: Reading) -> Measures:
    """Return the time by which half of the entries against people were half gone, and the share spent by the end."""
    ledger = reading.outcome.ledger
    chosen = reading.rows & reading.facts.adverse
    spent = chosen & (ledger["ended"] >= 0)
    shown = spent & (ledger["published"] >= 0)
    shown &= (ledger["shown_until"] < 0) | (ledger["shown_until"] > reading.outcome.trial.days)
    definition, total = _D["spent_entries_share"], int(chosen.sum())
    return Measures(
        (
            _half_life(reading, chosen),
            figure(reading, definition, int(spent.sum()), total, rows=True),
            figure(reading, definition, int(shown.sum()), total, part="still_shown", rows=True),
        )
    )


def _half_life(reading: Reading, chosen: Mask) -> Measure:
    definition, ledger = _D["entry_half_life_days"], reading.outcome.ledger
    if not chosen.any():
        return figure(reading, definition, 0, 0, rows=True)
    days, day, ended = reading.outcome.trial.days, ledger["day"][chosen], ledger["ended"][chosen]
    really = (ended >= 0) & (ledger["outcome"][chosen] != _SCHEME_ENDED)
    gone = np.minimum(np.where(really, ended, FOREVER), day + _worked_off(reading.outcome)[chosen])
    watched = np.where(ended >= 0, ended, days)
    over = (gone <= watched) & (gone < days)
    curve = kaplan_meier(np.minimum(gone, watched) - day, over)
    found = figure(reading, definition, int(over.sum()), len(day), rows=True)
    if curve.median is None:
        why = f"more than half of the entries outlast the run ({int(over.sum())} of {len(day)} were seen half gone)"
        return replace(found, value=None, why=why)
    return replace(found, value=float(curve.median))


def _worked_off(outcome: Outcome) -> Counts:
    """Return after how many days half of the points of each ledger row are worked off by decay; FOREVER without one."""
    ledger = outcome.ledger
    found = np.full(len(ledger["day"]), FOREVER, np.int64)
    places = outcome.trial.people.places_of(ledger["recipient"])
    for place, regime in enumerate(outcome.trial.regimes):
        score = regime.scheme.score if regime else None
        if score is None or score.decay is None:
            continue
        here = places == place
        half, size = -(-np.abs(ledger["points"][here]) // 2), whole(score.decay.points) or 1
        found[here] = -(-half // size) * (whole(score.decay.every) or 1)
    return found
