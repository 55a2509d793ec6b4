"""Agreement first, then times: every contestant in processes of its own, taking turns, with the load written down."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.score_1 import laboratory, law
from benchmarks.score_1.agreement import Agreement, NotAgreedError, Runs, agree, must_hold, z_of
from benchmarks.score_1.contestants import BORROWED, REFERENCE, XINYONG, Contestant
from benchmarks.score_1.environments import ROOT, NotInstalledError, python_of, surroundings

SEEDS_APART = 100_000
WARM_PEOPLE = 200


def play(contestant: Contestant, *, people: int, seeds: Sequence[int]) -> list[dict[str, Any]]:
    """Play years of a contestant that is a file of this folder, in one process; return one object per seed.

    Raises:
        RuntimeError: the process failed.
        NotInstalledError: its environment could not be made.
    """
    command = [python_of(contestant.environment), "-m", "benchmarks.score_1.outputs"]
    command += [f"benchmarks.score_1.{contestant.module}", "--people", str(people), "--warm", str(WARM_PEOPLE)]
    command += [*(["--sampled"] if contestant.sort == BORROWED else []), "--seeds", *map(str, seeds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=surroundings())
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:]
        raise RuntimeError(f"{contestant.name}: {''.join(last) or 'failed'}")
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


def years(contestant: Contestant, *, people: int, seeds: Sequence[int]) -> list[dict[str, float]]:
    """Return the summaries of a year for each seed, of a contestant that is a file of this folder."""
    return [one["outputs"] for one in play(contestant, people=people, seeds=seeds)]


@dataclass
class Race:
    """What was found so far.

    `absent` gives the reason why a contestant has no times; `apart` the means of summaries that do not decide about
    agreement, of the contestant and of the reference, and their difference in standard errors; `beside` what the
    laboratory tells beside its summaries, as means over the years.
    """

    agreements: dict[str, Agreement] = field(default_factory=dict)
    times: list[dict[str, Any]] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)
    apart: dict[str, dict[str, tuple[float, float, float]]] = field(default_factory=dict)
    beside: dict[str, dict[str, float]] = field(default_factory=dict)

    def compare(self, contestants: Sequence[Contestant], *, people: int, seeds: int) -> None:
        """Compare each contestant with the reference, on seeds that no other contestant uses."""
        against: dict[int, list[dict[str, float]]] = {}
        for number, contestant in enumerate(contestants, 1):
            twin = next((one.name for one in contestants if one == replace(contestant, name=one.name, rows_of=0)), None)
            if contestant.rows_of and twin in self.agreements:
                # Which rows are kept changes no count; the years of agreement need everybody's for step 8.
                self.agreements[contestant.name] = self.agreements[twin]
                continue
            size = min(people, contestant.agree_people_max)
            if size not in against:
                against[size] = years(REFERENCE, people=size, seeds=range(1, seeds + 1))
            own = range(number * SEEDS_APART, number * SEEDS_APART + seeds)
            try:
                found = self.played(contestant, people=size, seeds=own)
            except (NotInstalledError, RuntimeError) as problem:
                self.absent[contestant.name] = str(problem)
                continue
            self.hold(contestant, found, against[size], people=size)
            summary, z = self.agreements[contestant.name].worst
            print(f"{contestant.name:<36} largest |z| {abs(z):4.1f} ({summary})", file=sys.stderr)

    def played(self, contestant: Contestant, *, people: int, seeds: Sequence[int]) -> list[dict[str, float]]:
        """Return the summaries of a year for each seed, and write down what the laboratory tells beside them."""
        if contestant.sort != XINYONG:
            return years(contestant, people=people, seeds=seeds)
        found = [laboratory.year(people=people, seed=one, window_days=contestant.window_days) for one in seeds]
        self.beside[contestant.name] = {
            "shadow_days": statistics.fmean(one.shadow_days for one in found),
            "wrongful_days": statistics.fmean(one.summary["wrongful D-days"] for one in found),
            "strays": statistics.fmean(one.strays for one in found),
            "days_waited": statistics.fmean(one.days_waited for one in found),
        }
        return [one.summary for one in found]

    def hold(self, contestant: Contestant, found: Runs, against: Runs, *, people: int) -> None:
        """Hold years of a contestant to those of the reference, summary by summary."""
        left_out = [name for name, _ in contestant.left_out]
        self.agreements[contestant.name] = agree(found, against, people=people, left_out=left_out)
        for name in left_out:
            ours, theirs = [run[name] for run in found], [run[name] for run in against]
            apart = statistics.fmean(ours), statistics.fmean(theirs), z_of(ours, theirs)
            self.apart.setdefault(contestant.name, {})[name] = apart

    def time(self, contestant: Contestant, *, people: int, seed: int) -> float:
        """Time one year and write it down; return its seconds.

        Raises:
            NotAgreedError: the contestant has not been shown to agree.
        """
        must_hold(contestant.name, self.agreements.get(contestant.name))
        load = os.getloadavg()[0]
        started = time.perf_counter()
        if contestant.sort == XINYONG:
            found = laboratory.timed(people=people, seed=seed, window_days=contestant.window_days,
                                     rows_of=contestant.rows_of)  # fmt: skip
        else:
            found = play(contestant, people=people, seeds=[seed])[0]
        whole = time.perf_counter() - started
        self.times.append({"name": contestant.name, "people": people, "seed": seed, "load_before": load,
                           "seconds": found["seconds"], "process_seconds": whole,
                           "peak_bytes": found["peak_bytes"]})  # fmt: skip
        return float(found["seconds"])

    def run(self, contestants: Sequence[Contestant], *, sizes: Sequence[int], times: int, patience: float) -> None:
        """Time all who agree, in turns, size by size; who would need more than `patience` seconds stays behind."""
        able = []
        for contestant in contestants:
            try:
                must_hold(contestant.name, self.agreements.get(contestant.name))
                able.append(contestant)
            except NotAgreedError as problem:
                self.absent.setdefault(contestant.name, str(problem))
        last: dict[str, tuple[int, float]] = {}
        for people in sorted(sizes):
            for seed in range(1, times + 1):
                for contestant in able:
                    size, seconds = last.get(contestant.name, (people, 0.0))
                    if seconds * people / size > patience:
                        continue
                    last[contestant.name] = people, self.time(contestant, people=people, seed=seed)
            print(f"timed {people:,} people", file=sys.stderr)


def medians(times: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one row per contestant and size: medians, and bytes per person beyond its smallest size."""
    rows: list[dict[str, Any]] = []
    keys = dict.fromkeys((one["name"], one["people"]) for one in times)
    for name, people in keys:
        runs = [one for one in times if (one["name"], one["people"]) == (name, people)]
        row = {key: statistics.median(one[key] for one in runs) for key in ("seconds", "process_seconds", "peak_bytes")}
        smallest = next((one for one in rows if one["name"] == name), None)
        more = None
        if smallest is not None:
            more = (row["peak_bytes"] - smallest["peak_bytes"]) / (people - smallest["people"])
        rows.append({"name": name, "people": people, "runs": len(runs), **row,
                     "subject_days_per_second": people * law.DAYS / row["seconds"],
                     "bytes_per_person": more})  # fmt: skip
    return rows


def machine() -> dict[str, Any]:
    """Return what the times depend on besides the code."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return {"cpu": model or platform.processor() or platform.machine(), "cores": os.cpu_count(),
            "system": platform.system(), "python": platform.python_version()}  # fmt: skip
