"""The tables of a nation beside its published counts."""

import pytest
from tests.report.made import material

from xinyong.experiment.execute import perform, prepare
from xinyong.report.content import Grid, words_of
from xinyong.report.gather import from_run_alone
from xinyong.report.nation import nation_section
from xinyong.report.nation_page import refreshed
from xinyong.report.published import TOO_FEW
from xinyong.results.record import Run


@pytest.fixture(scope="module")
def nation() -> Run:
    return perform(prepare("national-2020", people=400, days=280), engine="reference")


def test_a_world_without_published_counts_has_no_such_part() -> None:
    assert nation_section(material()) is None


def test_counts_years_and_places_stand_side_by_side(nation: Run) -> None:
    section = nation_section(from_run_alone(nation))
    assert section is not None
    published, years, places = (block for block in section.blocks if isinstance(block, Grid))
    assert words_of(published.rows[0][1]) == "2014-08-03"
    assert words_of(published.rows[0][2]) == "108,000"
    assert words_of(published.rows[0][3]) == "the run ends before that day"
    assert [words_of(row[0]) for row in years.rows] == ["2013", "2014"]
    assert len(places.rows) == len(nation.outcome.trial.world.places)
    shown = {words_of(cell) for row in places.rows for cell in row[2:]}
    assert shown <= {"0", TOO_FEW}


def test_only_the_part_between_the_marks_is_written_anew() -> None:
    page = "before\n<!-- generated:nation -->\nold\n<!-- end -->\nafter\n"
    assert refreshed(page, "new") == "before\n<!-- generated:nation -->\n\nnew\n\n<!-- end -->\nafter\n"
