"""The rings of `population.ties` for many people at once: who stands where, in whole arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xinyong.population.ties import Ring

Words = NDArray[np.uint64]
_WORD = np.uint64(0xFFFFFFFF)
_SIXTEEN, _THIRTEEN, _FIRST, _SECOND = (np.uint64(one) for one in (16, 13, 0x85EBCA6B, 0xC2B2AE35))


def _mixed(words: Words) -> Words:
    words = (words ^ words >> _SIXTEEN) * _FIRST & _WORD
    words = (words ^ words >> _THIRTEEN) * _SECOND & _WORD
    return words ^ words >> _SIXTEEN


@dataclass(frozen=True)
class Rings:
    """A ring as `population.ties.Ring` walks it, for arrays of numbers of the place."""

    ring: Ring

    def positions(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the positions of numbers of the place."""
        return self._walked(numbers, forth=True)

    def numbers(self, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return who stands at positions, as numbers of the place."""
        return self._walked(positions, forth=False)

    def _walked(self, values: NDArray[np.int64], *, forth: bool) -> NDArray[np.int64]:
        found = values.astype(np.uint64)
        away = np.arange(len(found))
        while len(away):
            found[away] = self._step(found[away], forth=forth)
            away = away[found[away] >= self.ring.n]
        return found.astype(np.int64)

    def _step(self, values: Words, *, forth: bool) -> Words:
        width, mask = np.uint64(self.ring.half_bits), np.uint64((1 << self.ring.half_bits) - 1)
        left, right = values >> width, values & mask
        for key in self.ring.keys if forth else reversed(self.ring.keys):
            word = np.uint64(key)
            if forth:
                left, right = right, left ^ _mixed(right + word & _WORD) & mask
            else:
                left, right = right ^ _mixed(left + word & _WORD) & mask, left
        return left << width | right
