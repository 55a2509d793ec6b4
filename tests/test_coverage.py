"""Every row of docs/coverage.md names what exists, and its figure differs with the mechanism on and off."""

from __future__ import annotations

import re

import pytest
from docs.coverage.figures import on_and_off
from docs.coverage.make import PAGE, page
from docs.coverage.rows import Row, misplaced, rows, told

from xinyong.files.catalogue import shipped
from xinyong.scheme.read import read_scheme

ROWS = [*rows("scheme"), *rows("mechanism")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_names_what_exists(row: Row) -> None:
    assert misplaced(row) == []
    assert row.clauses
    assert row.phases
    assert row.tests


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_the_figure_of_a_row_differs_with_the_mechanism_on_and_off(row: Row) -> None:
    on, off = on_and_off(row.figure)
    assert on != off, f"{row.figure.at} is {on} either way"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m docs.coverage.make`"


def test_every_shipped_scheme_is_a_row() -> None:
    assert set(shipped("scheme")) == {row.id for row in rows("scheme")}


@pytest.mark.parametrize("section", ["scheme", "mechanism"])
def test_every_row_of_the_sources_has_a_table(section: str) -> None:
    assert set(told()[f"{section}s"]) <= {row.id for row in rows(section)}


@pytest.mark.parametrize(("called", "where"), told()["services"].items())
def test_every_service_of_the_sources_opens_or_closes_somewhere(called: str, where: str) -> None:
    scheme, _, service = where.partition(": ")
    assert service in {one.service for one in read_scheme(scheme).consequences}, called


@pytest.mark.parametrize(("called", "where"), told()["acts"].items())
def test_every_act_of_the_sources_counts_somewhere(called: str, where: str) -> None:
    scheme, _, act = where.partition(": ")
    assert act in {one.act for one in read_scheme(scheme).rules}, called


def test_ids_are_told_once() -> None:
    ids = re.findall(r"^\| `([^`]+)` \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert ids == [row.id for row in ROWS]
