"""The lines of a report on who came how far: told, objecting, put right, by traits that stand for access."""

from __future__ import annotations

from xinyong.audit.access import Reached, reached
from xinyong.audit.reading import Facts
from xinyong.population.world import SMALLEST_CELL
from xinyong.report.content import Grid, Paragraph, Text, text
from xinyong.report.linked import place_of_figure
from xinyong.report.material import Material, find
from xinyong.report.numbers import people, percent
from xinyong.report.say import HERE, TOO_FEW_TO_SAY
from xinyong.report.scenarios import ABSENT

HEADS = ("Group", "People with an entry against them", "Told by a notice", "Objected in time",
         "Put right, of those answered")  # fmt: skip


def access_blocks(material: Material) -> tuple[Grid | Paragraph, ...]:
    """Return the table of how far people came by level, or the sentence that the world has no such trait."""
    rows = tuple(_row(one) for one in reached(Facts(material.outcome)))
    if not rows:
        gap = find(material.main.measures, "access_gap")
        return (Paragraph(text(f"Access by group, {HERE}: {gap.why}."), "note"),) if gap else ()
    return (
        Grid(
            f"Told, heard and put right, by what access depends on, {HERE}, if {material.main.said}",
            tuple(text(words) for words in HEADS),
            rows,
            (False, True, True, True, True),
            text("Whom a notice reaches and who objects, by group, are inputs of the world."),
            about=place_of_figure("access_gap"),
        ),
    )


def _row(one: Reached) -> tuple[Text, ...]:
    steps = (("told", one.told), ("objected", one.objected), ("reversed", one.put_right))
    cells = (_cell(one.share(step), count) for step, count in steps)
    return (text(f"{one.trait}: {one.level}"), text(people(one.with_entry)), *(text(cell) for cell in cells))


def _cell(share: float | None, count: int) -> str:
    """Write a share of at least ten people; one that counts one to nine of them is not told."""
    if share is None:
        return ABSENT
    return TOO_FEW_TO_SAY if 0 < count < SMALLEST_CELL else percent(share)
