"""The interval of luck holds the truth as often as was planned, as far as the intervals drawn can tell."""

from __future__ import annotations

import pytest
from tests.luck.covered import Cell, by_luck, by_student, cells, coverage, plan
from tests.luck.table import PAGE, page_with, table

QUICK, MANY = 200, 8_000
"""Intervals drawn of each cell."""


def assert_covered(cell: Cell, n_samples: int) -> None:
    """Hold a cell to its plan, with three standard errors of a share of so many for the draw."""
    found = coverage(cell, by_luck, n_samples)
    slack = 3 * (found * (1 - found) / n_samples) ** 0.5
    assert plan()["covers_at_least"] - slack <= found <= cell.at_most + slack, (str(cell), found)


@pytest.mark.parametrize("kind", plan()["kinds"])
def test_no_planned_cell_is_far_out(kind: str) -> None:
    for cell in cells():
        if cell.kind == kind:
            assert_covered(cell, QUICK)


@pytest.mark.slow
@pytest.mark.parametrize("cell", cells(), ids=str)
def test_every_planned_cell_is_covered(cell: Cell) -> None:
    assert_covered(cell, MANY)


@pytest.mark.slow
def test_the_page_shows_the_table_as_it_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_with(table())


def test_students_interval_alone_would_not_do() -> None:
    """Five seeds of rare cases are mostly five times nothing, of which Student's t makes an interval of no width."""
    assert coverage(Cell("rate", "rare", 5), by_student, QUICK) < 0.5
