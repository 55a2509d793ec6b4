"""How long mistaken entries stood, and how many were ever corrected."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xinyong.audit.definitions_procedure import PROCEDURE
from xinyong.audit.measure import Measure, Measures
from xinyong.audit.reading import Reading, figure
from xinyong.audit.survival import Curve, kaplan_meier

_D = {each.name: each for each in PROCEDURE}

_SCHEME_ENDED = 4
"""Outcome of a ledger row whose entry stopped counting only because the scheme ended."""


def curve_of_mistaken(reading: Reading) -> Curve:
    """Return the Kaplan-Meier curve of the days that mistaken adverse entries stood."""
    ledger = reading.outcome.ledger
    chosen = reading.rows & reading.facts.mistaken
    day, ended = ledger["day"][chosen], ledger["ended"][chosen]
    stopped = np.where(ended >= 0, ended, reading.outcome.trial.days)
    return kaplan_meier(stopped - day, (ended >= 0) & (ledger["outcome"][chosen] != _SCHEME_ENDED))


def stood(reading: Reading) -> Measures:
    """Return the median days a mistaken entry stood, with its 95 % band, and the share ever corrected."""
    ledger = reading.outcome.ledger
    chosen = reading.rows & reading.facts.mistaken
    n_mistaken = int(chosen.sum())
    corrected = int((chosen & ((ledger["reversed"] == 1) | (ledger["review_reversed"] == 1))).sum())
    return Measures(
        (
            _median(reading, n_mistaken),
            figure(reading, _D["ever_corrected_share"], corrected, n_mistaken, rows=True),
        )
    )


def _median(reading: Reading, n_mistaken: int) -> Measure:
    if not n_mistaken:
        return figure(reading, _D["mistaken_days_stood"], 0, 0, rows=True)
    curve = curve_of_mistaken(reading)
    removed = int(curve.ended.sum())
    found = figure(reading, _D["mistaken_days_stood"], removed, n_mistaken, rows=True)
    low, high = curve.median_interval()
    if curve.median is None:
        why = f"more than half of the mistaken entries outlast the run ({removed} of {n_mistaken} were seen to end)"
        return replace(found, value=None, low=low, high=None, band=None if low is None else "luck", why=why)
    return replace(found, value=float(curve.median), low=low, high=high, band="luck")
