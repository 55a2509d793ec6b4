"""Who belongs to whom, as `population.ties` computes it: a keyed permutation of the people of a place."""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.jit import part
from xinyong.kernel.life import Pattern
from xinyong.kernel.rows import WORD, Ints
from xinyong.population.people import STRATUM_STEP
from xinyong.population.ties import MOST_STEPS, ROUNDS


@part
def mixed(word: int) -> int:
    """Return a 32-bit word in which every bit depends on every bit of another."""
    word = ((word ^ (word >> 16)) * 0x85EBCA6B) & WORD
    word = ((word ^ (word >> 13)) * 0xC2B2AE35) & WORD
    return word ^ (word >> 16)


@part
def position_of(law: Ints, keys: int, half_bits: int, people: int, number: int) -> int:
    """Return the position on the ring of a number of the place; `keys` says where the words of the ring stand."""
    mask = (1 << half_bits) - 1
    while True:
        left, right = number >> half_bits, number & mask
        for k in range(ROUNDS):
            left, right = right, left ^ (mixed((right + law[keys + k]) & WORD) & mask)
        number = (left << half_bits) | right
        if number < people:
            return int(number)


@part
def number_at(law: Ints, keys: int, half_bits: int, people: int, position: int) -> int:
    """Return who stands at a position of the ring, as a number of the place."""
    mask = (1 << half_bits) - 1
    while True:
        left, right = position >> half_bits, position & mask
        for k in range(ROUNDS):
            left, right = right ^ (mixed((left + law[keys + ROUNDS - 1 - k]) & WORD) & mask), left
        position = (left << half_bits) | right
        if position < people:
            return int(position)


@part
def stratum_in(pattern: Pattern, place: int, number: int) -> int:
    """Return the stratum of a number of a place."""
    return int(pattern[place, ((number * STRATUM_STEP) & WORD) >> 16])


@part
def tied(law: Ints, pattern: Pattern, tie: int, place: int, number: int, out: Ints) -> int:
    """Write the numbers of the place to whom a number of it is tied, in the order of the ring; return how many.

    `tie` says where its row stands (TIE_ columns); `out` has room for the size of the tie.
    """
    people, half_bits = law[law[c.W_COUNTS] + place], law[law[c.W_HALF_BITS] + place]
    keys, size, n = law[tie + c.TIE_KEYS] + place * ROUNDS, law[tie + c.TIE_SIZE], c.NOTHING
    if law[law[tie + c.TIE_FROM] + stratum_in(pattern, place, number)] == 0:
        return 0
    here = position_of(law, keys, half_bits, people, number)
    steps, first = min(people - 1, MOST_STEPS), here + 1
    if law[tie + c.TIE_TOGETHER]:
        first = here - here % size
        steps = min(size, people - first)
    for step in range(steps):
        position = (first + step) % people
        if position == here:
            continue
        other = number_at(law, keys, half_bits, people, position)
        if law[law[tie + c.TIE_TO] + stratum_in(pattern, place, other)]:
            out[n] = other
            n += 1
            if n == size:
                break
    return n
