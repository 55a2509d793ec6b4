"""Phase 3, notify: who comes into a tier is written to, notices reach their reader, and entries are published."""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.account import is_over_for, quiet, rule_of, stands, stir, stirring, void_day
from xinyong.kernel.branches import AT
from xinyong.kernel.calendar import later
from xinyong.kernel.chance import wide
from xinyong.kernel.jit import inlined, part
from xinyong.kernel.post import at
from xinyong.kernel.reasons import draw_of
from xinyong.kernel.rows import FOREVER, Ints, Rows
from xinyong.kernel.state import Block, Tray

READ, KNOWN_ALREADY, PUBLISHED, UNDONE_BEFORE, BY_SCRIPT = (
    AT["notify: notice read"],
    AT["notify: notice of something known already"],
    AT["notify: published"],
    AT["notify: not published, undone before"],
    AT["notify: told by the script"],
)
REACHED, UNREACHED = AT["deliver: notice will reach"], AT["deliver: notice will not reach"]
WRITTEN_TO, NOTHING_LEFT, OPEN_NOW = (
    AT["notify: written to on coming into a tier"],
    AT["notify: nothing left to tell on coming into a tier"],
    AT["notify: open to objection only now"],
)


@part
def send_notice(law: Ints, own: int, entries: Rows, i: int, stratum: int, branches: Ints, day: int) -> None:
    """Decide whether a notice that is written on a day will reach the subject, and when; `own` is the entry's layer."""
    w0, w1, _, _ = draw_of(law, entries, i, c.P_NOTICE)
    if wide(w0, w1) < law[law[own + c.B_REACH] + stratum]:
        entries[i, c.E_NOTICE_DAY] = later(law, day, law[own + c.B_NOTICE_DELAY])
        branches[REACHED] += 1
    else:
        branches[UNREACHED] += 1


@part
def is_told_in(law: Ints, book: int, entries: Rows, i: int, tier: int, day: int) -> bool:
    """Tell whether an entry is one of those that stand, and of which one is told on coming into a tier."""
    told_in = law[law[rule_of(law, book, entries, i) + c.R_BOOK] + c.B_TOLD_IN]
    named = (told_in >> tier) & 1 != 0 and entries[i, c.E_ADVERSE] != 0
    return bool(named) and stands(law, book, c.REAL, entries, i, day)


@part
def tell_of_tier(law: Ints, book: int, holders: Rows, slot: int, entries: Rows, branches: Ints, before: int, day: int
                 ) -> None:  # fmt: skip
    """Write to a holder who comes into a tier that the notice clause names, of entries of which no notice was sent yet.

    `before` is the tier of the holder's day before, or −1 where it was everybody's or there was none.
    """
    tier = at(holders, slot, c.H_TIER)
    if tier < 0 or law[c.W_SCRIPTED]:
        return
    # No day before the score began: everybody comes from its start.
    if before < 0:
        since = max(day - 1, int(law[book + c.B_SCORE_START_DAY]))
        before = quiet(law, book, c.B_QUIET_TIER, at(holders, slot, c.H_COVERS), since)
    if tier == before or (law[book + c.B_TOLD_IN] >> tier) & 1 == 0:
        return
    latest, written = c.NONE, c.NOTHING
    i = at(holders, slot, c.H_HEAD)
    while i >= 0:
        if is_told_in(law, book, entries, i, tier, day):
            latest = max(latest, at(entries, i, c.E_DAY))
        i = at(entries, i, c.E_NEXT)
    i = at(holders, slot, c.H_HEAD)
    while i >= 0:
        own = law[rule_of(law, book, entries, i) + c.R_BOOK]
        counts = law[own + c.B_TELLS_LATEST] == 0 or entries[i, c.E_DAY] == latest
        if counts and entries[i, c.E_NOTICE_DAY] == FOREVER and is_told_in(law, book, entries, i, tier, day):
            send_notice(law, own, entries, i, at(holders, slot, c.H_STRATUM), branches, day)
            stir(entries, i, holders, slot)
            written += 1
        i = at(entries, i, c.E_NEXT)
    branches[WRITTEN_TO if written else NOTHING_LEFT] += 1


@part
def learn(entries: Rows, i: int, holders: Rows, slot: int, cursor: Ints, told: Ints, day: int, how: int) -> None:
    """Let the subject learn of an entry; `told` remembers that it was news."""
    holders[slot, c.H_UNKNOWN] -= 1
    entries[i, c.E_KNOWN], entries[i, c.E_KNOWN_BY], entries[i, c.E_TOUCHED] = day, how, day
    told[cursor[c.N_TOLD]] = i
    cursor[c.N_TOLD] += 1


@part
def open_now(law: Ints, book: int, entries: Rows, i: int, cursor: Ints, told: Ints, branches: Ints) -> None:
    """Let the subject, who knew of an entry already, consider an objection that is open only from the notice on."""
    if law[law[rule_of(law, book, entries, i) + c.R_BOOK] + c.B_NEEDS_NOTICE]:
        told[cursor[c.N_TOLD]] = i
        cursor[c.N_TOLD] += 1
        branches[OPEN_NOW] += 1


@part
def learn_all(law: Ints, book: int, holders: Rows, slot: int, entries: Rows, cursor: Ints, told: Ints, day: int,
              how: int) -> int:  # fmt: skip
    """Let the subject learn of every adverse entry that stands, and return how many were news."""
    news = 0
    i = at(holders, slot, c.H_HEAD) if holders[slot, c.H_UNKNOWN] > 0 else c.NONE
    while i >= 0:
        unknown = entries[i, c.E_ADVERSE] != 0 and entries[i, c.E_KNOWN] < 0
        if unknown and stands(law, book, c.REAL, entries, i, day):
            learn(entries, i, holders, slot, cursor, told, day, how)
            news += 1
        i = at(entries, i, c.E_NEXT)
    return news


@part
def publish(law: Ints, rule: int, entries: Rows, i: int, holders: Rows, slot: int, counts: Ints, branches: Ints,
            day: int) -> None:  # fmt: skip
    """Publish an entry whose day it is, unless it was undone before; it is shown for its own term whatever follows."""
    for k in range(law[rule + c.R_N_PUBLICATIONS]):
        publication = law[rule + c.R_PUBLICATIONS] + 2 * k
        if later(law, at(entries, i, c.E_DAY), law[publication]) != day:
            continue
        if day >= void_day(c.REAL, entries, i):
            branches[UNDONE_BEFORE] += 1
            continue
        counts[law[c.T_PUBLISHED], holders[slot, c.H_STRATUM]] += 1
        branches[PUBLISHED] += 1
        if entries[i, c.E_PUBLISHED] < 0:
            entries[i, c.E_PUBLISHED] = day
        until = FOREVER if law[publication + 1] == FOREVER else day + law[publication + 1]
        if until > entries[i, c.E_SHOWN_UNTIL]:
            entries[i, c.E_SHOWN_UNTIL], entries[i, c.E_TOUCHED] = until, day
        holders[slot, c.H_SHOWN_UNTIL] = max(at(holders, slot, c.H_SHOWN_UNTIL), until)


@inlined
def notify(law: Ints, block: Block, tray: Tray, slot: int, day: int) -> None:
    """Deliver the notices and publications of a day."""
    book, entries, holders, cursor = block.spot[c.S_BOOK], block.entries, block.holders, tray.cursor
    counts, branches, stratum = tray.counts, tray.branches, at(holders, slot, c.H_STRATUM)
    i = stirring(holders, slot, day)
    while i >= 0:
        if entries[i, c.E_STIRS] > day:
            i = at(entries, i, c.E_NEXT)
            continue
        if entries[i, c.E_NOTICE_DAY] == day:
            entries[i, c.E_NOTICED], entries[i, c.E_TOUCHED] = day, day
            holders[slot, c.H_NOTICED] = 1
            counts[law[c.T_NOTICED], stratum] += 1
            if entries[i, c.E_KNOWN] < 0:
                learn(entries, i, holders, slot, cursor, tray.told, day, c.BY_NOTICE)
                branches[READ] += 1
            else:
                branches[KNOWN_ALREADY] += 1
                open_now(law, book, entries, i, cursor, tray.told, branches)
        rule = rule_of(law, book, entries, i)
        if not is_over_for(law, rule, day):
            publish(law, rule, entries, i, holders, slot, counts, branches, day)
        i = at(entries, i, c.E_NEXT)
    subject = block.spot[c.S_FIRST_ID] + at(holders, slot, c.H_LOCAL)
    for k in range(law[c.W_N_LINES]):
        line = law[c.W_LINES] + k * c.L_WIDTH
        if law[line + c.L_WHAT] == c.TOLD and law[line + c.L_DAY] == day and law[line + c.L_SUBJECT] == subject:
            learn_all(law, book, holders, slot, entries, cursor, tray.told, day, c.BY_NOTICE)
            holders[slot, c.H_STIRS] = 0
            branches[BY_SCRIPT] += 1
