"""Shards in processes of their own on this machine. They hold nothing that a checkpoint does not."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any

from xinyong.engine.crew import shares
from xinyong.engine.shard import Shard
from xinyong.engine.stage import Stage, blocks_of, new_players
from xinyong.errors import WorkerLost
from xinyong.trial.trial import Trial

DEADLINE_SECONDS = 3_600
"""A process that has not answered by then is taken to be gone."""
SECONDS_TO_LEAVE = 10


class Processes:
    """Shards in processes that are started for a play, and end with it."""

    def __init__(self, trial: Trial, n_shards: int) -> None:
        self.numbers = shares(blocks_of(trial), n_shards)
        context = multiprocessing.get_context("spawn")
        self.lines: list[Connection] = []
        self.workers = []
        for numbers in self.numbers:
            ours, theirs = context.Pipe()
            worker = context.Process(target=_work, args=(theirs, trial, numbers), daemon=True)
            worker.start()
            theirs.close()
            self.lines.append(ours)
            self.workers.append(worker)

    def each(self, name: str, *arguments: Any) -> list[Any]:
        """Call a method of every shard with the same arguments."""
        return self.parcels(name, [arguments] * len(self.lines))

    def parcels(self, name: str, arguments: Sequence[tuple[Any, ...] | None]) -> list[Any]:
        """Call a method of every shard with arguments of its own.

        Raises:
            WorkerLost: a process is gone, or does not answer.
        """
        asked = [at for at, given in enumerate(arguments) if given is not None]
        for at in asked:
            try:
                self.lines[at].send((name, arguments[at]))
            except OSError as gone:
                raise self._lost(at) from gone
        return [self._answer(at) for at in asked]

    def _answer(self, at: int) -> Any:
        try:
            if not self.lines[at].poll(DEADLINE_SECONDS):
                raise self._lost(at)
            done, answer = self.lines[at].recv()
        except (EOFError, OSError) as gone:
            raise self._lost(at) from gone
        if not done:
            raise RuntimeError(f"process {at + 1} of {len(self.lines)}:\n{answer}")
        return answer

    def _lost(self, at: int) -> WorkerLost:
        worker = self.workers[at]
        worker.join(1)
        how = f"did not answer for {DEADLINE_SECONDS} seconds" if worker.is_alive() else f"ended with {worker.exitcode}"
        return WorkerLost(f"process {at + 1} of {len(self.lines)} (number {worker.pid}) {how}")

    def close(self) -> None:
        """Let all processes go; one that does not go is ended."""
        for line in self.lines:
            line.close()
        for worker in self.workers:
            worker.join(SECONDS_TO_LEAVE)
            if worker.is_alive():
                worker.kill()


def _work(line: Connection, trial: Trial, numbers: list[int]) -> None:
    """Answer what is asked until nobody is there to ask."""
    _leave_interrupts_to_the_parent()
    stage = Stage(trial)
    shard = Shard(stage, new_players(stage, frozenset(numbers)))
    while True:
        try:
            name, arguments = line.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[bool, Any] = True, getattr(shard, name)(*arguments)
        except Exception:  # noqa: BLE001 (the parent raises it)
            answer = False, traceback.format_exc()
        line.send(answer)


def _leave_interrupts_to_the_parent() -> None:
    """Go on when a terminal interrupts all processes at once: the parent finishes the window and then lets us go."""
    if hasattr(os, "setpgrp"):
        os.setpgrp()
