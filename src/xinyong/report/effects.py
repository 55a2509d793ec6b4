"""What each assumed value does to the figures of the first page, as far as an audit tried it."""

from __future__ import annotations

from xinyong.audit.measure import RESPONSE, Measure
from xinyong.report.basis import HEADLINES, MOST_VALUES
from xinyong.report.content import Grid, Span, Text, code, link, text
from xinyong.report.linked import to_figure
from xinyong.report.material import Material, find
from xinyong.report.numbers import whole
from xinyong.report.places import place_of_value
from xinyong.report.say import WORDINGS
from xinyong.report.scenarios import ABSENT


def tried(material: Material, name: str) -> Measure | None:
    """Return a figure of the first scenario in which it was tried what it rests on; None where it was in none."""
    found = (find(column.measures, name) for column in material.columns)
    return next((one for one in found if one is not None and one.echo is not None), None)


def effects_table(material: Material) -> Grid | None:
    """Return each value that moves a figure of the first page, with its place among those that move it; None where
    nothing was tried."""
    found = {name: one for name in HEADLINES if (one := tried(material, name)) is not None}
    paths = {path for one in found.values() for path in one.rests_on}
    if paths <= {RESPONSE}:
        return None  # that differences in conduct turn on the response is known without trying anything
    order = sorted(paths, key=lambda path: (min(_rank(one, path) for one in found.values()), path))
    left = len(order) - MOST_VALUES
    note = (
        "1: of all values tried, moving this one alone moves the figure most. “Takes it away”: set to its neutral "
        "point, the figure is gone, so that it echoes what was put in."
    )
    note += f" {whole(left)} more values move a figure, and do so less." if left > 0 else ""
    heads = (text("Value"), *(text(to_figure(_label(name), name)) for name in found))
    return Grid(
        "What each value does to the figures of the first page",
        heads,
        tuple(_row(material, path, tuple(found.values())) for path in order[:MOST_VALUES]),
        (False, *(True for _ in found)),
        text(note),
    )


def _row(material: Material, path: str, found: tuple[Measure, ...]) -> tuple[Text, ...]:
    place = place_of_value(material, path)
    label = link(path, f"#{place}") if place else Span("how people respond") if path == RESPONSE else code(path)
    return text(label), *(text(_cell(one, path)) for one in found)


def _cell(measure: Measure, path: str) -> str:
    if path not in measure.rests_on:
        return ABSENT
    rank = str(measure.rests_on.index(path) + 1)
    return f"{rank}, takes it away" if path in measure.echo_of else rank


def _rank(measure: Measure, path: str) -> int:
    return measure.rests_on.index(path) if path in measure.rests_on else len(measure.rests_on) + MOST_VALUES


def _label(name: str) -> str:
    return f"{WORDINGS[name].label[0].upper()}{WORDINGS[name].label[1:]}"
