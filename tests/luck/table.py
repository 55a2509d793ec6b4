"""The table of `docs/luck.md`: how often each interval holds the truth in each planned cell.

`python -m tests.luck.table` writes it between the two lines of the page that say so.
"""

from __future__ import annotations

from pathlib import Path

from tests.luck.covered import Cell, by_luck, by_student, coverage, plan

PAGE = Path(__file__).parents[2] / "docs" / "luck.md"
BEGINS, ENDS = "<!-- table begins -->\n", "<!-- table ends -->\n"
SHOWN = 600
"""Intervals drawn of each cell; a share of them is good to 0.02."""


def table() -> str:
    """Return the table: kinds and rarities down, seeds across, Student's t and the laboratory's interval in each."""
    numbers = plan()["seeds"]
    heads = ["figure", "cases in a seed", *(f"{n} seeds" for n in numbers)]
    lines = [_line(heads), _line(["---"] * len(heads))]
    for kind, one in plan()["kinds"].items():
        for level in one["levels"]:
            said = [_both(Cell(kind, level, n)) for n in numbers]
            lines.append(_line([kind.replace("-", " "), f"{plan()['cases'][level]:g}", *said]))
    return "".join(lines)


def _both(cell: Cell) -> str:
    return " → ".join(f"{coverage(cell, interval, SHOWN):.3f}" for interval in (by_student, by_luck))


def _line(parts: list[str]) -> str:
    return f"| {' | '.join(parts)} |\n"


def page_with(made: str) -> str:
    """Return the page with a table between its two lines."""
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGINS)
    return head + BEGINS + made + ENDS + rest.partition(ENDS)[2]


if __name__ == "__main__":
    PAGE.write_text(page_with(table()), encoding="utf-8")
