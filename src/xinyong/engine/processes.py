"""Shards in processes of their own on this machine. They hold nothing that a checkpoint does not."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

from xinyong.engine.apart import Answer, Apart, Place
from xinyong.engine.crew import shares
from xinyong.engine.stage import blocks_of
from xinyong.errors import WorkerLost
from xinyong.trial.trial import Trial

SECONDS_TO_LEAVE = 10


class Processes(Apart):
    """Shards in processes that are started for a play, and end with it."""

    def __init__(self, trial: Trial, n_shards: int, deadline_seconds: float) -> None:
        self.numbers, self.deadline_seconds = shares(blocks_of(trial), n_shards), deadline_seconds
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

    def _ask(self, at: int, name: str, arguments: tuple[Any, ...]) -> None:
        try:
            self.lines[at].send((name, arguments))
        except OSError as gone:
            raise self._lost(at) from gone

    def _arriving(self, asked: Sequence[int], seconds: float) -> Iterator[tuple[int, Answer]]:
        for line in wait([self.lines[at] for at in asked], seconds):
            at = next(at for at in asked if self.lines[at] is line)
            try:
                yield at, self.lines[at].recv()
            except (EOFError, OSError) as gone:
                raise self._lost(at) from gone

    def _who(self, at: int) -> str:
        return f"process {at + 1} of {len(self.lines)} (number {self.workers[at].pid})"

    def _lost(self, at: int) -> WorkerLost:
        self.workers[at].join(1)
        return WorkerLost(f"{self._who(at)} ended with {self.workers[at].exitcode}")

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
    place = Place(trial, numbers)
    while True:
        try:
            name, arguments = line.recv()
            line.send(place.answer(name, arguments))
        except (EOFError, OSError):
            return


def _leave_interrupts_to_the_parent() -> None:
    """Go on when a terminal interrupts all processes at once: the parent finishes the window and then lets us go."""
    if hasattr(os, "setpgrp"):
        os.setpgrp()
