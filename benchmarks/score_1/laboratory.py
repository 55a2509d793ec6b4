"""Xinyong as a contestant, by its public interface: `xinyong run` with the two files of this folder and --json."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import polars as pl
from benchmarks.score_1 import law
from benchmarks.score_1.outputs import AFTER_DAYS

FILES = Path(__file__).resolve().parent


def run(folder: Path, *, people: int, days: int, seed: int, window_days: int) -> dict[str, Any]:
    """Run the command into `folder` and return the object that it prints.

    Raises:
        RuntimeError: the command failed.
    """
    command = [sys.executable, "-m", "xinyong.cli", "run", str(FILES / "scheme.yaml")]
    command += ["--world", str(FILES / "world.yaml"), "--people", str(people), "--days", str(days)]
    command += ["--seed", str(seed), "--window", str(window_days), "--out", str(folder), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def summary(found: dict[str, Any], tiers: dict[int, dict[str, int]]) -> dict[str, float]:
    """Return the summaries of a run of a year by the names of the benchmark; `tiers` holds the counts after days."""
    acts, services = found["acts"], found["services"]
    values: dict[str, float] = {
        "acts committed": sum(acts[kind]["taken"] for kind in law.KINDS),
        "entries": found["entries"]["total"],
        "days in D": found["restricted"]["days"],
        "wrongful D-days": found["restricted"]["wrongful_days"],
        "appeals filed": found["objections"]["filed"],
        "appeals granted": found["objections"]["reversed"],
    }
    for service in law.SERVICES:
        values[f"{service} attempts"] = services[service]["requested"]
        values[f"{service} refusals"] = services[service]["refused"]
    for day in AFTER_DAYS:
        values |= {f"{tier} after {day} days": tiers[day][tier] for tier in law.TIERS}
    for kind, points in zip(law.KINDS, law.POINTS, strict=True):
        values[f"points by {kind}"] = points * acts[kind]["recorded"]
    return values


def tiers_by_day(folder: Path) -> dict[int, dict[str, int]]:
    """Return how many people stand in each tier after each of AFTER_DAYS, from the series of a run by single days."""
    series = pl.read_parquet(folder / "series.parquet").filter(pl.col("first_day").is_in([d - 1 for d in AFTER_DAYS]))
    found: dict[int, dict[str, int]] = {}
    for day, metric, value in series.select("first_day", pl.col("metric").cast(pl.String), "value").iter_rows():
        if metric.startswith("tier."):
            found.setdefault(day + 1, {})[metric.removeprefix("tier.")] = value
    return found


def outputs(*, people: int, seed: int, window_days: int) -> dict[str, float]:
    """Return the summaries of one year.

    Longer windows count tiers at their ends, which are other days; there the run is repeated over the first 90, 180
    and 270 days, which are the same days of the same people.
    """
    with tempfile.TemporaryDirectory() as folder:

        def played(days: int) -> dict[str, Any]:
            return run(Path(folder) / str(days), people=people, days=days, seed=seed, window_days=window_days)

        found = played(law.DAYS)
        if window_days == 1:
            return summary(found, tiers_by_day(Path(folder) / str(law.DAYS)))
        shorter = {day: played(day)["tiers"] for day in AFTER_DAYS if day != law.DAYS}
        return summary(found, {**shorter, law.DAYS: found["tiers"]})


def strays(*, people: int, seed: int, window_days: int) -> dict[str, float]:
    """Return how many stray records were applied in a year, and how many days each waited beyond the next."""
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder) / "run", people=people, days=law.DAYS, seed=seed, window_days=window_days)
        ledger = pl.read_parquet(Path(folder) / "run" / "ledger.parquet", columns=["cause", "day", "act_day"])
    found = ledger.filter(pl.col("cause").cast(pl.String) == "misattributed")
    waited = found["day"] - found["act_day"] - 1
    return {"strays": float(len(found)), "days_waited": float(waited.sum()) / max(1, len(found))}


def timed(*, people: int, seed: int, window_days: int) -> dict[str, Any]:
    """Return seconds, peak memory and the seconds of the whole command of one year, compilation left out."""
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder) / "run", people=people, days=law.DAYS, seed=seed, window_days=window_days)
    return {"seconds": found["wall_seconds"], "peak_bytes": found["peak_rss_bytes"]}
