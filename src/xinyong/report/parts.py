"""The seventeen parts of a report, in their order. Each is always there: what cannot be said of a run says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from xinyong.report.answer import answer_section, place
from xinyong.report.chilling import chilling_section
from xinyong.report.content import Block, Chart, Fold, Grid, Paragraph, Section, text
from xinyong.report.design import design_section
from xinyong.report.groups import groups_section
from xinyong.report.harm import restricted_section
from xinyong.report.legal import legal_section
from xinyong.report.limits import limits_section
from xinyong.report.linked import place_of_figure
from xinyong.report.material import Material
from xinyong.report.mitigations import mitigations_section
from xinyong.report.outcomes import outcomes_section
from xinyong.report.population import population_section
from xinyong.report.procedure import procedure_section
from xinyong.report.proportion import proportion_section
from xinyong.report.provenance import made_section
from xinyong.report.rules import basis_section, rules_section
from xinyong.report.sensitivity import sensitivity_section
from xinyong.report.stories import stories_section

NO_GROUPS = Paragraph(text(
    "Nothing can be said: the world of this run has no traits with two groups of at least ten people, so nobody can be "
    "told apart."
))  # fmt: skip

PARTS: dict[str, Callable[[Material, str], Section]] = {
    "answer": lambda material, _: answer_section(material),
    "scheme": lambda material, _: rules_section(material),
    "assumed": lambda material, _: basis_section(material),
    "population": lambda material, _: population_section(material),
    "design": lambda material, _: design_section(material),
    "outcomes": lambda material, _: outcomes_section(material),
    "wrongful": lambda material, _: restricted_section(material),
    "groups": lambda material, _: groups_section(material) or Section("groups", "On whom it fell", (NO_GROUPS,)),
    "procedure": lambda material, _: procedure_section(material),
    "proportion": lambda material, _: proportion_section(material),
    "chilling": lambda material, _: chilling_section(material),
    "stories": stories_section,
    "mitigations": mitigations_section,
    "sensitivity": lambda material, _: sensitivity_section(material),
    "legal": lambda material, _: legal_section(material),
    "limits": lambda material, _: limits_section(place(material)),
    "made": made_section,
}
"""Each part by its place, and what writes it from the material and the directory that commands name."""

ABOUT = {
    "tiers": "count-tiers",
    "services": "count-requests",
    "chart-days": "count-days",
    "conduct": "count-acts",
    "beside": "count-beside",
    "procedure": "count-objections",
    "groups": "count-groups",
    "wrongful": place_of_figure("wrongful_restricted_days"),
    "published": "count-published",
    "nation": "count-published",
    "legal": "count-legal",
    "design": "count-run",
    "made": "count-run",
}
"""What tables and pictures of a part are about that do not say it themselves, by the place of the part or picture."""


def parts_of(material: Material, where: str) -> tuple[Section, ...]:
    """Return the seventeen parts, every table and picture of figures leading to where they come from."""
    return tuple(_led(write(material, where)) for write in PARTS.values())


def _led(section: Section) -> Section:
    about = ABOUT.get(section.id, "")
    return replace(
        section,
        blocks=tuple(_block(block, about) for block in section.blocks),
        parts=tuple(_led(part) for part in section.parts),
    )


def _block(block: Block, about: str) -> Block:
    if isinstance(block, Grid):
        return _grid(block, about)
    if isinstance(block, Chart):
        return replace(block, table=_grid(block.table, ABOUT.get(block.id, about)))
    if isinstance(block, Fold):
        return replace(block, blocks=tuple(_grid(one, about) if isinstance(one, Grid) else one for one in block.blocks))
    return block


def _grid(grid: Grid, about: str) -> Grid:
    """Return a table of figures that leads to where they come from: by itself, by its rows or heads, or by a note."""
    leads = any(span.href.startswith("#") for line in (grid.head, *grid.rows) for cell in line for span in cell)
    return grid if grid.about or leads or grid.ids or not any(grid.numeric) else replace(grid, about=about)
