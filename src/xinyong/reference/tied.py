"""A dimension of an index that is made of ties: the mean of the tiers in which the board has those tied to somebody.

It is found anew whenever the board was copied, and sent to those for whom it changed; it counts from the next reckoning
of the index on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xinyong.files.evidence import whole
from xinyong.reference.board import boards_of
from xinyong.reference.subject import Subject
from xinyong.scheme.clauses import DIMENSION
from xinyong.scheme.tied import tied_part
from xinyong.trial.trial import Trial


@dataclass
class TiedDimension:
    """The dimension of the index of one place that a tie makes, found before each of some days.

    `start`: what it is where the board has nobody tied; `steps`: how many steps lead from the worst tier to the best.
    """

    trial: Trial
    place: int
    tie: int
    start: int
    steps: int
    days: tuple[int, ...]
    circles: dict[int, tuple[int, ...]] = field(default_factory=dict)
    means: dict[int, int] = field(default_factory=dict)

    def changes(self, subjects: Mapping[int, Subject]) -> list[tuple[int, int]]:
        """Return, by id, those whose mean is another than it was, and what it is now."""
        found = []
        for number, subject in sorted(subjects.items()):
            if subject.place != self.place or not subject.scored:
                continue
            mean = self._mean(number, subjects)
            if mean != self.means.get(number, self.start):
                found.append((number, mean))
            self.means[number] = mean
        return found

    def _mean(self, number: int, subjects: Mapping[int, Subject]) -> int:
        """Return the mean of somebody's people, rounded down: the best tier is worth 1,000, the worst 0."""
        if number not in self.circles:
            self.circles[number] = self.trial.ties.tied(self.tie, number)
        tiers = [subjects[one].board for one in self.circles[number] if subjects[one].board >= 0]
        if not tiers:
            return self.start
        return DIMENSION * sum(self.steps - tier for tier in tiers) // (self.steps * len(tiers))


def tied_dimensions(trial: Trial) -> list[TiedDimension]:
    """Return the dimensions that ties make, by place."""
    found = []
    for board in boards_of(trial):
        regime = trial.regimes[board.place]
        part = tied_part(regime.scheme) if regime else None
        if regime is not None and part is not None:
            tie, steps = trial.ties.ids.index(part.tie or ""), len(regime.scheme.tiers) - 1
            found.append(TiedDimension(trial, board.place, tie, whole(part.start) or 0, steps, board.days))
    return found


def take_mean(subject: Subject, day: int) -> None:
    """Let what a dimension made of ties has become arrive."""
    for due, mean in subject.means:
        if due == day:
            subject.ratings.tied = mean
    subject.means = [one for one in subject.means if one[0] > day]
