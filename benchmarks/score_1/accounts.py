"""What a day's records and the appeals do to the accounts they touch, as plain functions of arrays.

A framework that keeps its people in columns reads the columns of those touched, calls these, and writes them back.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from benchmarks.score_1 import law
from benchmarks.score_1.draws import KIND_POINTS, Ints, Marks, Records

Points = npt.NDArray[np.int16]
TIER_OF = law.tiers_by_score()
D = len(law.TIERS) - 1


def is_wrongful(score: Points, outstanding: Points) -> Marks:
    """Return who is in D although the points lost to strays would lift them out of it."""
    return np.asarray((score < law.D_BELOW) & (score + outstanding >= law.D_BELOW))


def decayed(score: Points) -> Points:
    """Return scores one point nearer to the start."""
    return np.asarray(score + np.sign(law.START - score), dtype=np.int16)


class Sums:
    """Adds up a day's records by person, in scratch space as long as the population that is cleared after use."""

    def __init__(self, people: int) -> None:
        self._total = np.zeros(people, dtype=np.int16)
        self._strays = np.zeros(people, dtype=np.int16)
        self._lost = np.zeros(people, dtype=np.bool_)

    def of(self, records: Records, own: Marks) -> tuple[Ints, Points, Points, Marks]:
        """Return each person touched once (`own` marks one record each) with the points of the day, the points lost
        to strays, and whether any deduction landed.
        """
        person, points = records.person, KIND_POINTS[records.kind]
        np.add.at(self._total, person, points)
        down = points < 0
        wrong = records.stray & down
        self._lost[person[down]] = True
        np.add.at(self._strays, person[wrong], -points[wrong])
        once = person[own]
        found = once, self._total[once], self._strays[once], self._lost[once]
        self._total[once] = 0
        self._strays[once] = 0
        self._lost[once] = False
        return found


@dataclass
class Appeals:
    """The appeals that are pending, by the day on which they are decided."""

    rng: np.random.Generator
    filed: npt.NDArray[np.int64]
    granted: npt.NDArray[np.int64]
    due: dict[int, list[tuple[Ints, Points]]] = field(default_factory=dict)

    def enter(self, day: int, person: Ints, points: Points) -> Marks:
        """Let people appeal who entered D by a stray and have none pending; return which of them do."""
        files = self.rng.random(len(person)) < law.FILES
        on = day + self.rng.integers(0, law.FILES_WITHIN, len(person))
        for place in np.flatnonzero(files):
            if on[place] < law.DAYS:
                self.filed[on[place]] += 1
            one = slice(place, place + 1)
            self.due.setdefault(int(on[place]) + law.DECIDED_AFTER, []).append((person[one], points[one]))
        return np.asarray(files)

    def decide(self, day: int) -> tuple[Ints, Points, Marks] | None:
        """Return the people whose appeals are decided today, their points, and who wins; nothing when there is none."""
        batches = self.due.pop(day, None)
        if batches is None:
            return None
        person = np.concatenate([batch[0] for batch in batches])
        points = np.concatenate([batch[1] for batch in batches])
        wins = self.rng.random(len(person)) < law.GRANTED
        self.granted[day] += np.count_nonzero(wins)
        return person, points, np.asarray(wins)
