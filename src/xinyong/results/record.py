"""A finished run: what was recorded, how it was made, where it lies, and the run with the other end of what is unknown."""

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
        """Return the final standing of everybody with an entry or a refusal; the others stand where the scheme starts."""
        return self.frame("subjects")

    @cached_property
    def summary(self) -> dict[str, Any]:
        """Return the object that `xinyong run --json` prints."""
        return summary(self.outcome, self.manifest, self.directory)

    def frame(self, title: str) -> pl.DataFrame:
        """Return a table of the run: ledger, foreign, sittings, subjects, series, people or chain."""
        # Polars takes a while to load, and checking or listing runs does not need it.
        found: pl.DataFrame = import_module("xinyong.results.store").frame(self.outcome, title)
        return found

    def __repr__(self) -> str:
        return "\n".join(_lines(self.summary))


def _lines(figures: Mapping[str, Any]) -> list[str]:
    """Return the figures of a run on one screen."""
    bound, made, asked = figures["restricted"], figures["entries"], figures["objections"]
    mistaken = made["total"] - made["true"]
    tiers = ", ".join(f"{name} {people:,}" for name, people in figures["tiers"].items()) or "the scheme has none"
    refused = ", ".join(
        f"{name} {one['refused']:,} of {one['requested']:,}" for name, one in figures["services"].items() if one["refused"]
    )
    ends = f" (end {figures['end']} of {len(figures['unknown'])} unknown)" if figures["unknown"] else ""
    return [
        f"{figures['scheme']} in {figures['world']}, as modelled{ends}: {figures['people']:,} synthetic people, "
        f"{figures['days']:,} days, seed {figures['seed']}, response {figures['response']}",
        f"  tiers at the end  {tiers}",
        f"  restricted        {bound['people']:,} people on {bound['days']:,} days: {bound['wrongful_days']:,} wrongful, "
        f"{bound['protected_days']:,} resting on protected conduct; {bound['never_told_people']:,} people never told",
        f"  entries           {made['total']:,}: {mistaken:,} mistaken, {made['overdue']:,} overdue, "
        f"{made['protected']:,} on protected conduct",
        f"  refused requests  {refused or 'none'}",
        f"  objections        {asked['filed']:,} filed, {asked['late']:,} late, {asked['decided']:,} decided, "
        f"{asked['reversed']:,} reversed",
        f"  assumed           {figures['assumed']['values']} of {figures['assumed']['of']} rule values",
        f"  result            {figures['result_sha256'][:16]}… by the {figures['engine']} engine"
        + (f" in {figures['out']}" if figures["out"] else ", not saved"),
    ]
