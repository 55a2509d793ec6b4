"""Xinyong as a contestant, by its public interface: `xinyong run` with the two files of this folder and --json."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from benchmarks.score_1 import law
from benchmarks.score_1.outputs import AFTER_DAYS
from benchmarks.score_1.shortcut import wrongful_d_days

FILES = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Year:
    """One year: its summaries, and what is told beside them.

    `shadow_days` are the days restricted wrongly by the shadow account; `strays` how many stray records were applied,
    `days_waited` how many days they waited beyond the next, on average.
    """

    summary: dict[str, float]
    shadow_days: float
    strays: float
    days_waited: float


def run(folder: Path, *, people: int, days: int, seed: int, window_days: int, rows_of: int = 0) -> dict[str, Any]:
    """Run the command into `folder` and return the object that it prints; `rows_of` as in `Contestant`.

    Raises:
        RuntimeError: the command failed.
    """
    command = [sys.executable, "-m", "xinyong.cli", "run", str(FILES / "scheme.yaml")]
    command += ["--world", str(FILES / "world.yaml"), "--people", str(people), "--days", str(days)]
    command += ["--seed", str(seed), "--window", str(window_days), "--out", str(folder), "--json"]
    command += ["--ledger", "sample", "--sample", str(rows_of)] if rows_of else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def summary(found: dict[str, Any], tiers: dict[int, dict[str, int]], wrongful: int) -> dict[str, float]:
    """Return the summaries of a run of a year by the names of the benchmark.

    `tiers` holds the counts after days, `wrongful` the wrongful D-days by step 8.
    """
    acts, services = found["acts"], found["services"]
    values: dict[str, float] = {
        "acts committed": sum(acts[kind]["taken"] for kind in law.KINDS),
        "entries": found["entries"]["total"],
        "days in D": found["restricted"]["days"],
        "wrongful D-days": wrongful,
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


def year(*, people: int, seed: int, window_days: int) -> Year:
    """Play one year.

    Longer windows count tiers at their ends, which are other days; there the run is repeated over the first 90, 180
    and 270 days, which are the same days of the same people.
    """
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / str(law.DAYS)

        def played(days: int) -> dict[str, Any]:
            return run(Path(folder) / str(days), people=people, days=days, seed=seed, window_days=window_days)

        found = played(law.DAYS)
        if window_days == 1:
            tiers = tiers_by_day(whole)
        else:
            tiers = {day: played(day)["tiers"] for day in AFTER_DAYS if day != law.DAYS} | {law.DAYS: found["tiers"]}
        waited = days_waited(whole)
        return Year(
            summary(found, tiers, wrongful_d_days(whole)),
            float(found["restricted"]["wrongful_days"]),
            float(len(waited)),
            float(waited.sum()) / max(1, len(waited)),
        )


def days_waited(folder: Path) -> pl.Series:
    """Return how many days each stray record that was applied in a run waited beyond the next."""
    ledger = pl.read_parquet(folder / "ledger.parquet", columns=["cause", "day", "act_day"])
    found = ledger.filter(pl.col("cause").cast(pl.String) == "misattributed")
    return found["day"] - found["act_day"] - 1


def timed(*, people: int, seed: int, window_days: int, rows_of: int) -> dict[str, Any]:
    """Return seconds, peak memory and the seconds of the whole command of one year, compilation left out."""
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder) / "run", people=people, days=law.DAYS, seed=seed, window_days=window_days,
                    rows_of=rows_of)  # fmt: skip
    return {"seconds": found["wall_seconds"], "peak_bytes": found["peak_rss_bytes"]}
