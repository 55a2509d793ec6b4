"""The four-fifths label of a report: a rule of thumb for hiring, borrowed, with what it cannot say beside it."""

from __future__ import annotations

from dataclasses import dataclass

from xinyong.audit.legal.texts import NOT_ADVICE, legal_texts
from xinyong.population.world import SMALLEST_CELL
from xinyong.report.content import Fold, Grid, Paragraph, Text, text
from xinyong.report.linked import place_of_figure
from xinyong.report.material import Material, find
from xinyong.report.numbers import plain
from xinyong.report.say import HERE
from xinyong.report.scenarios import ABSENT

FOUR_FIFTHS = 0.8
OUTCOME = "restricted_people_share"
CAVEATS = (
    "The rule was made for hiring. It is shown because readers ask for it, both ways round: the two disagree where "
    "few are restricted: of 1% and 2% restricted one ratio is 0.99 and the other 0.5. It says nothing of why groups "
    "differ, calls small differences among very many people small, and is luck where few are counted. It is no test of "
    "fairness, and none of lawfulness."
)
NO_GROUPS = (
    "The four-fifths label says nothing here: the world has no two groups of at least ten people to be compared."
)


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a trait: the share restricted, and whether it rests on enough people to be compared."""

    name: str
    share: float
    is_enough: bool


def four_fifths(material: Material) -> tuple[Paragraph | Fold, ...]:
    """Return the label: for each group the ratio of the favourable outcome (never restricted) to that of the best-off
    group of the same trait, and of the adverse one (ever restricted) of the best-off group to its own."""
    rule = legal_texts()["four-fifths"]
    lead = Paragraph(text(f"{rule.said} ({rule.dated}). {NOT_ADVICE} {CAVEATS}"))
    rows = [row for trait in material.world.traits for row in _rows(_levels(material, trait))]
    if not rows:
        return lead, Paragraph(text(NO_GROUPS))
    heads = ("Group", "Never restricted: share over that of the best-off group",
             "Ever restricted: share of the best-off group over its own", "Below four fifths")  # fmt: skip
    grid = Grid(
        f"The four-fifths label, {HERE}, if {material.main.said}",
        tuple(text(words) for words in heads),
        tuple(rows),
        (False, True, True, False),
        text(f"A group with fewer than {SMALLEST_CELL} people restricted, or never restricted, has no ratio."),
        about=place_of_figure(OUTCOME),
    )
    return lead, Fold(f"The four-fifths label, group by group ({len(rows)})", (grid,))


def _levels(material: Material, trait: str) -> list[_Level]:
    found = []
    for level in material.world.traits[trait]:
        one = find(material.main.measures, OUTCOME, f"{trait}: {level}")
        if one is not None and one.value is not None and one.numerator is not None and one.denominator:
            rest = one.denominator - one.numerator
            found.append(_Level(f"{trait}: {level}", one.value, min(one.numerator, rest) >= SMALLEST_CELL))
    return found


def _rows(levels: list[_Level]) -> list[tuple[Text, ...]]:
    """Return a row for each level; none where there are not two."""
    if len(levels) < 2:
        return []
    enough = [one.share for one in levels if one.is_enough]
    return [_row(one, min(enough) if len(enough) > 1 else None) for one in levels]


def _row(one: _Level, best: float | None) -> tuple[Text, ...]:
    if best is None or not one.is_enough:
        return text(one.name), text(ABSENT), text(ABSENT), text("too few to say")
    ratios = (("never restricted", (1 - one.share) / (1 - best)), ("ever restricted", best / one.share))
    below = [name for name, ratio in ratios if ratio < FOUR_FIFTHS]
    return (text(one.name), *(text(plain(ratio, 2)) for _, ratio in ratios), text(" and ".join(below) or "no"))
