"""What the laboratory costs on this machine: speed, memory, threads, windows, cold start. `make bench` runs it.

Everything goes through the command line, in processes of their own, interleaved; ratios are of medians of the same
session. `--quick` uses a tenth of the people. Nothing here decides whether a test passes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

XINYONG = [sys.executable, "-m", "xinyong.cli"]
SCHEME = "suining-2010"


def call(*arguments: str, env: dict[str, str] | None = None) -> tuple[str, float]:
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


def run(folder: Path, *more: str, people: int, years: int = 1) -> dict[str, Any]:
    """Run the scheme and return the object that `run --json` prints."""
    out = folder / "run"
    shutil.rmtree(out, ignore_errors=True)
    text, _ = call("run", SCHEME, "--people", str(people), "--years", str(years), "--out", str(out), "--json", *more)
    found: dict[str, Any] = json.loads(text)
    return found


def medians(folder: Path, variants: dict[str, Sequence[str]], *, people: int, times: int) -> dict[str, float]:
    """Return the median `wall_seconds` of each variant; the variants take turns."""
    walls: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(times):
        for name, more in variants.items():
            walls[name].append(run(folder, *more, people=people)["wall_seconds"])
    return {name: statistics.median(found) for name, found in walls.items()}


def cold_start(folder: Path) -> float:
    """Return the seconds of compilation in a first run, with an empty cache."""
    with tempfile.TemporaryDirectory() as cache:
        out = folder / "cold"
        shutil.rmtree(out, ignore_errors=True)
        text, _ = call("run", SCHEME, "--people", "100", "--days", "30", "--out", str(out), "--json",
                       env={"NUMBA_CACHE_DIR": cache})  # fmt: skip
        return float(json.loads(text)["compile_seconds"])


def figures(folder: Path, people: int, times: int) -> dict[str, Any]:
    """Return every figure by name."""
    run(folder, people=1000)  # compiled from here on
    speed = medians(
        folder,
        {"two threads": ("--threads", "2"), "one thread": ("--threads", "1"), "one-day windows": ("--window", "1")},
        people=people,
        times=times,
    )
    small, large = (run(folder, people=n)["peak_rss_bytes"] for n in (people, 2 * people))
    planned = json.loads(call("plan", SCHEME, "--people", str(people), "--years", "1", "--json")[0])
    few = medians(folder, {"kernel": (), "reference": ("--engine", "reference")}, people=1000, times=1)
    return {
        "people": people,
        "wall seconds of a year, two threads": speed["two threads"],
        "subject-days a second, two threads": people * 365 / speed["two threads"],
        "two threads over one": speed["one thread"] / speed["two threads"],
        "one-day windows over seven-day": speed["one-day windows"] / speed["two threads"],
        "bytes a subject, measured (twice the people less once)": (large - small) / people,
        "bytes a subject, planned": planned["bytes_per_subject"],
        "reference over kernel, 1,000 people": few["reference"] / few["kernel"],
        "compile seconds, empty cache": cold_start(folder),
        "seconds of --help": min(call("--help")[1] for _ in range(5)),
    }


def main() -> None:
    """Measure, print a table and, with --out, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the people, once")
    parser.add_argument("--out", type=Path, help="a JSON file to write")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = figures(Path(folder), 100_000 if asked.quick else 1_000_000, 1 if asked.quick else 5)
    found["machine"] = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    found["load before"] = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    for name, value in found.items():
        print(f"{name:<58} {value:,.3g}" if isinstance(value, float) else f"{name:<58} {value}")
    if asked.out:
        asked.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
