"""One person as an object, for frameworks that keep people as objects: the account, and acts by a clock of their own.

The functions take any object with the fields that `begin` sets, so that a framework's own class of agents can be used.
"""

from __future__ import annotations

import math
from random import Random
from typing import Any

import numpy as np
from benchmarks.score_1 import law
from benchmarks.score_1.draws import Sampler, requests
from benchmarks.score_1.outputs import Tally

TIER_OF = law.tiers_by_score().tolist()
PER_DAY = sum(law.RATES) / law.DAYS
NEVER = -1


def begin(person: Any, propensity: float, random: Random, *, sampled: bool) -> None:
    """Give a person an account as on the first day, and the moment of their first act.

    Where a sampler from outside says who acts, it never comes by the person's own clock.
    """
    person.score, person.last_wrong, person.outstanding = law.START, 0, 0
    person.due, person.owed, person.wrongly = NEVER, 0, False
    person.rate = propensity * PER_DAY
    person.next_act = math.inf if sampled else random.expovariate(person.rate)
    person.inbox = []


class Office:
    """What all people share: counts, the records of today, and chance."""

    def __init__(self, people: int, seed: int, random: Random) -> None:
        self.people, self.random = people, random
        self.rng = np.random.Generator(np.random.SFC64(seed))
        self.sampler = Sampler(people, self.rng)
        self.tally = Tally()
        self.in_tier = [0] * len(law.TIERS)
        self.in_tier[TIER_OF[law.START]] = people
        self.wrongful = 0
        self.posted: list[tuple[int, int, bool]] = []
        self.decays = False
        self.appealing: dict[int, list[Any]] = {}

    def deliver(self, everyone: list[Any], day: int) -> list[Any]:
        """Put yesterday's records into the boxes of the people they fall on; return those people, each once."""
        touched = []
        entries = self.tally.entries[day]
        for recipient, kind, stray in self.posted:
            person = everyone[recipient]
            if not person.inbox:
                touched.append(person)
            person.inbox.append((law.POINTS[kind], stray))
            entries[kind] += 1
        self.posted = []
        self.decays = day % law.DECAY_EVERY == law.DECAY_ON
        return touched

    def post_sampled(self, day: int) -> None:
        """Let the sampler, which is no part of the framework, say who acts."""
        self.tally.acts[day], found = self.sampler.day()
        self.posted = list(zip(found.person.tolist(), found.kind.tolist(), found.stray.tolist(), strict=True))

    def close(self, day: int) -> None:
        """Count the day and let everyone try to travel."""
        self.tally.tiers[day] = self.in_tier
        self.tally.wrongful[day] = self.wrongful
        found = requests(self.rng, self.people, self.in_tier[-1])
        self.tally.attempts[day], self.tally.refusals[day] = found


def act(person: Any, place: int, office: Office, day: int) -> None:
    """Let a person whose moment has come do what they do today; what is seen is recorded, sometimes for another."""
    random, done = office.random, set()
    while person.next_act < day + 1:
        person.next_act += random.expovariate(person.rate)
        kind = random.choices(range(len(law.KINDS)), cum_weights=CUMULATED)[0]
        if kind in done:
            continue
        done.add(kind)
        office.tally.acts[day, kind] += 1
        if random.random() < law.DETECTED[kind]:
            stray = random.random() < law.MISATTRIBUTED
            recipient = place
            if stray:
                other = random.randrange(office.people - 1)
                recipient = other + (other >= place)
            office.posted.append((recipient, kind, stray))


CUMULATED = np.cumsum(law.RATES).tolist()


def settle(person: Any, office: Office, day: int) -> None:
    """Steps 4 to 8 for one person: records, decay, a decision, the tier and an appeal."""
    before, score = person.score, person.score
    if person.inbox:
        score = receive(person, score)
    if office.decays:
        score += (score < law.START) - (score > law.START)
    if person.due == day:
        if office.random.random() < law.GRANTED:
            office.tally.granted[day] += 1
            score = min(law.CEILING, score + person.owed)
            person.outstanding -= person.owed
        person.due = NEVER
    person.score = score
    if TIER_OF[before] != TIER_OF[score]:
        office.in_tier[TIER_OF[before]] -= 1
        office.in_tier[TIER_OF[score]] += 1
        if score < law.D_BELOW and person.last_wrong > 0 and person.due == NEVER:
            consider(person, office, day)
    wrongly = score < law.D_BELOW <= score + person.outstanding
    if wrongly != person.wrongly:
        office.wrongful += 1 if wrongly else -1
        person.wrongly = wrongly


def receive(person: Any, score: int) -> int:
    """Apply the records of a day at once and return the score."""
    total, wrong, lost = 0, 0, False
    for points, stray in person.inbox:
        total += points
        if points < 0:
            lost = True
            wrong -= points if stray else 0
    person.inbox = []
    if lost:
        person.last_wrong = wrong
        person.outstanding += wrong
    return max(law.FLOOR, min(law.CEILING, score + total))


def consider(person: Any, office: Office, day: int) -> None:
    """A person who entered D by a stray may appeal."""
    if office.random.random() < law.FILES:
        on = day + office.random.randrange(law.FILES_WITHIN)
        if on < law.DAYS:
            office.tally.filed[on] += 1
        person.due, person.owed, person.last_wrong = on + law.DECIDED_AFTER, person.last_wrong, 0
        office.appealing.setdefault(person.due, []).append(person)


def sampled_day(everyone: list[Any], office: Office, day: int) -> list[Any]:
    """Return the people to be called today when a sampler says who acts: all on a day of decay."""
    touched = office.deliver(everyone, day)
    office.post_sampled(day)
    if office.decays:
        return everyone
    return touched + [person for person in office.appealing.pop(day, []) if person not in touched]
