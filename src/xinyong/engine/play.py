"""The fast engine: plays a trial block by block on threads, with the same outcome as the reference, bit for bit.

Inside a window each thread plays its blocks and writes to nothing else. Between windows, once, records are exchanged
and desks decide. The number of threads changes nothing but the time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import Protocol

from xinyong.engine import gather
from xinyong.engine.memory import Memory, recall
from xinyong.engine.running import Running, Watch
from xinyong.errors import InputError
from xinyong.kernel.rows import Ints
from xinyong.results.chain import whole
from xinyong.results.checkpoint import Snapshot
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

Progress = Callable[[int, int], None]
"""Told after each window how many windows are done, and of how many."""


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
) -> Outcome:
    """Play a trial from its first day to its last and return what happened.

    Args:
        threads: how many play at once; 0 means one per core. The outcome does not depend on it.
        progress: told after each window.
        watch: told of every candidate, window by window and block by block, possibly from several threads at once.
        keeper: keeps what the trial remembers between windows, and says where to begin.
        branches: counters in the order of `kernel.branches.BRANCHES`, to which this run's are added.

    Raises:
        InputError: a negative number of threads, or a scheme that does not fit into the tables.
    """
    if threads < 0:
        raise InputError(f"found {threads} threads; expected 0 (one per core) or more")
    n = threads or os.cpu_count() or 1
    begun = time.perf_counter()
    running = Running(trial, n)
    kept = keeper.begin() if keeper is not None else None
    chain = recall(running, kept) if kept is not None else []
    memory = Memory(running, chain)
    with ThreadPoolExecutor(len(running.shares)) as pool:
        on_threads = pool.map if len(running.shares) > 1 else map  # a small world is not to wait for a thread
        if kept is None:
            list(on_threads(running.enrol, range(len(running.shares))))
        prepared = time.perf_counter()
        for window, (_, end_day) in list(enumerate(trial.windows))[len(chain) :]:
            done = on_threads(running.play_share, range(len(running.shares)), repeat(window), repeat(watch))
            running.between([sent for share in done for sent in share], end_day)
            chain.append([player.link for player in running.players])
            if progress is not None:
                progress(window + 1, len(trial.windows))
            if keeper is not None:
                keeper.pause(window + 1, len(trial.windows), memory.take)
    played = time.perf_counter()
    if branches is not None:
        branches += running.branches()
    people_asking = gather.people_asking(trial, running.players)
    left = gather.left(running.law, running.players, trial.days)
    return Outcome(
        trial, running.layout, running.flows, people_asking, left.ledger, gather.foreign(running.foreign),
        gather.sittings(running.sittings), left.subjects,
        chain, [whole(links) for links in chain], (running.held, running.held_days), "kernel", n,
        {
            "compile": running.compiling, "prepare": prepared - begun - running.compiling,
            "play": played - prepared, "gather": time.perf_counter() - played,
        }, gather.thresholds(running.thresholds), running.ratings.table(), running.tied.table(),
    )  # fmt: skip
