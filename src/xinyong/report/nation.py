"""The part of a report that holds a run of a nation against counts published on known days, by year and by place."""

from __future__ import annotations

from collections.abc import Iterable

from xinyong.audit.courses import Held, PublishedCounts, held_against, read_published, scale_of
from xinyong.audit.nation import PlaceCount, Year, places_of, years_of
from xinyong.population.world import SMALLEST_CELL
from xinyong.report.content import Grid, Paragraph, Section, text
from xinyong.report.material import Material
from xinyong.report.numbers import length, plain, whole
from xinyong.report.published import TOO_FEW
from xinyong.results.outcome import Outcome

Table = tuple[tuple[str, ...], ...]
"""Rows of cells; the first row is the head."""


def nation_section(material: Material) -> Section | None:
    """Return the run beside what was published of its world, or None where nothing of that is in the run."""
    published = read_published(material.world.world)
    found = held_against(material.outcome, published) if published else ()
    if published is None or not found:
        return None
    services, list_ = subjects_of(published)
    tables = [
        ("What was published, and what came out, scaled to all residents", held_table(found, published)),
        ("By calendar year, scaled to all residents", year_table(material.outcome, services, list_)),
        ("By place: counts of synthetic people, not scaled", place_table(material.outcome, services, list_)),
    ]
    return Section("nation", "Beside the counts of the nation", (
        Paragraph(text(lead_of(material.outcome))),
        *(_grid(caption, rows) for caption, rows in tables),
    ))  # fmt: skip


def _grid(caption: str, rows: Table) -> Grid:
    head, *others = (tuple(text(cell) for cell in row) for row in rows)
    numeric = tuple(column > 0 for column in range(len(head)))
    return Grid(caption, head, tuple(others), numeric)


def subjects_of(published: PublishedCounts) -> tuple[tuple[str, ...], str]:
    """Return the services and the list that the published counts are about."""
    services = dict.fromkeys(course.service for course in published.courses if course.service)
    lists = [course.list for course in published.courses if course.list]
    return tuple(services), lists[0] if lists else ""


def lead_of(outcome: Outcome) -> str:
    """Return what the tables compare, in a paragraph."""
    return (
        f"{whole(outcome.trial.people.n)} synthetic people and firms over {length(outcome.trial.days)}; each stands "
        f"for {plain(scale_of(outcome))} residents of the world. Refused bookings are attempts, not people: one person "
        "may be refused many times. Some numbers of the world were chosen by hand for some of the counts, as the table "
        "says; nothing was fitted by machine, and what was not fitted stays as it came out."
    )


def held_table(found: Iterable[Held], published: PublishedCounts) -> Table:
    """Return each published count beside the run's, with the factor between them and what was fitted."""
    rows = [("Counted", "Until", "Published", "Simulated", "Simulated over published", "Fitted", "Source")]
    for one in found:
        source = published.sources[one.count.source].title
        rows.append((
            one.course.says, one.count.date.isoformat(), _amount(one.count.value),
            one.why if one.simulated is None else _amount(one.simulated),
            "" if one.factor is None else plain(one.factor, 2),
            one.course.fitted or "no", source,
        ))  # fmt: skip
    return tuple(rows)


def _amount(value: float) -> str:
    return plain(value) if value < 1_000 else whole(int(round(value, -3)) if value >= 100_000 else round(value))


def year_table(outcome: Outcome, services: tuple[str, ...], list_: str) -> Table:
    """Return the years of a run: entries, people listed, refusals, and refusals for each of them and year."""
    names = {one.id: one.name.en for one in outcome.trial.world.services}
    head = ["Year", "Days", "Entered on the list", "On it at the end"]
    for one in services:
        head += [f"Refused: {names[one]}", "for each one listed, a year", "not asked any more"]
    scale = scale_of(outcome)
    years = years_of(outcome, list_, services)
    return (tuple(head), *((str(y.year), whole(y.days), *_year_cells(y, services, scale)) for y in years))


def _year_cells(year: Year, services: tuple[str, ...], scale: float) -> Iterable[str]:
    yield _scaled(year.entries, scale)
    yield _scaled(year.listed_now, scale)
    for one in services:
        yield _scaled(year.refused[one], scale)
        yield plain(year.refused[one] / year.listed_years, 2) if year.listed_years else "–"
        yield _scaled(year.given_up[one], scale)


def _scaled(count: int, scale: float) -> str:
    return TOO_FEW if 0 < count < SMALLEST_CELL else _amount(count * scale)


def place_table(outcome: Outcome, services: tuple[str, ...], list_: str) -> Table:
    """Return the places of a run: refusals as attempts and as people, and the list, as stock and as entries."""
    names = {one.id: one.name.en for one in outcome.trial.world.services}
    head = ["Place", "People and firms"]
    for one in services:
        head += [f"Refused: {names[one]}", "people refused"]
    rows = [(*head, "Entered on the list", "On it at the end")]
    rows += [tuple(_place_cells(place, services)) for place in places_of(outcome, list_, services)]
    return tuple(rows)


def _place_cells(place: PlaceCount, services: tuple[str, ...]) -> Iterable[str]:
    yield place.name
    yield whole(place.people)
    for one in services:
        yield _shown(place.refused[one])
        yield _shown(place.people_refused[one])
    yield _shown(place.entries)
    yield _shown(place.listed_now)


def _shown(count: int) -> str:
    return TOO_FEW if 0 < count < SMALLEST_CELL else whole(count)
