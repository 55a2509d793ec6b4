"""From any figure of a report one reaches what it is, the clause behind it, and the page where that was read."""

import re
from collections.abc import Iterator

import pytest
from tests.report.made import inner, section, sections, whole, whole_alone
from tests.report.pages import Page

from xinyong.report.as_plain import report_as_json
from xinyong.report.content import Brief, Chart, Grid, Paragraph, Section, Sides, Text, words_of
from xinyong.report.figure_table import COUNTS
from xinyong.report.html import html

DIGIT = re.compile(r"\d")


def places(found: Text) -> list[str]:
    """Return the places of the report to which a text leads."""
    return [span.href[1:] for span in found if span.href.startswith("#")]


def rows_of(found: Brief) -> dict[str, tuple[Text, ...]]:
    """Return every row of a table that has a place, by it."""
    return {
        place: row
        for part in sections(found)
        for block in part.blocks
        for grid in inner(block)
        if isinstance(grid, Grid) and grid.ids
        for place, row in zip(grid.ids, grid.rows, strict=True)
        if place
    }


def results(found: Brief) -> Iterator[Section]:
    """Yield the parts that tell results."""
    yield Section("lead", "", found.lead)
    yield from (one for one in sections(found) if one.tells == "result")


@pytest.mark.parametrize("told", [whole, whole_alone])
def test_every_finding_with_a_number_leads_on(told: object) -> None:
    found: Brief = told()  # type: ignore[operator]
    for part in results(found):
        for block in part.blocks:
            said = [block.text] if isinstance(block, Paragraph) and block.manner == "finding" else []
            said += [block.left, block.right] if isinstance(block, Sides) else []
            for one in said:
                if re.search(r"(?<!every )\d(?!,000)", words_of(one)):
                    assert places(one), (part.id, words_of(one))


@pytest.mark.parametrize("told", [whole, whole_alone])
def test_every_table_of_figures_leads_on(told: object) -> None:
    found: Brief = told()  # type: ignore[operator]
    for part in sections(found):
        for block in part.blocks:
            for grid in inner(block):
                if isinstance(grid, Grid) and any(grid.numeric) and grid.rows:
                    own = any(places(cell) for line in (grid.head, *grid.rows) for cell in line)
                    assert grid.about or own or all(grid.ids), (part.id, grid.caption)


@pytest.mark.parametrize("told", [whole, whole_alone])
def test_every_place_that_is_named_is_there(told: object) -> None:
    found: Brief = told()  # type: ignore[operator]
    page = Page(html(found))
    ids = {one.attributes["id"] for one in page.elements if "id" in one.attributes}
    local = {one.attributes["href"][1:] for one in page.all("a") if one.attributes["href"].startswith("#")}
    assert local <= ids
    assert any(one.startswith("figure-") for one in local)


def test_every_figure_leads_to_clauses_or_values_and_these_to_sources() -> None:
    found = whole()
    rows = rows_of(found)
    known = {one.id for one in sections(found)} | set(rows)
    figures = {place: row for place, row in rows.items() if place.startswith("figure-") or place in COUNTS}
    assert len(figures) > 25
    for place, row in figures.items():
        assert places(row[-1]), place
        assert set(places(row[-1])) <= known, place
    theft = rows["clause-rules-theft"]
    assert any(span.href == "https://example.org/gazette?a=1&b=2" for cell in theft for span in cell)
    for place in (one for one in rows if one.startswith("clause-")):
        assert words_of(rows[place][-1]), place
    assert {"source-gazette", "source-rumour"} <= set(rows)


def test_machines_are_told_where_figures_lead() -> None:
    written = report_as_json(whole())
    lead = written["lead"][0]
    assert "figure-wrongful-restricted-days" in lead["leads_to"]
    grids = [block for part in written["sections"] for block in part["blocks"] if block["kind"] == "grid"]
    assert any(one["about"].startswith("count-") for one in grids)
    charts = [block for part in sections(whole()) for block in part.blocks if isinstance(block, Chart)]
    assert all(one.table.about for one in charts)


def test_the_table_of_figures_is_part_of_the_last_part() -> None:
    assert [one.id for one in section("made").parts] == ["sources", "figures"]
