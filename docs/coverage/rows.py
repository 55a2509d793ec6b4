# ruff: noqa: INP001  # documentation is no package
"""The rows of the coverage page as frozen records, read from `rows.toml` and checked against code and catalogue."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docs.reference.file_pages import keys_of

from xinyong.files.catalogue import shipped
from xinyong.files.evidence import Record
from xinyong.population.world import World
from xinyong.reference.play import PHASES
from xinyong.scheme.clauses import Scheme

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).with_name("rows.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure that differs with the mechanism on and off.

    at       `run:` and a path in the object of `xinyong run --json`, or `audit:` and the name of a measure
    scheme   what is played with the mechanism on, in `world` (without one, the scheme's own)
    on, off  amendments by path, as after `--set`, for each side
    without  another scheme for the side on which the mechanism is off; without one, the same
    response, response_off  how people respond on each side; without the second, alike
    """

    at: str
    scheme: str
    world: str | None = None
    on: dict[str, Any]
    off: dict[str, Any]
    without: str | None = None
    people: int = 3_000
    days: int = 365
    response: str = "none"
    response_off: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One scheme or mechanism that the sources describe, and where it lives here."""

    id: str
    says: str
    sources: str
    clauses: tuple[str, ...]
    phases: tuple[str, ...]
    tests: tuple[str, ...]
    figure: Figure


def told() -> dict[str, Any]:
    """Return what the sources tell of: ids of schemes and mechanisms; services and acts, each with where it is here."""
    found: dict[str, Any] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["told"]
    return found


def rows(section: str) -> tuple[Row, ...]:
    """Return the rows of `scheme` or `mechanism`, in the order of the table."""
    return tuple(_row(one) for one in tomllib.loads(TABLE.read_text(encoding="utf-8"))[section])


def _row(told: dict[str, Any]) -> Row:
    figure = told.pop("figure")
    lists: dict[str, Any] = {name: tuple(told.pop(name)) for name in ("clauses", "phases", "tests")}
    return Row(**told, **lists, figure=Figure(**({"on": {}, "off": {}} | figure)))


def misplaced(row: Row) -> list[str]:
    """Return what a row names that does not exist: a clause, a phase, a test, a scheme or a world."""
    phases = {name for name, _, _ in PHASES}
    found = [f"phase {name}" for name in row.phases if name not in phases]
    found += [f"test {name}" for name in row.tests if not (ROOT / name).exists()]
    found += [f"clause {name}" for name in row.clauses if not _is_clause(name)]
    wanted = {row.figure.scheme, row.figure.without or row.figure.scheme}
    return found + [f"scheme {name}" for name in sorted(wanted) if name not in shipped("scheme")]


def _is_clause(name: str) -> bool:
    """Tell whether `scheme: key` or `world: key` is a key of such a file."""
    kind, _, key = name.partition(": ")
    records: dict[str, type[Record]] = {"scheme": Scheme, "world": World}
    return kind in records and key.partition(".")[0] in keys_of(records[kind])
