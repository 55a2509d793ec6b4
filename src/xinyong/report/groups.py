"""The part of a report on whom it fell: each level of each trait, as it falls, set apart, and what it is made up of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xinyong.audit.chains import Part
from xinyong.audit.measure import Measure
from xinyong.population.world import SMALLEST_CELL
from xinyong.report.content import Grid, Paragraph, Section, Span, Text, text
from xinyong.report.linked import to_figure
from xinyong.report.material import Material, find
from xinyong.report.numbers import plain
from xinyong.report.officials import officials_blocks
from xinyong.report.say import HERE, written
from xinyong.report.scenarios import ABSENT

SHOWN = {
    "restricted_people_share": "Restricted, per 1,000 of them",
    "clean_ever_restricted_share": "Restricted without a scored misdeed, per 1,000",
    "protected_restricted_days": "Days for protected conduct, per 1,000 a year",
    "wrongful_restricted_days": "Wrongful days, per 1,000 a year",
}
"""Outcomes of a group by name, as heads of columns."""

RESTRICTED = "restricted_people_share"

WAYS = {
    "disparity_as_it_falls": "Restricted at all, as it falls",
    "disparity_same_acts": "among people with the same record",
    "disparity_error_only": "Mistaken entries",
    "disparity_added": "Added by the scheme",
}
"""The four versions of a comparison, as heads of columns."""

PART_NAMES = tuple(part.name.lower() for part in Part)
MADE_UP = ("disparity_difference", *(f"disparity_difference.{name}" for name in PART_NAMES))

LEAD = (
    "Figures by group say that outcomes differ, not why: conduct, rules, watching, error and remedy may all "
    "differ between groups. How much each group is watched is an input of the world, most of it assumed."
)

SMALL = (
    "Groups of fewer than ten people are left out; where fewer than ten of a group are restricted no ratio is given."
)

FOUR_WAYS = (
    "A figure of two means twice everybody else. In brackets: how far luck alone moves it, 95%, from the counts of "
    "this one synthetic population. The same record: as many misdeeds of their own that became an entry, the gravest "
    "as heavily punished by ordinary law; protected conduct is none. Added by the scheme: the inequality of the "
    "outcome over that of what was recorded."
)

PARTS = (
    "The parts add up to the difference: conduct (misdeeds done), rule (what the rules make of records; every "
    "difference in conduct that is no misdeed, protected conduct first), exposure (how much of what was done is "
    "recorded), error (entries whose facts are wrong), remedy (how much of its term an entry stands). No order of the "
    "parts is preferred. It is an account of what differs, not of what a change would bring."
)


def groups_section(material: Material) -> Section | None:
    """Return the part on groups, or None where the world has no traits to tell people apart."""
    groups = [group for trait, levels in material.world.traits.items() for level in levels
              if find(material.main.measures, RESTRICTED, group := f"{trait}: {level}") is not None]  # fmt: skip
    if not groups:
        return None
    told = f"{HERE}, if {material.main.said}"
    outcomes = [to_figure(words, name) for name, words in SHOWN.items()]
    ways = [to_figure(words, name) for name, words in WAYS.items()]
    made_up: tuple[str | Span, ...] = (
        to_figure("Restricted days less everybody else's, per 1,000 a year", MADE_UP[0]),
        *PART_NAMES,
    )
    grids = (
        _grid(f"Groups {told}", outcomes, [(group, _outcomes(material, group)) for group in groups], SMALL),
        _grid(f"Times everybody else, four ways, {told}", ways,
              [(group, _ways(material, group)) for group in groups], FOUR_WAYS),
        _grid(f"What the difference is made up of, {told}", made_up,
              [(group, _parts(material, group)) for group in groups], PARTS),
    )  # fmt: skip
    return Section("groups", "On whom it fell", (Paragraph(text(LEAD)), *grids, *officials_blocks(material)))


def _grid(caption: str, heads: Sequence[str | Span], rows: list[tuple[str, Iterator[str]]], note: str) -> Grid:
    cells: tuple[tuple[Text, ...], ...] = tuple((text(group), *map(text, row)) for group, row in rows)
    return Grid(caption, tuple(text(words) for words in ("Group", *heads)), cells, (False, *(True for _ in heads)),
                text(note))  # fmt: skip


def _outcomes(material: Material, group: str) -> Iterator[str]:
    for name in SHOWN:
        one = find(material.main.measures, name, group)
        yield written(one) if one else ABSENT


def _ways(material: Material, group: str) -> Iterator[str]:
    few = _few(material, group)
    for name in WAYS:
        one = find(material.main.measures, name, group)
        yield ABSENT if few or one is None or one.value is None else _with_luck(one)


def _with_luck(one: Measure) -> str:
    """Write a ratio, with the range of luck where it has one."""
    if one.value is None:
        return ABSENT
    if one.band != "luck" or one.low is None:
        return plain(one.value, 2)
    return f"{plain(one.value, 2)} ({plain(one.low, 2)} to {'any' if one.high is None else plain(one.high, 2)})"


def _parts(material: Material, group: str) -> Iterator[str]:
    few = _few(material, group)
    for name in MADE_UP:
        one = find(material.main.measures, name, group)
        yield ABSENT if few or one is None or one.value is None else plain(one.value, 3)


def _few(material: Material, group: str) -> bool:
    """Tell whether so few people of a group were restricted that a ratio would speak of single people."""
    restricted = find(material.main.measures, RESTRICTED, group)
    return restricted is not None and 0 < (restricted.numerator or 0) < SMALLEST_CELL
