"""The part of a report on whom it fell: each level of each trait, as it falls."""

from __future__ import annotations

from xinyong.population.world import SMALLEST_CELL
from xinyong.report.content import Grid, Paragraph, Section, Text, text
from xinyong.report.material import Material, find
from xinyong.report.numbers import plain
from xinyong.report.officials import officials_blocks
from xinyong.report.say import HERE, written
from xinyong.report.scenarios import ABSENT

SHOWN = (
    "restricted_people_share",
    "clean_ever_restricted_share",
    "protected_restricted_days",
    "wrongful_restricted_days",
)


def groups_section(material: Material) -> Section | None:
    """Return the part on groups, or None where the world has no traits to tell people apart."""
    rows = []
    for trait, levels in material.world.traits.items():
        rows += [row for level in levels if (row := _row(material, trait, level))]
    if not rows:
        return None
    heads = ("Group", "Restricted, per 1,000 of them", "times everybody else",
             "Restricted without a scored misdeed, per 1,000",
             "Days for protected conduct, per 1,000 a year", "Wrongful days, per 1,000 a year")  # fmt: skip
    table = Grid(
        f"Groups, as it falls, {HERE}, if {material.main.said}",
        tuple(text(words) for words in heads),
        tuple(rows),
        (False, *(True,) * 5),
        text("Groups of fewer than ten people are left out."),
    )
    lead = (
        "Figures by group say that outcomes differ, not why: conduct, rules, watching, error and remedy may all "
        "differ between groups. How much each group is watched is an input of the world, most of it assumed."
    )
    return Section("groups", "On whom it fell", (Paragraph(text(lead)), table, *officials_blocks(material)))


def _row(material: Material, trait: str, level: str) -> tuple[Text, ...] | None:
    group = f"{trait}: {level}"
    found = [find(material.main.measures, name, group) for name in SHOWN]
    if found[0] is None:
        return None
    ratio = find(material.main.measures, "disparity_as_it_falls", group)
    few = 0 < (found[0].numerator or 0) < SMALLEST_CELL
    times = plain(ratio.value, 2) if ratio and ratio.value is not None and not few else ABSENT
    cells = [text(written(one)) if one else text(ABSENT) for one in found]
    return (text(group), cells[0], text(times), *cells[1:])
