"""Some subjects played alone, exactly as in the whole run: with the mail others sent them and the desks' cut-offs.

A desk decides in the order of filing, so the last filing that a sitting decided says of every other whether it was
decided by then. Whoever was played alone therefore needs nobody else's state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import FOREIGN, LEDGER, LEDGER_KEY, ORIGIN, RATINGS, SITTINGS, SUBJECTS, TIED
from xinyong.reference.calendar import later
from xinyong.reference.conduct import is_protected
from xinyong.reference.debts import met_day
from xinyong.reference.desk import Desk
from xinyong.reference.harvest import SENDER, entry_row, foreign_row, subject_row
from xinyong.reference.record import Decision, Filing, Rating, Record
from xinyong.reference.running import Play
from xinyong.reference.subject import Subject
from xinyong.results.outcome import Outcome, Table
from xinyong.results.standing import rank_edges
from xinyong.trial.trial import FOREVER, Trial
from xinyong.vocabulary import Cause

Row = tuple[int, ...]


@dataclass(frozen=True)
class Life:
    """What a run must say of one subject: ledger rows in order, the row of final standing (None: no history), mail."""

    subject: int
    ledger: tuple[Row, ...]
    standing: Row | None
    sent: tuple[Row, ...]


class Left(Protocol):
    """What a whole run leaves for those who play some of its subjects again, as an `Outcome` has it."""

    @property
    def foreign(self) -> Table:
        """Return the records that others' acts brought."""
        ...

    @property
    def sittings(self) -> Table:
        """Return the sittings of all desks."""
        ...

    @property
    def thresholds(self) -> Table:
        """Return what held in each place, found from everybody."""
        ...

    @property
    def ratings(self) -> Table:
        """Return what arrived of ratings."""
        ...

    @property
    def tied(self) -> Table:
        """Return what dimensions made of ties became, when they changed."""
        ...

    @property
    def flows(self) -> NDArray[np.int64]:
        """Return the series: windows, metrics, places, strata."""
        ...


@dataclass
class DeskSeenFromOutside(Desk):
    """A desk whose sittings are known: `cut_offs` gives, by day of a sitting, the key of the last filing decided."""

    cut_offs: dict[int, Row] = field(default_factory=dict)

    def sit(self, day: int) -> tuple[list[Decision], Filing | None]:
        """Decide the filings that the whole run had decided by this sitting."""
        last = self.cut_offs.get(day)
        if last is None:
            return [], None
        due = later(self.trial.world, day, self.trial.world.desks[self.index].takes)
        decided = sorted((f for f in self.queue if f.key <= last), key=lambda filing: filing.key)
        self.queue = [f for f in self.queue if f.key > last]
        return [self._decide(filing, due) for filing in decided], None


class Alone(Play):
    """A few subjects being played with what the whole run left about the others.

    `left` is what the whole run left about the others; from its series follows what society told its people.
    """

    def __init__(self, trial: Trial, subjects: Iterable[int], left: Left) -> None:
        super().__init__(trial, only=frozenset(subjects))
        foreign, sittings, self.flows = left.foreign, left.sittings, left.flows
        self.windows_played = 0
        self.edges = {r.place: dict(rank_edges(left.thresholds, r.place)) for r in self.rankings}
        self.desks = [
            DeskSeenFromOutside(trial, desk.place, desk.index, cut_offs=_cut_offs(sittings, desk))
            for desk in self.desks
        ]
        self.outbox: dict[int, list[Row]] = {number: [] for number in self.subjects}
        for record in _mail(trial, foreign, self.subjects):
            self.subjects[record.recipient].mail.append(record)
        for number, due, _, stars, weights in zip(*(left.ratings[name].tolist() for name in RATINGS), strict=True):
            if number in self.subjects:
                self.subjects[number].parcels.append((due, stars, weights))
        for number, due, mean in zip(*(left.tied[name].tolist() for name in TIED), strict=True):
            if number in self.subjects:
                self.subjects[number].means.append((due, mean))

    def exchange(self, records: list[Record]) -> None:
        """Keep what was sent; what arrives is known from the whole run already."""
        for record in records:
            if record.due < self.trial.days:
                row = foreign_row(record)
                self.outbox[row[SENDER]].append(row)

    def carry_ratings(self, ratings: list[Rating], end_day: int) -> None:
        """Let go of the ratings given; those that arrive are known from the whole run already."""

    def rate(self, day: int) -> None:
        """Take the edges that the whole run found, and copy the board."""
        for ranking in self.rankings:
            if day in ranking.days:
                ranking.book.cut_offs.edges = self.edges[ranking.place][day]
        self.copy_boards(day)

    def counted(self, metric: str, home: int) -> int:
        """Return what the whole run counted of a metric of those of a place or group, in the window just played."""
        return int(self.flows[self.windows_played, self.layout.row[metric], home].sum())

    def window(self, first_day: int, end_day: int) -> list[Record]:
        """Play one window and return the records sent to other subjects in it."""
        self.windows_played = first_day // self.trial.window_days
        return super().window(first_day, end_day)

    def life(self, subject: Subject) -> Life:
        """Return what the run must say of a subject, once every window has been played."""
        keys = [LEDGER.index(name) for name in LEDGER_KEY]
        rows = [entry_row(subject, entry, self.trial.days) for entry in subject.entries]
        standing = subject_row(subject) if subject.has_history else None
        return Life(
            subject.number, tuple(sorted(rows, key=lambda row: tuple(row[k] for k in keys))), standing,
            tuple(sorted(self.outbox[subject.number])),
        )  # fmt: skip


def lives(trial: Trial, subjects: Iterable[int], left: Left) -> list[Life]:
    """Play a few subjects from the first day to the last, and return what the run must say of each, by id.

    Raises:
        KeyError: a subject who is not in the run.
    """
    running = Alone(trial, subjects, left)
    for first_day, end_day in trial.windows:
        running.window(first_day, end_day)
    return [running.life(running.subjects[number]) for number in sorted(running.subjects)]


def life_in(outcome: Outcome, subject: int) -> Life:
    """Return what an outcome says of a subject, in the form of `lives`."""

    def rows(table: Table, names: tuple[str, ...], key: str) -> tuple[Row, ...]:
        here = np.flatnonzero(table[key] == subject)
        return tuple(zip(*(table[name][here].tolist() for name in names), strict=True))

    standing = rows(outcome.subjects, SUBJECTS, "subject")
    return Life(
        subject, rows(outcome.ledger, LEDGER, "recipient"), standing[0] if standing else None,
        rows(outcome.foreign, FOREIGN, "sender"),
    )  # fmt: skip


def _mail(trial: Trial, foreign: Table, subjects: Iterable[int]) -> Iterable[Record]:
    """Yield the records that others' acts and ties brought to these subjects."""
    here = np.flatnonzero(np.isin(foreign["recipient"], list(subjects)))
    for row in zip(*(foreign[name][here].tolist() for name in FOREIGN), strict=True):
        value = dict(zip(FOREIGN, row, strict=True))
        origin, copied = _origin(value), value["copy"] >= 0
        due, gone = (FOREVER if value[name] < 0 else value[name] for name in ("end_due", "end_gone"))
        yield Record(
            value["recipient"], value["due"], origin, value["act"], value["true_act"], value["act_day"],
            value["channel"], Cause(value["cause"]), is_protected(trial, value["true_act"]),
            FOREVER if copied else met_day(trial, origin, value["act_day"]), value["sender"], value["copy"],
            bool(value["ends"]), due, gone, value["sender"] if value["copy"] in trial.tied_copies else -1,
        )  # fmt: skip


def _cut_offs(sittings: Table, desk: Desk) -> dict[int, Row]:
    """Return, by day, the key of the last filing that a desk decided at each sitting."""
    found: dict[int, Row] = {}
    here = np.flatnonzero((sittings["place"] == desk.place) & (sittings["desk"] == desk.index))
    for row in zip(*(sittings[name][here].tolist() for name in SITTINGS), strict=True):
        value = dict(zip(SITTINGS, row, strict=True))
        key = (value["filed"], *_origin(value), value["channel"], value["recipient"], value["clause"])
        found[value["day"]] = key
    return found


def _origin(value: dict[str, int]) -> tuple[int, int, int, int]:
    subject, week, item, act = (value[name] for name in ORIGIN)
    return subject, week, item, act
