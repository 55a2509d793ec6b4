"""Chance by address: Philox4x32-10 in 64-bit whole numbers, and the walk that finds somebody else.

Every value is kept below 2**63, where signed and unsigned arithmetic agree after masking.

Sources: Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", doi:10.1145/2063384.2063405;
Lamping and Veach 2014, "A fast, minimal memory, consistent hash algorithm", arXiv:1406.2294.
"""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.jit import inlined, part
from xinyong.kernel.rows import WORD, Ints
from xinyong.population.people import STRATUM_STEP

WALK_MASK = (1 << 31) - 1
M0, M1 = 0xD2511F53, 0xCD9E8D57
W0, W1 = 0x9E3779B9, 0xBB67AE85
WALK = 2862933555777941757


@inlined
def rounds(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Return the four 32-bit words of Philox4x32-10 at a counter of four and a key of two 32-bit words.

    In a loop over many counters the compiler turns it into vector instructions.
    """
    for _ in range(10):
        left = M0 * c0
        right = M1 * c2
        c0, c1, c2, c3 = (
            ((right >> 32) & WORD) ^ c1 ^ k0,
            right & WORD,
            ((left >> 32) & WORD) ^ c3 ^ k1,
            left & WORD,
        )
        k0 = (k0 + W0) & WORD
        k1 = (k1 + W1) & WORD
    return c0, c1, c2, c3


@part
def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Return the four words of one draw (`rounds`)."""
    return rounds(c0, c1, c2, c3, k0, k1)


@part
def words(law: Ints, subject: int, week: int, purpose: int, code: int, item: int) -> tuple[int, int, int, int]:
    """Return the four words at the address of something that began in a subject's week."""
    return philox(subject, (week << 16) | purpose, code, item, law[c.W_KEY_LOW], law[c.W_KEY_HIGH])


@part
def wide(high: int, low: int) -> int:
    """Return two words as one draw of 62 bits, 0 … WIDE − 1."""
    return (high << 30) | (low >> 2)


@part
def step(state: int) -> int:
    """Return the next state of a walk; its top 31 bits are the number drawn."""
    return state * WALK + 1


@part
def drawn(state: int) -> int:
    """Return the 31-bit number of a state of a walk."""
    return (state >> 33) & WALK_MASK


@part
def stray(law: Ints, subject: int, week: int, purpose: int, code: int, item: int, channel: int) -> int:
    """Return the id of the one, other than the origin, to whom a record goes by mistake, or whom somebody meets.

    A place is picked by its share of residents, then somebody in it by a jump hash; a place with nobody present, or the
    origin itself, is tried again; so is, where a channel is named (not −1) that strays more to some people, somebody
    who by the next step of the walk does not take it.
    """
    first, second, _, _ = words(law, subject, week, purpose, code, item)
    state, takes = first | (second << 32), c.NONE
    if channel >= 0:
        takes = law[law[c.W_STRAYS_TO] + channel]
    while True:
        state = step(state)
        draw = drawn(state)
        place = 0
        while draw >= law[law[c.W_PLACE_PICK] + place]:
            place += 1
        people = law[law[c.W_COUNTS] + place]
        chosen, following = -1, 0
        while following < people:
            chosen = following
            state = step(state)
            following = ((chosen + 1) << 31) // (drawn(state) + 1)
        found = law[law[c.W_OFFSETS] + place] + chosen
        if chosen < 0 or found == subject:
            continue
        if takes < 0:
            return int(found)
        state = step(state)
        slot = ((chosen * STRATUM_STEP) & WORD) >> 16
        if drawn(state) < law[takes + law[law[law[c.W_PATTERN] + place] + slot]]:
            return int(found)
