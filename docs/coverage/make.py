# ruff: noqa: INP001  # documentation is no package
"""Write docs/coverage.md: `python -m docs.coverage.make`. A test plays every row again and holds the page current."""

from __future__ import annotations

from pathlib import Path

from docs.coverage.figures import on_and_off
from docs.coverage.rows import ROOT, Row, rows
from docs.reference.heads import table

PAGE = ROOT / "docs" / "coverage.md"
HEAD = Path(__file__).with_name("head.txt").read_text(encoding="utf-8")
COLUMNS = ("row", "what the sources say", "in", "clauses", "phases", "tests", "figure", "on", "off")


def page() -> str:
    """Return the page; plays every row."""
    return f"{HEAD}\n## Schemes\n\n{_table('scheme')}\n## Mechanisms\n\n{_table('mechanism')}"


def _table(section: str) -> str:
    return table(COLUMNS, (_cells(row) for row in rows(section))) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    on, off = (_shown(value) for value in on_and_off(row.figure))
    return (
        f"`{row.id}`", row.says, row.sources, _names(row.clauses), ", ".join(row.phases), _names(row.tests),
        f"`{row.figure.at}` of `{row.figure.scheme}`{_switch(row)}", on, off,
    )  # fmt: skip


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _switch(row: Row) -> str:
    """Return how the mechanism is switched: by amendments, by another scheme, or both."""
    parts = [f"with `{path}={value}`" for path, value in row.figure.on.items()]
    parts += [f"off: `{path}={value}`" for path, value in row.figure.off.items()]
    parts += [f"off: `{row.figure.without}`"] if row.figure.without else []
    parts += [f"response {row.figure.response}"] if row.figure.response != "none" else []
    parts += [f"off: response {row.figure.response_off}"] if row.figure.response_off else []
    return f" ({'; '.join(parts)})"


def _shown(value: float | None) -> str:
    if value is None:
        return "not told"
    return f"{value:,}" if isinstance(value, int) else f"{value:.4g}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
