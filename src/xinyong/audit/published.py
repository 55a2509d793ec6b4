"""What a newspaper could count: negative items, names published and shown too long, people fallen to a worse tier."""

from __future__ import annotations

import numpy as np

from xinyong.audit.definitions_harm import HARMS
from xinyong.audit.falls import fallen
from xinyong.audit.measure import Measure, Measures, gathered
from xinyong.audit.reading import Reading, rows_per_1000
from xinyong.audit.score_paths import has_no_path

_D = {each.name: each for each in HARMS}


def published(reading: Reading) -> Measures:
    """Return negative items, names published, days shown after the end, people fallen, per 1,000 people and year."""
    ledger = reading.outcome.ledger
    named = np.unique(ledger["recipient"][reading.rows & (ledger["published"] >= 0)])
    items = int((reading.rows & reading.facts.adverse).sum())
    clauses = any(scheme.publicity for scheme in reading.facts.schemes)
    secret = "" if clauses else "nothing is published: no scheme of this run has a publicity clause"
    return gathered(
        [
            rows_per_1000(reading, _D["negative_items"], items),
            rows_per_1000(reading, _D["names_published"], len(named), why=secret),
            rows_per_1000(reading, _D["shown_after_end_days"], _shown_after_end(reading), why=secret),
        ],
        _fallen(reading),
    )


def _shown_after_end(reading: Reading) -> int:
    """Return the days on which entries were shown that had ended."""
    ledger, days = reading.outcome.ledger, reading.outcome.trial.days
    ended = reading.rows & (ledger["published"] >= 0) & (ledger["ended"] >= 0)
    until = np.where(ledger["shown_until"] < 0, days, np.minimum(ledger["shown_until"], days))
    return int(np.maximum(0, until - np.maximum(ledger["ended"], ledger["published"]))[ended].sum())


def _fallen(reading: Reading) -> list[Measure]:
    total, counts = fallen(reading.outcome, reading.group.strata)
    unread = any(has_no_path(scheme) for scheme in reading.facts.schemes)
    why = "" if counts else "no scheme of this run has a tier below the one people start in"
    if unread and not counts:
        why = "tiers that are shares of people, or hang on an index held between its reckonings, are not followed here"
    parts = [rows_per_1000(reading, _D["people_fallen"], count, part=tier) for tier, count in counts.items()]
    return [rows_per_1000(reading, _D["people_fallen"], total, why=why), *parts]
