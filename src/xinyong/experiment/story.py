"""A synthetic life told from its replay: what could have happened, what did, who wrote it down, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from xinyong.arrays import LEDGER, SUBJECTS
from xinyong.errors import DamagedRun, NameUnknown
from xinyong.experiment.choosing import chosen
from xinyong.experiment.citing import procedures_of
from xinyong.experiment.daily import daily_events
from xinyong.experiment.entries import entry_events
from xinyong.experiment.events import Event
from xinyong.experiment.given import given_events
from xinyong.experiment.replay import is_present, nobody
from xinyong.experiment.traced import traced
from xinyong.reference.alone import Life, life_in
from xinyong.reference.subject import covers
from xinyong.results.kept import are_kept
from xinyong.results.outcome import Outcome
from xinyong.results.record import Run
from xinyong.results.standing import start_of, start_of_unscored
from xinyong.trial.trial import Regime

LAW = "ordinary law"
YEAR_DAYS = 365


@dataclass(frozen=True)
class Story:
    """The life of one synthetic subject in one run.

    why         why this one is told
    missing     what could not be told, and why; empty where the life is told in full and is the one that was recorded
    procedures  how the scheme tells and hears people, each clause with where it was read
    figures     its final standing
    events      what happened, in order of days
    """

    subject: int
    why: str
    scheme: str
    world: str
    place: str
    levels: Mapping[str, str]
    days: int
    seed: int
    response: str
    missing: str
    procedures: tuple[Mapping[str, Any], ...]
    figures: Mapping[str, Any]
    events: tuple[Event, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the story as plain data."""
        return {
            "subject": self.subject,
            "synthetic": True,
            "why": self.why,
            "scheme": self.scheme,
            "world": self.world,
            "place": self.place,
            "levels": dict(self.levels),
            "days": self.days,
            "seed": self.seed,
            "response": self.response,
            "missing": self.missing,
            "procedures": [dict(one) for one in self.procedures],
            **self.figures,
            "events": [event.as_json() for event in self.events],
        }

    @property
    def who(self) -> str:
        """Return who this is, in a line that says that nobody is."""
        who = ", ".join(f"{trait} {level}" for trait, level in self.levels.items())
        return f"Synthetic subject {self.subject} of {self.place}{f' ({who})' if who else ''}: {self.why}. Nobody real."

    @property
    def end(self) -> str:
        """Return its final standing in a line."""
        said = {name.replace("_", " "): value for name, value in self.figures.items() if value not in (None, [])}
        return ", ".join(f"{name} {', '.join(v) if isinstance(v, list) else v}" for name, v in said.items())


def cases(run: Run, subject: int | None = None) -> list[Story]:
    """Tell the life of one subject, or of the worst off, the median and three at random.

    Raises:
        NameUnknown: nobody in the run has this number.
        DamagedRun: the life that plays out is not the one in the ledger.
    """
    return [tell(run.outcome, number, why) for why, number in wanted(run.outcome, subject)]


def wanted(outcome: Outcome, subject: int | None) -> list[tuple[str, int]]:
    """Return whose lives to tell, each with the reason.

    Raises:
        NameUnknown: nobody in the run has this number.
    """
    if subject is None:
        return chosen(outcome)
    if not is_present(outcome, subject):
        raise NameUnknown(nobody(outcome, subject))
    return [("asked for", subject)]


def tell(outcome: Outcome, subject: int, why: str) -> Story:
    """Play one subject again, alone, and tell what happened.

    Of somebody whose rows were not kept, what others' acts brought is missing, and the story says so.

    Raises:
        DamagedRun: the life that plays out is not the one in the ledger.
    """
    trial = outcome.trial
    found = traced(trial, subject, outcome)
    is_kept = bool(are_kept(trial, np.array([subject])).all())
    if is_kept and found.life != life_in(outcome, subject):
        raise DamagedRun(f"synthetic subject {subject} lives another life than the ledger says; run `xinyong verify`")
    place = trial.people.place_of(subject)
    regime = trial.regimes[place]
    rows = [dict(zip(LEDGER, row, strict=True)) for row in found.life.ledger]
    events = [*daily_events(trial, regime, subject, found)]
    events += [event for row in rows for event in entry_events(outcome, regime, row)]
    events += given_events(outcome, subject)
    return Story(
        subject=subject,
        why=why,
        scheme=regime.scheme.scheme if regime else LAW,
        world=trial.world.world,
        place=trial.world.places[place].id,
        levels=dict(trial.people.strata[trial.people.stratum_of(subject)]),
        days=trial.days,
        seed=trial.seed,
        response=trial.response,
        missing="" if is_kept else _missing(outcome),
        procedures=tuple(procedures_of(regime.scoring.scheme)) if regime else (),
        figures=_figures(outcome, regime, place, found.life),
        events=tuple(sorted(events, key=lambda event: (event.day, event.order))),
    )


def _missing(outcome: Outcome) -> str:
    """Return what is not told of somebody outside the sample, and how often there is such a thing in this run."""
    causes = ("entries.misattributed", "entries.mislinked", "by_tie")
    n_entries = sum(int(outcome.flows[:, outcome.layout.row[name]].sum()) for name in causes)
    rate = n_entries * 1000 * YEAR_DAYS / (outcome.trial.people.n * outcome.trial.days)
    return (
        "played again from its address alone, since this run keeps the rows of a sample and this subject is not in it; "
        "what the acts, mistakes and ratings of others brought to this subject was not kept and is left out (in this "
        f"synthetic population {rate:.3g} such entries per 1,000 people and year)"
    )


def _figures(outcome: Outcome, regime: Regime | None, place: int, life: Life) -> dict[str, Any]:
    if regime is None:
        return {"score": None, "tier": None, "lists": [], "entries": 0}
    start = start_of(outcome.trial, place, outcome.thresholds)
    if not covers(outcome.trial, regime.scoring, life.subject):
        start = start_of_unscored(outcome.trial, place)
    row = dict(zip(SUBJECTS, life.standing, strict=True)) if life.standing else {}
    tier, bits = row.get("tier", start.tier), row.get("lists", 0)
    return {
        "score": row.get("score", start.score) if regime.scheme.score else None,
        "tier": regime.scheme.tiers[tier].id if tier >= 0 else None,
        "lists": [one.id for bit, one in enumerate(regime.scheme.lists) if bits >> bit & 1],
        "entries": len(life.ledger),
        "restricted_days": row.get("restricted_days"),
        "wrongful_days": row.get("wrongful_days"),
        "protected_days": row.get("protected_days"),
        "refusals": row.get("refusals"),
    }
