"""Phase 6, object and repair: those who learnt of an entry may object, and filings are sent.

Repairs are records: they are carried out in phase 1.
"""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.account import is_over_for, rule_of, stands, stir, stirring
from xinyong.kernel.branches import AT
from xinyong.kernel.calendar import later
from xinyong.kernel.chance import wide
from xinyong.kernel.jit import inlined, part
from xinyong.kernel.post import at
from xinyong.kernel.reasons import draw_of
from xinyong.kernel.rows import FOREVER, Ints, Rows
from xinyong.kernel.state import Block, Tray

CONSIDERED, NO_DESK, WILL, WILL_NOT, FILED, LATE, GONE, ASKED, NOT_ASKED, WAITS, PROVEN, UNPROVEN = (
    AT["remedy: objection considered"],
    AT["remedy: nobody to object to"],
    AT["remedy: will object"],
    AT["remedy: will not object"],
    AT["remedy: filed"],
    AT["remedy: filed late"],
    AT["remedy: not filed, it stands no more"],
    AT["remedy: next instance asked"],
    AT["remedy: next instance not asked, too late or it stands no more"],
    AT["remedy: its effect waits"],
    AT["remedy: has evidence"],
    AT["remedy: has no evidence"],
)

NOT_OPEN = AT["remedy: not open to objection before a notice"]

COPIED = (
    (c.F_SUBJECT, c.E_SUBJECT), (c.F_WEEK, c.E_WEEK), (c.F_ITEM, c.E_ITEM), (c.F_ORIGIN_ACT, c.E_ORIGIN_ACT),
    (c.F_CHANNEL, c.E_CHANNEL), (c.F_CLAUSE, c.E_CLAUSE), (c.F_CAUSE, c.E_CAUSE),
)  # fmt: skip
"""Columns of a filing that are columns of the entry."""


@part
def consider(law: Ints, book: int, entries: Rows, holders: Rows, slot: int, told: Ints, n_told: int, branches: Ints,
             day: int) -> None:  # fmt: skip
    """Decide, for each entry just learnt of, whether the subject will object, and on which day."""
    if law[c.W_SCRIPTED]:
        return
    stratum = at(holders, slot, c.H_STRATUM)
    for k in range(n_told):
        i = told[k]
        own = law[rule_of(law, book, entries, i) + c.R_BOOK]
        if law[own + c.B_OBJECTION] == 0:
            branches[NO_DESK] += 1
            continue
        if law[own + c.B_NEEDS_NOTICE] and entries[i, c.E_NOTICED] < 0:
            branches[NOT_OPEN] += 1
            continue
        branches[CONSIDERED] += 1
        w0, w1, w2, _ = draw_of(law, entries, i, c.P_OBJECT)
        chances = law[c.W_OBJECTS_RIGHT] if entries[i, c.E_CAUSE] == 0 else law[c.W_OBJECTS_MISTAKEN]
        if wide(w0, w1) < law[chances + stratum]:
            entries[i, c.E_FILES_ON] = day + ((w2 * (law[c.W_OBJECT_SPREAD] + 1)) >> 32)
            stir(entries, i, holders, slot)
            branches[WILL] += 1
        else:
            branches[WILL_NOT] += 1


@part
def write_filing(filings: Rows, n: int, entries: Rows, i: int, slot: int, recipient: int, day: int) -> None:
    """Write down an objection on its way to the desk."""
    filings[n, c.F_DAY], filings[n, c.F_SUBJECT], filings[n, c.F_WEEK] = (
        day,
        entries[i, c.E_SUBJECT],
        entries[i, c.E_WEEK],
    )
    filings[n, c.F_ITEM], filings[n, c.F_ORIGIN_ACT] = entries[i, c.E_ITEM], entries[i, c.E_ORIGIN_ACT]
    filings[n, c.F_CHANNEL], filings[n, c.F_RECIPIENT] = entries[i, c.E_CHANNEL], recipient
    filings[n, c.F_CLAUSE], filings[n, c.F_CAUSE] = entries[i, c.E_CLAUSE], entries[i, c.E_CAUSE]
    filings[n, c.F_ENTRY], filings[n, c.F_HOLDER] = i, slot


@part
def has_evidence(law: Ints, book: int, entries: Rows, i: int, stratum: int, branches: Ints) -> int:
    """Return 1 when a mistaken entry can be shown to be mistaken, or nobody asks for it."""
    if law[book + c.B_EVIDENCE] == 0:
        return 1
    w0, w1, _, _ = draw_of(law, entries, i, c.P_EVIDENCE)
    has = wide(w0, w1) < law[law[c.W_EVIDENCE] + stratum]
    branches[PROVEN if has else UNPROVEN] += 1
    return 1 if has else 0


@part
def send(law: Ints, block: Block, tray: Tray, slot: int, i: int, day: int, instance: int) -> None:
    """Send a filing to its desk, and take the entry's effect away from tomorrow on where the scheme does so."""
    entries, holders, cursor = block.entries, block.holders, tray.cursor
    own = law[rule_of(law, block.spot[c.S_BOOK], entries, i) + c.R_BOOK]
    if law[own + c.B_SUSPENDS]:
        entries[i, c.E_WAITS_FROM], entries[i, c.E_WAITS_TO] = day + 1, FOREVER
        stir(entries, i, holders, slot)
        tray.branches[WAITS] += 1
    if law[c.W_SCRIPTED]:
        return
    n = cursor[c.N_FILINGS]
    cursor[c.N_FILINGS] = n + 1
    write_filing(tray.filings, n, entries, i, slot, block.spot[c.S_FIRST_ID] + at(holders, slot, c.H_LOCAL), day)
    stratum = at(holders, slot, c.H_STRATUM)
    tray.filings[n, c.F_INSTANCE] = instance
    tray.filings[n, c.F_EVIDENCE] = has_evidence(law, own, entries, i, stratum, tray.branches)


@part
def file_one(law: Ints, block: Block, tray: Tray, slot: int, i: int, day: int) -> None:
    """File an objection to an adverse entry that still stands; one that comes after the window is not heard."""
    book, entries, holders = block.spot[c.S_BOOK], block.entries, block.holders
    rule, stratum = rule_of(law, book, entries, i), at(holders, slot, c.H_STRATUM)
    own = law[rule + c.R_BOOK]
    if law[own + c.B_OBJECTION] == 0 or is_over_for(law, rule, day) or entries[i, c.E_FILED] >= 0:
        return
    if entries[i, c.E_ADVERSE] == 0 or not stands(law, book, c.REAL, entries, i, day):
        tray.branches[GONE] += 1
        return
    clock = at(entries, i, c.E_DAY)
    if law[own + c.B_FROM_NOTICE]:
        heard = law[own + c.B_NEEDS_NOTICE] != 0 and entries[i, c.E_NOTICED] >= 0
        clock = max(clock, at(entries, i, c.E_NOTICED if heard else c.E_KNOWN))
    late = 1 if day > later(law, clock, law[own + c.B_WINDOW]) else 0
    entries[i, c.E_FILED], entries[i, c.E_TOUCHED], entries[i, c.E_LATE] = day, day, late
    tray.counts[law[c.T_FILED], stratum] += 1
    tray.counts[law[c.T_LATE], stratum] += late
    tray.branches[FILED] += 1
    tray.branches[LATE] += late
    if late == 0:
        send(law, block, tray, slot, i, day, c.NOTHING)


@part
def ask_review(law: Ints, block: Block, tray: Tray, slot: int, i: int, day: int) -> None:
    """Ask the next instance, in time, about an entry that a refusal left standing; later nobody asks."""
    book, entries = block.spot[c.S_BOOK], block.entries
    rule = rule_of(law, book, entries, i)
    own = law[rule + c.R_BOOK]
    refused = entries[i, c.E_DECIDED] >= 0 and entries[i, c.E_REVERSED] == 0
    if law[own + c.B_REVIEW] == 0 or is_over_for(law, rule, day) or not refused or entries[i, c.E_REVIEW_FILED] >= 0:
        return
    over = later(law, at(entries, i, c.E_DECIDED), law[own + c.B_REVIEW_WINDOW])
    if day > over or not stands(law, book, c.REAL, entries, i, day):
        tray.branches[NOT_ASKED] += 1
        return
    entries[i, c.E_REVIEW_FILED], entries[i, c.E_TOUCHED] = day, day
    tray.counts[law[c.T_REVIEWS_FILED], at(block.holders, slot, c.H_STRATUM)] += 1
    tray.branches[ASKED] += 1
    send(law, block, tray, slot, i, day, c.NEXT_INSTANCE)


@part
def is_forced(law: Ints, subject: int, item: int, day: int) -> bool:
    """Tell whether a script lets a subject object today to the entries of a record."""
    for k in range(law[c.W_N_LINES]):
        line = law[c.W_LINES] + k * c.L_WIDTH
        today = law[line + c.L_WHAT] == c.OBJECTS and law[line + c.L_DAY] == day
        if today and law[line + c.L_SUBJECT] == subject and law[line + c.L_OF] == item:
            return True
    return False


@inlined
def remedy(law: Ints, block: Block, tray: Tray, slot: int, day: int) -> None:
    """Let those who just learnt of an entry decide whether to object, and file the objections of the day."""
    entries, cursor, holders = block.entries, tray.cursor, block.holders
    consider(law, block.spot[c.S_BOOK], entries, holders, slot, tray.told, cursor[c.N_TOLD], tray.branches, day)
    subject = block.spot[c.S_FIRST_ID] + at(holders, slot, c.H_LOCAL)
    scripted = law[c.W_N_LINES] > 0
    i = at(holders, slot, c.H_HEAD) if scripted else stirring(holders, slot, day)
    while i >= 0:
        if entries[i, c.E_STIRS] > day and not scripted:
            i = at(entries, i, c.E_NEXT)
            continue
        forced = is_forced(law, subject, at(entries, i, c.E_ITEM), day)
        if entries[i, c.E_FILES_ON] == day or (forced and entries[i, c.E_FILED] < 0):
            file_one(law, block, tray, slot, i, day)
        elif entries[i, c.E_REVIEWS_ON] == day or forced:
            ask_review(law, block, tray, slot, i, day)
        i = at(entries, i, c.E_NEXT)
