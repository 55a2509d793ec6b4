"""The part of a report that sets two schemes side by side over the same lives."""

from __future__ import annotations

import numpy as np

from xinyong.experiment.deltas import restricted_ids
from xinyong.report.content import Grid, Paragraph, Section, text
from xinyong.report.material import LAW_ALONE, Material, find
from xinyong.report.numbers import length, people_rate
from xinyong.report.say import HERE, WORDINGS, written
from xinyong.report.scenarios import ABSENT

SHOWN = (
    "restricted_people_share",
    "restricted_days",
    "wrongful_entries_share",
    "wrongful_restricted_share",
    "wrongful_restricted_days",
    "clean_ever_restricted_share",
    "protected_restricted_days",
    "punished_protected",
    "never_told_share",
    "negative_items",
)


def beside_section(material: Material) -> Section | None:
    """Return the part, or None where the scheme stands beside ordinary law alone, which restricts nobody."""
    if material.against == LAW_ALONE or material.main.baseline is None:
        return None
    here, there = (restricted_ids(one) for one in (material.outcome, material.main.baseline))
    newly, spared = (
        people_rate(len(np.setdiff1d(*pair)), material.n_people) for pair in ((here, there), (there, here))
    )
    said = (
        f"{HERE.capitalize()}, {newly} of every 1,000 people were restricted under the scheme in "
        f"{length(material.days)} and never under {material.against}; {spared} of every 1,000 under "
        f"{material.against} and never under the scheme."
    )
    return Section("beside", f"Beside {material.against}", (Paragraph(text(said), "finding"), _table(material)))


def _table(material: Material) -> Grid:
    rows = []
    for name in SHOWN:
        sides = [find(measures, name) for measures in (material.main.theirs, material.main.measures)]
        label = f"{WORDINGS[name].label[0].upper()}{WORDINGS[name].label[1:]}, {WORDINGS[name].of}"
        rows.append((text(label), *(text(written(one) if one else ABSENT) for one in sides)))
    heads = ("In this synthetic population", f"Under {material.against}", "Under the scheme")
    return Grid(
        f"The same lives under both, if {material.main.said}",
        tuple(text(words) for words in heads),
        tuple(rows),
        (False, True, True),
    )
