"""One window of one block: the stocks it begins with, its subjects one by one by their ids, the stocks at its end.

The kernel stops in front of a subject for whom some array has no room left; the caller makes room and calls again.
"""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.account import (
    dropped,
    due_day,
    leaves_out,
    met_day,
    off_list_day,
    quiet,
    rule_of,
    stands,
    void_day,
)  # fmt: skip
from xinyong.kernel.ahead import read_ahead
from xinyong.kernel.calendar import later
from xinyong.kernel.jit import inlined, kernel, part
from xinyong.kernel.life import ITEM_MASK, ITEM_SHIFT, LOCAL_SHIFT, Pattern, stratum_of
from xinyong.kernel.passing import pass_by
from xinyong.kernel.post import at, count_due, take_due, wake
from xinyong.kernel.rows import FOREVER, OWNER_SHIFT, Ints, Rows
from xinyong.kernel.serve import at_slot
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.subject import play_subject
from xinyong.vocabulary import ERRAND_ITEM

NOBODY = 1 << 20
"""An id within a block that is beyond all."""


@part
def add_settled(law: Ints, idle: Ints, counts: Ints) -> None:
    """Add the happenings that the scan settled."""
    n_acts = law[c.W_ACTS]
    for stratum in range(law[c.W_STRATA]):
        for act in range(n_acts):
            counts[law[c.T_CANDIDATES] + act, stratum] += idle[act, stratum]
            counts[law[c.T_TAKEN] + act, stratum] += idle[n_acts + act, stratum]
        for service in range(law[c.W_SERVICES]):
            counts[law[c.T_REQUESTED] + service, stratum] += idle[2 * n_acts + service, stratum]


@part
def open_tally(law: Ints, spot: Ints, stock: Ints, enrolled: Ints, idle: Ints, counts: Ints, first_day: int,
               end_day: int) -> None:  # fmt: skip
    """Begin the tally of a window: what the scan settled, and every day of it counted as if nothing happened."""
    book = spot[c.S_BOOK]
    counts[:, :] = 0
    add_settled(law, idle[first_day % 7 if len(idle) > 1 else 0], counts)
    for stratum in range(law[c.W_STRATA]):
        for covers in range(law[book + c.B_COVERS_ALL] + 1):
            without = enrolled[stratum, 2 * covers] - enrolled[stratum, 2 * covers + 1]
            days = quiet(law, book, c.B_QUIET_DAYS, covers, end_day)
            days -= quiet(law, book, c.B_QUIET_DAYS, covers, first_day)
            counts[law[c.T_DAYS] + c.RESTRICTED_DAY, stratum] += without * days
            for k in range(law[book + c.B_LISTS]):
                first = law[law[book + c.B_QUIET_FIRST_LISTED] + covers * law[book + c.B_LISTS] + k]
                if first_day <= first < end_day:
                    row = law[law[book + c.B_LIST_ROWS] + k * c.LIST_METRICS + c.FIRST_LISTED]
                    counts[row, stratum] += without
        for kind in range(c.KINDS):
            counts[law[c.T_DAYS] + kind, stratum] += stock[kind, stratum] * (end_day - first_day)


@part
def close_tally(law: Ints, spot: Ints, stock: Ints, in_tier: Ints, on_list: Ints, enrolled: Ints, counts: Ints,
                end_day: int) -> None:  # fmt: skip
    """Count the stocks of a window: tiers, lists and restriction on its last day."""
    book = spot[c.S_BOOK]
    if law[book + c.B_GOVERNS] == 0:
        return
    scored = law[book + c.B_SCORE_START_DAY] < end_day <= law[book + c.B_SCORE_END_DAY]
    for stratum in range(law[c.W_STRATA]):
        counts[law[c.T_RESTRICTED_PEOPLE], stratum] += stock[c.RESTRICTED_DAY, stratum]
        for k in range(law[book + c.B_TIERS]):
            counts[law[law[book + c.B_TIER_ROWS] + k], stratum] += in_tier[k, stratum]
        for k in range(law[book + c.B_LISTS]):
            counts[law[law[book + c.B_LIST_ROWS] + k * c.LIST_METRICS + c.LISTED], stratum] += on_list[k, stratum]
        for covers in range(law[book + c.B_COVERS_ALL] + 1):
            if scored and covers & law[book + c.B_SCORING] == 0:
                counts[law[c.T_UNSCORED_PEOPLE], stratum] += enrolled[stratum, 2 * covers]
            without = enrolled[stratum, 2 * covers] - enrolled[stratum, 2 * covers + 1]
            restricted = quiet(law, book, c.B_QUIET_RESTRICTED, covers, end_day - 1)
            tier = quiet(law, book, c.B_QUIET_TIER, covers, end_day - 1)
            counts[law[c.T_RESTRICTED_PEOPLE], stratum] += without * restricted
            if tier >= 0:
                counts[law[law[book + c.B_TIER_ROWS] + tier], stratum] += without
            lists = quiet(law, book, c.B_QUIET_LISTS, covers, end_day - 1)
            for k in range(law[book + c.B_LISTS]):
                row = law[law[book + c.B_LIST_ROWS] + k * c.LIST_METRICS + c.LISTED]
                counts[row, stratum] += without * ((lists >> k) & 1)


@part
def count_shown(law: Ints, spot: Ints, holders: Rows, counts: Ints, end_day: int) -> None:
    """Count the people of whom an entry is shown in public on the last day of a window."""
    if law[spot[c.S_BOOK] + c.B_PUBLISHES] == 0:
        return
    for slot in range(spot[c.S_HOLDERS]):
        if holders[slot, c.H_SHOWN_UNTIL] >= end_day:
            counts[law[c.T_SHOWN_PEOPLE], holders[slot, c.H_STRATUM]] += 1


@part
def has_changed(law: Ints, book: int, entries: Rows, i: int, first_day: int, end_day: int) -> bool:
    """Tell whether the ledger says something new of an entry in a window: it was touched, or ended, or is overdue."""
    if entries[i, c.E_TOUCHED] >= first_day:
        return True
    ended = min(dropped(law, entries, i), met_day(c.REAL, entries, i), void_day(c.REAL, entries, i))
    ended = min(ended, int(law[law[rule_of(law, book, entries, i) + c.R_BOOK] + c.B_END_DAY]))
    if first_day <= ended < end_day or first_day <= entries[i, c.E_MET] < end_day:
        return True
    return first_day <= due_day(entries, i) < min(ended, end_day)


@part
def is_over(law: Ints, book: int, entries: Rows, i: int, day: int) -> bool:
    """Tell whether an entry cannot matter to anything from a day on: to no account, no later entry, nobody's notice."""
    rule, made = rule_of(law, book, entries, i), at(entries, i, c.E_DAY)
    if law[c.W_SCRIPTED] or day - made < law[rule + c.R_MEMORY]:
        return False
    for column in (
        c.E_VOID_DUE, c.E_VOID_DAY, c.E_NOTICE_DAY, c.E_FILES_ON, c.E_DECISION_DAY, c.E_MET, c.E_MET_DUE, c.E_MET_GONE,
        c.E_REPAIR_DUE, c.E_REVIEWS_ON,
    ):  # fmt: skip
        if day <= entries[i, column] < FOREVER:
            return False
    undecided = entries[i, c.E_FILED] >= 0 and entries[i, c.E_LATE] == 0 and entries[i, c.E_DECIDED] < 0
    undecided = undecided or (entries[i, c.E_REVIEW_FILED] >= 0 and entries[i, c.E_REVIEW_DECIDED] < 0)
    listed = law[rule + c.R_LIST] >= 0 and off_list_day(law, c.REAL, entries, i) >= day
    if undecided or listed or (void_day(c.REAL, entries, i) >= day and dropped(law, entries, i) >= day):
        return False
    for k in range(law[rule + c.R_N_PUBLICATIONS]):
        if later(law, made, law[law[rule + c.R_PUBLICATIONS] + 2 * k]) >= day:
            return False
    for lane in range(c.LANES):
        if not leaves_out(lane, entries, i) and stands(law, book, lane, entries, i, day):
            return False
    return True


@part
def is_at_rest(law: Ints, book: int, entries: Rows, i: int, first_day: int) -> bool:
    """Tell whether nothing about an entry was due or came up since a day, and none that is due makes it matter less."""
    stirred = max(entries[i, c.E_STIRRED], entries[i, c.E_TOUCHED]) >= first_day
    return not stirred and law[rule_of(law, book, entries, i) + c.R_MEMORY] == 0


@inlined
def note_changes(law: Ints, block: Block, tray: Tray, slot: int, first_day: int, end_day: int) -> None:
    """List the entries of a holder about which the ledger says something new, and let go of those that are over."""
    cursor, holders, entries, book = tray.cursor, block.holders, block.entries, block.spot[c.S_BOOK]
    turning = first_day == 0 or law[law[book + c.B_TURNING_DAY] + first_day - 1] < end_day
    i, before = cursor[c.N_NEW], cursor[c.N_BEFORE_NEW]
    if turning or cursor[c.N_STIRRED]:
        i, before = at(holders, slot, c.H_HEAD), c.NONE
    while i >= 0:
        if not turning and is_at_rest(law, book, entries, i, first_day):
            before, i = i, at(entries, i, c.E_NEXT)
            continue
        if has_changed(law, book, entries, i, first_day, end_day):
            tray.changed[cursor[c.N_CHANGED]] = (at(holders, slot, c.H_LOCAL) << OWNER_SHIFT) | i
            cursor[c.N_CHANGED] += 1
        following = at(entries, i, c.E_NEXT)
        if is_over(law, book, entries, i, end_day):
            if before >= 0:
                entries[before, c.E_NEXT] = following
            else:
                holders[slot, c.H_HEAD] = following
            if following < 0:
                holders[slot, c.H_TAIL] = before
        else:
            before = i
        i = following


@part
def begin_window(law: Ints, block: Block, tray: Tray, first_day: int, end_day: int) -> bool:
    """Set apart what is due in a window and begin its tally; False when there is no room for what is due."""
    spot, cursor = block.spot, tray.cursor
    n_due = count_due(block.pending, spot[c.S_PENDING], end_day)
    n_waking = spot[c.S_HOLDERS] + law[c.W_N_LINES]
    cursor[c.N_WANTED_DUE], cursor[c.N_WANTED_WAKING] = n_due, n_waking
    if n_due > len(tray.due) or n_waking > len(tray.waking) or 2 * max(n_due, n_waking) > len(tray.order):
        return False
    cursor[c.N_DUE] = take_due(spot, block.pending, tray.due, tray.order, tray.tally, end_day)
    cursor[c.N_WAKING] = wake(
        law, spot, block.holders, block.turns, tray.order, tray.tally, tray.waking, first_day, end_day
    )
    for column in (
        c.N_HAPPENING,
        c.N_NEXT_DUE,
        c.N_NEXT_WAKING,
        c.N_SENT,
        c.N_FILINGS,
        c.N_CHANGED,
        c.N_FATES,
        c.N_RATINGS,
        c.N_HAPPENINGS_READ,
        c.N_DUE_READ,
        c.N_WAKING_READ,
    ):
        cursor[column] = 0
    cursor[c.N_HELD], cursor[c.N_HELD_DAYS] = 0, 0
    open_tally(law, spot, block.stock, block.enrolled, tray.idle, tray.counts, first_day, end_day)
    cursor[c.N_BEGUN] = 1
    return True


@inlined
def has_room(law: Ints, block: Block, tray: Tray, slot: int, n_happenings: int, n_mail: int, days: int) -> bool:
    """Tell whether every array has room for whatever may become of a subject in a window of so many days; say what is
    wanted."""
    spot, cursor = block.spot, tray.cursor
    n_sent = n_happenings * (1 + int(law[c.W_OWES]))
    made = (n_sent + n_mail) * max(1, int(law[spot[c.S_BOOK] + c.B_MOST_RULES]))
    held = made
    if slot >= 0:
        held += block.holders[slot, c.H_ENTRIES]
    copied = int(held) * int(law[spot[c.S_BOOK] + c.B_LETTERS]) * days
    records = n_sent + n_mail + copied
    n_sent += copied
    cursor[c.N_WANTED_RECORDS], cursor[c.N_WANTED_ENTRIES] = records, held
    in_block = (
        spot[c.S_PENDING] + n_sent <= len(block.pending)
        and spot[c.S_ENTRIES] + made <= len(block.entries)
        and spot[c.S_HOLDERS] < min(len(block.holders), len(block.turns), len(block.refused))
    )
    of_day = records <= len(tray.fresh) and records <= len(tray.arrived) and held <= min(len(tray.made), len(tray.told))
    sent = cursor[c.N_SENT] + n_sent <= len(tray.sent) and cursor[c.N_FILINGS] + held <= len(tray.filings)
    return in_block and of_day and sent and cursor[c.N_CHANGED] + held <= len(tray.changed)


@inlined
def next_other(tray: Tray) -> int:
    """Return the next id to whom anything happens beside what comes up in the week, or NOBODY."""
    cursor, found = tray.cursor, NOBODY
    if cursor[c.N_NEXT_DUE] < cursor[c.N_DUE]:
        found = at(tray.due, cursor[c.N_NEXT_DUE], c.M_TO)
    if cursor[c.N_NEXT_WAKING] < cursor[c.N_WAKING]:
        found = min(found, tray.waking[cursor[c.N_NEXT_WAKING]])
    return int(found)


@inlined
def next_local(law: Ints, pattern: Pattern, block: Block, tray: Tray, first_day: int, end_day: int) -> int:
    """Return the next id to be played, or NOBODY; whoever only asks for something is answered in passing."""
    cursor, other = tray.cursor, next_other(tray)
    h = cursor[c.N_HAPPENING]
    if h < cursor[c.N_HAPPENINGS]:
        packed = tray.happenings[h]
        if packed >> LOCAL_SHIFT < other and (packed >> ITEM_SHIFT) & ITEM_MASK >= ERRAND_ITEM:
            h = pass_by(law, pattern, block.spot, block.standing, block.asked, tray.happenings, h,
                        cursor[c.N_HAPPENINGS], tray.counts, tray.branches, other, first_day, end_day)  # fmt: skip
            cursor[c.N_HAPPENING] = h
    if h < cursor[c.N_HAPPENINGS]:
        other = min(other, tray.happenings[h] >> LOCAL_SHIFT)
    return int(other)


@inlined
def is_to_read(cursor: Ints) -> bool:
    """Tell whether one of the lists has come to where it was read ahead."""
    return bool(
        cursor[c.N_HAPPENINGS_READ] <= cursor[c.N_HAPPENING] < cursor[c.N_HAPPENINGS]
        or cursor[c.N_DUE_READ] <= cursor[c.N_NEXT_DUE] < cursor[c.N_DUE]
        or cursor[c.N_WAKING_READ] <= cursor[c.N_NEXT_WAKING] < cursor[c.N_WAKING]
    )


@part
def play_subjects(law: Ints, pattern: Pattern, block: Block, tray: Tray, first_day: int, end_day: int) -> bool:
    """Play subject after subject; False when there is no room for the next."""
    cursor = tray.cursor
    while True:
        local = next_local(law, pattern, block, tray, first_day, end_day)
        if local == NOBODY:
            return True
        if is_to_read(cursor):
            read_ahead(block.slots, block.standing, block.holders, block.entries, tray.happenings, tray.due,
                       tray.waking, cursor)  # fmt: skip
        h, m, k = cursor[c.N_HAPPENING], cursor[c.N_NEXT_DUE], cursor[c.N_NEXT_WAKING]
        h_end, m_end = h, m
        while h_end < cursor[c.N_HAPPENINGS] and tray.happenings[h_end] >> LOCAL_SHIFT == local:
            h_end += 1
        while m_end < cursor[c.N_DUE] and tray.due[m_end, c.M_TO] == local:
            m_end += 1
        if not has_room(law, block, tray, at_slot(block.slots, local), h_end - h, m_end - m, end_day - first_day):
            return False
        stratum = stratum_of(law, pattern, block.spot, local)
        play_subject(law, pattern, block, tray, local, stratum, h, h_end, m, m_end, first_day, end_day)
        cursor[c.N_HAPPENING], cursor[c.N_NEXT_DUE] = h_end, m_end
        if k < cursor[c.N_WAKING] and tray.waking[k] == local:
            cursor[c.N_NEXT_WAKING] = k + 1
        if cursor[c.N_TOUCHED]:
            note_changes(law, block, tray, at_slot(block.slots, local), first_day, end_day)


@kernel
def play_window(law: Ints, pattern: Pattern, block: Block, tray: Tray, first_day: int, end_day: int) -> bool:
    """Play those to whom anything happens, from where the cursor stands; False when there is no room to go on."""
    if tray.cursor[c.N_BEGUN] == 0 and not begin_window(law, block, tray, first_day, end_day):
        return False
    if not play_subjects(law, pattern, block, tray, first_day, end_day):
        return False
    close_tally(law, block.spot, block.stock, block.in_tier, block.on_list, block.enrolled, tray.counts, end_day)
    count_shown(law, block.spot, block.holders, tray.counts, end_day)
    tray.cursor[c.N_BEGUN] = 0
    return True
