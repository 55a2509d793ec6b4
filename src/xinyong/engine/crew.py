"""The shards of a trial, asked together: each does its part, and nobody goes on until all are done."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import BLOCK
from xinyong.engine.shard import Played, Shard, Watch
from xinyong.engine.stage import BlockOfIds, Stage, blocks_of, new_players
from xinyong.kernel.rows import Ints


class Crew(Protocol):
    """Who plays: shards in the order of their blocks, wherever they are.

    numbers    the blocks of each shard, ascending
    """

    numbers: list[list[int]]

    def each(self, name: str, *arguments: Any) -> list[Any]:
        """Call a method of every shard with the same arguments, and return the answers in their order."""

    def parcels(self, name: str, arguments: Sequence[tuple[Any, ...] | None]) -> list[Any]:
        """Call a method of every shard with arguments of its own; a shard for which there are none is left alone."""

    def play(self, window: int, watch: Watch | None) -> list[Played]:
        """Play one window in every shard; the watch is told of every candidate."""

    def peak_bytes(self) -> int:
        """Return the most memory held so far in processes other than this one, in bytes, each at its own peak."""

    def close(self) -> None:
        """Let everybody go."""


class Threads:
    """Shards in this process, played on threads."""

    def __init__(self, shards: list[Shard], threads: int) -> None:
        self.shards = shards
        self.numbers = [[player.number for player in shard.players] for shard in shards]
        # A small world is not to wait for a thread.
        self.pool = ThreadPoolExecutor(min(threads, len(shards))) if min(threads, len(shards)) > 1 else None

    def each(self, name: str, *arguments: Any) -> list[Any]:
        """Call a method of every shard with the same arguments."""
        return self.parcels(name, [arguments] * len(self.shards))

    def parcels(self, name: str, arguments: Sequence[tuple[Any, ...] | None]) -> list[Any]:
        """Call a method of every shard with arguments of its own."""
        asked = [
            partial(getattr(shard, name), *given)
            for shard, given in zip(self.shards, arguments, strict=True)
            if given is not None
        ]
        return [one() for one in asked] if self.pool is None else list(self.pool.map(lambda one: one(), asked))

    def play(self, window: int, watch: Watch | None) -> list[Played]:
        """Play one window in every shard; the watch may be told from several threads at once."""
        return self.each("play", window, watch)

    def peak_bytes(self) -> int:
        """Return 0: all is held in this process."""
        return 0

    def close(self) -> None:
        """Let the threads go."""
        if self.pool is not None:
            self.pool.shutdown()


def on_threads(stage: Stage, threads: int, n_shards: int | None = None) -> Threads:
    """Return all blocks of a trial in shards of this process, one for each thread unless more are asked for."""
    groups = shares(blocks_of(stage.trial), n_shards or threads)
    return Threads([Shard(stage, new_players(stage, frozenset(numbers))) for numbers in groups], threads)


def shares(blocks: Sequence[BlockOfIds], n: int) -> list[list[int]]:
    """Return the numbers of blocks in contiguous runs, at most n, with about as many people in each."""
    counts = np.array([block.people for block in blocks])
    middles = np.cumsum(counts) - counts / 2
    which = (middles * min(n, len(blocks)) / counts.sum()).astype(int)
    return [[block.number for block, w in zip(blocks, which, strict=True) if w == k] for k in np.unique(which)]


class Owners:
    """Which shard has whom."""

    def __init__(self, numbers: list[list[int]]) -> None:
        self.n_shards, self.blocks = len(numbers), [block for blocks in numbers for block in blocks]
        self.of_block = np.full(max(self.blocks) + 1, -1, np.int64)
        for shard, blocks in enumerate(numbers):
            self.of_block[blocks] = shard

    def split(self, ids: Ints) -> list[NDArray[np.intp]]:
        """Return the positions of the ids that each shard has."""
        owner = self.of_block[ids // BLOCK]
        return [np.flatnonzero(owner == shard) for shard in range(self.n_shards)]
