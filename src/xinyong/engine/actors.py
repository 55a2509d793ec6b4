"""Shards in actors of a Ray cluster. They hold nothing that a checkpoint does not, so Ray need not keep them alive.

What passes between us is bytes: Ray hands over tables that cannot be written to, and a shard goes on with what it gets.
"""

from __future__ import annotations

import os
import pickle
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import count
from queue import Empty, Queue
from threading import Thread
from typing import Any

from xinyong.engine.apart import Answer, Apart, Place, rules_sha256
from xinyong.engine.crew import shares
from xinyong.engine.executors import Executor
from xinyong.engine.ray_session import session
from xinyong.engine.stage import blocks_of
from xinyong.errors import InputError, ResourceError, WorkerLost
from xinyong.trial.trial import Trial

BEGIN_AGAIN = "start the cluster anew; a run with --checkpoint-every goes on with `xinyong resume`"
HEAD_SECONDS = 20.0
"""A head that is there answers at once; one that is gone makes Ray end the process that asks, after a minute."""
MOST_TO_ONE = 10_000
"""Ray divides a processor into so many parts at most."""


class Actors(Apart):
    """Shards in actors that are started for a play, and end with it."""

    def __init__(self, trial: Trial, executor: Executor, threads: int) -> None:
        self.ray = session(executor.address, threads)
        self.deadline_seconds = executor.deadline_seconds
        self.speaking, self.workers = _Speaking(self.ray), list[Any]()
        self.pending: dict[int, Any] = {}
        self.homes: list[str] = []
        with self.speaking("the cluster"):
            cpus = [float(one["Resources"].get("CPU", 0)) for one in self._nodes() if one["Alive"]]
            self.numbers = shares(blocks_of(trial), executor.shards or max(1, int(sum(cpus))))
            actor = self.ray.remote(Actor).options(
                num_cpus=share_of(cpus, len(self.numbers)), max_restarts=0, scheduling_strategy="SPREAD"
            )
            told = self.ray.put(pickle.dumps(trial))
            self.workers = [actor.remote(told, numbers) for numbers in self.numbers]
        try:
            self._greet()
        except BaseException:
            self.close()
            raise

    def _nodes(self) -> list[dict[str, Any]]:
        """Return the machines of the cluster.

        Raises:
            ResourceError: its head does not say; Ray itself would wait, and then end this process in its own words.
        """
        told: Queue[list[dict[str, Any]]] = Queue()
        Thread(target=lambda: told.put(self.ray.nodes()), daemon=True).start()
        try:
            return told.get(timeout=HEAD_SECONDS)
        except Empty as silence:
            self.speaking.all_gone = True
            raise ResourceError(f"the head of the Ray cluster has not answered for {HEAD_SECONDS:g} seconds; "
                                f"{BEGIN_AGAIN}") from silence  # fmt: skip

    def _greet(self) -> None:
        """Hear from every actor where it is.

        Raises:
            InputError: one of them plays by other rules. WorkerLost: one does not come up by the deadline.
        """
        ours = rules_sha256()
        greetings = self.each("greet")
        self.homes = [home for home, _ in greetings]
        for home, rules in greetings:
            if rules != ours:
                raise InputError(f"{home} has another version of xinyong; install the same on every machine")

    def _ask(self, at: int, name: str, arguments: tuple[Any, ...]) -> None:
        with self.speaking(self._who(at)):
            self.pending[at] = self.workers[at].answer.remote(pickle.dumps((name, arguments)))

    def _arriving(self, asked: Sequence[int], seconds: float) -> Iterator[tuple[int, Answer]]:
        waited = {self.pending[at]: at for at in asked}
        with self.speaking("the cluster"):
            ready, _ = self.ray.wait(list(waited), num_returns=1, timeout=seconds)
        for one in ready:
            with self.speaking(self._who(waited[one])):
                answer: Answer = pickle.loads(self.ray.get(one))  # noqa: S301 (it comes from our own actor)
            yield waited[one], answer

    def _who(self, at: int) -> str:
        return f"actor {at + 1} of {len(self.numbers)} ({self.homes[at] if self.homes else 'not yet heard of'})"

    def close(self) -> None:
        """Let all actors go."""
        if self.speaking.all_gone:
            return  # Ray would look for the cluster until it ends the process
        for worker in self.workers:
            # One that is gone already cannot be let go.
            with suppress(self.ray.exceptions.RayError, OSError):
                self.ray.kill(worker)


class _Speaking:
    """Turns what Ray says of somebody who is gone into a word on who it was."""

    def __init__(self, ray: Any) -> None:
        self.ray, self.all_gone = ray, False

    @contextmanager
    def __call__(self, who: str) -> Iterator[None]:
        """Speak with somebody.

        Raises:
            WorkerLost: they are gone. ResourceError: so is the whole cluster, and nobody can be put in their place.
        """
        try:
            yield
        except (self.ray.exceptions.RayError, OSError) as problem:
            raise self._lost(who, problem) from problem

    def _lost(self, who: str, problem: Exception) -> ResourceError:
        if isinstance(problem, OSError) and not isinstance(problem, self.ray.exceptions.RayError):
            self.all_gone = True
            why = problem.strerror or problem
            return ResourceError(f"the way to the Ray cluster is gone ({why}): its head, or the node of this process, "
                                 f"has ended; {BEGIN_AGAIN}")  # fmt: skip
        said = [line.strip() for line in str(problem).splitlines() if line.strip()] or [type(problem).__name__]
        return WorkerLost(f"{who} is gone: {' … '.join(dict.fromkeys((said[0], said[-1])))}")


class Actor:
    """One shard on a machine of the cluster."""

    def __init__(self, trial: bytes, numbers: list[int]) -> None:
        self.place = Place(pickle.loads(trial), numbers)  # noqa: S301 (whoever runs this cluster sends it)

    def answer(self, asked: bytes) -> bytes:
        """Return what a method of the shard says."""
        name, arguments = pickle.loads(asked)  # noqa: S301 (whoever runs this cluster sends it)
        if name == "greet":
            return pickle.dumps((True, (_here(), rules_sha256())))
        return pickle.dumps(self.place.answer(name, arguments))


def _here() -> str:
    node = import_module("ray").get_runtime_context().get_node_id()
    return f"process {os.getpid()} on {platform.node()}, node {node[:8]}"


def share_of(cpus: Sequence[float], n: int) -> float:
    """Return the share of a processor that each of n actors asks for, so that all find room on machines with so many.

    >>> share_of([1.0, 1.0], 2), share_of([1.0, 1.0], 3), share_of([4.0], 2)
    (1.0, 0.5, 1.0)
    """
    if not any(cpus):
        return 0.0
    parts = next(m for m in count(1) if m == MOST_TO_ONE or sum(int(one * m) for one in cpus) >= n)
    return int(MOST_TO_ONE / parts) / MOST_TO_ONE
