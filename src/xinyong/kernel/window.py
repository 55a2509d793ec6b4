"""One window of one block: the stocks it begins with, its subjects one by one in the order of their ids, its stocks at the end.

The kernel stops in front of a subject for whom some array has no room left; the caller makes room and calls again.
"""

from __future__ import annotations

from xinyong.kernel.account import dropped, void_day
from xinyong.kernel.jit import kernel
from xinyong.kernel.life import LOCAL_SHIFT, stratum_of
from xinyong.kernel.post import count_due, take_due, wake
from xinyong.kernel.rows import KINDS, OWNER_SHIFT, REAL, RESTRICTED_DAY, Row
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.subject import play_subject
from xinyong.kernel.tables import Law

NOBODY = 1 << 20
"""An id within a block that is beyond all."""


@kernel
def open_window(law: Law, block: Block, tray: Tray, first_day: int, end_day: int) -> None:
    """Begin the tally of a window: every day of it counted as if nothing happened."""
    world, book, counts, cursor = law.worlds[0], law.books[block.spot[0].place], tray.counts, tray.cursor[0]
    counts[:] = 0
    cursor.happening, cursor.due, cursor.waking = 0, 0, 0
    cursor.n_sent, cursor.n_filings, cursor.n_changed, cursor.held, cursor.held_days = 0, 0, 0, 0, 0
    quiet = law.numbers[book.quiet_days + end_day] - law.numbers[book.quiet_days + first_day]
    for stratum in range(world.n_strata):
        without = block.opted[stratum] - block.enrolled[stratum]
        counts[world.row_days + RESTRICTED_DAY, stratum] = without * quiet
        for kind in range(KINDS):
            counts[world.row_days + kind, stratum] += block.stock[kind, stratum] * (end_day - first_day)


@kernel
def close_window(law: Law, block: Block, tray: Tray, end_day: int) -> None:
    """Count the stocks of a window: tiers and restriction on its last day."""
    world, book, counts, numbers = law.worlds[0], law.books[block.spot[0].place], tray.counts, law.numbers
    if book.governs == 0:
        return
    in_force = book.start_day < end_day <= book.end_day
    tier = numbers[book.quiet_tier + end_day - 1]
    restricted = numbers[book.quiet_restricted + end_day - 1]
    for stratum in range(world.n_strata):
        without = block.opted[stratum] - block.enrolled[stratum]
        counts[world.row_restricted_people, stratum] += without * restricted + block.stock[RESTRICTED_DAY, stratum]
        for k in range(book.n_tiers):
            counts[numbers[book.tier_rows + k], stratum] += block.in_tier[k, stratum]
        if in_force and tier >= 0:
            counts[numbers[book.tier_rows + tier], stratum] += without


@kernel
def has_changed(law: Law, book: Row, entry: Row, first_day: int, end_day: int) -> bool:
    """Tell whether a column of the ledger changed in the window: something was noted, or the entry ended or is overdue."""
    if entry.touched >= first_day:
        return True
    ended = min(dropped(law, entry), void_day(REAL, entry), int(book.end_day))
    if first_day <= ended < end_day:
        return True
    return bool(first_day <= min(entry.until, entry.void_due) < min(ended, end_day))


@kernel
def note_changes(law: Law, book: Row, block: Block, tray: Tray, holder: Row, first_day: int, end_day: int) -> None:
    """List the entries of a holder of which the ledger says something new."""
    cursor = tray.cursor[0]
    i = holder.head
    while i >= 0:
        entry = block.entries[i]
        if has_changed(law, book, entry, first_day, end_day):
            tray.changed[cursor.n_changed] = (int(holder.local) << OWNER_SHIFT) | i
            cursor.n_changed += 1
        i = entry.next


@kernel
def has_room(law: Law, block: Block, tray: Tray, slot: int, n_happenings: int, n_mail: int) -> bool:
    """Tell whether every array has room for whatever may become of a subject in the window; if not, say how much is wanted."""
    spot, cursor, book = block.spot[0], tray.cursor[0], law.books[block.spot[0].place]
    records = n_happenings + n_mail
    made = records * book.most_rules
    held = made
    if slot >= 0:
        held += block.holders[slot].n_entries
    cursor.wanted_records, cursor.wanted_entries = records, held
    return (
        spot.n_pending + n_happenings <= len(block.pending)
        and spot.n_entries + made <= len(block.entries)
        and spot.n_holders < len(block.holders)
        and n_happenings <= len(tray.fresh)
        and records <= len(tray.arrived)
        and made <= len(tray.made)
        and held <= len(tray.told)
        and cursor.n_sent + n_happenings <= len(tray.sent)
        and cursor.n_filings + held <= len(tray.filings)
        and cursor.n_changed + held <= len(tray.changed)
    )


@kernel
def begin_window(law: Law, block: Block, tray: Tray, first_day: int, end_day: int) -> bool:
    """Set apart what is due in a window and begin its tally; False when there is no room for what is due."""
    n_due, cursor = count_due(block, end_day), tray.cursor[0]
    n_waking = block.spot[0].n_holders + len(law.lines)
    cursor.wanted_due, cursor.wanted_waking = n_due, n_waking
    if n_due > len(tray.due) or n_waking > len(tray.waking) or 2 * max(n_due, n_waking) > len(tray.order):
        return False
    take_due(block, tray, end_day)
    wake(law, block, tray, first_day, end_day)
    open_window(law, block, tray, first_day, end_day)
    cursor.begun = 1
    return True


@kernel
def play_window(law: Law, block: Block, tray: Tray, first_day: int, end_day: int) -> bool:
    """Play the subjects to whom anything happens, from where the cursor stands; False when room has to be made first."""
    cursor = tray.cursor[0]
    if cursor.begun == 0 and not begin_window(law, block, tray, first_day, end_day):
        return False
    if not play_subjects(law, block, tray, first_day, end_day):
        return False
    close_window(law, block, tray, end_day)
    cursor.begun = 0
    return True


@kernel
def play_subjects(law: Law, block: Block, tray: Tray, first_day: int, end_day: int) -> bool:
    """Play subject after subject; False when there is no room for the next."""
    cursor, spot = tray.cursor[0], block.spot[0]
    book = law.books[spot.place]
    week = first_day // 7
    while True:
        h, m, k = cursor.happening, cursor.due, cursor.waking
        local = NOBODY
        if h < cursor.n_happenings:
            local = (tray.happenings[h] >> LOCAL_SHIFT) & 0xFFFF
        if m < cursor.n_due:
            local = min(local, int(tray.due[m].local))
        if k < cursor.n_waking:
            local = min(local, tray.waking[k])
        if local == NOBODY:
            return True
        h_end, m_end = h, m
        while h_end < cursor.n_happenings and (tray.happenings[h_end] >> LOCAL_SHIFT) & 0xFFFF == local:
            h_end += 1
        while m_end < cursor.n_due and tray.due[m_end].local == local:
            m_end += 1
        if not has_room(law, block, tray, int(block.slots[local]), h_end - h, m_end - m):
            return False
        stratum = stratum_of(law, spot.place, spot.first_number + local)
        play_subject(law, block, tray, local, stratum, week, h, h_end, m, m_end, end_day)
        cursor.happening, cursor.due = h_end, m_end
        if k < cursor.n_waking and tray.waking[k] == local:
            cursor.waking = k + 1
        slot = int(block.slots[local])
        if slot >= 0 and block.holders[slot].n_entries:
            note_changes(law, book, block, tray, block.holders[slot], first_day, end_day)
