"""The part of a report that holds the model against what was published about the scheme, failures included."""

from __future__ import annotations

from xinyong.audit.targets import Beside, Targets, beside, read_targets
from xinyong.files.catalogue import shipped
from xinyong.population.world import SMALLEST_CELL
from xinyong.report.clauses import source_links
from xinyong.report.content import Bullets, Grid, Paragraph, Section, Text, text
from xinyong.report.material import Material
from xinyong.report.numbers import length, rate, span, whole
from xinyong.report.say import HERE, times

TOO_FEW = f"fewer than {SMALLEST_CELL}"

NEAR = 3.0
"""Within this factor, either way, the model counts as near a published count (`docs/refute.md`)."""


def published_section(material: Material) -> Section | None:
    """Return the simulated counts beside the published ones, or None where nothing is published about the scheme."""
    name = material.scheme.scheme
    targets = read_targets(name) if name in shipped("scheme") else None
    if targets is None:
        return None
    found = beside(material.outcome, targets)
    lead = (
        f"The published counts are of the scheme's first weeks ({targets.period.note}). They come from published "
        "lists, so they are a lower bound of what was recorded. Nothing in the run was fitted to them by machine."
    )
    table = _table(found, targets, material)
    verdicts = tuple(text(verdict(one, material)) for one in found)
    return Section("published", "Beside the published counts", (Paragraph(text(lead)), table, Bullets(verdicts)))


def _table(found: tuple[Beside, ...], targets: Targets, material: Material) -> Grid:
    heads = ("Counted", "Published", "Published, per 1,000 a year", "Simulated, same number of days, per 1,000 a year",
             "Simulated, whole run, per 1,000 a year")  # fmt: skip
    sizes = sorted({targets.population.value, *(rival.value for rival in targets.population.rivals)})
    sources = (targets.population.source or "", *(rival.source for rival in targets.population.rivals))
    return Grid(
        f"What was published, and what came out {HERE}, if {material.main.said}",
        tuple(text(words) for words in heads),
        tuple(_row(one, targets, material) for one in found),
        (False, False, True, True, True),
        text("Published of a population of ", span(*(whole(int(size)) for size in (sizes[0], sizes[-1]))), " (",
             source_links(sources, targets.sources), ")."),
    )  # fmt: skip


def _row(one: Beside, targets: Targets, material: Material) -> tuple[Text, ...]:
    count = one.target.count
    unit = "items" if count.unit == "item" else "people"
    about = "about " if count.grade == "derived" else ""
    sources = source_links((count.source, *count.also), targets.sources)
    return (
        text(one.target.says[0].upper(), one.target.says[1:]),
        text(f"{about}{whole(int(count.value))} {unit} in {one.days} days (", sources, ")"),
        text(span(rate(one.low), rate(one.high))),
        text(_simulated(one.over_period, min(one.days, material.days), material)),
        text(_simulated(one.over_run, material.days, material)),
    )


def _people(yearly: float, days: int, material: Material) -> int:
    """Return how many a yearly rate per 1,000 is among the people and in the days simulated."""
    return round(yearly * material.n_people * days / 365_000)


def _simulated(yearly: float, days: int, material: Material) -> str:
    return TOO_FEW if 0 < _people(yearly, days, material) < SMALLEST_CELL else rate(yearly)


def verdict(one: Beside, material: Material) -> str:
    """Return by what factor the model is off one published count, and why where that is more than `NEAR`.

    Where fewer than ten were simulated luck decides, unless clearly more would be expected.
    """
    what = f"{one.target.says[0].upper()}{one.target.says[1:]}"
    count, expected = (_people(rate_, material.days, material) for rate_ in (one.over_run, one.low))
    if count < SMALLEST_CELL:
        few = f"{TOO_FEW if count else 'none'} {HERE}"
        if expected < SMALLEST_CELL * NEAR:
            return f"{what}: {few}, which is too small to tell; a larger run could."
        return f"{what}: {few}, where the published rate would give about {whole(expected)}. {one.why}"
    if one.factor is None or one.factor <= 1:
        return f"{what}: {HERE} as many as were published."
    said = f"{HERE} {times(one.factor if one.over_run > one.high else 1 / one.factor)} a year as were published"
    if one.factor <= NEAR:
        return f"{what}: {said}, over {length(material.days)}; that is within a factor of {NEAR:g}."
    return f"{what}: {said}, over {length(material.days)}; that is off by more than a factor of {NEAR:g}. {one.why}"
