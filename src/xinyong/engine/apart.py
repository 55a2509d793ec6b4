"""Shards that are elsewhere, in processes or on other machines: one barrier, answers in any order, one deadline.

Whoever plays elsewhere holds nothing that a checkpoint does not, so any of them can be replaced.
"""

from __future__ import annotations

import hashlib
import time
import traceback
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

import numpy as np

from xinyong.engine.shard import Played, Shard, Watch
from xinyong.engine.stage import Stage, new_players
from xinyong.errors import WorkerLost, XinyongError
from xinyong.kernel.jit import sources
from xinyong.results.memory import peak_rss_bytes
from xinyong.trial.trial import Trial

Answer = tuple[bool, Any]
"""Whether it was done; then what came of it, or else the error to raise, or where it went wrong."""


class Apart(ABC):
    """A crew whose shards are elsewhere (`crew.Crew`)."""

    numbers: list[list[int]]
    deadline_seconds: float

    @abstractmethod
    def _ask(self, at: int, name: str, arguments: tuple[Any, ...]) -> None:
        """Ask one shard to call a method of its own.

        Raises:
            WorkerLost: it is gone.
        """

    @abstractmethod
    def _arriving(self, asked: Sequence[int], seconds: float) -> Iterator[tuple[int, Answer]]:
        """Yield answers of those asked in the order in which they arrive; nothing where none comes in so many seconds.

        Raises:
            WorkerLost: one of them is gone.
        """

    @abstractmethod
    def _who(self, at: int) -> str:
        """Return how to name the one who plays a shard."""

    @abstractmethod
    def close(self) -> None:
        """Let everybody go."""

    def each(self, name: str, *arguments: Any) -> list[Any]:
        """Call a method of every shard with the same arguments."""
        return self.parcels(name, [arguments] * len(self.numbers))

    def parcels(self, name: str, arguments: Sequence[tuple[Any, ...] | None]) -> list[Any]:
        """Call a method of every shard with arguments of its own.

        Raises:
            WorkerLost: somebody is gone, or has not answered by the deadline.
        """
        asked = [at for at, given in enumerate(arguments) if given is not None]
        for at in asked:
            self._ask(at, name, arguments[at] or ())
        answers: dict[int, Any] = {}
        until = time.monotonic() + self.deadline_seconds
        while late := [at for at in asked if at not in answers]:
            arrived = {at: self._taken(at, one) for at, one in self._arriving(late, max(0.0, until - time.monotonic()))}
            if not arrived:
                raise WorkerLost(f"{self._who(late[0])} did not answer for {self.deadline_seconds:g} seconds")
            answers |= arrived
        return [answers[at] for at in asked]

    def play(self, window: int, watch: Watch | None) -> list[Played]:
        """Play one window everywhere, and tell the watch what was met."""
        played: list[Played] = self.each("play_telling" if watch is not None else "play", window)
        if watch is not None:
            for told in (each for one in played for each in one.told):
                watch(window, told.first_id, told.acts.astype(np.int64), told.strata.astype(np.int64), told.taken)
        return played

    def peak_bytes(self) -> int:
        """Return the sum of the most memory that each has held so far, in bytes."""
        return sum(self.each("peak_bytes"))

    def _taken(self, at: int, answer: Answer) -> Any:
        done, found = answer
        if done:
            return found
        if isinstance(found, Exception):
            raise found
        raise RuntimeError(f"{self._who(at)}:\n{found}")


def rules_sha256() -> str:
    """Return the hash of what must be the same wherever shards of one play are: the version, and the kernels."""
    digest = hashlib.sha256(version("xinyong").encode())
    for source in sources():
        digest.update(source.read_bytes())
    return digest.hexdigest()


class Place:
    """One shard where it is played, with tables of its own."""

    def __init__(self, trial: Trial, numbers: Sequence[int]) -> None:
        stage = Stage(trial)
        self.shard = Shard(stage, new_players(stage, frozenset(numbers)))

    def answer(self, name: str, arguments: tuple[Any, ...]) -> Answer:
        """Return what a method of the shard says."""
        try:
            if name == "peak_bytes":
                return True, peak_rss_bytes()
            return True, getattr(self.shard, name)(*arguments)
        except (XinyongError, MemoryError) as problem:
            return False, problem
        except Exception:  # noqa: BLE001 (whoever asked raises it)
            return False, traceback.format_exc()
