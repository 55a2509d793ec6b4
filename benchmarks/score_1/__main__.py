"""SCORE-1, the whole benchmark: `python -m benchmarks.score_1` shows agreement, then takes times, then writes both.

`--quick` is for trying it out. Nothing here decides whether a test passes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.score_1 import report
from benchmarks.score_1.contestants import CONTESTANTS, Contestant
from benchmarks.score_1.environments import ROOT
from benchmarks.score_1.race import Race, machine

OUT = ROOT / "runs" / "score-1"


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score_1", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000, help="people of each year of the agreement")
    parser.add_argument("--seeds", type=int, default=60, help="years of the agreement on each side")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000], help="people")
    parser.add_argument("--times", type=int, default=5, help="runs of each contestant at each size, in turns")
    parser.add_argument("--patience", type=float, default=120.0, help="seconds above which a year is left out")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="contestants whose names hold one of these words")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of results.json, table.md and chart.svg")
    parser.add_argument("--quick", action="store_true", help="8 seeds of 2,000 people; 1,000 and 10,000 timed once")
    asked = parser.parse_args(arguments)
    if asked.quick:
        asked.people, asked.seeds, asked.sizes, asked.times = 2_000, 8, [1_000, 10_000], 1
    return asked


def chosen(words: Sequence[str] | None) -> list[Contestant]:
    """Return the contestants that were asked for: all, or those whose names hold one of the words."""
    if words is None:
        return list(CONTESTANTS)
    return [one for one in CONTESTANTS if any(word.lower() in one.name.lower() for word in words)]


def main() -> None:
    """Run the benchmark and print its table."""
    asked = options()
    contestants = chosen(asked.only)
    found = Race()
    found.compare(contestants, people=asked.people, seeds=asked.seeds)
    found.run(contestants, sizes=asked.sizes, times=asked.times, patience=asked.patience)
    numbers = report.content(found, contestants, machine())
    report.write(numbers, asked.out)
    print(report.page(numbers))


if __name__ == "__main__":
    main()
