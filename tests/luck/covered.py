"""How often an interval over seeds holds the truth, in each planned cell."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from tests.luck.make import kept
from tests.luck.town import COLUMNS, DAYS, PEOPLE, Rows

from xinyong.audit.cases import cases_of
from xinyong.audit.luck import Cases, luck, student
from xinyong.audit.measures import MEASURES

HERE = Path(__file__).parent
SUBJECT_YEARS = PEOPLE * DAYS / 365

Floats = NDArray[np.float64]
Interval = Callable[[Sequence[float], Cases | None], tuple[float | None, float | None]]


@lru_cache
def plan() -> dict[str, Any]:
    """Return the plan as it was written down."""
    found: dict[str, Any] = tomllib.loads((HERE / "plan.toml").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True)
class Cell:
    """A kind of figure, how rare its cases are, over how many seeds."""

    kind: str
    level: str
    n_seeds: int

    @property
    def expected(self) -> float:
        """Return how many cases all seeds of an interval have together, on the mean."""
        found: float = self.n_seeds * plan()["cases"][self.level]
        return found

    @property
    def at_most(self) -> float:
        """Return the most that may be covered."""
        large = self.n_seeds >= plan()["at_most_from_seeds"] and self.expected >= plan()["at_most_from_cases"]
        found: float = plan()["covers_at_most"] if large else 1.0
        return found

    def __str__(self) -> str:
        return f"{self.kind} {self.level} {self.n_seeds}"


def cells() -> tuple[Cell, ...]:
    """Return every planned cell."""
    return tuple(Cell(kind, level, n) for kind, one in plan()["kinds"].items() for level in one["levels"]
                 for n in plan()["seeds"])  # fmt: skip


@dataclass(frozen=True, eq=False)
class Seeds:
    """A figure in each of a hundred thousand seeds in which it has a value, with its denominators."""

    values: Floats
    denominators: Floats

    @property
    def truth(self) -> float:
        """Return the mean over all of them."""
        return float(self.values.mean())


@lru_cache
def tables() -> dict[str, Rows]:
    """Return the rows that are kept, by level."""
    return kept()


@lru_cache
def seeds(kind: str, level: str) -> Seeds:
    """Return the figure of a kind in every seed of a level."""
    column = dict(zip(COLUMNS, tables()[level].T, strict=True))
    each = np.full(len(column["filed"]), SUBJECT_YEARS)
    match kind:
        case "rate":
            return Seeds(1000 * column["filed"] / each, each)
        case "rate-of-days":
            return Seeds(1000 * column["wrongful_days"] / each, each)
        case "difference":
            return Seeds(-1000 * column["wrongful_days"] / each, each)
        case "share":
            some = column["adverse"] > 0
            return Seeds((column["mistaken"][some] / column["adverse"][some]), column["adverse"][some].astype(float))
        case "ratio":
            men, some = PEOPLE - column["n_women"], column["men"] > 0
            theirs = column["men"][some] / men[some]
            return Seeds(column["women"][some] / column["n_women"][some] / theirs, theirs)
        case "median":
            some = column["days_stood"] >= 0
            return Seeds(column["days_stood"][some].astype(float), column["mistaken"][some].astype(float))
    raise KeyError(kind)


def by_student(values: Sequence[float], _cases: Cases | None) -> tuple[float | None, float | None]:
    """Return Student's interval, whatever is counted."""
    return student(values)


def by_luck(values: Sequence[float], cases: Cases | None) -> tuple[float | None, float | None]:
    """Return the interval that the laboratory gives."""
    found = luck(values, cases)
    return found.low, found.high


def coverage(cell: Cell, interval: Interval, n_samples: int) -> float:
    """Return how often an interval over drawn seeds holds the truth of a cell; an open end holds everything."""
    drawn = np.random.Generator(np.random.PCG64(crc32(str(cell).encode())))
    whole, held = seeds(cell.kind, cell.level), 0
    unit = MEASURES[plan()["kinds"][cell.kind]["measure"]].unit
    for _ in range(n_samples):
        chosen = drawn.integers(0, len(whole.values), cell.n_seeds)
        cases = None if cell.kind == "difference" else cases_of(
            plan()["kinds"][cell.kind]["measure"], unit, horizon_days=DAYS,
            denominators=whole.denominators[chosen].tolist(),
        )  # fmt: skip
        low, high = interval(whole.values[chosen].tolist(), cases)
        held += (low is None or low <= whole.truth) and (high is None or whole.truth <= high)
    return held / n_samples
