"""The sparse sampler: who acts on a day, who is seen, and whose account the record lands on, by NumPy alone.

Poisson superposition: the acts of one kind on one day, over all people, are a Poisson number of points, each of which
falls on a person with a weight of their propensity. Points that fall on one person twice count once, so each person
acts with probability 1 - exp(-rate h / 365), independently, as the law says. People are numbered by class of
propensity, which makes a weighted choice one look-up and one uniform choice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from benchmarks.score_1 import law

Ints = npt.NDArray[np.int32]
Small = npt.NDArray[np.int8]
Marks = npt.NDArray[np.bool_]

KIND_POINTS = np.array(law.POINTS, dtype=np.int16)
_DETECTED = np.array(law.DETECTED)
_RATES = np.array(law.RATES) / law.DAYS
_SLOTS = 1 << 16


@dataclass(frozen=True)
class Records:
    """The records of one day: whose account, of which kind, and whether it is not the account of who acted."""

    person: Ints
    kind: Small
    stray: Marks


NO_RECORDS = Records(np.zeros(0, np.int32), np.zeros(0, np.int8), np.zeros(0, np.bool_))


class Sampler:
    """Acts of a day in a population of `people`, with propensities of the quantised gamma."""

    def __init__(self, people: int, rng: np.random.Generator) -> None:
        values = law.propensities()
        counts = rng.multinomial(people, np.full(len(values), 1 / len(values)))
        self.rng = rng
        self.people = people
        self.propensity = np.repeat(values, counts)
        starts = np.cumsum(counts) - counts
        weight = float(counts @ values)
        self._expected = _RATES * weight
        edges = np.cumsum(counts * values) / weight
        self._edge, self._start, self._width = edges, starts, counts
        # Where a slot of the unit interval lies within one class the class is known without a search.
        self._first = np.searchsorted(edges, np.arange(_SLOTS + 1) / _SLOTS, side="right").astype(np.int16)
        self._mark = np.zeros(people, dtype=np.int32)

    def _choose(self, count: int) -> Ints:
        """Return `count` people, each chosen with a weight of their propensity."""
        where = self.rng.random(count)
        slot = (where * _SLOTS).astype(np.int32)
        cls = self._first[slot]
        unsure = np.flatnonzero(cls != self._first[slot + 1])
        cls[unsure] = np.searchsorted(self._edge, where[unsure], side="right")
        np.minimum(cls, len(self._edge) - 1, out=cls)
        return (self._start[cls] + self.rng.random(count) * self._width[cls]).astype(np.int32)

    def distinct(self, person: Ints) -> Marks:
        """Return which places of `person` hold the one occurrence that counts: the last."""
        order = np.arange(len(person), dtype=np.int32)
        self._mark[person] = order
        return np.asarray(self._mark[person] == order)

    def day(self) -> tuple[npt.NDArray[np.int64], Records]:
        """Return the acts committed by kind, and the records made of them."""
        found = self.rng.poisson(self._expected)
        person = self._choose(int(found.sum()))
        ends = np.cumsum(found)
        keep = np.empty(len(person), dtype=np.bool_)
        for end, count in zip(ends, found, strict=True):
            keep[end - count : end] = self.distinct(person[end - count : end])
        kind = np.repeat(np.arange(len(law.KINDS), dtype=np.int8), found)
        acts = np.bincount(kind[keep], minlength=len(law.KINDS))
        seen = np.flatnonzero(keep & (self.rng.random(len(person)) < np.repeat(_DETECTED, found)))
        return acts, self.recorded(person[seen], kind[seen])

    def recorded(self, person: Ints, kind: Small) -> Records:
        """Return the records of acts that were seen: a few go to another person, chosen uniformly from the others."""
        stray = self.rng.random(len(person)) < law.MISATTRIBUTED
        lost = np.flatnonzero(stray)
        if len(lost) and self.people > 1:
            other = self.rng.integers(0, self.people - 1, len(lost), dtype=np.int32)
            person[lost] = other + (other >= person[lost])
        return Records(person, kind, stray)


def requests(rng: np.random.Generator, people: int, in_d: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the attempts and the refusals of a day, by service.

    Those who travel freely are tallied in aggregate; all whose standing matters stand alike, so a binomial count of
    them is a count of distinct people.
    """
    chance = -np.expm1(-np.array(law.TRIES) / law.DAYS)
    refused = rng.binomial(in_d, chance)
    return rng.binomial(people - in_d, chance) + refused, refused
