"""What the laboratory costs on this machine, by people, years, rules, threads and phases, and to start. `make bench`
runs it.

Everything goes through the command line, in processes of their own, the variants of one question in turns; ratios are
of medians of the same session, that of threads of the best times. `--quick` uses a tenth of the people, once. Nothing
here decides whether a test passes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.many_rules import with_rules_times
from benchmarks.score_1.laboratory import FILES

XINYONG = [sys.executable, "-m", "xinyong.cli"]
SUINING = ("suining-2010",)
SCORE_1 = (str(FILES / "scheme.yaml"), "--world", str(FILES / "world.yaml"))
DAILY = (*SCORE_1, "--window", "1")

Runs = dict[str, list[dict[str, Any]]]
"""What `run --json` printed, by variant, in order."""


def call(*arguments: str, env: Mapping[str, str] | None = None) -> tuple[str, float]:
    """Run a command and return what it printed and the seconds it took.

    Raises:
        RuntimeError: it failed.
    """
    started = time.perf_counter()
    done = subprocess.run([*XINYONG, *arguments], capture_output=True, text=True, check=False,
                          env={**os.environ, **(env or {})})  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"xinyong {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout, time.perf_counter() - started


def run(*arguments: str, people: int, years: int = 1) -> dict[str, Any]:
    """Run a scheme and return the object that `run --json` prints, with the seconds of the whole process."""
    with tempfile.TemporaryDirectory() as folder:
        text, seconds = call("run", *arguments, "--people", str(people), "--years", str(years), "--out",
                             f"{folder}/run", "--json")  # fmt: skip
    return {**json.loads(text), "process_seconds": seconds}


def in_turns(variants: Mapping[str, Callable[[], dict[str, Any]]], times: int) -> Runs:
    """Return the runs of each variant; the variants take turns."""
    found: Runs = {name: [] for name in variants}
    for _ in range(times):
        for name, play in variants.items():
            found[name].append(play())
    return found


def wall(runs: Runs, name: str, of: Callable[[Sequence[float]], float] = statistics.median) -> float:
    """Return the median `wall_seconds` of a variant, or another figure of them."""
    return of([one["wall_seconds"] for one in runs[name]])


def of_people(people: int, times: int) -> dict[str, float]:
    """Return what a person of ten times as many people costs, over one of these."""
    found = {}
    for name, scheme in (("suining-2010", SUINING), ("SCORE-1, one-day windows", DAILY)):
        runs = in_turns({"few": lambda s=scheme: run(*s, people=people),  # type: ignore[misc]
                         "many": lambda s=scheme: run(*s, people=10 * people)}, times)  # type: ignore[misc]  # fmt: skip
        found[f"{name}: a person among {10 * people:,} over {people:,}"] = wall(runs, "many") / wall(runs, "few") / 10
        found[f"{name}: seconds of a year, {10 * people:,} people"] = wall(runs, "many")
    return found


def of_threads(people: int, times: int) -> dict[str, float]:
    """Return how much faster two threads are than one, the best of each, and how the time divides into phases."""
    found = {}
    for name, scheme in (("suining-2010", SUINING), ("SCORE-1, one-day windows", DAILY), ("SCORE-1", SCORE_1)):
        runs = in_turns({str(n): lambda s=scheme, n=n: run(*s, "--threads", str(n), people=people)  # type: ignore[misc]
                         for n in (1, 2)}, times)  # fmt: skip
        found[f"{name}: seconds of a year, {people:,} people, two threads"] = wall(runs, "2")
        found[f"{name}: two threads over one"] = wall(runs, "1", min) / wall(runs, "2", min)
        for phase, seconds in runs["2"][0]["phase_seconds"].items():
            found[f"{name}: seconds of phase `{phase}`"] = seconds
    return found


def of_years(people: int, times: int) -> dict[str, float]:
    """Return what a year costs in a run of four, over a run of one."""
    runs = in_turns({str(n): lambda n=n: run(*SUINING, people=people, years=n) for n in (1, 4)}, times)  # type: ignore[misc]
    return {"suining-2010: a year of four over one alone": wall(runs, "4") / wall(runs, "1") / 4}


def of_rules(folder: Path, people: int, times: int) -> dict[str, float]:
    """Return what the same events cost when they are spread over more acts and rules."""
    files = {n: with_rules_times(n, folder) for n in (1, 4, 16)}
    runs = in_turns({str(n): lambda f=f: run(str(f[0]), "--world", str(f[1]), people=people)  # type: ignore[misc]
                     for n, f in files.items()}, times)  # fmt: skip
    return {f"SCORE-1: {12 * n} rules over 12": wall(runs, str(n)) / wall(runs, "1") for n in (4, 16)}


def of_starting(people: int) -> dict[str, float]:
    """Return what it takes to begin: compiled and not, and the whole of a short command."""
    with tempfile.TemporaryDirectory() as cache, tempfile.TemporaryDirectory() as folder:
        text, _ = call("run", *SUINING, "--people", "100", "--days", "30", "--out", f"{folder}/cold", "--json",
                       env={"NUMBA_CACHE_DIR": cache})  # fmt: skip
    importing = [
        sys.executable,
        "-c",
        "import time; t = time.perf_counter(); import xinyong; print(time.perf_counter() - t)",
    ]
    warm = [run(*SUINING, people=people)["process_seconds"] for _ in range(3)]
    small = in_turns({"kernel": lambda: run(*SUINING, people=1000),
                      "reference": lambda: run(*SUINING, "--engine", "reference", people=1000)}, 1)  # fmt: skip
    return {
        "seconds of compilation, empty cache": json.loads(text)["compile_seconds"],
        "seconds of `import xinyong`": min(float(subprocess.check_output(importing)) for _ in range(5)),
        "seconds of `xinyong --help`": min(call("--help")[1] for _ in range(5)),
        f"seconds of `xinyong run suining-2010 --people {people} --years 1 --json`, whole": min(warm),
        "reference over kernel, 1,000 people": wall(small, "reference") / wall(small, "kernel"),
    }


def main() -> None:
    """Measure, print a table and, with --out, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the people, once")
    parser.add_argument("--out", type=Path, help="a JSON file to write")
    asked = parser.parse_args()
    people, times = (100_000, 1) if asked.quick else (1_000_000, 5)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    run(*SUINING, people=1000)  # compiled from here on
    with tempfile.TemporaryDirectory() as folder:
        found: dict[str, Any] = {
            **of_starting(100_000), **of_threads(people, times), **of_people(people, times),
            **of_years(people // 5, times), **of_rules(Path(folder), people // 5, times),
        }  # fmt: skip
    found["machine"] = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    found["load before"] = load
    for name, value in found.items():
        print(f"{name:<90} {value:,.3g}" if isinstance(value, float) else f"{name:<90} {value}")
    if asked.out:
        asked.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
