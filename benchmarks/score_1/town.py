"""The accounts of all people as columns, and the steps of a day on those that are touched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from benchmarks.score_1 import law
from benchmarks.score_1.accounts import TIER_OF, Appeals, D, Points, Sums, decayed, is_wrongful
from benchmarks.score_1.draws import NO_RECORDS, Ints, Marks, Records, Sampler, requests
from benchmarks.score_1.outputs import Tally

COLUMNS = ("score", "last_wrong", "outstanding", "pending")


class Town:
    """The accounts, and two counts that are kept up as accounts change: people in each tier, and wrongly in D.

    A framework that owns the columns hands them in before a day (`load`) and takes those that were `written` after.
    """

    def __init__(self, people: int) -> None:
        self.people = people
        self.score = np.full(people, law.START, dtype=np.int16)
        self.last_wrong = np.zeros(people, dtype=np.int16)
        self.outstanding = np.zeros(people, dtype=np.int16)
        self.pending = np.zeros(people, dtype=np.bool_)
        self.written: set[str] = set()
        self.sums = Sums(people)
        self.in_tier = np.zeros(len(law.TIERS), dtype=np.int64)
        self.in_tier[law.tier_of(law.START)] = people
        self.wrongful = 0

    def moved(self, person: Ints, score: Points, outstanding: Points) -> None:
        """Write the accounts of distinct people and keep the counts up."""
        was, owed = self.score[person], self.outstanding[person]
        size = len(law.TIERS)
        self.in_tier += np.bincount(TIER_OF[score], minlength=size) - np.bincount(TIER_OF[was], minlength=size)
        self.wrongful += int(np.count_nonzero(is_wrongful(score, outstanding)))
        self.wrongful -= int(np.count_nonzero(is_wrongful(was, owed)))
        self.score[person] = score
        self.written.add("score")
        if not np.array_equal(owed, outstanding):
            self.outstanding[person] = outstanding
            self.written.add("outstanding")

    def apply(self, records: Records, own: Marks) -> tuple[Ints, Points]:
        """Step 4: add up and apply; return the people touched and their scores before."""
        person, total, strays, lost = self.sums.of(records, own)
        before = self.score[person]
        score = np.clip(before + total, law.FLOOR, law.CEILING).astype(np.int16)
        self.moved(person, score, self.outstanding[person] + strays)
        was = self.last_wrong[person]
        now = np.where(lost, strays, was)
        if not np.array_equal(was, now):
            self.last_wrong[person] = now
            self.written.add("last_wrong")
        return person, before

    def decay(self) -> None:
        """Step 5: everyone's score moves a point towards the start."""
        self.score = decayed(self.score)
        self.written.add("score")
        self.in_tier = np.bincount(TIER_OF[self.score], minlength=len(law.TIERS))
        self.wrongful = int(np.count_nonzero(is_wrongful(self.score, self.outstanding)))

    def decide(self, day: int, appeals: Appeals) -> None:
        """Step 6: appeals that are due."""
        decided = appeals.decide(day)
        if decided is None:
            return
        person, points, wins = decided
        back = np.where(wins, points, 0).astype(np.int16)
        score = np.minimum(self.score[person] + back, law.CEILING).astype(np.int16)
        self.moved(person, score, self.outstanding[person] - back)
        self.pending[person] = False
        self.written.add("pending")

    def enter(self, day: int, person: Ints, before: Points, appeals: Appeals) -> None:
        """Step 7: of those touched today, who entered D by a stray may appeal. Nothing but a deduction leads into D."""
        entered = (before >= law.D_BELOW) & (self.score[person] < law.D_BELOW)
        found = person[entered]
        found = found[(self.last_wrong[found] > 0) & ~self.pending[found]]
        if len(found):
            files = found[appeals.enter(day, found, self.last_wrong[found])]
            self.pending[files] = True
            self.last_wrong[files] = 0
            self.written |= {"pending", "last_wrong"}


class Year:
    """One year of a town, a day at a time; `sampler` says who acts."""

    def __init__(self, people: int, rng: np.random.Generator, sampler: Sampler) -> None:
        self.rng, self.sampler = rng, sampler
        self.tally, self.town = Tally(), Town(people)
        self.appeals = Appeals(rng, self.tally.filed, self.tally.granted)
        self.records = NO_RECORDS

    def play(self, day: int) -> None:
        """Play a day."""
        town, tally, records = self.town, self.tally, self.records
        person, before = town.apply(records, self.sampler.distinct(records.person))
        tally.entries[day] = np.bincount(records.kind, minlength=len(law.KINDS))
        tally.acts[day], self.records = self.sampler.day()
        if day % law.DECAY_EVERY == law.DECAY_ON:
            town.decay()
        town.decide(day, self.appeals)
        town.enter(day, person, before, self.appeals)
        tally.tiers[day] = town.in_tier
        tally.wrongful[day] = town.wrongful
        tally.attempts[day], tally.refusals[day] = requests(self.rng, town.people, int(town.in_tier[D]))


class Borrowed:
    """A year whose columns belong to a framework: they are read before each day and what was written is given back."""

    def __init__(self, year: Year) -> None:
        self.year = year

    def day(self, day: int, read: Mapping[str, npt.NDArray[Any]]) -> dict[str, npt.NDArray[Any]]:
        """Play a day on the columns that are handed in, and return those that are to be written back."""
        town = self.year.town
        for name in COLUMNS:
            setattr(town, name, np.array(read[name], dtype=getattr(town, name).dtype))
        town.written = set()
        self.year.play(day)
        return {name: getattr(town, name) for name in COLUMNS if name in town.written}
