"""Chance for the hand-written kernels: a 64-bit generator with one word of state, and tables for the law's draws."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
from benchmarks.score_1 import law
from numba import njit

States = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)
_30, _27, _31, _11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT: Final = 1.0 / (1 << 53)

RATE_PER_DAY: Final = sum(law.RATES) / law.DAYS


@njit(nogil=True, cache=True, inline="always")  # type: ignore[misc, untyped-decorator, unused-ignore]
def mixed(word: Any) -> Any:
    """Return 64 even bits for a word of the sequence (splitmix64)."""
    word = (word ^ (word >> _30)) * _FIRST
    word = (word ^ (word >> _27)) * _SECOND
    return word ^ (word >> _31)


@njit(nogil=True, cache=True, inline="always")  # type: ignore[misc, untyped-decorator, unused-ignore]
def unit(state: Any) -> Any:
    """Return a number from (0, 1] and move the state on."""
    state[0] += STEP
    return (float(mixed(state[0]) >> _11) + 1.0) * _UNIT


def states(seed: int, blocks: int) -> States:
    """Return one state per block, in the first place of its row; no two threads write to one line of the cache."""
    padded = np.zeros((blocks, 32), dtype=np.uint64)
    padded[:, 0] = np.random.SeedSequence(seed).generate_state(blocks, dtype=np.uint64)
    return padded


def alias() -> tuple[Floats, npt.NDArray[np.int64]]:
    """Return Walker's table for a kind with a weight of its rate: share kept and the other kind, by slot."""
    size = len(law.KINDS)
    weight = [rate * size / sum(law.RATES) for rate in law.RATES]
    keep, other = np.ones(size), np.arange(size)
    small = [kind for kind in range(size) if weight[kind] < 1]
    large = [kind for kind in range(size) if weight[kind] >= 1]
    while small and large:
        low, high = small.pop(), large.pop()
        keep[low], other[low] = weight[low], high
        weight[high] -= 1 - weight[low]
        (small if weight[high] < 1 else large).append(high)
    return keep, other.astype(np.int64)


KEEP, OTHER = alias()
SEEN: Final = np.array(law.DETECTED)
POINTS: Final = np.array(law.POINTS, dtype=np.int64)
TIER_OF: Final = law.tiers_by_score()


@njit(nogil=True, cache=True, inline="always")  # type: ignore[misc, untyped-decorator, unused-ignore]
def kind_of(state: Any) -> Any:
    """Return the kind of an act, each with a weight of its rate."""
    where = unit(state) * KEEP.size
    slot = min(int(where), KEEP.size - 1)
    return slot if where - slot < KEEP[slot] else OTHER[slot]


def blocks_of(people: int) -> list[tuple[int, int]]:
    """Return the ranges of people that threads take: two, or one where a second thread costs more than it saves."""
    if people < 20_000:
        return [(0, people)]
    return [(0, people // 2), (people // 2, people)]


def classes(people: int, seed: int) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Return the propensity of each class and the first person of each, and behind them the number of people.

    Every other class comes first, so that the two halves of the people have as much to do.
    """
    ordered = law.propensities()
    values = np.concatenate([ordered[::2], ordered[1::2]])
    counts = np.random.default_rng(seed).multinomial(people, np.full(len(values), 1 / len(values)))
    return values, np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
