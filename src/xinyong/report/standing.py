"""The parts of a report on tiers over time and on refused services."""

from __future__ import annotations

from xinyong.population.world import Service
from xinyong.report import figures, series
from xinyong.report.content import Chart, Grid, Paragraph, Section, Text, text
from xinyong.report.material import Material
from xinyong.report.numbers import length, people, people_rate, rate
from xinyong.report.say import HERE

PARTS = ("as the scheme's rules say", "wrongly")
"""The two parts of a refusal: would it also have met a person whose entries were all rightful?"""

PEOPLE_RATE = "per 1,000 people"


def tiers_section(material: Material) -> Section:
    """Return the part on how many people stood in each tier over time."""
    heading = "People by tier"
    names = material.outcome.layout.tiers
    if not names:
        return Section("tiers", heading, (Paragraph(text("This scheme has no tiers.")),))
    over = series.stretches(material.outcome.trial.windows)
    counts = {name: series.at_the_end(material.outcome, f"tier.{name}", over) for name in names}
    return Section("tiers", heading, (_tiers_chart(material, counts, over),))


def _tiers_chart(
    material: Material, counts: dict[str, tuple[int, ...]], over: tuple[series.Stretch, ...]
) -> Chart | Grid:
    """Return the picture of the tiers, or their table alone where no tier ever has ten people."""
    n = material.n_people
    labels = {tier.id: f"{tier.id} ({tier.label})" if tier.label else tier.id for tier in material.scheme.tiers}
    drawn = {name: tuple(series.drawable(count, n) for count in found) for name, found in counts.items()}
    panels = tuple(
        figures.Panel(f"Tier {labels.get(name, name)}", (figures.Line(name, values),))
        for name, values in drawn.items()
        if any(values)
    )
    if not panels:
        return _tiers_table(counts, over, n)
    wide, narrow = figures.lines_svg("tiers", panels, tuple(s.end_day for s in over), PEOPLE_RATE)
    ends = ", ".join(f"{people_rate(found[-1], n)} in {name}" for name, found in counts.items())
    left_out = " A tier with fewer than 10 people all along is in the table alone." if len(panels) < len(counts) else ""
    return Chart(
        "chart-tiers",
        "People in each tier over time (synthetic people)",
        f"Unit: people {PEOPLE_RATE}. Each tier has its own scale; a gap means fewer than 10 people.{left_out}",
        f"{HERE.capitalize()}, if {material.main.said}, of every 1,000 people there were at the end of "
        f"{length(material.days)}: {ends}.",
        wide,
        narrow,
        _tiers_table(counts, over, n),
    )


def _tiers_table(counts: dict[str, tuple[int, ...]], over: tuple[series.Stretch, ...], n: int) -> Grid:
    return Grid(
        f"People in each tier, {PEOPLE_RATE}, {HERE}",
        (text("At the end of day"), *(text(f"Tier {name}") for name in counts)),
        tuple(
            (text(str(s.end_day - 1)), *(text(people_rate(found[i], n)) for found in counts.values()))
            for i, s in enumerate(over)
        ),
        (False, *(True for _ in counts)),
    )


def services_section(material: Material) -> Section:
    """Return the part on refused requests and the people refused."""
    heading = "Refused services"
    refused = [s for s in material.world.services if series.total(material.outcome, f"refused.{s.id}")]
    if not refused:
        said = f"No request was refused by the scheme {HERE}."
        return Section("services", heading, (Paragraph(text(said), "finding"),))
    lead = (
        "An attempt is one refused request; the same person may try again, so attempts are more than people. A "
        "refusal is wrongful when it would not have met the person had the same rules seen rightful entries only."
    )
    return Section("services", heading, (Paragraph(text(lead)), _services_chart(material, refused)))


def _services_chart(material: Material, refused: list[Service]) -> Chart:
    outcome = material.outcome
    attempts, persons = [], []
    for service in refused:
        wrong = series.requests_a_year(outcome, f"refused_wrongly.{service.id}")
        attempts.append(
            figures.Bar(service.name.en, series.requests_a_year(outcome, f"refused.{service.id}") - wrong, wrong)
        )
        some, wrongly = (series.drawable(n, material.n_people) or 0 for n in _people(material, service)[1:])
        persons.append(figures.Bar(service.name.en, some - wrongly, wrongly))
    panels = [("Refused requests, per 1,000 people a year", tuple(attempts))]
    if any(bar.rightful or bar.wrongful for bar in persons):
        panels.append(("People refused at least once, per 1,000 people", tuple(persons)))
    wide, narrow = figures.bars_svg("services", tuple(panels), PARTS)
    return Chart(
        "chart-services", "Requests and people refused, by service (synthetic people)",
        "Units: refused requests per 1,000 people a year; people refused at least once, per 1,000 people. Fewer than "
        "10 people are not drawn.",
        _services_say(material, refused), wide, narrow, _services_table(material, refused),
    )  # fmt: skip


def _people(material: Material, service: Service) -> tuple[int, int, int]:
    """Return the people who asked for a service, were refused, were refused wrongly."""
    index = material.outcome.layout.services.index(service.id)
    asking, some, wrongly = (int(count) for count in material.outcome.people_asking[:, index].sum(axis=(1, 2)))
    return asking, some, wrongly


def _services_say(material: Material, refused: list[Service]) -> str:
    most = max(refused, key=lambda s: series.total(material.outcome, f"refused.{s.id}"))
    _, some, _ = _people(material, most)
    attempts = rate(series.requests_a_year(material.outcome, f"refused.{most.id}"))
    return (
        f"{HERE.capitalize()}, if {material.main.said}, most refusals were at the service “{most.name.en}”: "
        f"{attempts} refused requests per 1,000 people a year; {people_rate(some, material.n_people)} of every 1,000 "
        f"people were refused there at least once in {length(material.days)}."
    )


def _services_table(material: Material, refused: list[Service]) -> Grid:
    rows: list[tuple[Text, ...]] = []
    for service in refused:
        flows = [series.requests_a_year(material.outcome, f"{what}.{service.id}")
                 for what in ("requested", "refused", "refused_wrongly")]  # fmt: skip
        found = _people(material, service)
        rows.append((
            text(service.name.en), *(text(rate(flow)) for flow in flows),
            *(text(people_rate(count, material.n_people)) for count in found),
        ))  # fmt: skip
    heads = ("Service", "Requests per 1,000 people a year", "of these refused", "refused wrongly",
             "People who asked, per 1,000 people", "refused at least once", "wrongly at least once")  # fmt: skip
    return Grid(
        f"Requests and people, by service, {HERE} of {people(material.n_people)}",
        tuple(text(words) for words in heads),
        tuple(rows),
        (False, *(True,) * 6),
    )
