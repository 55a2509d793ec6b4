"""A synthetic life told from its replay: what could have happened, what did, who wrote it down, what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xinyong.arrays import LEDGER, SUBJECTS
from xinyong.errors import DamagedRun
from xinyong.experiment.choosing import chosen
from xinyong.experiment.entries import entry_events
from xinyong.experiment.events import Event
from xinyong.experiment.replay import refuse_unknown
from xinyong.reference.alone import Life, life_in
from xinyong.reference.diary import Chance, Page, diary
from xinyong.reference.rulebook import Standing
from xinyong.reference.subject import covers
from xinyong.results.outcome import Outcome
from xinyong.results.record import Run
from xinyong.results.standing import start_of, start_of_unscored
from xinyong.trial.trial import Regime
from xinyong.vocabulary import SANCTIONS


@dataclass(frozen=True)
class Story:
    """The life of one synthetic subject in one run.

    `why` says why this one is told; `figures` are its final standing; `events` are in order of days.
    """

    subject: int
    why: str
    scheme: str
    world: str
    place: str
    levels: Mapping[str, str]
    days: int
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
            **self.figures,
            "events": [event.as_json() for event in self.events],
        }

    def text(self) -> str:
        """Return the story as lines for a reader; chances that were left are only counted."""
        who = ", ".join(f"{trait} {level}" for trait, level in self.levels.items())
        said = {name.replace("_", " "): value for name, value in self.figures.items() if value not in (None, [])}
        end = ", ".join(f"{name} {', '.join(v) if isinstance(v, list) else v}" for name, v in said.items())
        told = [event for event in self.events if event.data.get("taken", True)]
        left = len(self.events) - len(told)
        lines = [
            f"Synthetic subject {self.subject} of {self.place}{f' ({who})' if who else ''}: {self.why}. Nobody real.",
            f"{self.scheme} in {self.world}, as modelled, {self.days} days.",
            *(f"  day {event.day:>5}  {event.text}" for event in told),
            *([f"  not told here: {left:,} chances to act that were left"] if left else []),
            f"  at the end: {end}",
        ]
        return "\n".join(lines)


def cases(run: Run, subject: int | None = None) -> list[Story]:
    """Tell the life of one subject, or of the worst off, the median and three at random.

    Raises:
        NameUnknown: nobody in the run has this number.
        DamagedRun: the life that plays out is not the one in the ledger.
    """
    outcome = run.outcome
    if subject is not None:
        refuse_unknown(outcome, subject)
    wanted = [("asked for", subject)] if subject is not None else chosen(outcome)
    return [tell(outcome, number, why) for why, number in wanted]


def tell(outcome: Outcome, subject: int, why: str) -> Story:
    """Play one subject again, alone, and tell what happened; errors as `cases`."""
    trial = outcome.trial
    pages, life = diary(trial, subject, outcome)
    if life != life_in(outcome, subject):
        raise DamagedRun(f"synthetic subject {subject} lives another life than the ledger says; run `xinyong verify`")
    place = trial.people.place_of(subject)
    regime = trial.regimes[place]
    rows = [dict(zip(LEDGER, row, strict=True)) for row in life.ledger]
    events = [event for page in pages for event in _of_day(outcome, regime, subject, page)]
    events += [event for row in rows for event in entry_events(outcome, regime, row)]
    return Story(
        subject=subject,
        why=why,
        scheme=regime.scheme.scheme if regime else "ordinary law",
        world=trial.world.world,
        place=trial.world.places[place].id,
        levels=dict(trial.people.strata[trial.people.stratum_of(subject)]),
        days=trial.days,
        figures=_figures(outcome, regime, place, life),
        events=tuple(sorted(events, key=lambda event: (event.day, event.order))),
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


def _of_day(outcome: Outcome, regime: Regime | None, subject: int, page: Page) -> Iterator[Event]:
    """Yield what a page of the diary says beside the entries."""
    if page.moved and page.standing is not None and regime is not None:
        yield _standing(regime.on(page.day), page.day, page.standing)
    for chance in page.chances:
        yield _chance(outcome, subject, page.day, chance)
    for report in page.false_reports:
        world = outcome.trial.world
        act, channel = world.acts[report.what].id, world.channels[report.channel].id
        yield Event(page.day, "false report", f"somebody reports {act} to {channel}; it did not happen",
                    {"act": act, "channel": channel})  # fmt: skip
    for service, counts in page.answers.items():
        yield from _answers(page.day, service, counts)


def _standing(regime: Regime, day: int, standing: Standing) -> Event:
    scheme = regime.scheme
    bound = sorted(scheme.consequences[i].id for i in standing.bound if scheme.consequences[i].effect in SANCTIONS)
    tier = scheme.tiers[standing.tier].id if standing.tier >= 0 else None
    lists = sorted(standing.lists)
    parts = [
        *([f"{standing.score:,} points"] if scheme.score else []),
        *([f"tier {tier}"] if tier else []),
        *(f"on list {name}" for name in lists),
        f"under {', '.join(bound)}" if bound else "restricted in nothing",
    ]
    data = {"score": standing.score if scheme.score else None, "tier": tier, "lists": lists, "sanctions": bound}
    return Event(day, "standing", f"stands at {', '.join(parts)}", data)


def _chance(outcome: Outcome, subject: int, day: int, chance: Chance) -> Event:
    world = outcome.trial.world
    act = world.acts[chance.happening.what]
    data: dict[str, Any] = {"act": act.id, "kind": act.kind, "taken": chance.taken}
    data |= {"channel": None, "recorded_as": None, "misattributed": False}
    if not chance.taken:
        return Event(day, "chance", f"a chance of {act.id}, left", data)
    if chance.record is None:
        return Event(day, "chance", f"{act.id}; nobody writes it down", data)
    record = chance.record
    data |= {"channel": world.channels[record.channel].id, "recorded_as": world.acts[record.act].id}
    said = f"{act.id}; {data['channel']} writes it down"
    if data["recorded_as"] != act.id:
        said += f" as {data['recorded_as']}"
    if record.recipient != subject:
        said, data["misattributed"] = f"{said}, under somebody else's name", True
    return Event(day, "chance", said, data)


def _answers(day: int, service: str, counts: Mapping[str, int]) -> Iterator[Event]:
    data = {"service": service, **counts}
    if counts["refused"]:
        wrongly = ", which rightful entries alone would not have brought" if counts["refused_wrongly"] else ""
        yield Event(day, "request", f"asks for {service}: refused{wrongly}", data)
    elif counts["burdened"]:
        yield Event(day, "request", f"asks for {service}: served, with a burden", data)
    elif counts["favoured"]:
        yield Event(day, "request", f"asks for {service}: served, with favour", data)
    else:
        yield Event(day, "request", f"asks for {service}: served", data)
