"""A ceiling: SCORE-1 person by person, from event to event, on two threads.

It is exact only because conduct in SCORE-1 does not answer to the score: the acts of a whole year can be drawn first,
the stray records exchanged once, and each account replayed alone. A laboratory in which people respond to what was
done to them cannot work like this. No draw has an address, and no ledger and no shadow account are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from benchmarks.score_1 import law
from benchmarks.score_1.ceilings.chance import (
    POINTS,
    RATE_PER_DAY,
    SEEN,
    TIER_OF,
    blocks_of,
    classes,
    kind_of,
    states,
    unit,
)
from benchmarks.score_1.draws import requests
from benchmarks.score_1.outputs import Tally
from numba import njit

START, FLOOR, CEILING, D_BELOW = law.START, law.FLOOR, law.CEILING, law.D_BELOW
MISATTRIBUTED, FILES, GRANTED = law.MISATTRIBUTED, law.FILES, law.GRANTED
WITHIN, DECIDED_AFTER, EVERY, ON = law.FILES_WITHIN, law.DECIDED_AFTER, law.DECAY_EVERY, law.DECAY_ON
KIND_BITS = 4
KIND_MASK = (1 << KIND_BITS) - 1
NEVER = 1 << 30


@njit(nogil=True, cache=True)  # type: ignore[misc, untyped-decorator, unused-ignore]
def conduct(state: Any, lo: int, hi: int, first: Any, values: Any, days: int, acts: Any, ends: Any, own: Any,
            strays: Any) -> Any:  # fmt: skip
    """Draw a year of acts of the people lo..hi. Return how many records stay and how many go astray.

    `own` takes day << 4 | kind, in order of person and day; `ends` where the records of each person end; `strays`
    the person, day and kind of each record that goes to another.
    """
    kept, gone, people = 0, 0, first[-1]
    for cls in range(values.size):
        gap = 1.0 / (values[cls] * RATE_PER_DAY)
        for person in range(max(lo, first[cls]), min(hi, first[cls + 1])):
            when = -np.log(unit(state)) * gap
            today, done = -1, 0
            while when < days:
                day = int(when)
                if day != today:
                    today, done = day, 0
                kind = kind_of(state)
                if not (done >> kind) & 1:
                    done |= 1 << kind
                    acts[day, kind] += 1
                    if unit(state) <= SEEN[kind] and day + 1 < days:
                        if unit(state) <= MISATTRIBUTED:
                            other = int(unit(state) * (people - 1)) % (people - 1)
                            strays[gone, 0] = other + (other >= person)
                            strays[gone, 1] = (day + 1) << KIND_BITS | kind
                            gone += 1
                        else:
                            own[kept] = (day + 1) << KIND_BITS | kind
                            kept += 1
                when -= np.log(unit(state)) * gap
            ends[person - lo] = kept
    return kept, gone


@njit(nogil=True, cache=True)  # type: ignore[misc, untyped-decorator, unused-ignore]
def replay(state: Any, lo: int, hi: int, ends: Any, own: Any, strays: Any, days: int, moves: Any, wrongful: Any,
           entries: Any, filed: Any, granted: Any) -> None:  # fmt: skip
    """Play the accounts of the people lo..hi; `strays` is sorted by person and day, and ends with a person >= hi.

    `moves` and `wrongful` take changes of the daily counts, to be summed over days afterwards.
    """
    start_tier = TIER_OF[START]
    at, guest = 0, 0
    while strays[guest, 0] < lo:
        guest += 1
    for person in range(lo, hi):
        end = ends[person - lo]
        if at == end and strays[guest, 0] != person:
            continue
        score, last_wrong, outstanding, owed, due, tier, was_wrongful = START, 0, 0, 0, NEVER, start_tier, False
        decay = ON
        while True:
            mine = own[at] >> KIND_BITS if at < end else NEVER
            theirs = strays[guest, 1] >> KIND_BITS if strays[guest, 0] == person else NEVER
            record = min(mine, theirs)
            if score == START and decay < record and decay < due:
                # Nothing decays at the start value: go on to the first turn on or after what comes next.
                coming = min(record, due)
                if coming < days:
                    decay += (coming - decay + EVERY - 1) // EVERY * EVERY
                else:
                    break
            day = min(record, due, decay)
            if day >= days:
                break
            if record == day:
                total, wrong, lost = 0, 0, False
                while at < end and own[at] >> KIND_BITS == day:
                    kind = own[at] & KIND_MASK
                    entries[day, kind] += 1
                    total += POINTS[kind]
                    lost = lost or POINTS[kind] < 0
                    at += 1
                while strays[guest, 0] == person and strays[guest, 1] >> KIND_BITS == day:
                    kind = strays[guest, 1] & KIND_MASK
                    entries[day, kind] += 1
                    total += POINTS[kind]
                    if POINTS[kind] < 0:
                        lost = True
                        wrong -= POINTS[kind]
                    guest += 1
                score = max(FLOOR, min(CEILING, score + total))
                if lost:
                    last_wrong = wrong
                    outstanding += wrong
            if decay == day:
                score += (score < START) - (score > START)
                decay += EVERY
            if due == day:
                if unit(state) <= GRANTED:
                    granted[day] += 1
                    score = min(CEILING, score + owed)
                    outstanding -= owed
                due = NEVER
            now = TIER_OF[score]
            if now != tier:
                moves[day, tier] -= 1
                moves[day, now] += 1
                tier = now
                if score < D_BELOW and last_wrong > 0 and due == NEVER and unit(state) <= FILES:
                    on = day + min(int(unit(state) * WITHIN), WITHIN - 1)
                    if on < days:
                        filed[on] += 1
                    due, owed, last_wrong = on + DECIDED_AFTER, last_wrong, 0
            if (score < D_BELOW and score + outstanding >= D_BELOW) != was_wrongful:
                was_wrongful = not was_wrongful
                wrongful[day] += 1 if was_wrongful else -1
        at = end
        while strays[guest, 0] == person:
            guest += 1


def play(people: int, days: int, seed: int) -> Tally:
    """Play `days` days of SCORE-1 and return its counts."""
    values, first = classes(people, seed)
    blocks = blocks_of(people)
    state = states(seed, len(blocks))
    parts = [Tally() for _ in blocks]
    ends = [np.zeros(hi - lo, dtype=np.int32) for lo, hi in blocks]
    own = [np.empty(4 * (hi - lo) + 1000, dtype=np.int32) for lo, hi in blocks]
    strays = [np.empty(((hi - lo) // 20 + 1000, 2), dtype=np.int32) for lo, hi in blocks]
    with ThreadPoolExecutor(len(blocks)) as pool:

        def each(task: Callable[[int], Any]) -> list[Any]:
            return list(pool.map(task, range(len(blocks))))

        counts = each(
            lambda b: conduct(state[b], *blocks[b], first, values, days, parts[b].acts, ends[b], own[b], strays[b])
        )
        if any(kept > len(own[b]) or gone > len(strays[b]) for b, (kept, gone) in enumerate(counts)):
            raise MemoryError("more records than the buffers of the ceiling by event hold")
        posted = np.concatenate([strays[b][:gone] for b, (_, gone) in enumerate(counts)])
        posted = posted[np.lexsort((posted[:, 1], posted[:, 0]))]
        posted = np.concatenate([posted, np.array([[people, 0]], dtype=np.int32)])
        each(lambda b: replay(state[b], *blocks[b], ends[b], own[b], posted, days, *flows_of(parts[b])))
    return joined(parts, people, days, seed)


def flows_of(part: Tally) -> tuple[Any, ...]:
    """Return the counts that a replay writes, in the order in which it takes them."""
    return part.tiers, part.wrongful, part.entries, part.filed, part.granted


def joined(parts: list[Tally], people: int, days: int, seed: int) -> Tally:
    """Add the blocks up, turn changes of daily counts into counts, and draw the requests of each day."""
    tally = Tally()
    for part in parts:
        for name in ("acts", "entries", "filed", "granted", "tiers", "wrongful"):
            getattr(tally, name)[:] += getattr(part, name)
    tally.tiers[0, TIER_OF[START]] += people
    np.cumsum(tally.tiers, axis=0, out=tally.tiers)
    np.cumsum(tally.wrongful, out=tally.wrongful)
    rng = np.random.default_rng([seed, 9])
    for day in range(days):
        tally.attempts[day], tally.refusals[day] = requests(rng, people, int(tally.tiers[day, -1]))
    return tally
