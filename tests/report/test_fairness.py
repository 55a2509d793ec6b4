"""The four-fifths label: both ratios, too few told as such, and no label where nobody can be compared."""

from dataclasses import replace

from tests.report.made import material

from xinyong.audit.measure import Measure
from xinyong.report.content import Fold, Grid, Paragraph, Text, words_of
from xinyong.report.fairness import NO_GROUPS, OUTCOME, four_fifths
from xinyong.report.material import Material

PEOPLE = 1000


def of(shares: dict[str, int]) -> Material:
    """Return the material with so many of a thousand restricted in each group."""

    def counted(one: Measure) -> Measure:
        if one.name != OUTCOME or one.group not in shares:
            return one
        count = shares[one.group]
        return replace(one, value=count / PEOPLE, numerator=float(count), denominator=float(PEOPLE))

    column = material().main
    measures = type(column.measures)(map(counted, column.measures))
    return replace(material(), columns=(replace(column, measures=measures),))


def rows(found: Material) -> list[list[str]]:
    fold = next(one for one in four_fifths(found) if isinstance(one, Fold))
    grid = fold.blocks[0]
    assert isinstance(grid, Grid)
    return [[words_of(cell) for cell in row] for row in grid.rows]


def test_rare_sanctions_give_two_ratios_that_disagree() -> None:
    assert rows(of({"sex: man": 20, "sex: woman": 10})) == [
        ["sex: man", "0.99", "0.5", "ever restricted"], ["sex: woman", "1", "1", "no"],
    ]  # fmt: skip


def test_groups_of_few_have_no_ratio() -> None:
    assert [row[-1] for row in rows(of({"sex: man": 20, "sex: woman": 9}))] == ["too few to say"] * 2


def test_where_nobody_can_be_compared_it_says_nothing() -> None:
    column = material().main
    bare = replace(column, measures=type(column.measures)(one for one in column.measures if one.group == "everybody"))
    found = four_fifths(replace(material(), columns=(bare,)))
    said: list[Text] = [one.text for one in found if isinstance(one, Paragraph)]
    assert words_of(said[-1]) == NO_GROUPS
