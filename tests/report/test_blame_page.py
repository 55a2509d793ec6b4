"""A figure shared out, as a page: every share, every part leading to its clause, nothing fetched."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.experiment.lively import recipe
from tests.report.made import lettered
from tests.report.pages import Page

from xinyong.experiment.blame import Blame, blame_recipe
from xinyong.experiment.trying import trying
from xinyong.report.blame_page import blame_brief, figure_words, write_blame
from xinyong.report.content import Grid, Paragraph, words_of
from xinyong.report.html import html
from xinyong.report.markdown import markdown


@pytest.fixture(scope="module")
def found() -> Blame:
    of = replace(recipe(lettered()), n_people=100, days=56)
    return blame_recipe(of, measure="restricted_days", over="rules", tried=trying(of, engine="reference"))


def test_every_share_is_there_and_leads_to_its_clause(found: Blame) -> None:
    grid = next(one for one in blame_brief(found).sections[0].blocks if isinstance(one, Grid))
    assert [words_of(row[0]) for row in grid.rows] == [one.part for one in found.shares]
    page = Page(html(blame_brief(found)))
    ids = {one.attributes["id"] for one in page.elements if "id" in one.attributes}
    local = [one.attributes["href"] for one in page.all("a") if one.attributes["href"].startswith("#")]
    assert "#clause-rules-theft" in local
    assert {one[1:] for one in local} <= ids
    assert any(one.attributes["href"].startswith("https://example.org/gazette") for one in page.all("a"))


def test_the_page_names_the_synthetic_population_and_fetches_nothing(found: Blame) -> None:
    told = blame_brief(found)
    first = told.sections[0].blocks[0]
    assert isinstance(first, Paragraph)
    assert words_of(first.text).startswith("In this synthetic population, with all of the parts")
    page = Page(html(told))
    assert not [one for one in page.elements if one.tag in {"script", "img", "link", "iframe"}]
    assert "xinyong blame lettered --measure restricted_days --over rules" in markdown(told)


def test_drawn_orders_have_an_error_and_no_difference_says_so(found: Blame) -> None:
    drawn = replace(found, exact=False, orders=16, nothing=found.whole)
    told = blame_brief(drawn)
    grid = next(one for one in told.sections[0].blocks if isinstance(one, Grid))
    assert "Standard error" in [words_of(cell) for cell in grid.head]
    assert "16 orders were drawn" in markdown(told)
    assert "There is no difference to share out" in markdown(told)


def test_parts_of_figures_have_words() -> None:
    assert figure_words("restricted_days") == "Restricted days"
    assert figure_words("prevented.severity-3").endswith(" (severity-3)")


def test_a_page_is_written_whole(found: Blame, tmp_path: Path) -> None:
    write_blame(found, tmp_path / "b.html")
    assert (tmp_path / "b.html").read_text(encoding="utf-8") == html(blame_brief(found))
