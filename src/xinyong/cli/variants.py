"""A many-way comparison as a table for people, and the page that is written beside it."""

from __future__ import annotations

from xinyong.cli.output import figure, rows, say
from xinyong.cli.pairs import SHOWN
from xinyong.experiment.variants import Variants
from xinyong.experiment.variants_table import Cell, Row


def print_variants(found: Variants) -> None:
    """Print the table of a many-way comparison: counts of each scenario that a reader sees first, then where all is."""
    first = found.first
    a, *others = _titles(found)
    say(f"A: {a}")
    for name, title in zip(found.pairs, others, strict=True):
        say(f"{name}: {title}")
    seeds = str(first.seeds[0]) if len(first.seeds) == 1 else f"{first.seeds[0]} to {first.seeds[-1]}"
    say(f"The same {first.a.n_people:,} synthetic people of `{first.a.world.world}` with the same luck, "
        f"{first.a.days:,} days, seeds {seeds}. In brackets: the difference from A.\n")  # fmt: skip
    for response in first.columns:
        shown = [row for row in found.rows if row.part == "count" and row.response == response and row.name in SHOWN]
        rows(("", "A", *found.pairs), [(row.name.replace("_", " "), *map(_said, row.cells)) for row in shown],
             title=f"Response `{response}`")  # fmt: skip
        say()
    rows(("clauses that differ from those of A", "A", *found.pairs), [_counted(found)])
    for name, pair in found.pairs.items():
        if pair.stopping is not None:
            say(f"{name}: {pair.stopping.says}")
    if found.directory is not None:
        say(f"\nThe table is in {found.directory / 'table.csv'}, with every clause and measure; as a page: "
            f"{found.directory / 'report.html'}")  # fmt: skip
        for name in found.pairs:
            say(f"  xinyong report {found.directory / name}    A beside {name} alone")


def _titles(found: Variants) -> list[str]:
    sides = [found.first.as_json()["a"], *(pair.as_json()["b"] for pair in found.pairs.values())]
    return [str(one["title"]) for one in sides]


def _said(cell: Cell) -> str:
    if not isinstance(cell.value, int | float):
        return cell.why or "–"
    if cell.difference is None:
        return figure(cell.value)
    return f"{figure(cell.value)} ({cell.difference:+,})"


def _counted(found: Variants) -> tuple[str | int, ...]:
    clauses = [row for row in found.rows if row.part == "clause"]
    differ = [sum(_differs(row, place) for row in clauses) for place in range(1, 1 + len(found.pairs))]
    return "rows of the table", "–", *differ


def _differs(row: Row, place: int) -> bool:
    return row.cells[place] != row.cells[0]
