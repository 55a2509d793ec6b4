"""Who belongs to whom: ties computed from ids by a keyed permutation of a place, never stored.

The people of a place are put on a ring in an order that the seed, the tie and the place decide. A *household*, *kin*
and *friends* are runs of `size` people of that order, so whoever is tied to somebody is tied back. A *legal
representative* is found by going on along the ring from the subject. Only people who exist are on a ring. One more
person in a place changes the position of at most one other, except where the number of people passes a power of four:
then the ring is made anew.

The permutation is a Feistel network over a power of four, walked until it falls among the people present; its round
function is the finisher of MurmurHash3 (Appleby 2011). Sources: Luby and Rackoff 1988, doi:10.1137/0217022; Black and
Rogaway 2002, "Ciphers with arbitrary finite domains", doi:10.1007/3-540-45760-7_9.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xinyong.population.people import People
from xinyong.population.world import Tie, World

ROUNDS = 6
MOST_STEPS = 4096
"""How far along the ring somebody is looked for: people so rare that none is met on the way are tied to nobody."""
_WORD = 0xFFFFFFFF


def mixed(word: int) -> int:
    """Return a 32-bit word in which every bit depends on every bit of another."""
    word = (word ^ word >> 16) * 0x85EBCA6B & _WORD
    word = (word ^ word >> 13) * 0xC2B2AE35 & _WORD
    return word ^ word >> 16


@dataclass(frozen=True, slots=True)
class Ring:
    """The order of the people of one place under one tie: a permutation of 0 … n − 1.

    `half_bits` is half the width of the network; `keys` holds one 32-bit word per round.
    """

    n: int
    half_bits: int
    keys: tuple[int, ...]

    def position(self, number: int) -> int:
        """Return the position on the ring of number `number` of the place."""
        while True:
            number = self._forth(number)
            if number < self.n:
                return number

    def number(self, position: int) -> int:
        """Return who stands at a position, as a number of the place; undoes `position`."""
        while True:
            position = self._back(position)
            if position < self.n:
                return position

    def _forth(self, value: int) -> int:
        mask = (1 << self.half_bits) - 1
        left, right = value >> self.half_bits, value & mask
        for key in self.keys:
            left, right = right, left ^ mixed(right + key & _WORD) & mask
        return left << self.half_bits | right

    def _back(self, value: int) -> int:
        mask = (1 << self.half_bits) - 1
        left, right = value >> self.half_bits, value & mask
        for key in reversed(self.keys):
            left, right = right ^ mixed(left + key & _WORD) & mask, left
        return left << self.half_bits | right


@dataclass(frozen=True)
class Ties:
    """The ties of a world's people, as numeric tables: ties × places (× rounds), and ties × strata.

    `together` is 1 for runs that are tied to each other, 0 for a search along the ring; `tied_from` and `tied_to` tell
    which strata have the tie and which are met through it.
    """

    people: People = field(repr=False)
    ids: tuple[str, ...]
    together: NDArray[np.int64]
    size: NDArray[np.int64]
    tied_from: NDArray[np.int64]
    tied_to: NDArray[np.int64]
    half_bits: NDArray[np.int64]
    keys: NDArray[np.int64]

    def ring(self, tie: int, place: int) -> Ring:
        """Return the order of the people of a place under a tie."""
        keys = tuple(self.keys[tie, place].tolist())
        return Ring(self.people.counts[place], int(self.half_bits[place]), keys)

    def tied(self, tie: int, subject: int) -> tuple[int, ...]:
        """Return the ids to whom a subject is tied, in the order of the ring; never the subject's own."""
        people, size = self.people, int(self.size[tie])
        place = people.place_of(subject)
        if not self.tied_from[tie, people.stratum_of(subject)]:
            return ()
        ring, offset = self.ring(tie, place), people.offsets[place]
        here = ring.position(subject - offset)
        found: list[int] = []
        for position in _places(ring, here, size if self.together[tie] else 0):
            other = offset + ring.number(position)
            if self.tied_to[tie, people.stratum_of(other)]:
                found.append(other)
                if not self.together[tie] and len(found) == size:
                    break
        return tuple(found)


def _places(ring: Ring, here: int, run: int) -> Iterator[int]:
    """Yield the other positions of a run of people, or, without a run, those further along the ring."""
    if run:
        first = here - here % run
        yield from (position for position in range(first, min(first + run, ring.n)) if position != here)
        return
    yield from ((here + step) % ring.n for step in range(1, min(ring.n, MOST_STEPS + 1)))


def ties(world: World, people: People, seed: int) -> Ties:
    """Return the ties of a world's people under a seed."""
    n_ties, n_strata = len(world.ties), len(people.strata)
    keys = [[_keys(seed, tie, place.id) for place in world.places] for tie in world.ties]
    return Ties(
        people=people,
        ids=tuple(tie.id for tie in world.ties),
        together=np.array([tie.sort != "legal-representative" for tie in world.ties], np.int64),
        size=np.array([int(tie.size.value) for tie in world.ties], np.int64),
        tied_from=_strata([tie.from_ for tie in world.ties], people).reshape(n_ties, n_strata),
        tied_to=_strata([tie.to for tie in world.ties], people).reshape(n_ties, n_strata),
        half_bits=np.array([half_bits(count) for count in people.counts], np.int64),
        keys=np.array(keys, np.int64).reshape(n_ties, len(people.counts), ROUNDS),
    )


def half_bits(n: int) -> int:
    """Return the least half width, at least 1, of a network that holds n values."""
    return max(1, ((n - 1).bit_length() + 1) // 2)


def _keys(seed: int, tie: Tie, place: str) -> list[int]:
    """Return the keys of a ring: of ids, so that the order of a file decides nothing."""
    digest = hashlib.sha256(f"{seed} {tie.id} {place}".encode("ascii")).digest()
    return [int.from_bytes(digest[4 * k : 4 * k + 4], "big") for k in range(ROUNDS)]


def _strata(wanted: list[Mapping[str, str]], people: People) -> NDArray[np.int64]:
    """Return, for each set of levels, 1 for the strata that have them all."""
    return np.array(
        [[all(here[trait] == level for trait, level in levels.items()) for here in people.strata] for levels in wanted],
        np.int64,
    )
