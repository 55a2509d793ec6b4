"""Phase 1, deliver: decisions arrive, records become entries and repairs, and what ends that day is counted."""

from __future__ import annotations

from xinyong.kernel.account import (
    dropped,
    granted,
    is_kept,
    leaves_out,
    stands,
    turn,
    void_day,
)
from xinyong.kernel.branches import AT
from xinyong.kernel.chance import wide, words
from xinyong.kernel.jit import kernel
from xinyong.kernel.rows import (
    DECIDED,
    FOREVER,
    LANES,
    REAL,
    REASON_OVERDUE,
    REASON_PROTECTED,
    Row,
)
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.tables import Law
from xinyong.vocabulary import Cause, Purpose

NOTICE = int(Purpose.NOTICE)
FABRICATED = int(Cause.FABRICATED)

MAIL_ARRIVES, FOR, AGAINST, CARRIED_OUT_LATE = (
    AT["deliver: mail arrives"],
    AT["deliver: decision for the recipient"],
    AT["deliver: decision against the recipient"],
    AT["deliver: decision carried out later than due"],
)
UNGOVERNED, NO_RULE, OTHER_CHANNEL, OTHER_PEOPLE, NOT_IN_FORCE = (
    AT["deliver: recorded, no scheme governs"],
    AT["deliver: recorded, no rule applies"],
    AT["deliver: rule passed over, other channel"],
    AT["deliver: rule passed over, other people"],
    AT["deliver: rule passed over, not in force"],
)
MADE, ADVERSE, FOR_GOOD, REACHED, UNREACHED = (
    AT["deliver: entry"],
    AT["deliver: adverse entry"],
    AT["deliver: entry for good"],
    AT["deliver: notice will reach"],
    AT["deliver: notice will not reach"],
)
REPAIRED, NOT_REPAIRED, REPAIRED_IN_SHADOW, EXPIRED, OVERDUE_FROM_NOW = (
    AT["deliver: repaired"],
    AT["deliver: nothing to repair"],
    AT["deliver: repaired in a shadow only"],
    AT["deliver: expired"],
    AT["deliver: begins to be overdue"],
)


@kernel
def true_act(record: Row) -> int:
    """Return the act that a record (or an entry) rests on, or −1."""
    return -1 if record.cause == FABRICATED else int(record.origin_act)


@kernel
def decide(law: Law, book: Row, tray: Tray, holder: Row, entry: Row, day: int, for_recipient: int) -> None:
    """Note a decision; one for the recipient is carried out when the desk does so, and is due when the scheme says."""
    world, stratum = law.worlds[0], holder.stratum
    entry.decided, entry.reversed, entry.touched = day, for_recipient, day
    entry.decision_day = FOREVER
    tray.counts[world.row_decided, stratum] += 1
    tray.branches[FOR if for_recipient else AGAINST] += 1
    if for_recipient == 0 or book.objection == 0:
        return
    tray.counts[world.row_reversed, stratum] += 1
    entry.void_day = day + book.carries_out
    entry.void_due = min(day + book.carries_out, day + book.carried_out_within)
    if entry.void_due != entry.void_day:
        holder.reasons |= REASON_OVERDUE
        tray.branches[CARRIED_OUT_LATE] += 1


@kernel
def hear_decisions(law: Law, book: Row, block: Block, tray: Tray, holder: Row, day: int) -> None:
    """Deliver the decisions of a day, those of a script included (on objections that were filed in time)."""
    i = holder.head
    while i >= 0:
        entry = block.entries[i]
        if entry.decision_day == day:
            decide(law, book, tray, holder, entry, day, entry.decision)
        i = entry.next
    for k in range(len(law.lines)):
        line = law.lines[k]
        if line.what != DECIDED or line.day != day or line.subject != block.spot[0].first_id + holder.local:
            continue
        i = holder.head
        while i >= 0:
            entry = block.entries[i]
            if entry.item == line.of and entry.filed >= 0 and entry.late == 0:
                decide(law, book, tray, holder, entry, day, line.reversed)
            i = entry.next


@kernel
def count_records(law: Law, tray: Tray, stratum: int) -> None:
    """Count the records of the day, and the ordinary penalties that follow from them."""
    world = law.worlds[0]
    for k in range(tray.cursor[0].n_arrived):
        record = tray.arrived[k]
        tray.counts[world.row_recorded + record.act, stratum] += 1
        if law.numbers[world.law + record.act * world.n_channels + record.channel]:
            tray.counts[world.row_penalties + record.act, stratum] += 1
        tray.branches[MAIL_ARRIVES] += 1


@kernel
def applies(law: Law, book: Row, tray: Tray, clause: int, record: Row, stratum: int) -> bool:
    """Tell whether a record of the rule's act falls under the rule."""
    rule = law.rules[book.first_rule + clause]
    if rule.channels >= 0 and law.numbers[rule.channels + record.channel] == 0:
        tray.branches[OTHER_CHANNEL] += 1
        return False
    if rule.strata >= 0 and law.numbers[rule.strata + stratum] == 0:
        tray.branches[OTHER_PEOPLE] += 1
        return False
    if not rule.from_day <= record.act_day < rule.to_day:
        tray.branches[NOT_IN_FORCE] += 1
        return False
    return True


@kernel
def find_entries(law: Law, book: Row, tray: Tray, stratum: int) -> None:
    """List the entries of the day, in the order of their clause in the file, then of their origin."""
    cursor, made = tray.cursor[0], tray.made
    n = 0
    for k in range(cursor.n_arrived):
        record = tray.arrived[k]
        where = law.numbers[book.rules_of_act + 2 * record.act]
        for position in range(law.numbers[book.rules_of_act + 2 * record.act + 1]):
            clause = law.numbers[where + position]
            if applies(law, book, tray, clause, record, stratum):
                made[n] = (clause << 32) | k
                j = n
                while j > 0 and made[j - 1] > made[j]:
                    made[j - 1], made[j] = made[j], made[j - 1]
                    j -= 1
                n += 1
    cursor.n_made = n
    if n == 0:
        tray.branches[NO_RULE] += 1


@kernel
def enter(law: Law, book: Row, block: Block, tray: Tray, holder: Row, packed: int, day: int) -> None:
    """Make one entry: what it is worth in each account, when it ends, whether a notice will reach the subject."""
    spot, world = block.spot[0], law.worlds[0]
    record, clause = tray.arrived[packed & 0xFFFFFFFF], packed >> 32
    rule = law.rules[book.first_rule + clause]
    i = spot.n_entries
    spot.n_entries = i + 1
    entry = block.entries[i]
    entry.next, entry.next_live, entry.touched = -1, -1, day
    entry.subject, entry.week, entry.item, entry.origin_act = record.subject, record.week, record.item, record.origin_act
    entry.act, entry.act_day, entry.channel, entry.cause = record.act, record.act_day, record.channel, record.cause
    entry.day, entry.clause, entry.adverse = day, clause, rule.adverse
    act = true_act(record)
    entry.protected = 1 if act >= 0 and law.numbers[world.protected_act + act] else 0
    entry.until = FOREVER if rule.validity == FOREVER else day + rule.validity
    entry.list_until = FOREVER if rule.list_term == FOREVER else day + rule.list_term
    entry.void_due, entry.void_day, entry.notice_day, entry.files_on = FOREVER, FOREVER, FOREVER, FOREVER
    entry.decision_day, entry.decision = FOREVER, 0
    entry.noticed, entry.known, entry.known_by, entry.filed, entry.late = -1, -1, 0, -1, 0
    entry.decided, entry.reversed, entry.published = -1, 0, -1
    note_reasons(law, holder, entry.cause, entry.protected)
    if world.purge > 0 and (entry.until < FOREVER or entry.list_until < FOREVER):
        holder.reasons |= REASON_OVERDUE
    for lane in range(LANES):
        entry.repaired[lane] = FOREVER
    reckon_worth(law, book, block, tray, holder, entry)
    if holder.head < 0:
        holder.head = i
    else:
        block.entries[holder.tail].next = i
    holder.tail = i
    holder.n_entries += 1
    tray.branches[MADE] += 1
    if entry.until == FOREVER:
        tray.branches[FOR_GOOD] += 1
    count_entry(law, block, tray, holder, entry)
    send_notice(law, book, tray, holder, entry)


@kernel
def note_reasons(law: Law, holder: Row, cause: int, protected: int) -> None:
    """Remember why shadows of the holder may differ from the real account from now on."""
    if cause != 0:
        holder.reasons |= 1 << cause
    if protected:
        holder.reasons |= REASON_PROTECTED


@kernel
def reckon_worth(law: Law, book: Row, block: Block, tray: Tray, holder: Row, entry: Row) -> None:
    """Reckon a new entry in each account that is kept; in the others it is worth what it really is."""
    real = granted(law, book, block, tray, holder, entry, REAL)
    for lane in range(LANES):
        if leaves_out(lane, entry.cause, entry.protected):
            entry.granted[lane] = 0
        elif lane > REAL and is_kept(lane, holder.reasons):
            entry.granted[lane] = granted(law, book, block, tray, holder, entry, lane)
        else:
            entry.granted[lane] = real


@kernel
def count_entry(law: Law, block: Block, tray: Tray, holder: Row, entry: Row) -> None:
    """Count an entry by its cause, and remember a misdeed of the subject's own."""
    world, counts, stratum = law.worlds[0], tray.counts, holder.stratum
    counts[world.row_entries + entry.cause, stratum] += 1
    if entry.protected:
        counts[world.row_entries_protected, stratum] += 1
    if entry.adverse == 0:
        return
    tray.branches[ADVERSE] += 1
    counts[world.row_adverse, stratum] += 1
    if entry.cause != 0:
        counts[world.row_adverse_mistaken, stratum] += 1
    act = true_act(entry)
    if entry.subject == block.spot[0].first_id + holder.local and act >= 0 and law.numbers[world.misdeed + act]:
        holder.own_misdeed = 1


@kernel
def send_notice(law: Law, book: Row, tray: Tray, holder: Row, entry: Row) -> None:
    """Decide whether a notice will reach the subject; in a script nobody is told unless it says so."""
    world = law.worlds[0]
    if book.notice == 0 or entry.adverse == 0 or world.scripted:
        return
    code = law.numbers[world.act_code + entry.origin_act]
    w0, w1, _, _ = words(world, entry.subject, entry.week, NOTICE, code, entry.item)
    if wide(w0, w1) < law.numbers[book.reach + holder.stratum]:
        entry.notice_day = entry.day + book.notice_delay
        tray.branches[REACHED] += 1
    else:
        tray.branches[UNREACHED] += 1


@kernel
def lift_oldest(law: Law, book: Row, block: Block, tray: Tray, holder: Row, repair: int, lane: int, day: int) -> int:
    """End the oldest adverse entry that a repair can lift in an account, and return it, or −1."""
    clause = law.repairs[repair]
    i = holder.head
    while i >= 0:
        entry = block.entries[i]
        if not leaves_out(lane, entry.cause, entry.protected) and law.numbers[clause.rules + entry.clause]:
            old_enough = entry.adverse and day - entry.day >= clause.after
            if old_enough and stands(law, book.first_rule, lane, entry, day):
                entry.repaired[lane] = day
                return int(i)
        i = entry.next
    return -1


@kernel
def repair_all(law: Law, book: Row, block: Block, tray: Tray, holder: Row, day: int) -> None:
    """Let each record of a good deed that a repair clause names end one entry, in each account by itself."""
    world = law.worlds[0]
    for repair in range(book.first_repair, book.first_repair + book.n_repairs):
        for k in range(tray.cursor[0].n_arrived):
            record = tray.arrived[k]
            if record.act != law.repairs[repair].act:
                continue
            act = true_act(record)
            protected = 1 if act >= 0 and law.numbers[world.protected_act + act] else 0
            note_reasons(law, holder, record.cause, protected)
            lifted = lift_oldest(law, book, block, tray, holder, repair, REAL, day)
            tray.branches[REPAIRED if lifted >= 0 else NOT_REPAIRED] += 1
            if lifted >= 0:
                tray.counts[world.row_repaired, holder.stratum] += 1
            for lane in range(1, LANES):
                if not is_kept(lane, holder.reasons):
                    if lifted >= 0:
                        block.entries[lifted].repaired[lane] = day
                elif not leaves_out(lane, record.cause, protected):
                    in_shadow = lift_oldest(law, book, block, tray, holder, repair, lane, day)
                    if in_shadow >= 0 and lifted < 0:
                        tray.branches[REPAIRED_IN_SHADOW] += 1


@kernel
def turn_all(book: Row, block: Block, tray: Tray, holder: Row, day: int) -> None:
    """Carry the running score of each account through a day."""
    real = turn(book, block, tray, holder, REAL, day)
    for lane in range(1, LANES):
        if is_kept(lane, holder.reasons):
            holder.kept[lane] = turn(book, block, tray, holder, lane, day)
        else:
            holder.kept[lane] = real
    holder.kept[REAL] = real


@kernel
def count_endings(law: Law, block: Block, tray: Tray, holder: Row, day: int) -> None:
    """Count the entries that end today by their term, and those that should be gone from today and are not."""
    world = law.worlds[0]
    i = holder.head
    while i >= 0:
        entry = block.entries[i]
        undone, drop = void_day(REAL, entry), dropped(law, entry)
        if drop == day and day < undone:
            tray.counts[world.row_expired, holder.stratum] += 1
            tray.branches[EXPIRED] += 1
        if min(entry.until, entry.void_due) == day and day < min(drop, undone):
            tray.counts[world.row_overdue, holder.stratum] += 1
            tray.branches[OVERDUE_FROM_NOW] += 1
        i = entry.next


@kernel
def deliver_to(law: Law, book: Row, block: Block, tray: Tray, holder: Row, day: int) -> None:
    """Carry a holder through the phase: entries of `made`, repairs by `arrived`, the running score, and what ends."""
    for k in range(tray.cursor[0].n_made):
        enter(law, book, block, tray, holder, tray.made[k], day)
    if holder.n_entries == 0:
        return
    if book.n_repairs:
        repair_all(law, book, block, tray, holder, day)
    if book.running:
        turn_all(book, block, tray, holder, day)
    count_endings(law, block, tray, holder, day)
