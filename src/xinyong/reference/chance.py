"""Chance by address: Philox4x32-10 in plain integers, and the walk that finds somebody else.

A draw has no history. It is a pure function of the seed and of the address of what it decides, so it has the same value
under every scheme, in every order, on every machine. `vocabulary.Purpose` says which words decide what.

Sources: Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", doi:10.1145/2063384.2063405;
Lamping and Veach 2014, "A fast, minimal memory, consistent hash algorithm", arXiv:1406.2294.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from xinyong.population.odds import Odds
from xinyong.population.people import People
from xinyong.vocabulary import Purpose

Words = tuple[int, int, int, int]

_WORD = 0xFFFFFFFF
_TWO_WORDS = 0xFFFFFFFFFFFFFFFF
_ROUNDS = 10
_MULTIPLIER_0, _MULTIPLIER_1 = 0xD2511F53, 0xCD9E8D57
_WEYL_0, _WEYL_1 = 0x9E3779B9, 0xBB67AE85
_WALK_MULTIPLIER = 2862933555777941757


def philox(counter: Words, key: tuple[int, int]) -> Words:
    """Return the four 32-bit words of Philox4x32-10 at a counter of four and a key of two 32-bit words."""
    c0, c1, c2, c3 = counter
    for k0, k1 in _round_keys(*key):
        left, right = _MULTIPLIER_0 * c0, _MULTIPLIER_1 * c2
        c0, c1, c2, c3 = (right >> 32) ^ c1 ^ k0, right & _WORD, (left >> 32) ^ c3 ^ k1, left & _WORD
    return c0, c1, c2, c3


@lru_cache(maxsize=8)
def _round_keys(k0: int, k1: int) -> list[tuple[int, int]]:
    """Return the key of each round; a whole run has one key."""
    return [((k0 + n * _WEYL_0) & _WORD, (k1 + n * _WEYL_1) & _WORD) for n in range(_ROUNDS)]


def block(  # noqa: PLR0917 (an address)
    seed: int, origin: int, week: int, purpose: int, code: int, item: int
) -> Words:
    """Return the four words at an address.

    `seed` has 64 bits; `origin` is the id of the subject where it began; `week` (under 65,536) is that of the act or
    report; `code` is that of the act, channel or service, or 0; `item` its number in the week.
    """
    return philox((origin, week << 16 | purpose, code, item), (seed & _WORD, seed >> 32))


def wide(high: int, low: int) -> int:
    """Return two words as one draw of 62 bits, 0 … WIDE − 1."""
    return (high << 32 | low) >> 2


def walk(state: int) -> Iterator[int]:
    """Yield 31-bit whole numbers without end, from a state of 64 bits."""
    while True:
        state = (state * _WALK_MULTIPLIER + 1) & _TWO_WORDS
        yield state >> 33


def jump(steps: Iterator[int], n: int) -> int:
    """Return one of 0 … n − 1, or −1 where n is 0; with n + 1 the answer stays or becomes n (Lamping and Veach)."""
    chosen, following = -1, 0
    while following < n:
        chosen = following
        following = ((chosen + 1) << 31) // (next(steps) + 1)
    return chosen


def stray(  # noqa: PLR0913, PLR0917 (an address)
    seed: int,
    origin: int,
    week: int,
    code: int,
    item: int,
    people: People,
    odds: Odds,
    channel: int = -1,
    purpose: Purpose = Purpose.STRAY,
) -> int:
    """Return the id of the one, other than the origin, to whom a record goes by mistake; or, by another `purpose`,
    whom the origin meets.

    A place is picked by its share of residents, then somebody in it; a place with nobody present, or the origin itself,
    is tried again; so is, where a `channel` is named that strays more to some people, somebody who by the next step of
    the walk does not take it. One more person changes only the strays that now meet that person.
    """
    words = block(seed, origin, week, purpose, code, item)
    steps = walk(words[0] | words[1] << 32)
    while True:
        draw = next(steps)
        place = next(p for p, below in enumerate(odds.place_pick.tolist()) if draw < below)
        number = jump(steps, people.counts[place])
        subject = people.offsets[place] + number
        if number < 0 or subject == origin:
            continue
        takes = int(odds.strays_to[channel, people.stratum_of(subject)]) if channel >= 0 else -1
        if takes < 0 or next(steps) < takes:
            return subject
