"""The plain counts of one run that a comparison sets side by side, and who was restricted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.audit.conduct import valence_of
from xinyong.reference.subject import covers
from xinyong.results.outcome import Outcome
from xinyong.results.standing import quiet_restricted, start_under, unscored_days_under
from xinyong.results.summary import entries, restricted, services, total

CONDUCT = ("misdeeds_taken", "good_deeds_taken", "protected_acts_taken")
"""Counts that say nothing about a scheme where nobody responds to it."""

_VALENCES = {"misdeeds": "misdeed", "good_deeds": "good", "protected_acts": "protected"}


def counts(outcome: Outcome) -> dict[str, int]:
    """Return counts of synthetic people, days, entries, requests, objections and acts over a whole run, by name."""
    bound = {name: _of_everybody(count) for name, count in restricted(outcome).items()}
    made = entries(outcome)
    found = {
        "restricted_people": bound["people"],
        "restricted_days": bound["days"],
        "wrongful_restricted_days": bound["wrongful_days"],
        "protected_restricted_days": bound["protected_days"],
        "never_told_people": bound["never_told_people"],
        "entries": made["total"],
        "adverse_entries": total(outcome, "adverse"),
        "mistaken_entries": made["total"] - made["true"],
        "overdue_entries": made["overdue"],
        "protected_entries": made["protected"],
        "people_published": len(np.unique(outcome.ledger["recipient"][outcome.ledger["published"] >= 0])),
        **{f"objections_{name}": total(outcome, name) for name in ("filed", "late", "decided", "reversed")},
    }
    asked = services(outcome)
    found["refused_requests"] = sum(one["refused"] for one in asked.values())
    for name, one in asked.items():
        for what in ("refused", "refused_wrongly", "people_refused", "people_refused_wrongly"):
            found[f"{what}.{name}"] = one[what]
    for label, valence in _VALENCES.items():
        acts = [act.id for act in outcome.trial.world.acts if valence_of(act) == valence]
        for what in ("taken", "recorded"):
            found[f"{label}_{what}"] = sum(total(outcome, f"{what}.{name}") for name in acts)
    return found


def _of_everybody(count: int | None) -> int:
    if count is None:
        raise ValueError("a comparison counts everybody, and these rows are a sample's")
    return count


def restricted_ids(outcome: Outcome) -> NDArray[np.int64]:
    """Return the ids, ascending, of everybody restricted on at least one day, those without a history included."""
    rows = outcome.subjects
    found = [rows["subject"][rows["first_restricted"] >= 0]]
    quiet = quiet_restricted(outcome).sum(axis=1)
    people = outcome.trial.people
    for place, regime in enumerate(outcome.trial.regimes):
        if regime is None or not quiet[place]:
            continue
        first = people.offsets[place]
        ids = np.setdiff1d(np.arange(first, first + people.counts[place], dtype=np.int64), rows["subject"])
        for phase in regime.phases:
            scored = np.ones(len(ids), bool)
            if phase.scoring.scheme.consent is not None:
                scored = np.array([covers(outcome.trial, phase.scoring, int(number)) for number in ids], bool)
            start = start_under(outcome.trial, place, phase, outcome.thresholds)
            bound = start.restricted_days, unscored_days_under(outcome.trial, phase)
            found += [ids[which] for which, days in zip((scored, ~scored), bound, strict=True) if days]
    return np.unique(np.concatenate(found))
