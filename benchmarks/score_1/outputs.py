"""What every implementation hands back: daily counts of one year, and the 38 summaries in which two must agree."""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from benchmarks.score_1 import law

Counts = npt.NDArray[np.int64]
AFTER_DAYS = (90, 180, 270, 365)
YEARLY = (
    "acts committed",
    "entries",
    "days in D",
    "wrongful D-days",
    "appeals filed",
    "appeals granted",
    "flight attempts",
    "flight refusals",
    "train attempts",
    "train refusals",
)
NAMES = (
    *YEARLY,
    *(f"{tier} after {day} days" for day in AFTER_DAYS for tier in law.TIERS),
    *(f"points by {kind}" for kind in law.KINDS),
)
APPEALS = ("appeals filed", "appeals granted")
ENTRIES_TO_APPEALS = "wrongful D-days"


def _days(*more: int) -> Counts:
    return np.zeros((law.DAYS, *more), dtype=np.int64)


@dataclass(frozen=True)
class Tally:
    """The counts of a year, one row per day; written to while the year is played."""

    tiers: Counts = field(default_factory=lambda: _days(len(law.TIERS)))
    attempts: Counts = field(default_factory=lambda: _days(len(law.SERVICES)))
    refusals: Counts = field(default_factory=lambda: _days(len(law.SERVICES)))
    acts: Counts = field(default_factory=lambda: _days(len(law.KINDS)))
    entries: Counts = field(default_factory=lambda: _days(len(law.KINDS)))
    wrongful: Counts = field(default_factory=_days)
    filed: Counts = field(default_factory=_days)
    granted: Counts = field(default_factory=_days)

    def summary(self) -> dict[str, float]:
        """Return the 38 summaries, in the order of NAMES. Entries count on the day on which they are applied."""
        attempts, refusals = self.attempts.sum(axis=0), self.refusals.sum(axis=0)
        entries = self.entries.sum(axis=0)
        found = [self.acts.sum(), entries.sum(), self.tiers[:, -1].sum(), self.wrongful.sum()]
        found += [self.filed.sum(), self.granted.sum(), attempts[0], refusals[0], attempts[1], refusals[1]]
        found += [self.tiers[day - 1, tier] for day in AFTER_DAYS for tier in range(len(law.TIERS))]
        found += list(entries * np.array(law.POINTS))
        return dict(zip(NAMES, (float(value) for value in found), strict=True))


def peak_bytes() -> int:
    """Return the largest resident size of this process so far.

    Linux keeps it by address space in /proc; `ru_maxrss` there remembers the process from which this one was started.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def measured(play: Callable[[int, int, int], Tally], *, people: int, days: int, seed: int) -> dict[str, Any]:
    """Return outputs, seconds and peak memory of one year; `play` takes people, days and seed.

    The seconds hold everything from the population to the last count, but not imports and not the start of Python.
    """
    started = time.perf_counter()
    tally = play(people, days, seed)
    seconds = time.perf_counter() - started
    return {"outputs": tally.summary(), "seconds": seconds, "peak_bytes": peak_bytes()}


def answer(module: str, warm_people: int, request: argparse.Namespace) -> list[dict[str, Any]]:
    """Play each seed that is asked for in the named module, after a small year that is not counted."""
    play = importlib.import_module(module).play
    if request.sampled:
        play = functools.partial(play, sampled=True)
    if warm_people:
        play(warm_people, law.DAYS, 0)
    return [measured(play, people=request.people, days=request.days, seed=seed) for seed in request.seeds]


def main() -> None:
    """Play one implementation in this process and print a JSON list with one object per seed."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("module")
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--days", type=int, default=law.DAYS)
    parser.add_argument("--seeds", type=int, nargs="+", required=True)
    parser.add_argument("--warm", type=int, default=100, help="people of the year that is played first")
    parser.add_argument("--sampled", action="store_true", help="a sampler from outside the framework says who acts")
    request = parser.parse_args()
    print(json.dumps(answer(request.module, request.warm, request)))


if __name__ == "__main__":
    main()
