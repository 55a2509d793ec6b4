"""Counts that were published of a whole nation on known days, and what a run shows on the same days.

They stand in `published.yaml` beside a world. Nothing in a run reads them. A run of part of the people is scaled to the
residents of the world.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BeforeValidator

from xinyong.files.catalogue import find, shipped
from xinyong.files.complaints import Finding
from xinyong.files.evidence import Date, Number, Record, Slug, Source, as_tuple
from xinyong.files.records import Declared, record_of
from xinyong.files.strict_yaml import load
from xinyong.population.world import SMALLEST_CELL
from xinyong.results.outcome import Outcome
from xinyong.vocabulary import Grade

What = Literal["refusals", "people refused", "refusals a person", "entries", "people listed", "performed"]

AT_THE_END = ("people refused", "refusals a person")
"""What a run knows of its whole length alone: people are counted once in it."""

ONE_WINDOW_DAYS = 7


class Dated(Record):
    """One published count: how many there were from the beginning until the end of a day, or on it."""

    date: Date
    value: Number
    grade: Grade
    source: Slug
    why: str = ""


class Course(Record):
    """One series of published counts, from `since` on where it says so.

    `fitted` says which numbers of the world were chosen for it, and is empty where none was; `if_off` what may explain
    a difference.
    """

    id: Slug
    what: What
    service: Slug | None = None
    list: Slug | None = None
    says: str
    since: Date | None = None
    fitted: str
    counts: Annotated[tuple[Dated, ...], BeforeValidator(as_tuple)]
    if_off: str


class PublishedCounts(Record):
    """Everything published of one world that a run can be held against."""

    format: Literal[1]
    world: Slug
    sources: dict[Slug, Source]
    courses: Annotated[tuple[Course, ...], BeforeValidator(as_tuple)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One published count beside that of a run, scaled to all residents.

    simulated   how many there were in the run by that day; None where the run cannot tell
    synthetic   the count behind it, of synthetic people
    factor      simulated over published
    why         why the run cannot tell
    """

    course: Course
    count: Dated
    simulated: float | None
    synthetic: float | None
    factor: float | None
    why: str = ""


def read_published(world: str) -> PublishedCounts | None:
    """Return what was published about a shipped world; None where nothing is.

    Raises:
        FileError: the file is not as it should be.
    """
    if world not in shipped("world"):
        return None
    path = find(world, "world").path.parent / "published.yaml"
    if not path.is_file():
        return None
    return record_of(load(path, shown=f"{world}/published.yaml"), PublishedCounts, _findings, stand_ins={})


def _findings(file: PublishedCounts, _declared: Declared) -> Iterator[Finding]:
    for number, course in enumerate(file.courses):
        for place, count in enumerate(course.counts):
            if count.source not in file.sources:
                hint = f"sources: {', '.join(file.sources)}"
                spot = ("courses", number, "counts", place, "source")
                yield Finding(spot, f"found `{count.source}`, which is not in `sources`", hint)


def scale_of(outcome: Outcome) -> float:
    """Return how many residents of the world one synthetic person stands for."""
    return float(sum(place.residents.value for place in outcome.trial.world.places)) / outcome.trial.people.n


def held_against(outcome: Outcome, published: PublishedCounts) -> tuple[Held, ...]:
    """Return each published count beside the run's, in the order of the file; those whose service or list no scheme of
    the run knows are left out."""
    known = [course for course in published.courses if _is_known(outcome, course)]
    return tuple(_held(outcome, course, count) for course in known for count in course.counts)


def written(outcome: Outcome) -> list[dict[str, Any]]:
    """Return each published count of a world beside that of a run in it, as plain data."""
    published = read_published(outcome.trial.world.world)
    return [
        {
            "id": one.course.id, "until": one.count.date.isoformat(), "published": one.count.value,
            "simulated": one.simulated, "factor": one.factor, "why": one.why or None,
            "fitted": one.course.fitted or None, "source": one.count.source,
        }
        for one in (held_against(outcome, published) if published else ())
    ]  # fmt: skip


def _is_known(outcome: Outcome, course: Course) -> bool:
    if course.list is not None:
        return bool(rows_of_list(outcome, "listings", course.list))
    services = {c.service for regime in outcome.trial.regimes if regime for c in regime.scheme.consequences}
    return course.service in services


def rows_of_list(outcome: Outcome, metric: str, name: str) -> list[int]:
    """Return the rows of the series that count something of a list, in whatever scheme it stands."""
    return [row for title, row in outcome.layout.row.items()
            if title.startswith(f"{metric}.") and title.rpartition("/")[2] == name]  # fmt: skip


def _held(outcome: Outcome, course: Course, count: Dated) -> Held:
    day = _day(outcome, count.date) + 1
    why = _cannot_tell(outcome, course, day)
    found = 0.0 if why else _counted(outcome, course, day)
    if not why and 0 < found < SMALLEST_CELL and course.what != "refusals a person":
        why = f"fewer than {SMALLEST_CELL} in this synthetic population; a larger run can tell"
    if why:
        return Held(course=course, count=count, simulated=None, synthetic=None, factor=None, why=why)
    simulated = found if course.what == "refusals a person" else found * scale_of(outcome)
    factor = simulated / count.value if found else None
    return Held(course=course, count=count, simulated=simulated, synthetic=found, factor=factor)


def _day(outcome: Outcome, when: date) -> int:
    return (when - outcome.trial.world.first_day).days


def _cannot_tell(outcome: Outcome, course: Course, day: int) -> str:
    """Return why a run knows nothing of a count, or nothing."""
    days = outcome.trial.days
    if day <= 0 or day > days:
        return "the run ends before that day" if day > days else "the world begins after that day"
    if course.what not in AT_THE_END:
        return ""
    if days - day >= ONE_WINDOW_DAYS:
        return "people are counted once in a whole run; one that ends on that day tells"
    if course.since is not None and _refusals(outcome, course, _day(outcome, course.since)) > 0:
        return f"people were refused before {course.since}, and each is counted once"
    return ""


def _counted(outcome: Outcome, course: Course, day: int) -> float:
    """Return what a run counted before a day."""
    if course.what == "performed":
        return float(_performed(outcome, str(course.list), day))
    if course.what == "entries":
        return _before(outcome, rows_of_list(outcome, "listings", str(course.list)), day)
    if course.what == "people listed":
        window = int(np.searchsorted([end for _, end in outcome.trial.windows], day))
        return float(outcome.flows[window, rows_of_list(outcome, "listed", str(course.list))].sum())
    refused = _refusals(outcome, course, day)
    if course.since is not None:
        refused -= _refusals(outcome, course, _day(outcome, course.since))
    if course.what == "refusals":
        return refused
    people = int(outcome.people_asking[1, outcome.layout.services.index(str(course.service))].sum())
    return float(people) if course.what == "people refused" else refused / people if people else 0.0


def _refusals(outcome: Outcome, course: Course, day: int) -> float:
    return _before(outcome, [outcome.layout.row[f"refused.{course.service}"]], day)


def _before(outcome: Outcome, rows: list[int], day: int) -> float:
    """Return what the series counted before a day; what happened in the window of that day is shared out evenly."""
    begins, ends = np.array(outcome.trial.windows).T
    share = np.clip((day - begins) / (ends - begins), 0.0, 1.0)
    return float(outcome.flows[:, rows].sum(axis=(1, 2, 3)) @ share)


def _performed(outcome: Outcome, name: str, day: int) -> int:
    """Return the entries on a list of which the debt or duty was met before a day."""
    ledger, met = outcome.ledger, 0
    homes = outcome.trial.people.places_of(ledger["recipient"])
    for place, regime in enumerate(outcome.trial.regimes):
        rules = regime.scheme.rules if regime else ()
        listing = [clause for clause, rule in enumerate(rules) if rule.listing and rule.listing.list == name]
        here = (homes == place) & np.isin(ledger["clause"], listing)
        met += int((here & (ledger["met"] >= 0) & (ledger["met"] < day)).sum())
    return met
