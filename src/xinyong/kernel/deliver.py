"""Phase 1, deliver: decisions arrive, records become entries and repairs, and what ends that day is counted."""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.account import granted, is_kept, leaves_out, rule_of, score_counts, stir, stirring, turn
from xinyong.kernel.branches import AT
from xinyong.kernel.calendar import later
from xinyong.kernel.chance import wide
from xinyong.kernel.copies import delete_copies, end_copy
from xinyong.kernel.debts import extend, meet_by_script, owe
from xinyong.kernel.endings import count_endings
from xinyong.kernel.jit import inlined, part
from xinyong.kernel.notify import send_notice
from xinyong.kernel.post import at, id_at
from xinyong.kernel.reasons import draw_of, marks, note_reasons
from xinyong.kernel.repair import repair_all
from xinyong.kernel.rows import FOREVER, WORD, Ints, Rows
from xinyong.kernel.state import Block, Tray

MAIL_ARRIVES, FOR, AGAINST, REVIEW_FOR, REVIEW_AGAINST, WILL_ASK, WILL_NOT_ASK, CARRIED_OUT_LATE = (
    AT["deliver: mail arrives"],
    AT["deliver: decision for the recipient"],
    AT["deliver: decision against the recipient"],
    AT["deliver: review for the recipient"],
    AT["deliver: review against the recipient"],
    AT["deliver: will ask the next instance"],
    AT["deliver: will not ask the next instance"],
    AT["deliver: decision carried out later than due"],
)
COPY_ENTERED, NO_COPY_HERE = AT["deliver: copy entered"], AT["deliver: copy not entered here"]
BY_TIE = AT["deliver: row of somebody else entered"]
NO_RULE, OTHER_LAYER, OTHER_CHANNEL, OTHER_PEOPLE, NOT_IN_FORCE = (
    AT["deliver: recorded, no rule applies"],
    AT["deliver: rule passed over, its layer does not govern"],
    AT["deliver: rule passed over, other channel"],
    AT["deliver: rule passed over, other people"],
    AT["deliver: rule passed over, not in force"],
)
MADE, ADVERSE, FOR_GOOD, BY_OFFICE = (
    AT["deliver: entry"],
    AT["deliver: adverse entry"],
    AT["deliver: entry for good"],
    AT["deliver: points set by the office"],
)

NEVER_YET = (
    c.E_VOID_DUE, c.E_VOID_DAY, c.E_NOTICE_DAY, c.E_FILES_ON, c.E_DECISION_DAY, c.E_WAITS_FROM, c.E_WAITS_TO,
    c.E_REVIEWS_ON, c.E_MET, c.E_MET_DUE, c.E_MET_GONE, c.E_REPAIR_DUE,
)  # fmt: skip
"""Columns of an entry that hold a day to come."""
NOT_YET = (
    c.E_NOTICED, c.E_KNOWN, c.E_FILED, c.E_DECIDED, c.E_PUBLISHED, c.E_SHOWN_UNTIL, c.E_REVIEW_FILED,
    c.E_REVIEW_DECIDED,
)  # fmt: skip
"""Columns of an entry that hold a day on which something happened."""


@part
def note_decision(law: Ints, entries: Rows, i: int, stratum: int, counts: Ints, day: int, for_recipient: int) -> int:
    """Write down a decision and count it; return 1 when it is that of the next instance."""
    review = 1 if entries[i, c.E_REVIEW_FILED] >= 0 else 0
    entries[i, c.E_TOUCHED], entries[i, c.E_DECISION_DAY] = day, FOREVER
    if review:
        entries[i, c.E_REVIEW_DECIDED], entries[i, c.E_REVIEW_REVERSED] = day, for_recipient
    else:
        entries[i, c.E_DECIDED], entries[i, c.E_REVERSED] = day, for_recipient
    counts[law[c.T_REVIEWS_DECIDED if review else c.T_DECIDED], stratum] += 1
    counts[law[c.T_REVIEWS_REVERSED if review else c.T_REVERSED], stratum] += for_recipient
    return review


@part
def consider_review(law: Ints, book: int, entries: Rows, i: int, branches: Ints, day: int) -> None:
    """Decide whether somebody refused will ask the next instance, and on which day; in a script it says so."""
    if law[book + c.B_REVIEW] == 0 or law[c.W_SCRIPTED]:
        return
    w0, w1, w2, _ = draw_of(law, entries, i, c.P_REVIEW)
    asks = wide(w0, w1) < law[c.W_ASKS_REVIEW]
    branches[WILL_ASK if asks else WILL_NOT_ASK] += 1
    if asks:
        entries[i, c.E_REVIEWS_ON] = day + ((w2 * (law[c.W_OBJECT_SPREAD] + 1)) >> 32)


@part
def decide(law: Ints, book: int, entries: Rows, i: int, holders: Rows, slot: int, counts: Ints, branches: Ints,
           day: int, for_recipient: int) -> None:  # fmt: skip
    """Note a decision; one for the recipient is carried out when the desk does so, and is due when the scheme says."""
    review = note_decision(law, entries, i, holders[slot, c.H_STRATUM], counts, day, for_recipient)
    stir(entries, i, holders, slot)
    own = law[rule_of(law, book, entries, i) + c.R_BOOK]
    if for_recipient == 0:
        branches[REVIEW_AGAINST if review else AGAINST] += 1
        entries[i, c.E_WAITS_TO] = day
        if review == 0:
            consider_review(law, own, entries, i, branches, day)
        return
    branches[REVIEW_FOR if review else FOR] += 1
    void = later(law, day, law[own + (c.B_REVIEW_CARRIES_OUT if review else c.B_CARRIES_OUT)])
    within = law[own + (c.B_REVIEW_CARRIED_OUT_WITHIN if review else c.B_CARRIED_OUT_WITHIN)]
    due = min(void, later(law, day, within))
    entries[i, c.E_VOID_DAY], entries[i, c.E_VOID_DUE] = void, due
    if due != void:
        holders[slot, c.H_REASONS] |= c.REASON_OVERDUE
        branches[CARRIED_OUT_LATE] += 1


@part
def hear_decisions(law: Ints, book: int, entries: Rows, holders: Rows, slot: int, counts: Ints, branches: Ints,
                   day: int, subject: int) -> None:  # fmt: skip
    """Deliver the decisions of a day, those of a script included (on objections filed in time and not yet decided)."""
    i = at(holders, slot, c.H_HEAD) if holders[slot, c.H_AWAITED] else c.NONE
    while i >= 0:
        if entries[i, c.E_DECISION_DAY] == day:
            holders[slot, c.H_AWAITED] -= 1
            decide(law, book, entries, i, holders, slot, counts, branches, day, at(entries, i, c.E_DECISION))
        i = at(entries, i, c.E_NEXT)
    for k in range(law[c.W_N_LINES]):
        line = law[c.W_LINES] + k * c.L_WIDTH
        if law[line + c.L_WHAT] != c.DECIDED or law[line + c.L_DAY] != day or law[line + c.L_SUBJECT] != subject:
            continue
        i = at(holders, slot, c.H_HEAD)
        while i >= 0:
            decided = c.E_REVIEW_DECIDED if entries[i, c.E_REVIEW_FILED] >= 0 else c.E_DECIDED
            heard = entries[i, c.E_FILED] >= 0 and entries[i, c.E_LATE] == 0 and entries[i, decided] < 0
            if heard and entries[i, c.E_ITEM] == law[line + c.L_OF]:
                decide(law, book, entries, i, holders, slot, counts, branches, day, law[line + c.L_REVERSED])
            i = at(entries, i, c.E_NEXT)


@part
def count_records(law: Ints, arrived: Rows, n: int, stratum: int, counts: Ints, branches: Ints) -> None:
    """Count the records of the day, and the ordinary penalties that follow from them."""
    for k in range(n):
        if arrived[k, c.M_COPY] >= 0:
            continue
        act = at(arrived, k, c.M_ACT)
        counts[law[c.T_RECORDED] + act, stratum] += 1
        if law[law[c.W_LAW] + act * law[c.W_CHANNELS] + arrived[k, c.M_CHANNEL]]:
            counts[law[c.T_PENALTIES] + act, stratum] += 1
    branches[MAIL_ARRIVES] += n


@part
def applies(law: Ints, rule: int, channel: int, stratum: int, act_day: int, covers: int, day: int, branches: Ints
            ) -> bool:  # fmt: skip
    """Tell whether a record of the rule's act falls under the rule, today and for somebody whom these layers score."""
    own = law[rule + c.R_BOOK]
    if (covers & law[rule + c.R_LAYER]) == 0 or not law[own + c.B_START_DAY] <= day < law[own + c.B_END_DAY]:
        branches[OTHER_LAYER] += 1
        return False
    if law[rule + c.R_CHANNELS] >= 0 and law[law[rule + c.R_CHANNELS] + channel] == 0:
        branches[OTHER_CHANNEL] += 1
        return False
    if law[rule + c.R_STRATA] >= 0 and law[law[rule + c.R_STRATA] + stratum] == 0:
        branches[OTHER_PEOPLE] += 1
        return False
    if not law[rule + c.R_FROM_DAY] <= act_day < law[rule + c.R_TO_DAY]:
        branches[NOT_IN_FORCE] += 1
        return False
    return True


@part
def holds(law: Ints, book: int, clause: int, covers: int, day: int) -> bool:
    """Tell whether a rule's layer governs, on a day, somebody whom these layers score."""
    own = law[law[book + c.B_RULES] + clause * c.R_WIDTH + c.R_BOOK]
    return bool((covers & law[own + c.B_GOVERNS]) != 0 and law[own + c.B_START_DAY] <= day < law[own + c.B_END_DAY])


@part
def put(made: Ints, n: int, clause: int, record: int) -> int:
    """Put an entry to be made among those of the day, which stay sorted; return how many there are."""
    made[n] = (clause << 32) | record
    j = n
    while j > 0 and made[j - 1] > made[j]:
        made[j - 1], made[j] = made[j], made[j - 1]
        j -= 1
    return n + 1


@part
def find_entries(law: Ints, book: int, arrived: Rows, n_arrived: int, made: Ints, stratum: int, covers: int, day: int,
                 branches: Ints) -> int:  # fmt: skip
    """List the entries of the day, in the order of their clause in the file, then of their origin; return how many."""
    n = c.NOTHING
    for k in range(n_arrived):
        if arrived[k, c.M_COPY] >= 0:
            clause = law[law[book + c.B_COPY_CLAUSE] + arrived[k, c.M_COPY]]
            if arrived[k, c.M_ENDS] == 0 and clause >= 0 and holds(law, book, clause, covers, day):
                n = put(made, n, clause, k)
            else:
                branches[NO_COPY_HERE] += 1 - arrived[k, c.M_ENDS]
            continue
        of_act = law[book + c.B_RULES_OF_ACT] + 2 * at(arrived, k, c.M_ACT)
        for position in range(law[of_act + 1]):
            clause = law[law[of_act] + position]
            rule = law[book + c.B_RULES] + clause * c.R_WIDTH
            channel, act_day = at(arrived, k, c.M_CHANNEL), at(arrived, k, c.M_ACT_DAY)
            if applies(law, rule, channel, stratum, act_day, covers, day, branches):
                n = put(made, n, clause, k)
    if n == 0:
        branches[NO_RULE] += 1
    return n


@part
def write_entry(law: Ints, rule: int, clause: int, record: int, arrived: Rows, entries: Rows, i: int, day: int) -> None:
    """Write down an entry that a record makes under a rule, before it is worth anything."""
    entries[i, c.E_NEXT], entries[i, c.E_TOUCHED], entries[i, c.E_DAY], entries[i, c.E_CLAUSE] = -1, day, day, clause
    entries[i, c.E_STIRS], entries[i, c.E_STIRRED] = 0, day
    for k in range(c.E_CAUSE - c.E_SUBJECT + 1):
        entries[i, c.E_SUBJECT + k] = arrived[record, c.M_SUBJECT + k]
    entries[i, c.E_PROTECTED] = marks(law, law[c.W_PROTECTED], arrived, record, c.M_CAUSE, c.M_ORIGIN_ACT)
    entries[i, c.E_ADVERSE] = law[rule + c.R_ADVERSE]
    validity, term = law[rule + c.R_VALIDITY], law[rule + c.R_LIST_TERM]
    entries[i, c.E_UNTIL] = FOREVER if validity == FOREVER else day + validity
    entries[i, c.E_LIST_UNTIL] = FOREVER if term == FOREVER else day + term
    for column in NEVER_YET:
        entries[i, column] = FOREVER
    for column in NOT_YET:
        entries[i, column] = -1
    entries[i, c.E_COPIED], entries[i, c.E_TOLD_DUE], entries[i, c.E_TOLD_GONE] = arrived[record, c.M_COPY], -1, -1
    entries[i, c.E_OTHER] = arrived[record, c.M_SENDER] if law[rule + c.R_TIED] else -1
    for column in (c.E_PRESSED, c.E_KNOWN_BY, c.E_LATE, c.E_DECISION, c.E_REVERSED, c.E_REVIEW_REVERSED):
        entries[i, column] = 0
    for lane in range(c.LANES):
        entries[i, c.E_REPAIRED + lane] = FOREVER


@part
def stated_points(law: Ints, book: int, entries: Rows, i: int, branches: Ints, choice: int) -> int:
    """Return the points that a rule gives an entry; where the office has a choice, in a script those stated first,
    unless it goes as far as it may."""
    rule = rule_of(law, book, entries, i)
    span = law[rule + c.R_DISCRETION]
    if span == 0 or (law[c.W_SCRIPTED] and choice != c.MOST):
        return int(law[rule + c.R_POINTS])
    branches[BY_OFFICE] += 1
    if law[c.W_SCRIPTED]:
        return int(law[rule + c.R_POINTS] + span)
    w0, _, _, _ = draw_of(law, entries, i, c.P_DISCRETION)
    moved = (w0 * (abs(span) + 1)) >> 32
    return int(law[rule + c.R_POINTS] + (moved if span > 0 else -moved))


@part
def reckon_worth(
    law: Ints, book: int, entries: Rows, i: int, holders: Rows, slot: int, branches: Ints, choice: int
) -> None:
    """Reckon a new entry in each account that is kept; in the others it is worth what it really is."""
    head, reasons = at(holders, slot, c.H_HEAD), at(holders, slot, c.H_REASONS)
    points, real = stated_points(law, book, entries, i, branches, choice), 0
    for lane in range(c.LANES):
        worth = real
        if leaves_out(lane, entries, i):
            worth = 0
        elif is_kept(lane, reasons):
            worth = granted(law, book, head, entries, i, points, lane, branches)
        if lane == c.REAL:
            real = worth
        entries[i, c.E_GRANTED + lane] = worth


@part
def count_entry(law: Ints, book: int, entries: Rows, i: int, holders: Rows, slot: int, counts: Ints, branches: Ints,
                subject: int) -> None:  # fmt: skip
    """Count an entry by its cause, and remember a misdeed of the subject's own."""
    stratum = holders[slot, c.H_STRATUM]
    branches[MADE] += 1
    if entries[i, c.E_UNTIL] == FOREVER:
        branches[FOR_GOOD] += 1
    counts[law[c.T_ENTRIES] + entries[i, c.E_CAUSE], stratum] += 1
    which = law[rule_of(law, book, entries, i) + c.R_LIST]
    if which >= 0:
        counts[law[law[book + c.B_LIST_ROWS] + which * c.LIST_METRICS + c.LISTINGS], stratum] += 1
    if entries[i, c.E_OTHER] != -1:
        counts[law[c.T_BY_TIE], stratum] += 1
        branches[BY_TIE] += 1
    if entries[i, c.E_PROTECTED]:
        counts[law[c.T_ENTRIES_PROTECTED], stratum] += 1
    if entries[i, c.E_ADVERSE] == 0:
        return
    branches[ADVERSE] += 1
    holders[slot, c.H_UNKNOWN] += 1
    counts[law[c.T_ADVERSE], stratum] += 1
    if entries[i, c.E_CAUSE]:
        counts[law[c.T_ADVERSE_MISTAKEN], stratum] += 1
    misdeed = marks(law, law[c.W_MISDEED], entries, i, c.E_CAUSE, c.E_ORIGIN_ACT)
    if misdeed and id_at(entries, i, c.E_SUBJECT) == subject:
        holders[slot, c.H_OWN_MISDEED] = 1


@part
def tell_of_entry(law: Ints, book: int, entries: Rows, i: int, stratum: int, branches: Ints) -> None:
    """Send a notice of an adverse entry, unless people are told on coming into a tier; in a script nobody is told."""
    own = law[rule_of(law, book, entries, i) + c.R_BOOK]
    if law[own + c.B_NOTICE] == 0 or entries[i, c.E_ADVERSE] == 0 or law[c.W_SCRIPTED]:
        return
    send_notice(law, own, entries, i, stratum, branches, at(entries, i, c.E_DAY))


@inlined
def enter(law: Ints, block: Block, tray: Tray, slot: int, packed: int, day: int) -> None:
    """Make one entry: what it is worth in each account, when it ends, whether a notice will reach the subject."""
    spot, entries, holders, branches = block.spot, block.entries, block.holders, tray.branches
    book, clause, record = spot[c.S_BOOK], packed >> 32, packed & WORD
    rule = law[book + c.B_RULES] + clause * c.R_WIDTH
    i = spot[c.S_ENTRIES]
    spot[c.S_ENTRIES] = i + 1
    write_entry(law, rule, clause, record, tray.arrived, entries, i, day)
    entries[i, c.E_HOLDER] = slot
    choice = at(tray.arrived, record, c.M_ENDS)
    if law[rule + c.R_EXTEND] >= 0:
        extend(law, rule, entries, i, holders[slot, c.H_STRATUM], tray.counts, branches, choice)
    if tray.arrived[record, c.M_COPY] >= 0:
        end_copy(entries, i, holders, slot, tray.arrived, record, day)
        branches[COPY_ENTERED] += 1
    elif law[c.W_OWES]:
        subject = spot[c.S_FIRST_ID] + at(holders, slot, c.H_LOCAL)
        owe(law, book, tray.arrived, tray.made, tray.cursor[c.N_MADE], packed, entries, i, holders, slot, subject,
            branches)  # fmt: skip
    note_reasons(holders, slot, at(entries, i, c.E_CAUSE), at(entries, i, c.E_PROTECTED))
    if entries[i, c.E_OTHER] != -1:
        holders[slot, c.H_REASONS] |= c.REASON_OTHERS
    if law[c.W_PURGE] > 0 and (entries[i, c.E_UNTIL] < FOREVER or entries[i, c.E_LIST_UNTIL] < FOREVER):
        holders[slot, c.H_REASONS] |= c.REASON_OVERDUE
    reckon_worth(law, book, entries, i, holders, slot, branches, choice)
    if holders[slot, c.H_HEAD] < 0:
        holders[slot, c.H_HEAD] = i
    else:
        entries[holders[slot, c.H_TAIL], c.E_NEXT] = i
    if holders[slot, c.H_NEW] < 0:
        holders[slot, c.H_NEW] = i
    if tray.cursor[c.N_NEW] < 0:
        tray.cursor[c.N_NEW], tray.cursor[c.N_BEFORE_NEW] = i, at(holders, slot, c.H_TAIL)
    holders[slot, c.H_TAIL] = i
    holders[slot, c.H_ENTRIES] += 1
    subject = spot[c.S_FIRST_ID] + at(holders, slot, c.H_LOCAL)
    count_entry(law, book, entries, i, holders, slot, tray.counts, branches, subject)
    tell_of_entry(law, book, entries, i, at(holders, slot, c.H_STRATUM), branches)


@part
def turn_all(law: Ints, book: int, holders: Rows, slot: int, entries: Rows, day: int, branches: Ints) -> None:
    """Carry the running score of each account through a day."""
    real = turn(law, book, holders, slot, entries, c.REAL, day, branches)
    for lane in range(1, c.LANES):
        kept = real
        if is_kept(lane, at(holders, slot, c.H_REASONS)):
            kept = turn(law, book, holders, slot, entries, lane, day, branches)
        holders[slot, c.H_KEPT + lane] = kept
    holders[slot, c.H_KEPT], holders[slot, c.H_KEPT_ON] = real, day


@inlined
def deliver_to(law: Ints, block: Block, tray: Tray, slot: int, day: int) -> None:
    """Carry a holder through the phase: the entries of `made`, repairs, the running score, and what ends."""
    book, entries, holders, cursor = block.spot[c.S_BOOK], block.entries, block.holders, tray.cursor
    for k in range(cursor[c.N_MADE]):
        enter(law, block, tray, slot, tray.made[k], day)
    if holders[slot, c.H_ENTRIES] == 0:
        return
    delete_copies(law, book, tray.arrived, cursor[c.N_ARRIVED], entries, holders, slot, tray.branches, day)
    if law[c.W_N_LINES]:
        subject = block.spot[c.S_FIRST_ID] + at(holders, slot, c.H_LOCAL)
        meet_by_script(law, book, entries, holders, slot, tray.branches, subject, day)
    if law[book + c.B_N_REPAIRS]:
        n = cursor[c.N_ARRIVED]
        repair_all(law, book, tray.arrived, n, entries, holders, slot, tray.counts, tray.branches, day)
    if law[book + c.B_RUNNING] and score_counts(law, book, at(holders, slot, c.H_COVERS), day):
        turn_all(law, book, holders, slot, entries, day, tray.branches)
    first, stratum = stirring(holders, slot, day), at(holders, slot, c.H_STRATUM)
    count_endings(law, book, entries, first, stratum, tray.counts, tray.branches, day)
