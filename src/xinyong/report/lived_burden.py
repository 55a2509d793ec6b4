"""The part of a report on what sanctions cost beside the gravity of the act, and on days that nothing justifies."""

from __future__ import annotations

from xinyong.audit.burden import costs
from xinyong.audit.reading import Facts
from xinyong.report.content import Grid, Paragraph, Section, Text, text
from xinyong.report.linked import place_of_figure
from xinyong.report.material import Material, find
from xinyong.report.numbers import plain, whole
from xinyong.report.say import HERE, ranged, written
from xinyong.report.scenarios import ABSENT, scenario_table

NAMES = ("burden_out_of_order", "burden_per_step", "bars_outside_domain")

UNJUSTIFIED = {
    "no_statutory_basis": "No sanction of the day names a statute",
    "protected": "Rest on protected conduct",
    "others": "Fall on people in somebody else's stead",
    "after_paid": "The debt or duty was met",
}
"""The sorts of restricted days that nothing justifies, in words."""


def lived_burden_section(material: Material) -> Section:
    """Return the part on burdens by act, and on restricted days that nothing justifies, in this run."""
    return Section(
        "lived-burden",
        "What it cost in this run, beside the gravity of the act",
        (
            Paragraph(text(
                "How grave an act is never comes from the scheme: it is the heaviest ordinary penalty that the law of"
                " the place sets for it. Its burden is the mean, over people with a clean record before, of the days"
                " restricted and the days shown in public in the year after a first entry for it, until another came."
                " These are indicators, no finding of law.",
            )),
            scenario_table(material, "Burdens and gravity", NAMES),
            *_by_act(material),
            _unjustified(material),
        ),
    )  # fmt: skip


def _by_act(material: Material) -> tuple[Grid, ...]:
    """Return burdens act by act, the gravest first; nothing where no act has ten first entries watched for a year."""
    acts = material.outcome.trial.world.acts
    every = sorted(costs(Facts(material.outcome)), key=lambda one: (-one.severity, acts[one.act].id))
    rows: list[tuple[Text, ...]] = [
        (text(acts[one.act].name.en), text(str(one.severity)), text(whole(one.entries)), text(plain(one.mean)))
        for one in every
    ]
    if not rows:
        return ()
    heads = ("Act recorded", "Severity in ordinary law", "First entries watched for a year", "Days each cost")
    return (
        Grid(
            f"What a first entry cost, {HERE}, if {material.main.said}",
            tuple(text(words) for words in heads),
            tuple(rows),
            (False, True, True, True),
            text("Acts with fewer than ten such entries are left out."),
            about=place_of_figure("burden_per_step"),
        ),
    )


def _unjustified(material: Material) -> Grid:
    rows: list[tuple[Text, ...]] = []
    for part, words in UNJUSTIFIED.items():
        one = find(material.main.measures, f"unjustified_restricted_days.{part}")
        cells = (ABSENT, ABSENT) if one is None else (written(one), ranged(one) or ABSENT)
        rows.append((text(words), *(text(cell) for cell in cells)))
    return Grid(
        f"Restricted days that nothing justifies, per 1,000 people a year, {HERE}, if {material.main.said}",
        (text("Why"), text("Days"), text("Range")),
        tuple(rows),
        (False, True, True),
        text("A list and no sum: one day can be of several sorts."),
        about=place_of_figure("unjustified_restricted_days"),
    )
