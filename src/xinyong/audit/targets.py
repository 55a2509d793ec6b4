"""Published counts that a report prints beside the modelled ones: how many, over how many people and days, by whom.

They stand in `targets.yaml` beside the scheme. Nothing in a run reads them, and nothing is fitted to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from pydantic import BeforeValidator, Field

from xinyong.audit.definition import YEAR_DAYS
from xinyong.audit.falls import fallen
from xinyong.audit.reading import Facts
from xinyong.files.catalogue import find
from xinyong.files.complaints import Finding
from xinyong.files.evidence import Cited, Date, Number, Record, Rival, Slug, Source, as_tuple
from xinyong.files.records import Declared, record_of
from xinyong.files.strict_yaml import load
from xinyong.results.outcome import Outcome
from xinyong.vocabulary import Grade

Slugs = Annotated[tuple[Slug, ...], BeforeValidator(as_tuple)]

MEASURE = {
    "adverse entries": "negative_items",
    "people published": "names_published",
    "people fallen": "people_fallen",
}
"""The measure beside which each sort of published count stands."""


class Period(Record):
    """From which day to before which day something was counted."""

    from_: Date = Field(alias="from")
    to: Date
    source: Slug
    note: str = ""

    @property
    def days(self) -> int:
        """Return how many days the period has."""
        return (self.to - self.from_).days


class Published(Record):
    """A published count with its evidence."""

    value: Number
    unit: Literal["item", "person"]
    grade: Grade
    source: Slug
    also: Slugs = ()
    why: str = ""
    rivals: Annotated[tuple[Rival, ...], BeforeValidator(as_tuple)] = ()


class Target(Record):
    """One published count; `tiers`, where it counts falls, are the tiers fallen to. `if_above` and `if_below` say why
    the model may be off."""

    id: Slug
    what: Literal["adverse entries", "people published", "people fallen"]
    tiers: Slugs = ()
    says: str
    period: Period | None = None
    count: Published
    if_above: str
    if_below: str


class Targets(Record):
    """Everything published about one scheme that a run can be held against."""

    format: Literal[1]
    scheme: Slug
    period: Period
    population: Cited
    sources: dict[Slug, Source]
    counts: Annotated[tuple[Target, ...], BeforeValidator(as_tuple)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One published count beside the modelled one, both per 1,000 people and year.

    low, high    the published rate at the largest and smallest cited population
    over_run     the modelled rate over the whole run
    over_period  the modelled rate over as many first days as the published count covers
    factor       by what factor `over_run` is off the nearer published end, 1 or more; None where nothing was modelled
    why          what may explain it
    """

    target: Target
    measure: str
    days: int
    low: float
    high: float
    over_run: float
    over_period: float
    factor: float | None
    why: str
    source: Source


def read_targets(scheme: str) -> Targets | None:
    """Return what was published about a shipped scheme; None where nothing is.

    Raises:
        NameUnknown: there is no such scheme. FileError: the file is not as it should be.
    """
    path = find(scheme, "scheme").path.parent / "targets.yaml"
    if not path.is_file():
        return None
    return record_of(load(path, shown=f"{scheme}/targets.yaml"), Targets, _findings, stand_ins={})


def _findings(file: Targets, _declared: Declared) -> Iterator[Finding]:
    for place, target in enumerate(file.counts):
        for name in (target.count.source, *target.count.also, *([target.period.source] if target.period else [])):
            if name not in file.sources:
                hint = f"sources: {', '.join(file.sources)}"
                yield Finding(("counts", place, "count", "source"), f"found `{name}`, which is not in `sources`", hint)


def beside(outcome: Outcome, targets: Targets) -> tuple[Beside, ...]:
    """Return each published count beside what was modelled, in the order of the file."""
    return tuple(_beside(outcome, targets, target) for target in targets.counts)


def _beside(outcome: Outcome, targets: Targets, target: Target) -> Beside:
    days = (target.period or targets.period).days
    sizes = [targets.population.value, *(rival.value for rival in targets.population.rivals)]
    low, high = (_rate(target.count.value, size, days) for size in (max(sizes), min(sizes)))
    n_people = outcome.trial.people.n
    over_run, over_period = (
        _rate(_modelled(outcome, target, until), n_people, until)
        for until in (outcome.trial.days, min(days, outcome.trial.days))
    )
    worse = target.if_above if over_run > high else target.if_below if over_run < low else ""
    part = f".{target.tiers[0]}" if target.tiers else ""
    return Beside(
        target=target,
        measure=f"{MEASURE[target.what]}{part}",
        days=days,
        low=low,
        high=high,
        over_run=over_run,
        over_period=over_period,
        factor=max(1.0, low / over_run, over_run / high) if over_run else None,
        why=worse,
        source=targets.sources[target.count.source],
    )


def _rate(count: float, n_people: float, days: int) -> float:
    """Return a count per 1,000 people and year."""
    return 1000.0 * count / n_people * YEAR_DAYS / days


def _modelled(outcome: Outcome, target: Target, until: int) -> int:
    """Return how many there were in the days before `until`."""
    facts, ledger = Facts(outcome), outcome.ledger
    if target.what == "adverse entries":
        return int((facts.adverse & (ledger["day"] < until)).sum())
    if target.what == "people published":
        told = (ledger["published"] >= 0) & (ledger["published"] < until)
        return len(np.unique(ledger["recipient"][told]))
    return fallen(outcome, np.ones(facts.n_strata, bool), until)[1].get(target.tiers[0], 0)
