"""One block of ids being played: its state, its week, its link of the chain, and room made when a kernel asks for it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from xinyong.arrays import FOREIGN, LEDGER
from xinyong.kernel.ledger import ledger_rows
from xinyong.kernel.life import by_day, enrol, scan_week
from xinyong.kernel.rows import Ints, Rows
from xinyong.kernel.state import Block, Tray, with_room
from xinyong.kernel.tables import Law
from xinyong.kernel.window import play_window
from xinyong.results.chain import link
from xinyong.results.outcome import Table

SENT_COLUMNS = {
    "recipient": "recipient", "due": "due", "origin_subject": "subject", "origin_week": "week", "origin_item": "item",
    "origin_act": "origin_act", "act": "act", "true_act": "origin_act", "act_day": "act_day", "channel": "channel",
}  # fmt: skip
"""Field of a record sent for each column of `arrays.FOREIGN`; what goes to somebody else rests on the act it began with."""


def foreign_table(sent: Rows) -> Table:
    """Return records sent to others as a table, sorted by all columns."""
    columns = [sent[SENT_COLUMNS[name]].astype(np.int64) for name in FOREIGN]
    order = np.lexsort(columns[::-1])
    return {name: column[order] for name, column in zip(FOREIGN, columns, strict=True)}


def as_table(names: tuple[str, ...], rows: Ints) -> Table:
    """Return an array of columns as a table."""
    return dict(zip(names, rows, strict=True))


@dataclass
class Worker:
    """A thread's tray, and the rows it had no room for."""

    tray: Tray

    def room_for_week(self, wanted: int) -> None:
        """Make room for more happenings in a week."""
        self.tray = self.tray._replace(happenings=np.empty(wanted, np.int64))

    def room(self, block: Block) -> Block:
        """Make room for the next subject of a block, as its cursor asks; return the block with its arrays grown."""
        tray, spot = self.tray, block.spot[0]
        cursor = tray.cursor[0]
        due, waking, records, entries = (
            int(cursor[name]) for name in ("wanted_due", "wanted_waking", "wanted_records", "wanted_entries")
        )
        self.tray = tray._replace(
            due=with_room(tray.due, 0, due),
            waking=with_room(tray.waking, 0, waking),
            order=with_room(tray.order, 0, 2 * max(due, waking)),
            fresh=with_room(tray.fresh, 0, records),
            arrived=with_room(tray.arrived, 0, records),
            made=with_room(tray.made, 0, entries),
            told=with_room(tray.told, 0, entries),
            sent=with_room(tray.sent, int(cursor["n_sent"]), records),
            filings=with_room(tray.filings, int(cursor["n_filings"]), entries),
            changed=with_room(tray.changed, int(cursor["n_changed"]), entries),
        )
        n_holders = int(spot["n_holders"])
        return block._replace(
            pending=with_room(block.pending, int(spot["n_pending"]), records),
            entries=with_room(block.entries, int(spot["n_entries"]), entries),
            holders=with_room(block.holders, n_holders, 1),
            refused=with_room(block.refused, n_holders, 1),
        )


@dataclass
class Sent:
    """What a block hands over at the end of a window."""

    records: Rows
    filings: Rows
    held: int
    held_days: int


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
        enrol(law, self.block, worker.tray)

    def happenings(self, law: Law, worker: Worker, first_day: int, window_days: int) -> Tray:
        """Return the worker's tray with the happenings of a window that begins on a day."""
        week = first_day // 7
        if window_days == 7 or first_day % 7 == 0:
            while not scan_week(law, self.block, worker.tray, week):
                worker.room_for_week(2 * len(worker.tray.happenings) + 1024)
        if window_days == 7:
            return worker.tray
        if first_day % 7 == 0:
            n = int(worker.tray.cursor[0]["n_happenings"])
            self.week = np.empty(n, np.int64)
            by_day(worker.tray.happenings, n, self.week, self.begins)
        begin, end = self.begins[first_day % 7 : first_day % 7 + 2].tolist()
        worker.tray.cursor["n_happenings"] = end - begin
        return worker.tray._replace(happenings=self.week[begin:end])

    def play(self, law: Law, worker: Worker, first_day: int, end_day: int, window_days: int) -> Sent:
        """Play one window, put its link on the chain, and return what was sent."""
        happenings = worker.tray.happenings
        if not int(law.worlds[0]["scripted"]):
            happenings = self.happenings(law, worker, first_day, window_days).happenings
        while not play_window(law, self.block, worker.tray._replace(happenings=happenings), first_day, end_day):
            self.block = worker.room(self.block)
        tray = worker.tray
        cursor = tray.cursor[0]
        sent = tray.sent[: int(cursor["n_sent"])].copy()
        filings = tray.filings[: int(cursor["n_filings"])].copy()
        self.link = link(self.link, tray.counts, self.changes(law, tray, end_day), foreign_table(sent))
        return Sent(sent, filings, int(cursor["held"]), int(cursor["held_days"]))

    def changes(self, law: Law, tray: Tray, end_day: int) -> Table:
        """Return the ledger rows that are new or different since the window before, as they stand before a day."""
        n = int(tray.cursor[0]["n_changed"])
        out = np.empty((len(LEDGER), n), np.int64)
        if n:
            ledger_rows(law, self.block, tray.changed, n, end_day, out)
        return as_table(LEDGER, out)

    def receive(self, records: Rows) -> None:
        """Add mail to what is pending."""
        used = int(self.block.spot["n_pending"][0])
        pending = with_room(self.block.pending, used, len(records))
        pending[used : used + len(records)] = records
        self.block = self.block._replace(pending=pending)
        self.block.spot["n_pending"] = used + len(records)

    def hear(self, filings: Rows, due: int, outcome: Ints) -> None:
        """Let the decisions on filings arrive on a day."""
        entries, holders = self.block.entries, self.block.holders
        entries["decision_day"][filings["entry"]] = due
        entries["decision"][filings["entry"]] = outcome
        np.minimum.at(holders["next_day"], filings["holder"], due)
