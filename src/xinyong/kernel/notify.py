"""Phase 3, notify: notices reach their reader, and entries are published."""

from __future__ import annotations

from xinyong.kernel.account import stands, void_day
from xinyong.kernel.branches import AT
from xinyong.kernel.jit import kernel
from xinyong.kernel.rows import REAL, TOLD, Row
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.tables import Law

BY_NOTICE, BY_REFUSAL = 1, 2
"""Codes of `known_by` in the ledger."""

READ, KNOWN_ALREADY, PUBLISHED, UNDONE_BEFORE, BY_SCRIPT = (
    AT["notify: notice read"],
    AT["notify: notice of something known already"],
    AT["notify: published"],
    AT["notify: not published, undone before"],
    AT["notify: told by the script"],
)


@kernel
def learn(tray: Tray, entry: Row, i: int, day: int, how: int) -> None:
    """Let the subject learn of an entry; `told` remembers that it was news."""
    cursor = tray.cursor[0]
    entry.known, entry.known_by, entry.touched = day, how, day
    tray.told[cursor.n_told] = i
    cursor.n_told += 1


@kernel
def learn_all(law: Law, book: Row, block: Block, tray: Tray, holder: Row, day: int, how: int) -> int:
    """Let the subject learn of every adverse entry that stands, and return how many were news."""
    news = 0
    i = holder.head
    while i >= 0:
        entry = block.entries[i]
        if entry.adverse and entry.known < 0 and stands(law, book.first_rule, REAL, entry, day):
            learn(tray, entry, i, day, how)
            news += 1
        i = entry.next
    return news


@kernel
def publish(law: Law, book: Row, tray: Tray, holder: Row, entry: Row, day: int) -> None:
    """Publish an entry whose day it is, unless it was undone before."""
    rule = law.rules[book.first_rule + entry.clause]
    for k in range(rule.n_publications):
        if entry.day + law.numbers[rule.publications + k] != day:
            continue
        if day >= void_day(REAL, entry):
            tray.branches[UNDONE_BEFORE] += 1
            continue
        tray.counts[law.worlds[0].row_published, holder.stratum] += 1
        tray.branches[PUBLISHED] += 1
        if entry.published < 0:
            entry.published, entry.touched = day, day


@kernel
def notify(law: Law, book: Row, block: Block, tray: Tray, holder: Row, day: int) -> None:
    """Deliver the notices and publications of a day."""
    in_force = book.start_day <= day < book.end_day
    i = holder.head
    while i >= 0:
        entry = block.entries[i]
        if entry.notice_day == day:
            entry.noticed, entry.touched = day, day
            holder.noticed = 1
            tray.counts[law.worlds[0].row_noticed, holder.stratum] += 1
            if entry.known < 0:
                learn(tray, entry, i, day, BY_NOTICE)
                tray.branches[READ] += 1
            else:
                tray.branches[KNOWN_ALREADY] += 1
        if in_force:
            publish(law, book, tray, holder, entry, day)
        i = entry.next
    for k in range(len(law.lines)):
        line = law.lines[k]
        if line.what == TOLD and line.day == day and line.subject == block.spot[0].first_id + holder.local:
            learn_all(law, book, block, tray, holder, day, BY_NOTICE)
            tray.branches[BY_SCRIPT] += 1
