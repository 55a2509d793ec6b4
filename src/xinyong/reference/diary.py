"""One subject played alone and written down day by day: chances taken or left, requests and their answers, standing."""

from __future__ import annotations

from dataclasses import dataclass

from xinyong.arrays import BLOCK
from xinyong.reference.alone import Alone, Left, Life
from xinyong.reference.conduct import record_of_act, seen_by
from xinyong.reference.copies import forward
from xinyong.reference.day import play_day
from xinyong.reference.life import Happening
from xinyong.reference.live import happenings
from xinyong.reference.place import close_window
from xinyong.reference.record import Record
from xinyong.reference.rulebook import Standing
from xinyong.reference.subject import Subject
from xinyong.trial.trial import Trial

ANSWERS = ("requested", "refused", "refused_wrongly", "burdened", "favoured", "full")


@dataclass(frozen=True, slots=True)
class Chance:
    """A candidate: whether it was taken, and the record that a channel made of it (None: not taken, or not seen)."""

    happening: Happening
    taken: bool
    record: Record | None


@dataclass(frozen=True, slots=True)
class Page:
    """A day on which something happened.

    `standing` is that of the day (None: no scheme); `moved` tells that it differs from the day before; `answers` counts
    the requests of each service asked for by `ANSWERS`; `false_reports` are records that rest on nothing.
    """

    day: int
    standing: Standing | None
    moved: bool
    chances: tuple[Chance, ...]
    false_reports: tuple[Happening, ...]
    answers: dict[str, dict[str, int]]


class Diary(Alone):
    """A subject being played alone, whose days are written down."""

    def __init__(self, trial: Trial, subject: int, left: Left) -> None:
        super().__init__(trial, [subject], left)
        self.subject = self.subjects[subject]
        self.pages: list[Page] = []
        self.before: Standing | None = None
        self.taken: list[Chance] = []
        self.end_day = 0
        self.subject.watch = self._note

    def _note(self, subject: Subject, happening: Happening, taken: bool) -> None:  # noqa: FBT001 (the hook's signature)
        record = None
        if taken and (channel := seen_by(self.trial, subject.number, happening)) >= 0:
            record = record_of_act(self.trial, subject.number, happening, channel, self.end_day)[0]
        self.taken.append(Chance(happening, taken, record))

    def window(self, first_day: int, end_day: int) -> list[Record]:
        """Play one window day by day, writing each down, and return the records sent to others in it."""
        self.end_day, self.windows_played = end_day, first_day // self.trial.window_days
        self.begin(first_day)
        for day in range(first_day, end_day):
            before = self._counts()
            play_day(self.subject, day, end_day)
            forward(self.subject, end_day)
            self._write(day, before)
        close_window(self.subject, end_day - 1)
        records, filings = self.sent.records, self.sent.filings
        self.sent.records, self.sent.filings, self.sent.ratings = [], [], []
        self.exchange(records)
        if end_day < self.trial.days:
            self.decide(filings, end_day)
            self.rate(end_day)
            self.society.close_window(end_day, self.counted)
        return records

    def _counts(self) -> dict[str, dict[str, int]]:
        tally, row = self.tallies[self.subject.number // BLOCK], self.layout.row
        return {
            service: {answer: tally.row(row[f"{answer}.{service}"])[self.subject.stratum] for answer in ANSWERS}
            for service in self.layout.services
        }

    def _write(self, day: int, before: dict[str, dict[str, int]]) -> None:
        now, standing = self._counts(), self.subject.standing
        answers = {
            service: {answer: count - before[service][answer] for answer, count in counts.items()}
            for service, counts in now.items()
            if counts["requested"] > before[service]["requested"]
        }
        reports = tuple(h for h in happenings(self.subject, day) if h.sort == "false report")
        moved = standing != self.before
        if self.taken or answers or reports or moved:
            self.pages.append(Page(day, standing, moved, tuple(self.taken), reports, answers))
        self.before, self.taken = standing, []


def diary(trial: Trial, subject: int, left: Left) -> tuple[list[Page], Life]:
    """Play one subject alone, and return the days on which something happened and what the run must say of it."""
    running = Diary(trial, subject, left)
    for first_day, end_day in trial.windows:
        running.window(first_day, end_day)
    return running.pages, running.life(running.subject)
