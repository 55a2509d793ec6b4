"""The fast engine: plays a trial block by block on threads, with the same outcome as the reference, bit for bit.

Inside a window each thread plays its blocks and writes to nothing else. Between windows, once, records are exchanged
and desks decide. The number of threads changes nothing but the time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from xinyong.engine import gather
from xinyong.engine.actors import Actors
from xinyong.engine.crew import Crew, on_threads
from xinyong.engine.executors import HERE, Executor
from xinyong.engine.leaving import leave
from xinyong.engine.memory import Memory, recall
from xinyong.engine.processes import Processes
from xinyong.engine.running import Running
from xinyong.engine.shard import Watch
from xinyong.engine.stage import Stage
from xinyong.errors import InputError, WorkerLost
from xinyong.kernel.rows import Ints
from xinyong.results.chain import whole
from xinyong.results.checkpoint import Snapshot
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

Progress = Callable[[int, int], None]
"""Told after each window how many windows are done, and of how many."""


CHANCES = 3
"""So often a play goes on from its last checkpoint when a process is gone, and gets no further."""
GONE_ON = (
    f"it went on from its last checkpoint, but lost processes {CHANCES} times: give each more memory, or use fewer"
)
NOT_GONE_ON = "with --checkpoint-every the run would go on from its last checkpoint"


class Keeper(Protocol):
    """Keeps what a trial remembers between windows, so that a play that was cut short goes on where it was."""

    def begin(self) -> Snapshot | None:
        """Return where to go on from, or None to begin on the first day."""

    def pause(self, windows: int, of: int, snapshot: Callable[[], Snapshot]) -> None:
        """Keep a snapshot, or do not; raise what ends the play. Called after each window."""


def play(
    trial: Trial,
    *,
    threads: int = 0,
    progress: Progress | None = None,
    branches: Ints | None = None,
    watch: Watch | None = None,
    keeper: Keeper | None = None,
    executor: Executor = HERE,
    folder: Path | None = None,
) -> Outcome:
    """Play a trial from its first day to its last and return what happened.

    Args:
        threads: how many play at once; 0 means one per core. The outcome does not depend on it.
        progress: told after each window.
        watch: told of every candidate, window by window and block by block, possibly from several threads at once.
        keeper: keeps what the trial remembers between windows, and says where to begin.
        executor: where it is played, and in how many parts.
        folder: where what grows with the run may lie while it lasts; without one it stays in memory.
        branches: counters in the order of `kernel.branches.BRANCHES`, to which this run's are added.

    Raises:
        InputError: a negative number of threads, or a scheme that does not fit into the tables.
        WorkerLost: a process is gone, and nothing was kept, or processes go again and again.
    """
    if threads < 0:
        raise InputError(f"found {threads} threads; expected 0 (one per core) or more")
    begun = time.perf_counter()
    n = threads or os.cpu_count() or 1
    mark = _HighWater(keeper) if keeper is not None else None
    chances = CHANCES if keeper is not None else 1
    while True:
        stage = Stage(trial)
        try:
            with closing(_crew(stage, n, executor)) as crew:
                return _played(Running(stage, crew, folder), begun, n, progress, branches, watch, mark)
        except WorkerLost as lost:
            chances = CHANCES - 1 if mark is not None and mark.rose() else chances - 1
            if not chances:
                raise WorkerLost(f"{lost}; {GONE_ON if keeper is not None else NOT_GONE_ON}") from lost


def _crew(stage: Stage, threads: int, executor: Executor) -> Crew:
    if executor.name == "threads":
        return on_threads(stage, threads, executor.shards)
    if executor.name == "ray":
        return Actors(stage.trial, executor, threads)
    return Processes(stage.trial, executor.shards or threads, executor.deadline_seconds)


@dataclass
class _HighWater:
    """A keeper that knows whether a play came further than before: who gets on may lose others again."""

    keeper: Keeper
    highest: int = 0
    seen: int = 0

    def begin(self) -> Snapshot | None:
        """Return where to go on from."""
        return self.keeper.begin()

    def pause(self, windows: int, of: int, snapshot: Callable[[], Snapshot]) -> None:
        """Keep a snapshot, or do not."""
        self.keeper.pause(windows, of, snapshot)
        self.highest = max(self.highest, windows)

    def rose(self) -> bool:
        """Tell whether more windows are done than when this was asked before."""
        before, self.seen = self.seen, self.highest
        return self.highest > before


def _played(  # noqa: PLR0917 (what `play` was asked)
    running: Running,
    begun: float,
    threads: int,
    progress: Progress | None,
    branches: Ints | None,
    watch: Watch | None,
    keeper: Keeper | None,
) -> Outcome:
    crew, trial = running.crew, running.trial
    kept = keeper.begin() if keeper is not None else None
    chain = recall(running, kept) if kept is not None else []
    memory = Memory(running, chain)
    if kept is None:
        crew.each("enrol")
    prepared, inside = time.perf_counter(), 0.0
    for window in range(len(chain), len(trial.windows)):
        opened = time.perf_counter()
        found = crew.play(window, watch)
        inside += time.perf_counter() - opened
        chain.append(running.between(window, found))
        if progress is not None:
            progress(window + 1, len(trial.windows))
        if keeper is not None:
            keeper.pause(window + 1, len(trial.windows), memory.take)
    played = time.perf_counter()
    if branches is not None:
        branches += running.branches()
    people_asking = np.sum(crew.each("people_asking"), axis=0)
    ledger, subjects = leave(crew, running.folder)
    return Outcome(
        trial, running.layout, running.flows, people_asking, ledger,
        gather.foreign(running.foreign, running.folder),
        gather.sittings(running.sittings), subjects,
        chain, [whole(links) for links in chain], (running.held, running.held_days), "kernel", threads,
        {
            "compile": running.stage.compiling, "prepare": prepared - begun - running.stage.compiling,
            "windows": inside, "between": played - prepared - inside, "gather": time.perf_counter() - played,
        }, gather.thresholds(running.thresholds), running.ratings.table(), running.tied.table(), crew.peak_bytes(),
    )  # fmt: skip
