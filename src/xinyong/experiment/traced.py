"""A diary that also notes what each candidate met, and where rightful entries alone would have put the subject."""

from __future__ import annotations

from dataclasses import dataclass

from xinyong.arrays import BLOCK
from xinyong.experiment.draws import Met
from xinyong.reference.alone import Left, Life
from xinyong.reference.diary import ANSWERS, Diary, Page
from xinyong.reference.life import Happening
from xinyong.reference.live import happenings, row_of_answers
from xinyong.reference.rulebook import Standing
from xinyong.reference.subject import Subject
from xinyong.trial.trial import Trial

COUNTED = (*ANSWERS, "given_up")
"""How a request may end, as the series counts it."""


@dataclass(frozen=True)
class Traced:
    """A life written down: its pages, what the run must say of it, and beside each page what stands behind it.

    `met` has one for each chance of all pages, in order; `rightful` and `requests` are by day.
    """

    pages: tuple[Page, ...]
    life: Life
    met: tuple[Met, ...]
    rightful: dict[int, Standing | None]
    requests: dict[int, list[Happening]]


class Trace(Diary):
    """A subject being played alone, whose days are written down with what decided them."""

    def __init__(self, trial: Trial, subject: int, left: Left) -> None:
        super().__init__(trial, subject, left)
        self.met: list[Met] = []
        self.rightful: dict[int, Standing | None] = {}
        self.requests: dict[int, list[Happening]] = {}

    def _note(self, subject: Subject, happening: Happening, taken: bool) -> None:  # noqa: FBT001 (the hook's signature)
        self.met.append(self._meets(subject, happening))
        super()._note(subject, happening, taken)

    def _meets(self, subject: Subject, happening: Happening) -> Met:
        regime = self.trial.regime_on(subject.place, happening.day)
        found = subject.around.found.get(happening.what)
        if regime is None:
            return Met(int(self.trial.odds.take[subject.stratum, happening.what]), found, 0)
        row = row_of_answers(subject, regime, happening.day)
        take, evade = regime.answers.take, regime.answers.evade
        return Met(int(take[row, subject.stratum, happening.what]), found, int(evade[row, happening.what]))

    def _counts(self) -> dict[str, dict[str, int]]:
        tally, row = self.tallies[self.subject.number // BLOCK], self.layout.row
        return {
            service: {answer: tally.row(row[f"{answer}.{service}"])[self.subject.stratum] for answer in COUNTED}
            for service in self.layout.services
        }

    def _write(self, day: int, before: dict[str, dict[str, int]]) -> None:
        n_pages = len(self.pages)
        super()._write(day, before)
        if len(self.pages) > n_pages:
            self.rightful[day] = self.subject.rightful_standing
            self.requests[day] = [one for one in happenings(self.subject, day) if one.sort == "request"]


def traced(trial: Trial, subject: int, left: Left) -> Traced:
    """Play one subject alone, and return the days on which something happened with what decided them."""
    running = Trace(trial, subject, left)
    for first_day, end_day in trial.windows:
        running.window(first_day, end_day)
    return Traced(
        tuple(running.pages), running.life(running.subject), tuple(running.met), running.rightful, running.requests
    )
