"""A trial being played, in the order of `PHASES`.

Inside a window each subject is played alone, day by day; between windows, once, what they sent is exchanged and desks
decide.
"""

from __future__ import annotations

from collections.abc import Callable

from xinyong.arrays import BLOCK
from xinyong.reference.board import boards_of
from xinyong.reference.copies import forward
from xinyong.reference.day import play_day
from xinyong.reference.desk import Desk, desks_by_layer, desks_of
from xinyong.reference.life import Happening
from xinyong.reference.place import close_window
from xinyong.reference.rank import Ranking, ranking_of
from xinyong.reference.record import Filing, Rating, Record
from xinyong.reference.rulebook import Rulebook
from xinyong.reference.society import Society
from xinyong.reference.subject import Sent, Subject, covers
from xinyong.reference.tally import Tally
from xinyong.reference.tied import tied_dimensions
from xinyong.results.layout import layout
from xinyong.trial.script import Line
from xinyong.trial.trial import Trial

PHASES = (
    ("deliver", "each day", "decisions, expiries, records due that day"),
    ("place", "each day", "score to tier; lists; consequences; shadows"),
    ("notify", "each day", "notices and publications due that day"),
    ("live", "each day", "chances taken or left, seen or not"),
    ("serve", "each day", "requests answered with the standing of the morning; a refusal tells"),
    ("object and repair", "each day", "objections considered and filed"),
    ("exchange", "between windows", "records about others and filings are carried over"),
    ("tally", "between windows", "stocks of the window's last day are counted"),
    ("desks", "between windows", "desks decide what their capacity allows"),
    (
        "rate and reindex",
        "between windows",
        "a week's ratings are sent; people are ranked by score; the board is copied, and ties read it",
    ),
    ("society", "between windows", "each week: how many are restricted around one; whom quotas leave room for"),
)
"""Every phase in its order: name, when, what happens."""


class Play:
    """A trial being played: everybody, or `only` some, whose mail from others somebody else must then bring.

    `watch` is told of every candidate (subject, happening) and whether it was taken.
    """

    def __init__(
        self,
        trial: Trial,
        only: frozenset[int] | None = None,
        watch: Callable[[Subject, Happening, bool], None] | None = None,
    ) -> None:
        self.trial = trial
        self.layout = layout(trial)
        self.books = [Rulebook(r.on(0), trial.world) if r else None for r in trial.regimes]
        self.desks = [desk for place in range(len(trial.regimes)) for desk in desks_of(trial, place)]
        self.sent = Sent()
        self.tallies: dict[int, Tally] = {}
        scripts: dict[int, list[tuple[int, Line]]] = {}
        for position, line in enumerate(trial.script or ()):
            scripts.setdefault(line.subject, []).append((position, line))
        self.subjects: dict[int, Subject] = {}
        for number in trial.people.ids() if only is None else sorted(only):
            tally = self.tallies.setdefault(int(number) // BLOCK, Tally(self.layout, len(trial.people.strata)))
            book = self.books[trial.people.place_of(int(number))]
            self.subjects[int(number)] = Subject(
                trial, int(number), book, tally, self.sent, scripts.get(int(number), []), watch
            )
        self.rankings = [found for place, book in enumerate(self.books) if (found := ranking_of(trial, place, book))]
        self.thresholds: list[tuple[int, ...]] = []
        self.boards, self.dimensions = boards_of(trial), tied_dimensions(trial)
        self.tied: list[tuple[int, ...]] = []
        self.given: list[Rating] = []
        self.parcels: list[tuple[int, ...]] = []
        self.society = Society(trial)
        self.foreign: list[Record] = []
        self.sittings: list[tuple[int, ...]] = []
        self.held = self.held_days = 0

    def _others(self, ranking: Ranking) -> int:
        """Return how many people are under the scheme of a place and are not played."""
        people, place = self.trial.people, ranking.place
        everybody = range(people.offsets[place], people.offsets[place] + people.counts[place])
        return sum(
            covers(self.trial, ranking.book.regime.scoring, one) for one in everybody if one not in self.subjects
        )

    def begin(self, first_day: int) -> None:
        """Begin a window: nothing is counted, and those who move on its first day live elsewhere."""
        for tally in self.tallies.values():
            tally.clear()
        moved = {place for place, stays in enumerate(self.trial.stays) if first_day in {0, *dict(stays)}}
        for subject in self.subjects.values():
            if subject.place in moved:
                subject.move(first_day)
                subject.around = self.society.around[self.trial.lives(subject.place, first_day)]

    def window(self, first_day: int, end_day: int) -> list[Record]:
        """Play one window and return the records sent to other subjects in it."""
        self.begin(first_day)
        for subject in self.subjects.values():
            for day in range(first_day, end_day):
                play_day(subject, day, end_day)
                forward(subject, end_day)
            close_window(subject, end_day - 1)
        records, filings, ratings = self.sent.records, self.sent.filings, self.sent.ratings
        self.held += self.sent.held
        self.held_days += self.sent.held_days
        self.sent.records, self.sent.filings, self.sent.held, self.sent.held_days = [], [], 0, 0
        self.sent.ratings = []
        self.exchange(records)
        self.carry_ratings(ratings, end_day)
        if end_day < self.trial.days:
            self.decide(filings, end_day)
            self.rate(end_day)
            self.society.close_window(end_day, self.counted)
        return records

    def counted(self, metric: str, home: int) -> int:
        """Return what was counted of a metric of those of a place or group, in the window just played."""
        row, blocks = self.layout.row[metric], self.tallies.items()
        return sum(sum(tally.row(row)) for number, tally in blocks
                   if self.trial.people.place_of(number * BLOCK) == home)  # fmt: skip

    def exchange(self, records: list[Record]) -> None:
        """Carry records to those they are about."""
        for record in records:
            self.subjects[record.recipient].mail.append(record)
            if record.due < self.trial.days:
                self.foreign.append(record)

    def decide(self, filings: list[Filing], day: int) -> None:
        """Let the desks sit before `day`."""
        for desk in self.desks:
            desk.queue += [f for f in filings if self._addressed(f) == (desk.place, desk.index)]
            self.sit(desk, day)

    def _addressed(self, filing: Filing) -> tuple[int, int]:
        """Return the place and the desk that decide a filing: of where its sender lived, and of the layer in which its
        rule stands."""
        home = self.trial.people.place_of(filing.recipient)
        regime = self.trial.regimes[home]
        layer = regime.layer_of("rules", filing.clause) if regime else 0
        return self.trial.lives(home, filing.day), desks_by_layer(self.trial, home, filing.instance)[layer]

    def rate(self, day: int) -> None:
        """Rank the people of a place where its period is over; the edges hold from `day` on. Then copy the board, and
        tell those tied to people who stand elsewhere on it."""
        for ranking in self.rankings:
            if day in ranking.days:
                self.thresholds += ranking.rank(self.subjects.values(), self._others(ranking), day)
        self.copy_boards(day)
        for dimension in self.dimensions:
            for number, mean in dimension.changes(self.subjects) if day in dimension.days else ():
                self.subjects[number].means.append((day, mean))
                self.tied.append((number, day, mean))

    def copy_boards(self, day: int) -> None:
        """Copy the board of each place where its period is over."""
        for board in self.boards:
            if day in board.days:
                board.copy(self.subjects.values())

    def carry_ratings(self, ratings: list[Rating], end_day: int) -> None:
        """At the end of a week, whatever the window, send each subject the sums of its ratings."""
        self.given += ratings
        if end_day % 7 or end_day >= self.trial.days:
            return
        by_recipient: dict[int, list[Rating]] = {}
        for one in self.given:
            by_recipient.setdefault(one.recipient, []).append(one)
        for number, mine in sorted(by_recipient.items()):
            stars, weights = sum(one.weight * one.stars for one in mine), sum(one.weight for one in mine)
            self.subjects[number].parcels.append((end_day, stars, weights))
            self.parcels.append((number, end_day, len(mine), stars, weights))
        self.given = []

    def sit(self, desk: Desk, day: int) -> None:
        """Let one desk sit, and send its decisions."""
        decisions, last = desk.sit(day)
        for decision in decisions:
            self.subjects[decision.recipient].decisions.append(decision)
        if last is not None:
            filed = (last.day, last.recipient, last.clause, *last.record.origin, last.record.channel)
            self.sittings.append((day, desk.place, desk.index, len(decisions), *filed))
