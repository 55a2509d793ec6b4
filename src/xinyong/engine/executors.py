"""Where the shards of a trial are played: on threads, in processes of this machine, on a cluster. No result shows it.

The compiler behind the fast engine is not loaded here, so that what cannot be is refused before anything begins.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xinyong.errors import InputError

EXECUTORS = ("threads", "processes", "ray")
DEADLINE_SECONDS = 3_600.0
"""Whoever has not answered by then, at the end of a window, is taken to be gone."""
MOST_SECONDS = 10_000_000
"""Almost four months: nobody waits longer for one window."""


@dataclass(frozen=True, slots=True)
class Executor:
    """Where a trial is played.

    name              one of `EXECUTORS`
    shards            into how many parts the blocks are divided; None: one for each thread
    deadline_seconds  so long an answer is waited for, at the end of a window or elsewhere
    address           where the Ray cluster is (HOST:PORT, or `auto`); None: a Ray of this machine alone

    Raises:
        InputError: there is no such executor, a number is out of range, or an address is given to another than Ray.
    """

    name: str = "threads"
    shards: int | None = None
    deadline_seconds: float = DEADLINE_SECONDS
    address: str | None = None

    def __post_init__(self) -> None:
        if self.name not in EXECUTORS:
            raise InputError(f"found executor `{self.name}`, expected {', '.join(EXECUTORS[:-1])} or {EXECUTORS[-1]}")
        if self.shards is not None and self.shards < 1:
            raise InputError(f"found {self.shards} shards, expected 1 or more")
        if self.address is not None and self.name != "ray":
            raise InputError(f"--address: found `{self.address}` with executor `{self.name}`; it is for --executor ray")
        if not (math.isfinite(self.deadline_seconds) and 0 < self.deadline_seconds <= MOST_SECONDS):
            raise InputError(f"--deadline: found {self.deadline_seconds:g} seconds; "
                             f"expected more than 0, and at most {MOST_SECONDS:,}")  # fmt: skip

    def changed(
        self,
        name: str | None = None,
        shards: int | None = None,
        deadline_seconds: float | None = None,
        address: str | None = None,
    ) -> Executor:
        """Return it with what is said of it changed; an executor that is another has no address. Errors as `Executor`.

        >>> Executor("ray", 4, address="10.0.0.1:6379").changed("threads", 2)
        Executor(name='threads', shards=2, deadline_seconds=3600.0, address=None)
        """
        known = self.address if name in (None, self.name) else None
        return Executor(
            self.name if name is None else name,
            self.shards if shards is None else shards,
            self.deadline_seconds if deadline_seconds is None else deadline_seconds,
            known if address is None else address,
        )

    def written(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


HERE = Executor()
"""On threads of this process, one shard for each."""


def executor_of(written: Mapping[str, Any]) -> Executor:
    """Return the executor that plain data describes.

    Raises:
        InputError: as `Executor`. TypeError: a field is none of its fields.
    """
    return Executor(**written)
