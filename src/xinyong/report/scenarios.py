"""Figures side by side: a column for each response scenario, and the range over them and over what is unknown."""

from __future__ import annotations

from xinyong.audit.measure import Measure
from xinyong.report.content import Grid, Text, text
from xinyong.report.linked import row_head
from xinyong.report.material import Material, find
from xinyong.report.numbers import span
from xinyong.report.say import ranged, whys, write, written
from xinyong.vocabulary import ONE_SIDED

ABSENT = "–"


def covered(material: Material) -> str:
    """Return what a range in this report covers, in words."""
    parts = []
    if len([column for column in material.columns if column.response not in ONE_SIDED]) > 1:
        parts.append("the response scenarios")
    if any(column.other_end is not None for column in material.columns):
        parts.append("both ends of every clause that nobody published")
    return " and ".join(parts)


def range_note(material: Material) -> str:
    """Return the sentence on what ranges cover."""
    words = covered(material)
    if not words:
        return "No range: one scenario was played, and no clause of the scheme is unknown."
    aside = " The two one-sided runs stand beside each other, and in no range." if _one_sided(material) else ""
    return f"Ranges cover {words}; they do not cover luck.{aside}"


def _one_sided(material: Material) -> bool:
    return any(column.response in ONE_SIDED for column in material.columns)


def scenario_table(material: Material, caption: str, names: tuple[str, ...]) -> Grid:
    """Return the named figures about everybody, one row each."""
    rows: list[tuple[Text, ...]] = []
    without: list[Measure] = []
    for name in names:
        found = [find(column.measures, name) for column in material.columns]
        known = [one for one in found if one is not None]
        if not known:
            continue
        without += [one for one in known if one.value is None]
        headline = next((one for one in known if ranged(one)), None)
        cells = [ranged(headline) if headline else ABSENT, *(written(one) if one else ABSENT for one in found)]
        cells += [_luck(find(material.main.luck, name))] if material.main.luck else []
        rows.append((row_head(known[0]), *(text(cell) for cell in cells)))
    heads = ["In this synthetic population", "Range", *(column.short for column in material.columns)]
    heads += [f"Luck: 95% over {len(material.main.luck[0].seeds)} seeds"] if material.main.luck else []
    note = " ".join(words for words in (range_note(material), whys(without)) if words)
    return Grid(
        caption,
        tuple(text(words) for words in heads),
        tuple(rows),
        (False, *(True for _ in heads[1:])),
        text(note),
    )


def _luck(measure: Measure | None) -> str:
    """Return the interval over seeds; it stands in tables only."""
    if measure is None or measure.low is None:
        return ABSENT
    low = write(measure, measure.low)
    return f"{low} or more" if measure.high is None else span(low, write(measure, measure.high))
