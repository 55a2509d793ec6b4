"""The figures of one run as one object: what `xinyong run --json` prints. All counts are of synthetic people.

Field names are fixed; others rely on them. A figure that was not asked for is null, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from xinyong.results.layout import BY_CAUSE
from xinyong.results.outcome import Outcome
from xinyong.results.standing import quiet_restricted

OBJECTIONS = ("filed", "late", "decided", "reversed", "reviews_filed", "reviews_decided", "reviews_reversed")
SPEED = ("wall_seconds", "total_seconds", "compile_seconds", "phase_seconds", "subject_days_per_second",
         "peak_rss_bytes")  # fmt: skip


def summary(outcome: Outcome, manifest: Mapping[str, Any], directory: Path | None = None) -> dict[str, Any]:
    """Return the documented object of `xinyong run --json`.

    Args:
        outcome: what was recorded.
        manifest: how it was made; gives the names, the hash and the speed fields.
        directory: where it lies, if it was saved.
    """
    trial = outcome.trial
    return {
        "scheme": manifest["scheme"]["id"],
        "world": manifest["world"]["id"],
        "evidence": manifest["scheme"]["evidence"],
        "synthetic": True,
        "seed": trial.seed,
        "people": trial.people.n,
        "days": trial.days,
        "ledger": "all" if trial.kept is None else "sample",
        "sample_people": None if trial.kept is None else len(trial.kept),
        "window_days": trial.window_days,
        "engine": outcome.engine,
        "threads": outcome.threads,
        "response": trial.response,
        "end": manifest["end"],
        "unknown": list(manifest["unknown"]),
        "tiers": tiers(outcome),
        "unscored_people": int(outcome.flows[-1, outcome.layout.row["unscored_people"]].sum()),
        "lists": lists(outcome),
        "restricted": restricted(outcome),
        "entries": entries(outcome),
        "services": services(outcome),
        "places": places(outcome),
        "objections": {name: total(outcome, name) for name in OBJECTIONS},
        "acts": acts(outcome),
        "assumed": dict(manifest["assumed"]),
        "warnings": list(manifest["warnings"]),
        **{name: manifest["speed"][name] for name in SPEED},
        "result_sha256": manifest["result_sha256"],
        "out": str(directory) if directory else None,
    }


def total(outcome: Outcome, metric: str) -> int:
    """Return a flow summed over windows, places and strata."""
    return int(outcome.flows[:, outcome.layout.row[metric]].sum())


def tiers(outcome: Outcome) -> dict[str, int]:
    """Return the people in each tier on the last day, best tier first."""
    row = outcome.layout.row
    return {name: int(outcome.flows[-1, row[f"tier.{name}"]].sum()) for name in outcome.layout.tiers}


def lists(outcome: Outcome) -> dict[str, dict[str, int]]:
    """Return the people on each list on the last day, the rows entered on it so far, and the people ever on it."""
    row = outcome.layout.row
    return {
        name: {
            "people_now": int(outcome.flows[-1, row[f"listed.{name}"]].sum()),
            "entries_cumulative": total(outcome, f"listings.{name}"),
            "people_ever": total(outcome, f"first_listed.{name}"),
        }
        for name in outcome.layout.lists
    }


def restricted(outcome: Outcome) -> dict[str, int | None]:
    """Return the people ever restricted, their days, and how many of them were never told.

    `never_told_people`: restricted on at least one day, no notice came, and refused nothing (`measures.md`). Both
    counts of people take the final standings of everybody: where those of a sample are kept, they are null.
    """
    days = {f"{name}days": total(outcome, f"{name or 'restricted_'}days")
            for name in ("", "wrongful_", "protected_", "others_")}  # fmt: skip
    if outcome.trial.kept is not None:
        return {"people": None, **days, "never_told_people": None}
    rows = outcome.subjects
    bound = rows["restricted_days"] > 0
    quiet = int(quiet_restricted(outcome).sum())
    untold = bound & (rows["noticed"] == 0) & (rows["refusals"] == 0)
    return {
        "people": int(bound.sum()) + quiet,
        **days,
        "never_told_people": int(untold.sum()) + quiet,
    }


def entries(outcome: Outcome) -> dict[str, int]:
    """Return the entries by cause; the causes add up to the total, `overdue` and `protected` overlap with them."""
    if outcome.trial.kept is not None:
        by_cause = {name: total(outcome, f"entries.{name}") for name in BY_CAUSE}
        overdue, protected = total(outcome, "overdue"), total(outcome, "entries_protected")
    else:
        ledger = outcome.ledger
        by_cause = dict(zip(BY_CAUSE, np.bincount(ledger["cause"], minlength=len(BY_CAUSE)).tolist(), strict=True))
        overdue, protected = int((ledger["overdue"] >= 0).sum()), int((ledger["protected"] == 1).sum())
    return {"total": sum(by_cause.values()), **by_cause, "overdue": overdue, "protected": protected}


def services(outcome: Outcome) -> dict[str, dict[str, int]]:
    """Return requests and people by service."""
    people = outcome.people_asking.sum(axis=(2, 3))
    return {
        name: {
            "requested": total(outcome, f"requested.{name}"),
            "refused": total(outcome, f"refused.{name}"),
            "refused_wrongly": total(outcome, f"refused_wrongly.{name}"),
            **{
                what: total(outcome, f"{what}.{name}")
                for what in ("burdened", "charged", "favoured", "full", "given_up")
            },
            "people_asking": int(people[0, index]),
            "people_refused": int(people[1, index]),
            "people_refused_wrongly": int(people[2, index]),
        }
        for index, name in enumerate(outcome.layout.services)
    }


def places(outcome: Outcome) -> dict[str, dict[str, Any]]:
    """Return, by place, its people, and of what a scheme refuses and of each list how much fell there."""
    layout, trial = outcome.layout, outcome.trial
    here = outcome.flows.sum(axis=(0, 3))
    clauses = [c for regime in trial.regimes if regime for c in regime.scheme.consequences]
    closed = {c.service for c in clauses if c.effect == "refused"}
    refused = [name for name in layout.services if name in closed]
    last = outcome.flows[-1].sum(axis=2)
    return {
        place.id: {
            "people": trial.people.counts[at],
            "services": {
                name: {
                    "refused": int(here[layout.row[f"refused.{name}"], at]),
                    "people_refused": int(outcome.people_asking[1, layout.services.index(name), at].sum()),
                }
                for name in refused
            },
            "lists": {
                name: {
                    "people_now": int(last[layout.row[f"listed.{name}"], at]),
                    "entries_cumulative": int(here[layout.row[f"listings.{name}"], at]),
                }
                for name in layout.lists
            },
        }
        for at, place in enumerate(trial.world.places)
    }


def acts(outcome: Outcome) -> dict[str, dict[str, Any]]:
    """Return candidates, acts taken and records by act, with the kind of each."""
    return {
        act.id: {
            "kind": act.kind,
            **{what: total(outcome, f"{what}.{act.id}") for what in ("candidates", "taken", "recorded", "displaced")},
        }
        for act in outcome.trial.world.acts
    }
