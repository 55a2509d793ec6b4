"""The interval of luck holds the truth as often as was planned."""

from __future__ import annotations

import pytest
from tests.luck.covered import Cell, by_luck, by_student, cells, coverage, plan
from tests.luck.table import MANY, PAGE, page_with, table

QUICK = 300
"""Intervals drawn of each cell where it must be quick."""


def slack(n_samples: int) -> float:
    """Return three standard errors of a share of 0.93 over so many."""
    return 3 * float((0.93 * 0.07 / n_samples) ** 0.5)


@pytest.mark.parametrize("kind", plan()["kinds"])
def test_no_planned_cell_is_far_out(kind: str) -> None:
    for cell in cells():
        if cell.kind == kind:
            found = coverage(cell, by_luck, QUICK)
            assert plan()["covers_at_least"] - slack(QUICK) <= found <= cell.at_most + slack(QUICK), (str(cell), found)


@pytest.mark.slow
@pytest.mark.parametrize("cell", cells(), ids=str)
def test_every_planned_cell_is_covered(cell: Cell) -> None:
    found = coverage(cell, by_luck, MANY)
    assert plan()["covers_at_least"] <= found <= cell.at_most, found


@pytest.mark.slow
def test_the_page_shows_the_table_as_it_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_with(table())


def test_students_interval_alone_would_not_do() -> None:
    """Five seeds of rare cases are mostly five times nothing, of which Student's t makes an interval of no width."""
    assert coverage(Cell("rate", "rare", 5), by_student, QUICK) < 0.5
