"""One block of ids being played: its state, its week, its link of the chain, and room where a kernel asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import BLOCK, FOREIGN
from xinyong.kernel import rows as c
from xinyong.kernel.ledger import IDS, SENT_COLUMNS, ledger_hashes, mail_hashes
from xinyong.kernel.life import DAY_MASK, DAY_SHIFT, ITEM_SHIFT, enrol
from xinyong.kernel.room import with_room
from xinyong.kernel.rows import FATE_ACT, FATE_STRATUM, FATE_WHEN, WORD, Ints, Rows
from xinyong.kernel.scan import NO_POST, NO_ROOM, by_day, scan_week
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.window import play_window
from xinyong.results.chain import link
from xinyong.results.outcome import Table

Tell = Callable[[int, Ints, Ints, NDArray[np.bool_]], None]
"""Told of the candidates of a block in a window: its first id, then of each its act, stratum, whether it was taken."""


class Law(NamedTuple):
    """What is played: the tables of a trial, the strata of its people, and its clock."""

    numbers: Ints
    pattern: NDArray[np.uint16]
    window_days: int
    scripted: bool


MOST_AT_ONCE = 2048
"""Records for which room is made at least, when a scan has no room for those it sends."""
OF_EVERYBODY = ("slots", "standing", "asked", "refused", "holders", "turns", "entries", "pending")
"""Tables of a block that grow with its people or with what happens to them."""


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

    def room_for_week(self, lacking: int) -> None:
        """Make room for more happenings in a week, or to be drawn together."""
        tray = self.tray
        if lacking == NO_ROOM:
            self.tray = tray._replace(
                happenings=np.empty(2 * len(tray.happenings) + 1024, np.int64),
                settled=np.empty(2 * len(tray.settled), np.int64),
            )
        else:
            self.tray = tray._replace(batch=np.empty((c.D_WIDTH, 2 * tray.batch.shape[1]), np.int64))

    def watches(self, *, tells: bool) -> None:
        """Have room for the candidates that a scan settles where somebody is told of them, and none otherwise."""
        if tells != bool(len(self.tray.settled)):
            self.tray = self.tray._replace(settled=np.empty(1024 if tells else 0, np.int64))

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
            turns=with_room(block.turns, int(spot[c.S_HOLDERS]), 1),
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
    idle: Ints = field(default_factory=lambda: np.zeros((0, 0, 0), np.int64))
    settled: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def enrol(self, law: Law, worker: Worker) -> None:
        """Count the people under the scheme."""
        block = self.block
        enrol(law.numbers, law.pattern, block.spot, block.enrolled, block.board, worker.tray.branches)

    def _scan(self, law: Law, worker: Worker, week: int, idle: Ints, *, settles: bool) -> int:
        """Find what comes up in a week, and return how much is left to be played."""
        while True:
            tray, block = worker.tray, self.block
            n = scan_week(law.numbers, law.pattern, block.spot, block.asked, block.pending, tray.draws, tray.batch,
                          tray.happenings, idle, tray.cursor, tray.settled, week, int(settles),
                          tray.branches)  # fmt: skip
            if n >= 0:
                self.settled = tray.settled[: int(tray.cursor[c.N_SETTLED])].copy()
                return n
            if n == NO_POST:
                used, more = int(block.spot[c.S_PENDING]), len(block.pending) + MOST_AT_ONCE
                self.block = block._replace(pending=with_room(block.pending, used, more - used))
            else:
                worker.room_for_week(n)

    def happenings(self, law: Law, worker: Worker, first_day: int, *, settles: bool) -> tuple[Ints, Ints]:
        """Return the happenings to be played in the window that begins on a day, and the counts of those settled.

        Windows of one day share the scan of their week. Where the worker has room for them, the candidates settled in
        the week are kept.
        """
        if law.scripted:
            return self.week, worker.tray.idle
        if law.window_days == 7:
            n = self._scan(law, worker, first_day // 7, worker.tray.idle, settles=settles)
            return worker.tray.happenings[:n], worker.tray.idle
        if first_day % 7 == 0:
            if self.idle.size == 0:
                self.idle = np.zeros((7, *worker.tray.idle.shape[1:]), np.int64)
            n = self._scan(law, worker, first_day // 7, self.idle, settles=settles)
            self.week = np.empty(n, np.int64)
            by_day(worker.tray.happenings, n, self.week, self.begins)
        begin, end = self.begins[first_day % 7 : first_day % 7 + 2].tolist()
        return self.week[begin:end], self.idle

    def play(self, law: Law, worker: Worker, first_day: int, end_day: int, *, tell: Tell | None) -> Sent:
        """Play one window, put its link on the chain, and return what was sent; `tell` hears of every candidate."""
        worker.watches(tells=tell is not None)
        happenings, idle = self.happenings(law, worker, first_day, settles=True)
        worker.tray.cursor[c.N_HAPPENINGS] = len(happenings)
        fates = np.empty(len(happenings) if tell else 0, np.int64)
        rates = law.numbers[self.block.spot[c.S_BOOK] + c.B_RATES]
        ratings = np.empty((len(happenings) if rates else 0, c.RATING_WIDTH), np.int64)
        while not play_window(
            law.numbers, law.pattern, self.block,
            worker.tray._replace(happenings=happenings, idle=idle, fates=fates, ratings=ratings), first_day, end_day,
        ):  # fmt: skip
            self.block = worker.room(self.block)
        if tell:
            self._tell(tell, fates[: int(worker.tray.cursor[c.N_FATES])], first_day, end_day)
        tray, cursor = worker.tray, worker.tray.cursor
        sent = tray.sent[: int(cursor[c.N_SENT])].copy()
        filings = tray.filings[: int(cursor[c.N_FILINGS])].copy()
        self.put_on_chain(law, tray, end_day)
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

    def _tell(self, tell: Tell, played: Ints, first_day: int, end_day: int) -> None:
        """Tell of the candidates of a window: those that were played, and those that the scan settled."""
        settled = self.settled
        if end_day - first_day < 7:
            day = (settled >> (FATE_WHEN + DAY_SHIFT - ITEM_SHIFT)) & DAY_MASK
            settled = settled[(day >= first_day % 7) & (day < first_day % 7 + end_day - first_day)]
        seen = np.concatenate([settled, played])
        seen.sort(kind="stable")  # both are sorted: it merges them
        act, stratum = (seen & ((1 << FATE_WHEN) - 1)) >> FATE_ACT, (seen & ((1 << FATE_ACT) - 1)) >> FATE_STRATUM
        tell(int(self.block.spot[c.S_FIRST_ID]) // BLOCK * BLOCK, act, stratum, (seen & 1).astype(bool))

    def put_on_chain(self, law: Law, tray: Tray, end_day: int) -> None:
        """Put the link of a window on the chain of the block: the ledger rows that are new or different, as they stand
        before a day, and what was sent."""
        n_rows, n_sent = int(tray.cursor[c.N_CHANGED]), int(tray.cursor[c.N_SENT])
        rows, mail = np.empty(n_rows, np.int64), np.empty(n_sent, np.int64)
        if n_rows:
            entries = self.block.entries
            ledger_hashes(law.numbers, self.block.spot, entries, tray.changed, n_rows, end_day, tray.row, rows)
        if n_sent:
            mail_hashes(tray.sent, n_sent, mail)
            mail.sort()
        self.link = link(self.link, tray.counts, rows, mail)

    def forget(self) -> None:
        """Let go of the state of everybody: what was wanted of it has been read."""
        self.block = self.block._replace(**{name: getattr(self.block, name)[:0].copy() for name in OF_EVERYBODY})

    def receive(self, records: Rows) -> None:
        """Add mail to what is pending."""
        used = int(self.block.spot[c.S_PENDING])
        pending = with_room(self.block.pending, used, len(records))
        pending[used : used + len(records)] = records
        self.block = self.block._replace(pending=pending)
        self.block.spot[c.S_PENDING] = used + len(records)

    def hear(self, filings: Rows, due: int, outcome: Ints) -> None:
        """Let the decisions on filings arrive on a day."""
        entries, holders, turns = self.block.entries, self.block.holders, self.block.turns
        entries[filings[:, c.F_ENTRY], c.E_DECISION_DAY] = due
        entries[filings[:, c.F_ENTRY], c.E_DECISION] = outcome
        entries[filings[:, c.F_ENTRY], c.E_STIRS] = holders[filings[:, c.F_HOLDER], c.H_STIRS] = 0
        np.minimum.at(turns, filings[:, c.F_HOLDER], due)
        np.add.at(holders[:, c.H_AWAITED], filings[:, c.F_HOLDER], 1)
