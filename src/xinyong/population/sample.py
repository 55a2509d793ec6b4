"""Some of the people, whose full stories are kept where those of everybody would be too many.

The choice rests on nothing but how many people there are and how many are to be chosen: everybody in the order of the
ids is parted into as many runs of equal length, and one of each run is chosen by a hash of its number. So each place
and stratum has about its share, whatever is played, in how many parts, and under which seed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.population.people import People

_STEP, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
"""SplitMix64. Source: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"."""


def sample_of(people: People, n: int) -> NDArray[np.int64]:
    """Return the ids of n people, ascending; n is at most as many as there are."""
    runs = np.arange(n + 1, dtype=np.int64) * people.n // n
    begins, lengths = runs[:-1], np.diff(runs)
    at = begins + (_hashed(n) % lengths.astype(np.uint64)).astype(np.int64)
    ends = np.cumsum(people.counts)
    places = np.searchsorted(ends, at, side="right")
    before = ends - np.array(people.counts)
    found: NDArray[np.int64] = np.array(people.offsets, np.int64)[places] + at - before[places]
    return found


def _hashed(n: int) -> NDArray[np.uint64]:
    """Return a hash of each number from 0 to n − 1."""
    mixed = (np.arange(n, dtype=np.uint64) + np.uint64(1)) * np.uint64(_STEP)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(_FIRST)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_SECOND)
    found: NDArray[np.uint64] = mixed ^ (mixed >> np.uint64(31))
    return found
