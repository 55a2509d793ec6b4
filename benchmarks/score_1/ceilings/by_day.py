"""A ceiling: SCORE-1 day by day in compiled code, on two threads that meet every day.

Two ways to find who acts today. `asking` asks every person, every day, as a time-stepped model does; `skipping` jumps
over those to whom nothing happens with one geometric draw. Both are exact. No draw has an address, and no ledger and
no shadow account are kept.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from benchmarks.score_1 import law
from benchmarks.score_1.ceilings.chance import (
    POINTS,
    RATE_PER_DAY,
    SEEN,
    STEP,
    TIER_OF,
    blocks_of,
    classes,
    kind_of,
    mixed,
    states,
    unit,
)
from benchmarks.score_1.draws import requests
from benchmarks.score_1.outputs import Tally
from numba import njit

START, FLOOR, CEILING, D_BELOW = law.START, law.FLOOR, law.CEILING, law.D_BELOW
MISATTRIBUTED, FILES, GRANTED = law.MISATTRIBUTED, law.FILES, law.GRANTED
WITHIN, DECIDED_AFTER, EVERY, ON = law.FILES_WITHIN, law.DECIDED_AFTER, law.DECAY_EVERY, law.DECAY_ON
STRAY = 1 << 4
KIND_MASK = STRAY - 1
# Columns of an account.
SCORE, LAST_WRONG, OUTSTANDING, DUE, OWED, TOTAL, WRONG, TOUCHED = range(8)
HAS_ENTRY, HAS_LOSS = 1, 2


@njit(nogil=True, cache=True, inline="always")  # type: ignore[misc, untyped-decorator, unused-ignore]
def is_wrongful(account: Any) -> Any:
    """Whether a person is in D although the points lost to strays would lift them out of it."""
    return account[SCORE] < D_BELOW and account[SCORE] + account[OUTSTANDING] >= D_BELOW


@njit(nogil=True, cache=True)  # type: ignore[misc, untyped-decorator, unused-ignore]
def deeds(state: Any, person: int, people: int, expected: float, acts: Any, out: Any, made: int) -> Any:
    """Draw the acts of a person who does at least one thing today; return how many records there are now."""
    when = -np.log1p(unit(state) * np.expm1(-expected)) / expected
    done = 0
    while when < 1.0:
        kind = kind_of(state)
        if not (done >> kind) & 1:
            done |= 1 << kind
            acts[kind] += 1
            if unit(state) <= SEEN[kind]:
                if unit(state) <= MISATTRIBUTED:
                    other = int(unit(state) * (people - 1)) % (people - 1)
                    out[made, 0] = other + (other >= person)
                    out[made, 1] = kind | STRAY
                else:
                    out[made, 0] = person
                    out[made, 1] = kind
                made += 1
        when -= np.log(unit(state)) / expected
    return made


@njit(nogil=True, cache=True)  # type: ignore[misc, untyped-decorator, unused-ignore]
def asking(state: Any, lo: int, hi: int, first: Any, values: Any, acts: Any, out: Any) -> Any:
    """Ask each of the people lo..hi whether they act today; return the number of records."""
    made, people = 0, first[-1]
    for cls in range(values.size):
        expected = values[cls] * RATE_PER_DAY
        busy = np.uint64(-np.expm1(-expected) * 2.0**64)
        word = state[0]
        for person in range(max(lo, first[cls]), min(hi, first[cls + 1])):
            word += STEP
            if mixed(word) < busy:
                state[0] = word
                made = deeds(state, person, people, expected, acts, out, made)
                word = state[0]
        state[0] = word
    return made


@njit(nogil=True, cache=True)  # type: ignore[misc, untyped-decorator, unused-ignore]
def skipping(state: Any, lo: int, hi: int, first: Any, values: Any, acts: Any, out: Any) -> Any:
    """Jump to each of the people lo..hi who acts today; return the number of records."""
    made, people = 0, first[-1]
    for cls in range(values.size):
        expected = values[cls] * RATE_PER_DAY
        end = min(hi, first[cls + 1])
        # The number of quiet people in a row is geometric: an exponential of the same rate, rounded down.
        ahead = max(lo, first[cls]) - np.log(unit(state)) / expected
        while ahead < end:
            person = int(ahead)
            made = deeds(state, person, people, expected, acts, out, made)
            ahead = person + 1 - np.log(unit(state)) / expected
    return made


@njit(nogil=True, cache=True)  # type: ignore[misc, untyped-decorator, unused-ignore]
def settle(state: Any, day: int, days: int, lo: int, hi: int, accounts: Any, boxes: Any, counts: Any,
           touched: Any, appeals: Any, entries: Any, in_tier: Any, flows: Any) -> None:  # fmt: skip
    """Apply yesterday's records to the accounts of lo..hi, then decay, decisions and tiers of today.

    `touched` is scratch; `appeals` holds the people with one pending, its last place their number; `flows` holds
    wrongful people now, then filed by day, then granted by day.
    """
    found = 0
    for box in range(counts.size):
        for at in range(counts[box]):
            person, what = boxes[box, at, 0], boxes[box, at, 1]
            if person < lo or person >= hi:
                continue
            kind = what & KIND_MASK
            account = accounts[person]
            entries[kind] += 1
            if account[TOUCHED] == 0:
                touched[found, 0] = person
                touched[found, 1] = account[SCORE]
                found += 1
                account[TOUCHED] = HAS_ENTRY
            account[TOTAL] += POINTS[kind]
            if POINTS[kind] < 0:
                account[TOUCHED] |= HAS_LOSS
                if what & STRAY:
                    account[WRONG] -= POINTS[kind]
    for at in range(found):
        account = accounts[touched[at, 0]]
        in_tier[TIER_OF[account[SCORE]]] -= 1
        flows[0, 0] -= is_wrongful(account)
        account[SCORE] = max(FLOOR, min(CEILING, account[SCORE] + account[TOTAL]))
        if account[TOUCHED] & HAS_LOSS:
            account[LAST_WRONG] = account[WRONG]
            account[OUTSTANDING] += account[WRONG]
        account[TOTAL], account[WRONG], account[TOUCHED] = 0, 0, 0
        in_tier[TIER_OF[account[SCORE]]] += 1
        flows[0, 0] += is_wrongful(account)
    if day % EVERY == ON:
        in_tier[:] = 0
        flows[0, 0] = 0
        for person in range(lo, hi):
            account = accounts[person]
            account[SCORE] += (account[SCORE] < START) - (account[SCORE] > START)
            in_tier[TIER_OF[account[SCORE]]] += 1
            flows[0, 0] += is_wrongful(account)
    at = 0
    while at < appeals[-1]:
        account = accounts[appeals[at]]
        if account[DUE] != day:
            at += 1
            continue
        if unit(state) <= GRANTED:
            in_tier[TIER_OF[account[SCORE]]] -= 1
            flows[0, 0] -= is_wrongful(account)
            flows[2, day] += 1
            account[SCORE] = min(CEILING, account[SCORE] + account[OWED])
            account[OUTSTANDING] -= account[OWED]
            in_tier[TIER_OF[account[SCORE]]] += 1
            flows[0, 0] += is_wrongful(account)
        account[OWED] = 0
        appeals[-1] -= 1
        appeals[at] = appeals[appeals[-1]]
    for at in range(found):
        account = accounts[touched[at, 0]]
        entered = touched[at, 1] >= D_BELOW and account[SCORE] < D_BELOW
        if entered and account[LAST_WRONG] > 0 and account[OWED] == 0 and unit(state) <= FILES:
            on = day + min(int(unit(state) * WITHIN), WITHIN - 1)
            if on < days:
                flows[1, on] += 1
            account[DUE], account[OWED], account[LAST_WRONG] = on + DECIDED_AFTER, account[LAST_WRONG], 0
            appeals[appeals[-1]] = touched[at, 0]
            appeals[-1] += 1


class Block:
    """What one thread keeps for its people."""

    def __init__(self, lo: int, hi: int) -> None:
        self.lo, self.hi = lo, hi
        self.touched = np.empty((room(hi - lo), 2), dtype=np.int32)
        self.appeals = np.zeros(room(hi - lo), dtype=np.int32)
        self.in_tier = np.zeros(len(law.TIERS), dtype=np.int64)
        self.in_tier[TIER_OF[START]] = hi - lo
        self.flows = np.zeros((3, law.DAYS), dtype=np.int64)
        self.tally = Tally()


def room(people: int) -> int:
    """Return places for the records of a day: several times what is expected."""
    return people // 20 + 1000


def play(people: int, days: int, seed: int, gather: Any = asking) -> Tally:
    """Play `days` days of SCORE-1 and return its counts; `gather` finds who acts."""
    values, first = classes(people, seed)
    ranges = blocks_of(people)
    blocks = [Block(lo, hi) for lo, hi in ranges]
    state = states(seed, len(blocks))
    accounts = np.zeros((people, 8), dtype=np.int16)
    accounts[:, SCORE] = START
    boxes = np.empty((2, len(blocks), room(max(block.hi - block.lo for block in blocks)), 2), dtype=np.int32)
    counts = np.zeros((2, len(blocks)), dtype=np.int64)

    def one_day(number: int, day: int) -> None:
        block, now = blocks[number], day % 2
        settle(state[number], day, days, block.lo, block.hi, accounts, boxes[1 - now], counts[1 - now],
               block.touched, block.appeals, block.tally.entries[day], block.in_tier, block.flows)  # fmt: skip
        counts[now, number] = gather(state[number], block.lo, block.hi, first, values, block.tally.acts[day],
                                     boxes[now, number])  # fmt: skip
        block.tally.tiers[day] = block.in_tier
        block.tally.wrongful[day] = block.flows[0, 0]

    with ThreadPoolExecutor(len(blocks)) as pool:
        for day in range(days):
            others = [pool.submit(one_day, number, day) for number in range(1, len(blocks))]
            one_day(0, day)
            for other in others:
                other.result()
    return joined(blocks, people, days, seed)


def joined(blocks: list[Block], people: int, days: int, seed: int) -> Tally:
    """Add the blocks up and draw the requests of each day."""
    tally = Tally()
    for block in blocks:
        for name in ("acts", "entries", "tiers", "wrongful"):
            getattr(tally, name)[:] += getattr(block.tally, name)
        tally.filed[:] += block.flows[1]
        tally.granted[:] += block.flows[2]
    rng = np.random.default_rng([seed, 9])
    for day in range(days):
        tally.attempts[day], tally.refusals[day] = requests(rng, people, int(tally.tiers[day, -1]))
    return tally
