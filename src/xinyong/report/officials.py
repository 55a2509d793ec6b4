"""The line of a report that sets officials beside residents, where the world tells them apart."""

from __future__ import annotations

from xinyong.report.content import Grid, Text, text
from xinyong.report.linked import place_of_figure
from xinyong.report.material import Material, find
from xinyong.report.numbers import plain
from xinyong.report.say import HERE
from xinyong.report.scenarios import ABSENT

ROWS = {
    "": "Restricted on at least one day",
    ".restricted_days": "Restricted days",
    ".wrongful_days": "Wrongful restricted days",
    ".accountability": "Own misdeeds named by a rule that became an entry",
}
"""What is compared, by the part of the measure."""


def officials_blocks(material: Material) -> tuple[Grid, ...]:
    """Return the table of officials against residents; nothing where the world does not tell them apart."""
    group = "role: official"
    found = {words: find(material.main.measures, f"officials_against_residents{part}", group)
             for part, words in ROWS.items()}  # fmt: skip
    if not any(one is not None and one.value is not None for one in found.values()):
        return ()
    rows: list[tuple[Text, ...]] = [
        (text(words), text(plain(one.value, 2) if one is not None and one.value is not None else ABSENT))
        for words, one in found.items()
    ]
    return (
        Grid(
            f"Officials beside residents, {HERE}, if {material.main.said}",
            (text("Per person, or per misdeed"), text("Officials, times residents")),
            tuple(rows),
            (False, True),
            text("How much of what officials do each channel records is an input of the world."),
            about=place_of_figure("officials_against_residents"),
        ),
    )
