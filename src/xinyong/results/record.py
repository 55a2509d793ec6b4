"""A finished run: what was recorded, how it was made, where it lies, and its twin with the other end of the unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xinyong.results.outcome import Outcome
from xinyong.results.summary import summary

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, repr=False, eq=False)
class Run:
    """A run that has ended.

    outcome    whole numbers, in the order of `arrays.py`
    manifest   how it was made (plain data; what `manifest.json` holds once it is saved)
    directory  where it lies, or None
    other_end  the same run with the other end of every unknown clause and number; None where nothing is unknown
    """

    outcome: Outcome
    manifest: Mapping[str, Any]
    directory: Path | None = None
    other_end: Run | None = None

    @cached_property
    def series(self) -> pl.DataFrame:
        """Return what is not zero per window, place, trait levels and metric: columns window, first_day, place, one per
        trait, metric, value. Metrics `tier.…` and `restricted_people` are stocks on the window's last day."""
        return self.frame("series")

    @cached_property
    def ledger(self) -> pl.DataFrame:
        """Return one row per entry, with names instead of indices and empty cells where there is nothing."""
        return self.frame("ledger")

    @cached_property
    def subjects(self) -> pl.DataFrame:
        """Return the final standing of all who have an entry or a refusal; the others stand where the scheme starts."""
        return self.frame("subjects")

    @cached_property
    def summary(self) -> dict[str, Any]:
        """Return the object that `xinyong run --json` prints."""
        return summary(self.outcome, self.manifest, self.directory)

    def frame(self, title: str) -> pl.DataFrame:
        """Return a table of the run: ledger, foreign, sittings, thresholds, ratings, tied, subjects, series, people
        or chain."""
        # Polars takes a while to load, and checking or listing runs does not need it.
        found: pl.DataFrame = import_module("xinyong.results.store").frame(self.outcome, title)
        return found

    def __repr__(self) -> str:
        return "\n".join(_lines(self.summary))


def _lines(figures: Mapping[str, Any]) -> list[str]:
    """Return the figures of a run on one screen."""
    bound, made, asked = figures["restricted"], figures["entries"], figures["objections"]
    end = ("first", "second")[figures["end"]]
    ends = f" ({end} end of {len(figures['unknown'])} unknown)" if figures["unknown"] else ""
    heading = f"{figures['scheme']} in {figures['world']}, as modelled{ends}: {figures['people']:,} synthetic people"
    where = f"in {figures['out']}" if figures["out"] else "not saved"
    told = {
        "tiers at the end": _counts(figures["tiers"]) or "the scheme has none",
        "restricted": f"{_counted(bound['people'])} people on {bound['days']:,} days: "
        f"{bound['wrongful_days']:,} wrongful, {bound['protected_days']:,} resting on protected conduct",
        "never told": f"{_counted(bound['never_told_people'])} of the restricted people",
        "entries": f"{made['total']:,}: {made['total'] - made['true']:,} mistaken, {made['overdue']:,} overdue, "
        f"{made['protected']:,} on protected conduct",
        "refused requests": _counts({n: s["refused"] for n, s in figures["services"].items() if s["refused"]})
        or "none",
        "objections": _counts({name: n for name, n in asked.items() if n or not name.startswith("reviews_")}),
        "assumed": f"{figures['assumed']['values']} of {figures['assumed']['of']} rule values",
        "result": f"{figures['result_sha256'][:16]}… by the {figures['engine']} engine, {where}",
    }
    return [
        f"{heading}, {figures['days']:,} days, seed {figures['seed']}, response {figures['response']}",
        *(f"  {name:<17} {said}" for name, said in told.items()),
    ]


def _counted(count: int | None) -> str:
    return "(not counted: only a sample's rows are kept)" if count is None else f"{count:,}"


def _counts(by_name: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in by_name.items())
