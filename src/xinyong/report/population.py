"""The part of a report on who lives in it: the margins that were used, their sources, and how well they are met."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from xinyong.population.draw import MarginFit, RowFit
from xinyong.population.people import People
from xinyong.population.world import Margin
from xinyong.report.clauses import GRADES, cited_by, source_links
from xinyong.report.content import Fold, Grid, Paragraph, Section, Text, strong, text
from xinyong.report.material import Material
from xinyong.report.numbers import percent, whole
from xinyong.report.say import HERE

NOBODY = (
    "No real person is in it. People were made from published counts and shares; each has a number and a group, and no "
    "name, face, birth date, address or identity number. No list of people was read."
)
ABOUT = "count-people"
LEAST_SHARE = 0.00005
"""A share that is off by less is off by nothing that is printed."""


def population_section(material: Material) -> Section:
    """Return the part: how many people, that none is real, and each margin with its source and what is left of it."""
    world, people = material.world, material.outcome.trial.people
    places = f"{len(world.places)} places" if len(world.places) > 1 else world.places[0].name.en
    said = (
        f"{whole(material.n_people)} synthetic people live in {places}, as modelled in the world file "
        f"“{world.name.en}”, from {world.first_day} on. "
    )
    blocks: list[Paragraph | Grid | Fold] = [Paragraph(text(said, strong(NOBODY)))]
    if not world.margins:
        blocks.append(Paragraph(text("The world has no traits, so there is no margin to be met: everybody is alike but "
                                     "for luck and for how much they do.")))  # fmt: skip
        return Section("population", "The population", tuple(blocks))
    blocks += [_margins(material, people), _rows(material, people)]
    return Section("population", "The population", tuple(blocks))


def _margins(material: Material, people: People) -> Grid:
    """Return each margin with its source and the largest distance of a row from its target, in the pattern of traits
    and among those who were simulated."""
    rows = []
    for margin, fit in zip(material.world.margins, people.fit, strict=True):
        worst = max(abs(row.target_share - _reached(people, row.levels)) for row in fit.rows)
        rows.append((
            text(", ".join(margin.traits)), _sources(margin, material), text(whole(len(fit.rows))),
            text(_off(fit.largest_residual)), text(_off(worst)),
        ))  # fmt: skip
    heads = ("Margin", "Source and grade", "Rows", "Largest residual, of the pattern",
             "Largest residual, among these people")  # fmt: skip
    return Grid(
        f"Margins, and what is left of them {HERE}",
        tuple(text(words) for words in heads),
        tuple(rows),
        (False, False, True, True, True),
        text("A residual is how far the share of a row is from the published one. People are dealt out by a fixed "
             "pattern, so that shares hold for any number of people but for rounding. What no margin says, such as "
             "how traits go together beyond those named in one row, is made as even as the margins allow."),
        about=ABOUT,
    )  # fmt: skip


def _rows(material: Material, people: People) -> Fold:
    grids = tuple(_grid(margin, fit, people) for margin, fit in zip(material.world.margins, people.fit, strict=True))
    return Fold(f"Every row of the {whole(len(grids))} margins", grids)


def _grid(margin: Margin, fit: MarginFit, people: People) -> Grid:
    return Grid(
        f"{', '.join(margin.traits)}: published, and reached {HERE}",
        tuple(text(words) for words in ("Row", "Published", "Among these people")),
        tuple(_row(row, people) for row in fit.rows),
        (False, True, True),
        text(margin.note),
        about=ABOUT,
    )


def _row(row: RowFit, people: People) -> tuple[Text, ...]:
    levels = ", ".join(row.levels.values())
    return text(levels), text(percent(row.target_share)), text(percent(_reached(people, row.levels)))


def _reached(people: People, levels: Mapping[str, str]) -> float:
    """Return the share of the people simulated who have these levels."""
    has = np.array([all(found[trait] == level for trait, level in levels.items()) for found in people.strata], bool)
    return float(people.by_stratum()[has].sum() / people.n)


def _sources(margin: Margin, material: Material) -> Text:
    names = cited_by(margin, *(row.share for row in margin.shares))
    grades = dict.fromkeys(GRADES[row.share.grade] for row in margin.shares)
    linked = source_links(names, material.world.sources) if names else text("none named")
    return text(linked, f" ({', '.join(grades)})" if grades else "")


def _off(share: float) -> str:
    return "none" if share < LEAST_SHARE else percent(share)
