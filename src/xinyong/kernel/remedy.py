"""Phase 6, object and repair: those who learnt of an entry may object; filings are sent. (Repairs are records, phase 1.)"""

from __future__ import annotations

from xinyong.kernel.account import stands
from xinyong.kernel.branches import AT
from xinyong.kernel.chance import wide, words
from xinyong.kernel.jit import kernel
from xinyong.kernel.rows import OBJECTS, REAL, Row
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.tables import Law
from xinyong.vocabulary import Purpose

OBJECT = int(Purpose.OBJECT)
CONSIDERED, NO_DESK, WILL, WILL_NOT, FILED, LATE, GONE = (
    AT["remedy: objection considered"],
    AT["remedy: nobody to object to"],
    AT["remedy: will object"],
    AT["remedy: will not object"],
    AT["remedy: filed"],
    AT["remedy: filed late"],
    AT["remedy: not filed, it stands no more"],
)


@kernel
def consider(law: Law, book: Row, block: Block, tray: Tray, day: int) -> None:
    """Decide, for each entry just learnt of, whether the subject will object, and on which day."""
    world = law.worlds[0]
    if world.scripted:
        return
    for k in range(tray.cursor[0].n_told):
        if book.objection == 0:
            tray.branches[NO_DESK] += 1
            continue
        entry = block.entries[tray.told[k]]
        tray.branches[CONSIDERED] += 1
        code = law.numbers[world.act_code + entry.origin_act]
        w0, w1, w2, _ = words(world, entry.subject, entry.week, OBJECT, code, entry.item)
        if wide(w0, w1) < (world.objects_right if entry.cause == 0 else world.objects_mistaken):
            entry.files_on = day + ((w2 * (world.object_spread + 1)) >> 32)
            tray.branches[WILL] += 1
        else:
            tray.branches[WILL_NOT] += 1


@kernel
def file_one(law: Law, book: Row, block: Block, tray: Tray, slot: int, i: int, day: int) -> None:
    """File an objection to an adverse entry that still stands; one that comes after the window is not heard."""
    world, cursor, spot = law.worlds[0], tray.cursor[0], block.spot[0]
    holder, entry = block.holders[slot], block.entries[i]
    if book.objection == 0 or not book.start_day <= day < book.end_day or entry.filed >= 0:
        return
    if entry.adverse == 0 or not stands(law, book.first_rule, REAL, entry, day):
        tray.branches[GONE] += 1
        return
    clock = max(int(entry.known), int(entry.day)) if book.from_notice else int(entry.day)
    entry.filed, entry.touched = day, day
    entry.late = 1 if day - clock > book.window else 0
    tray.counts[world.row_filed, holder.stratum] += 1
    tray.branches[FILED] += 1
    if entry.late:
        tray.counts[world.row_late, holder.stratum] += 1
        tray.branches[LATE] += 1
    elif world.scripted == 0:
        filing = tray.filings[cursor.n_filings]
        cursor.n_filings += 1
        filing.day, filing.subject, filing.week, filing.item = day, entry.subject, entry.week, entry.item
        filing.origin_act, filing.channel, filing.recipient = entry.origin_act, entry.channel, spot.first_id + holder.local
        filing.clause, filing.cause, filing.place = entry.clause, entry.cause, spot.place
        filing.entry, filing.holder = i, slot


@kernel
def file_all(law: Law, book: Row, block: Block, tray: Tray, slot: int, day: int) -> None:
    """File the objections of a day, those that a script asks for included."""
    holder = block.holders[slot]
    i = holder.head
    while i >= 0:
        entry = block.entries[i]
        wanted = entry.files_on == day
        for k in range(len(law.lines)):
            line = law.lines[k]
            if line.what == OBJECTS and line.day == day and line.subject == block.spot[0].first_id + holder.local:
                wanted = wanted or entry.item == line.of
        if wanted:
            file_one(law, book, block, tray, slot, i, day)
        i = entry.next
