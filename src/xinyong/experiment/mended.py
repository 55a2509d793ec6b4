"""What a search for mends found: the comparators, every set that was tried, and which of them are worth a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xinyong.audit.objectives import BENEFITS, HARMS, Bound
from xinyong.experiment.amendments import Amendment
from xinyong.experiment.holding import OBJECTED, RIGHTFUL, TOLD, Figures
from xinyong.experiment.trying import what_was_played
from xinyong.results.recipe import Recipe

SHOWN = (*HARMS, *BENEFITS, RIGHTFUL, "negative_items", "objections_filed", "told_by_refusal_share", TOLD, OBJECTED)
"""Figures that stand beside a mend."""

MOST_ROWS = 12
"""So many sets of a frontier are told, the nearest to the bound first."""


@dataclass(frozen=True, slots=True)
class Comparator:
    """What the table opens with: `value` is None where the figure has none, with `why` where it was not played."""

    name: str
    value: float | None
    figures: Figures
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One set of amendments: the figure aimed at, the share of rightful restricted days kept, and what gave way."""

    amendments: tuple[Amendment, ...]
    value: float
    kept: float
    met: bool
    refused: str
    figures: Figures

    @property
    def settings(self) -> dict[str, Any]:
        """Return the settings of all of them, as `--set` takes them."""
        return {path: value for one in self.amendments for path, value in one.settings.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """The end of a search: `rows` are all sets that were tried, best first; `now` is the figure of the scheme as it is.

    unknown  paths of what the sources do not say, taken at the end of the recipe
    plays    how many times the lives were played
    """

    recipe: Recipe
    bound: Bound
    keep: float
    now: float
    base: Figures
    comparators: tuple[Comparator, ...]
    rows: tuple[Row, ...]
    n_amendments: int
    unknown: tuple[str, ...]
    plays: int

    @property
    def already(self) -> bool:
        """Tell whether the scheme as it is stands within the bound."""
        return self.bound.met(self.now, self.now)

    @property
    def mends(self) -> tuple[Row, ...]:
        """Return the sets within the bound under which nothing gives way that must not, smallest first."""
        found = [row for row in self.rows if row.met and not row.refused]
        return tuple(sorted(found, key=lambda row: (len(row.amendments), -row.kept, self._aimed(row))))

    @property
    def frontier(self) -> tuple[Row, ...]:
        """Return the sets than which none is smaller, nearer to the bound and keeps more, refused ones among them."""
        rows: list[Row] = []
        for row in sorted(self.rows, key=lambda one: (self._aimed(one), len(one.amendments), -one.kept)):
            if all(other.kept < row.kept or len(other.amendments) > len(row.amendments) for other in rows):
                rows.append(row)
        return tuple(rows)

    def _aimed(self, row: Row) -> float:
        return row.value if self.bound.objective.direction == "lower" else -row.value

    def changed(self, row: Row) -> dict[str, dict[str, float]]:
        """Return every figure that a set of amendments moves: before, after, difference; the same lives."""
        names = [name for name in SHOWN if name in self.base and name in row.figures]
        return {
            name: {"before": self.base[name], "after": row.figures[name],
                   "difference": row.figures[name] - self.base[name]}
            for name in names
            if row.figures[name] != self.base[name]
        }  # fmt: skip

    def said(self) -> str:
        """Return the outcome in a sentence."""
        aim = self.bound.written()
        if self.already:
            return f"The scheme as it is stands within {aim}: there is nothing to mend."
        if self.mends:
            n = len(self.mends[0].amendments)
            bring = "amendment brings" if n == 1 else "amendments bring"
            return f"{n} {bring} it within {aim}; no smaller set that was tried does."
        return f"No such mend exists among the sets that were tried: none within {aim} leaves the rest as it must be."

    def as_json(self) -> dict[str, Any]:
        """Return the object that `xinyong mend --json` prints."""
        aim = self.bound
        return {
            **what_was_played(self.recipe, self.unknown),
            "bound": aim.written(),
            "measure": aim.objective.name,
            "now": self.now,
            "limit": aim.limit(self.now),
            "keep": self.keep,
            "amendments": self.n_amendments,
            "tried": len(self.rows),
            "plays": self.plays,
            "said": self.said(),
            "comparators": [
                {"name": one.name, "value": one.value, "why": one.why, "figures": _shown(one.figures)}
                for one in self.comparators
            ],
            "mends": [self._row(row) for row in self.mends[:MOST_ROWS]],
            "frontier": [self._row(row) for row in self.frontier[:MOST_ROWS]],
        }

    def _row(self, row: Row) -> dict[str, Any]:
        return {
            "says": [one.says for one in row.amendments],
            "kinds": [one.kind for one in row.amendments],
            "settings": dict(row.settings),
            "value": row.value,
            "kept": row.kept,
            "met": row.met,
            "refused": row.refused,
            "changed": self.changed(row),
        }


def _shown(figures: Mapping[str, float]) -> dict[str, float]:
    return {name: figures[name] for name in SHOWN if name in figures}
