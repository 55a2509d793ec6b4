"""The synthetic people of a run: how many live in each place, their ids, and the traits that follow from an id.

Nothing is stored per person. Number k of a place takes its stratum and its propensity class from the two-dimensional
Kronecker sequence of the plastic number, so the first k people of a place have the shares of the world for every k: a
stratum or a class is never further than log2(k) + 2 people from its share (checked by test up to 2**18; up to 2**24 no
more than 0.8 (log2(k) + 1) was seen).

Source: Roberts 2018, "The unreasonable effectiveness of quasirandom sequences".
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xinyong.errors import BoundaryError, ResourceError
from xinyong.population.apportion import webster
from xinyong.population.asked import SMALLEST_PLACE
from xinyong.population.draw import SLOTS, MarginFit, mix
from xinyong.population.margins import Levels
from xinyong.population.quantities import exact, refusal
from xinyong.population.world import World

STRATUM_STEP = 0xC13FA9A9
"""2**32 / 1.3247…, the plastic number; odd, so that 2**32 numbers take 2**32 values."""
CLASS_STEP = 0x91E10DA5
"""2**32 / 1.3247…**2, odd as well."""
N_CLASSES = 256
MOST_IDS = 1 << 32
_AT_A_TIME = 1 << 20
"""People looked at together where all would fill the memory."""

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Who is there. Ids are `offsets[place] + number`, number 0 … `counts[place]` − 1.

    `rooms` are the ids that each place keeps: those of the world, or a whole multiple where more people are asked for
    than these hold. Ids are then not those of runs with fewer people.

    `strata` gives the trait levels of each stratum; `pattern` (places × 65,536, read-only uint16) the stratum of each
    slot; `residents` the whole-number weights of the places; `fit` how well each margin is met by the slots.
    """

    n: int
    counts: tuple[int, ...]
    offsets: tuple[int, ...]
    rooms: tuple[int, ...]
    residents: tuple[int, ...]
    strata: tuple[Levels, ...]
    pattern: NDArray[np.uint16] = field(repr=False)
    fit: tuple[MarginFit, ...] = field(repr=False)

    def place_of(self, subject: int) -> int:
        """Return the index of the home place of an id."""
        return bisect_right(self.offsets, subject) - 1

    def number_of(self, subject: int) -> int:
        """Return the number of an id within its place."""
        return subject - self.offsets[self.place_of(subject)]

    def stratum_of(self, subject: int) -> int:
        """Return the index of the stratum of an id."""
        place = self.place_of(subject)
        slot = ((subject - self.offsets[place]) * STRATUM_STEP & 0xFFFFFFFF) >> 16
        return int(self.pattern[place, slot])

    def propensity_class_of(self, subject: int) -> int:
        """Return the propensity class 0 … 255 of an id."""
        return (self.number_of(subject) * CLASS_STEP & 0xFFFFFFFF) >> 24

    def ids(self) -> Ids:
        """Return the ids of everybody present, ascending."""
        blocks = [
            np.arange(start, start + count, dtype=np.int64)
            for start, count in zip(self.offsets, self.counts, strict=True)
        ]
        return np.concatenate(blocks)

    def places_of(self, subjects: Ids) -> Ids:
        """Return the home place index of each id."""
        return np.searchsorted(np.array(self.offsets, dtype=np.int64), subjects, side="right").astype(np.int64) - 1

    def numbers_of(self, subjects: Ids) -> Ids:
        """Return the number of each id within its place."""
        numbers: Ids = subjects - np.array(self.offsets, dtype=np.int64)[self.places_of(subjects)]
        return numbers

    def strata_of(self, subjects: Ids) -> Ids:
        """Return the stratum index of each id."""
        slots = (self.numbers_of(subjects).astype(np.uint64) * np.uint64(STRATUM_STEP) & np.uint64(0xFFFFFFFF)) >> 16
        return self.pattern[self.places_of(subjects), slots.astype(np.int64)].astype(np.int64)

    def propensity_classes_of(self, subjects: Ids) -> Ids:
        """Return the propensity class of each id."""
        numbers = self.numbers_of(subjects).astype(np.uint64)
        return ((numbers * np.uint64(CLASS_STEP) & np.uint64(0xFFFFFFFF)) >> 24).astype(np.int64)

    def by_stratum(self) -> Ids:
        """Return how many people each stratum has, without a number for each of them."""
        found = np.zeros(len(self.strata), np.int64)
        for start, count in zip(self.offsets, self.counts, strict=True):
            for begin in range(start, start + count, _AT_A_TIME):
                ids = np.arange(begin, min(begin + _AT_A_TIME, start + count), dtype=np.int64)
                found += np.bincount(self.strata_of(ids), minlength=len(self.strata))
        return found

    def weights(self) -> tuple[int, ...]:
        """Return the whole-number weight of each stratum in the whole world: slots times residents, over its places."""
        n_strata = len(self.strata)
        per_place = [np.bincount(row, minlength=n_strata).tolist() for row in self.pattern]
        return tuple(
            sum(slots[s] * here for slots, here in zip(per_place, self.residents, strict=True)) for s in range(n_strata)
        )


def people(world: World, n: int) -> People:
    """Return the n synthetic people of a world; the first N of a place are the same for every n.

    Raises:
        BoundaryError: fewer than 100 people in all.
        ResourceError: a place would hold more people than it has ids.
        InputError: residents or margins that cannot be used.
    """
    if n < SMALLEST_PLACE:
        raise BoundaryError(
            f"the smallest place has {SMALLEST_PLACE} people, found {n}: a smaller one could stand for real people; "
            f"ask for at least {SMALLEST_PLACE}"
        )
    residents = _residents(world)
    counts = webster(residents, n)
    rooms = _rooms(world, counts)
    found = mix(world)
    slots = np.repeat(np.arange(len(found.strata), dtype=np.uint16), np.array(found.slots, dtype=np.int64))
    pattern = np.repeat(slots.reshape(1, SLOTS), len(counts), axis=0)
    pattern.flags.writeable = False
    return People(
        n=n,
        counts=counts,
        offsets=tuple(sum(rooms[:p]) for p in range(len(rooms))),
        rooms=rooms,
        residents=residents,
        strata=found.strata,
        pattern=pattern,
        fit=found.fit,
    )


def _rooms(world: World, counts: tuple[int, ...]) -> tuple[int, ...]:
    """Return how many ids each place keeps: as the world says, or as many times that as makes room for everybody.

    Raises:
        ResourceError: that would be more ids than there are.
    """
    times = max(-(-count // place.room) for place, count in zip(world.places, counts, strict=True))
    rooms = tuple(times * place.room for place in world.places)
    if sum(rooms) > MOST_IDS:
        at = max(range(len(counts)), key=lambda place: counts[place] / world.places[place].room)
        place = world.places[at]
        raise ResourceError(
            f"places.{place.id}.room: {counts[at]} people would live here but {place.room} ids are kept, and {times} "
            f"times as many everywhere are more than the {MOST_IDS:,} there are; ask for fewer people, or raise `room`"
        )
    return rooms


def _residents(world: World) -> tuple[int, ...]:
    """Return residents as whole numbers in one common unit, so that quotas are exact."""
    found = [exact(place.residents) for place in world.places]
    for place, residents in zip(world.places, found, strict=True):
        if residents <= 0:
            raise refusal(f"places.{place.id}.residents", f"found {float(residents)}", "write at least 1 person")
    scale = math.lcm(*(residents.denominator for residents in found))
    return tuple(int(residents * scale) for residents in found)
