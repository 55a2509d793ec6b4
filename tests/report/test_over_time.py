from dataclasses import replace

from tests.report.made import material

from xinyong.audit.measure import Measure, Measures
from xinyong.report.content import Grid, words_of
from xinyong.report.lived_burden import UNJUSTIFIED, lived_burden_section
from xinyong.report.material import Material
from xinyong.report.officials import officials_blocks
from xinyong.report.over_time import over_time_section


def with_figures(*measures: Measure) -> Material:
    """Return the lively town's material with other figures in the main column."""
    return replace(material(), columns=(replace(material().main, measures=Measures(measures)), *material().columns[1:]))


def move(before: str, after: str, count: float, among: float) -> Measure:
    value = count / among if among else None
    return Measure(name=f"score_mobility.from-{before}.to-{after}", definition="", unit="share", value=value,
                   numerator=count, denominator=among, why="" if among else "nobody")  # fmt: skip


def cells(table: Grid) -> list[list[str]]:
    return [[words_of(cell) for cell in row] for row in table.rows]


def test_moves_between_tiers_are_a_table_in_which_few_are_not_told() -> None:
    moves = [move("good", "good", 90, 100), move("good", "poor", 10, 100), move("poor", "good", 3, 12),
             move("poor", "poor", 9, 12)]  # fmt: skip
    table = over_time_section(with_figures(*moves)).blocks[-1]
    assert isinstance(table, Grid)
    assert [words_of(one) for one in table.head][2:] == ["a year later in good", "a year later in poor"]
    assert cells(table)[0] == ["good", "100", "90%", "10%"]
    assert cells(table)[1][2].startswith("too few to say")


def test_a_run_without_a_second_year_has_the_figures_and_no_table() -> None:
    assert len(over_time_section(material()).blocks) == 1


def test_officials_beside_residents_where_there_are_some() -> None:
    assert officials_blocks(material()) == ()
    one = Measure(name="officials_against_residents", definition="", unit="ratio", value=0.5, group="role: official")
    (table,) = officials_blocks(with_figures(one))
    assert cells(table)[0] == ["Restricted on at least one day", "0.5"]
    assert cells(table)[3][1] == "–"


def test_days_that_nothing_justifies_are_listed_by_sort() -> None:
    section = lived_burden_section(material())
    table = next(one for one in reversed(section.blocks) if isinstance(one, Grid))
    assert [row[0] for row in cells(table)] == list(UNJUSTIFIED.values())
    assert "in this synthetic population" in table.caption
