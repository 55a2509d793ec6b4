"""The part of a report on what came out, for and against the scheme alike: benefits and harms in one table each, then
what people did, what they were refused, where they stood."""

from __future__ import annotations

from xinyong.audit.measures import MEASURES
from xinyong.report.beside import beside_section
from xinyong.report.conduct import conduct_section
from xinyong.report.content import Grid, Paragraph, Section, text
from xinyong.report.material import Material
from xinyong.report.over_time import over_time_section
from xinyong.report.say import WORDINGS
from xinyong.report.scenarios import scenario_table
from xinyong.report.standing import services_section, tiers_section

LEAD = (
    "The first table has everything that such schemes are said to bring, the second what they do against people; a "
    "figure that was not asked for says so, and is not nothing. What an office claims of its own scheme is in no file "
    "here: benefits are counted the same way for each."
)
HARMS = (
    "restricted_people_share", "clean_ever_restricted_share", "wrongful_restricted_days", "protected_restricted_days",
    "others_restricted_days", "punished_protected", "forgone", "discouraged", "provoked", "never_told_share",
)  # fmt: skip
"""Harms beside the benefits; parts and further ones have sections of their own."""


def benefits() -> tuple[str, ...]:
    """Return the measures of which more is a benefit, in the order of their definitions."""
    return tuple(name for name, one in MEASURES.items() if one.sense == "benefit" and name in WORDINGS)


def outcomes_section(material: Material) -> Section:
    """Return the part: benefits, harms, and below them conduct, services, tiers, and another scheme if there is one."""
    parts = (
        conduct_section(material),
        services_section(material),
        tiers_section(material),
        over_time_section(material),
        beside_section(material),
    )
    return Section(
        "outcomes",
        "What came out, for and against",
        (Paragraph(text(LEAD)), *_tables(material)),
        tuple(part for part in parts if part is not None),
    )


def _tables(material: Material) -> tuple[Grid, ...]:
    found = (
        scenario_table(material, "What speaks for it", benefits()),
        scenario_table(material, "What speaks against it", HARMS),
    )
    return tuple(one for one in found if one.rows)
