"""One block of ids being played: its state, its week, its link of the chain, and room where a kernel asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import BLOCK, FOREIGN, LEDGER
from xinyong.kernel import rows as c
from xinyong.kernel.ledger import ledger_rows
from xinyong.kernel.life import by_day, enrol, scan_week
from xinyong.kernel.room import with_room
from xinyong.kernel.rows import FATE_ACT, FATE_STRATUM, WORD, Ints, Rows
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.window import play_window
from xinyong.results.chain import link
from xinyong.results.outcome import Table

SENT_COLUMNS = {
    "recipient": c.M_TO, "due": c.M_DUE, "origin_subject": c.M_SUBJECT, "origin_week": c.M_WEEK,
    "origin_item": c.M_ITEM, "origin_act": c.M_ORIGIN_ACT, "act": c.M_ACT, "true_act": c.M_ORIGIN_ACT,
    "act_day": c.M_ACT_DAY, "channel": c.M_CHANNEL, "sender": c.M_SENDER, "cause": c.M_CAUSE, "copy": c.M_COPY,
    "ends": c.M_ENDS, "end_due": c.M_END_DUE, "end_gone": c.M_END_GONE,
}  # fmt: skip
"""Column of a record sent for each of `arrays.FOREIGN`; what goes to somebody else rests on the act it began with."""
IDS = ("recipient", "origin_subject", "sender")


Tell = Callable[[int, Ints, Ints, NDArray[np.bool_]], None]
"""Told of the candidates of a block in a window: its first id, then of each its act, stratum, whether it was taken."""


class Law(NamedTuple):
    """What is played: the tables of a trial, the strata of its people, and its clock."""

    numbers: Ints
    pattern: NDArray[np.uint16]
    window_days: int
    scripted: bool


def foreign_table(sent: Rows) -> Table:
    """Return records sent to others as a table, sorted by all columns."""
    columns = [sent[:, SENT_COLUMNS[name]].astype(np.int64) & (WORD if name in IDS else -1) for name in FOREIGN]
    columns[FOREIGN.index("true_act")][sent[:, c.M_CAUSE] == c.FABRICATED] = -1
    for name in ("end_due", "end_gone"):
        column = columns[FOREIGN.index(name)]
        column[column == c.FOREVER] = -1
    order = np.lexsort(columns[::-1])
    return {name: column[order] for name, column in zip(FOREIGN, columns, strict=True)}


def as_table(names: tuple[str, ...], rows: Ints) -> Table:
    """Return an array of columns as a table."""
    return dict(zip(names, rows, strict=True))


class Sent(NamedTuple):
    """What a block hands over at the end of a window. `lives`: where its people lived in it."""

    place: int
    lives: int
    records: Rows
    filings: Rows
    ratings: Ints
    held: int
    held_days: int


@dataclass
class Worker:
    """A thread's tray, which grows as it is needed."""

    tray: Tray

    def room_for_week(self, wanted: int) -> None:
        """Make room for more happenings in a week."""
        self.tray = self.tray._replace(happenings=np.empty(wanted, np.int64))

    def room(self, block: Block) -> Block:
        """Make room for the next subject of a block, as the cursor asks; return the block with its tables grown."""
        tray, spot, cursor = self.tray, block.spot, self.tray.cursor
        due, waking = int(cursor[c.N_WANTED_DUE]), int(cursor[c.N_WANTED_WAKING])
        records, entries = int(cursor[c.N_WANTED_RECORDS]), int(cursor[c.N_WANTED_ENTRIES])
        self.tray = tray._replace(
            due=with_room(tray.due, 0, due),
            waking=with_room(tray.waking, 0, waking),
            order=with_room(tray.order, 0, 2 * max(due, waking)),
            fresh=with_room(tray.fresh, 0, records),
            arrived=with_room(tray.arrived, 0, records),
            made=with_room(tray.made, 0, entries),
            told=with_room(tray.told, 0, entries),
            sent=with_room(tray.sent, int(cursor[c.N_SENT]), records),
            filings=with_room(tray.filings, int(cursor[c.N_FILINGS]), entries),
            changed=with_room(tray.changed, int(cursor[c.N_CHANGED]), entries),
        )
        return block._replace(
            pending=with_room(block.pending, int(spot[c.S_PENDING]), records),
            entries=with_room(block.entries, int(spot[c.S_ENTRIES]), entries),
            holders=with_room(block.holders, int(spot[c.S_HOLDERS]), 1),
            refused=with_room(block.refused, int(spot[c.S_HOLDERS]), 1),
        )


@dataclass
class Player:
    """A block being played."""

    number: int
    block: Block
    link: bytes = b""
    week: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    begins: Ints = field(default_factory=lambda: np.zeros(8, np.int64))

    def enrol(self, law: Law, worker: Worker) -> None:
        """Count the people under the scheme."""
        block = self.block
        enrol(law.numbers, law.pattern, block.spot, block.enrolled, block.board, worker.tray.branches)

    def _scan(self, law: Law, worker: Worker, week: int) -> int:
        """Find what comes up in a week, and return how much."""
        while True:
            tray = worker.tray
            n = scan_week(law.numbers, law.pattern, self.block.spot, tray.draws, tray.happenings, week, tray.branches)
            if n >= 0:
                return n
            worker.room_for_week(2 * len(tray.happenings) + 1024)

    def happenings(self, law: Law, worker: Worker, first_day: int) -> Ints:
        """Return the happenings of the window that begins on a day; windows of one day share the scan of their week."""
        if law.scripted:
            return self.week
        if law.window_days == 7:
            n = self._scan(law, worker, first_day // 7)
            return worker.tray.happenings[:n]
        if first_day % 7 == 0:
            n = self._scan(law, worker, first_day // 7)
            self.week = np.empty(n, np.int64)
            by_day(worker.tray.happenings, n, self.week, self.begins)
        begin, end = self.begins[first_day % 7 : first_day % 7 + 2].tolist()
        return self.week[begin:end]

    def play(self, law: Law, worker: Worker, first_day: int, end_day: int, *, tell: Tell | None) -> Sent:
        """Play one window, put its link on the chain, and return what was sent; `tell` hears of every candidate."""
        happenings = self.happenings(law, worker, first_day)
        worker.tray.cursor[c.N_HAPPENINGS] = len(happenings)
        fates = np.empty(len(happenings) if tell else 0, np.int64)
        rates = law.numbers[self.block.spot[c.S_BOOK] + c.B_RATES]
        ratings = np.empty((len(happenings) if rates else 0, c.RATING_WIDTH), np.int64)
        while not play_window(
            law.numbers, law.pattern, self.block,
            worker.tray._replace(happenings=happenings, fates=fates, ratings=ratings), first_day, end_day,
        ):  # fmt: skip
            self.block = worker.room(self.block)
        if tell:
            seen = fates[: int(worker.tray.cursor[c.N_FATES])]
            act = (seen >> FATE_ACT) & ((1 << (FATE_STRATUM - FATE_ACT)) - 1)
            tell(
                int(self.block.spot[c.S_FIRST_ID]) // BLOCK * BLOCK, act, seen >> FATE_STRATUM, (seen & 1).astype(bool)
            )
        tray, cursor = worker.tray, worker.tray.cursor
        sent = tray.sent[: int(cursor[c.N_SENT])].copy()
        filings = tray.filings[: int(cursor[c.N_FILINGS])].copy()
        self.put_on_chain(law, tray, sent, end_day)
        place = int(self.block.spot[c.S_PLACE])
        given = ratings[: int(cursor[c.N_RATINGS])].copy()
        return Sent(
            place,
            int(self.block.spot[c.S_LIVES]),
            sent,
            filings,
            given,
            int(cursor[c.N_HELD]),
            int(cursor[c.N_HELD_DAYS]),
        )

    def put_on_chain(self, law: Law, tray: Tray, sent: Rows, end_day: int) -> None:
        """Put the link of a window on the chain of the block."""
        self.link = link(self.link, tray.counts, self._changes(law, tray, end_day), foreign_table(sent))

    def _changes(self, law: Law, tray: Tray, end_day: int) -> Table:
        """Return the ledger rows that are new or different since the window before, as they stand before a day."""
        n = int(tray.cursor[c.N_CHANGED])
        out = np.empty((len(LEDGER), n), np.int64)
        if n:
            ledger_rows(law.numbers, self.block.spot, self.block.entries, tray.changed, n, end_day, out)
        return as_table(LEDGER, out)

    def forget(self) -> None:
        """Let go of the state of everybody: what was wanted of it has been read."""
        nothing = self.block.holders[:0].copy(), self.block.entries[:0].copy(), self.block.pending[:0].copy()
        self.block = self.block._replace(
            holders=nothing[0], entries=nothing[1], pending=nothing[2], slots=self.block.slots[:0].copy(),
            asked=self.block.asked[:0].copy(), refused=self.block.refused[:0].copy(),
        )  # fmt: skip

    def receive(self, records: Rows) -> None:
        """Add mail to what is pending."""
        used = int(self.block.spot[c.S_PENDING])
        pending = with_room(self.block.pending, used, len(records))
        pending[used : used + len(records)] = records
        self.block = self.block._replace(pending=pending)
        self.block.spot[c.S_PENDING] = used + len(records)

    def hear(self, filings: Rows, due: int, outcome: Ints) -> None:
        """Let the decisions on filings arrive on a day."""
        entries, holders = self.block.entries, self.block.holders
        entries[filings[:, c.F_ENTRY], c.E_DECISION_DAY] = due
        entries[filings[:, c.F_ENTRY], c.E_DECISION] = outcome
        np.minimum.at(holders[:, c.H_NEXT_DAY], filings[:, c.F_HOLDER], due)
        np.add.at(holders[:, c.H_AWAITED], filings[:, c.F_HOLDER], 1)
