"""Who acts on a day, found by asking everyone: what a framework of columns does when it is left to itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from benchmarks.score_1 import law
from benchmarks.score_1.draws import KIND_POINTS, Ints, Records, Sampler

_DETECTED = np.array(law.DETECTED)
_EDGES = np.cumsum(law.RATES) / sum(law.RATES)
PER_DAY = sum(law.RATES) / law.DAYS


class Asking(Sampler):
    """Asks each person each day whether they do anything (`who` answers), and only then what."""

    def __init__(self, people: int, rng: np.random.Generator, who: Callable[[], Ints] | None = None) -> None:
        super().__init__(people, rng)
        self.busy = -np.expm1(-self.propensity * PER_DAY)
        self.who = who or (lambda: np.flatnonzero(self.rng.random(self.people) < self.busy).astype(np.int32))

    def day(self) -> tuple[npt.NDArray[np.int64], Records]:
        """Return the acts committed by kind, and the records made of them.

        A person who does something does a Poisson number of things that is not zero: the first falls within the day,
        and further ones follow at exponential distances. Two of a kind count once.
        """
        left = self.who()
        expected = self.propensity[left] * PER_DAY
        when = -np.log1p(self.rng.random(len(left)) * np.expm1(-expected)) / expected
        keys = []
        while len(left):
            kind = np.searchsorted(_EDGES, self.rng.random(len(left)), side="right")
            keys.append(left.astype(np.int64) * len(KIND_POINTS) + kind)
            when = when + self.rng.exponential(size=len(left)) / expected
            again = when < 1
            left, expected, when = left[again], expected[again], when[again]
        found = np.unique(np.concatenate([np.zeros(0, np.int64), *keys]))
        person, kinds = np.divmod(found, len(KIND_POINTS))
        acts = np.bincount(kinds, minlength=len(KIND_POINTS))
        seen = self.rng.random(len(kinds)) < _DETECTED[kinds]
        return acts, self.recorded(person[seen].astype(np.int32), kinds[seen].astype(np.int8))


def drawing(people: int, rng: np.random.Generator, *, sampled: bool) -> Sampler:
    """Return what says who acts: everyone asked, or the sparse sampler."""
    return Sampler(people, rng) if sampled else Asking(people, rng)
