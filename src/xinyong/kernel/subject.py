"""One subject alone through a window, from event to event: mail, days on which something is due, and happenings."""

from __future__ import annotations

from xinyong.kernel.branches import AT
from xinyong.kernel.deliver import count_records, deliver_to, find_entries, hear_decisions
from xinyong.kernel.jit import kernel
from xinyong.kernel.life import (
    DAY_MASK,
    DAY_SHIFT,
    FALSE_REPORT,
    ITEM_MASK,
    ITEM_SHIFT,
    REQUEST,
    opted_in,
)
from xinyong.kernel.live import be_reported, take_chance
from xinyong.kernel.notify import notify
from xinyong.kernel.place import begin_holding, following, place
from xinyong.kernel.post import arrive
from xinyong.kernel.remedy import consider, file_all
from xinyong.kernel.rows import ASKS, FOREVER, Row
from xinyong.kernel.serve import SCRIPTED, ask, new_holder, refuse, serve
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.tables import Law
from xinyong.vocabulary import ERRAND_ITEM

UNGOVERNED = AT["deliver: recorded, no scheme governs"]


@kernel
def day_of(packed: int, week: int) -> int:
    """Return the day of a happening."""
    return week * 7 + ((packed >> DAY_SHIFT) & DAY_MASK)


@kernel
def next_line(law: Law, subject: int, day: int) -> int:
    """Return the next day after `day` for which a script has a line about a subject."""
    found = FOREVER
    for k in range(len(law.lines)):
        line = law.lines[k]
        if line.subject == subject and day < line.day < found:
            found = int(line.day)
    return found


@kernel
def next_event(law: Law, block: Block, tray: Tray, local: int, day: int, week: int, h: int, h_end: int, m: int,
               m_end: int) -> int:  # fmt: skip
    """Return the next day after `day` on which anything happens to a subject."""
    found = FOREVER
    if h < h_end:
        found = day_of(tray.happenings[h], week)
    if m < m_end:
        found = min(found, int(tray.due[m].due))
    for k in range(tray.cursor[0].n_fresh):
        if day < tray.fresh[k].due < found:
            found = int(tray.fresh[k].due)
    slot = block.slots[local]
    if slot >= 0:
        found = min(found, int(block.holders[slot].next_day))
    if len(law.lines):
        found = min(found, next_line(law, block.spot[0].first_id + local, day))
    return found


@kernel
def gather(tray: Tray, day: int, m: int, m_end: int) -> int:
    """Put the records that arrive today into `arrived`, and return the position of the next that does not."""
    cursor = tray.cursor[0]
    cursor.n_arrived, cursor.n_made = 0, 0
    while m < m_end and tray.due[m].due == day:
        arrive(tray, tray.due[m])
        m += 1
    for k in range(cursor.n_fresh):
        if tray.fresh[k].due == day:
            arrive(tray, tray.fresh[k])
    return m


@kernel
def morning(law: Law, book: Row, block: Block, tray: Tray, local: int, stratum: int, scored: bool, day: int, end_day: int
            ) -> int:  # fmt: skip
    """Play deliver, place and notify, and return the subject's holder, or −1."""
    cursor = tray.cursor[0]
    slot = int(block.slots[local])
    if slot >= 0:
        hear_decisions(law, book, block, tray, block.holders[slot], day)
    count_records(law, tray, stratum)
    in_force = scored and book.start_day <= day < book.end_day
    if in_force and cursor.n_arrived:
        find_entries(law, book, tray, stratum)
    elif cursor.n_arrived:
        tray.branches[UNGOVERNED] += 1
    if slot < 0 and cursor.n_made:
        slot = new_holder(block, tray, local, stratum)
    if slot < 0:
        return -1
    holder = block.holders[slot]
    if holder.n_entries == 0 and cursor.n_made:
        begin_holding(law, book, block, tray, holder, day, end_day)
    if in_force:
        deliver_to(law, book, block, tray, holder, day)
    if holder.n_entries:
        place(law, book, block, tray, holder, day, end_day)
        notify(law, book, block, tray, holder, day)
    return slot


@kernel
def response_row(law: Law, book: Row, block: Block, slot: int, scored: bool, day: int) -> int:
    """Return the row of the response table in which a subject stands today; the last where no scheme governs."""
    if not scored:
        return int(book.n_take) - 1
    if slot >= 0 and block.holders[slot].n_entries:
        if book.start_day <= day < book.end_day:
            return max(int(block.holders[slot].tier), 0)
        return int(book.n_take) - 1
    return int(law.numbers[book.quiet_row + day])


@kernel
def answer(law: Law, book: Row, block: Block, tray: Tray, local: int, stratum: int, scored: bool, service: int, item: int,
           day: int) -> None:  # fmt: skip
    """Answer one request of a subject with the standing of the morning."""
    ask(law, block, tray, local, stratum, service)
    slot = block.slots[local]
    if slot >= 0 and block.holders[slot].n_entries:
        tier, lists = int(block.holders[slot].tier), int(block.holders[slot].lists)
    elif scored and law.numbers[book.quiet_bound + day]:
        tier, lists = int(law.numbers[book.quiet_tier + day]), 0
    else:
        return
    if serve(law, book, block, tray, local, stratum, tier, lists, service, item, day):
        if slot < 0:
            slot = new_holder(block, tray, local, stratum)
        refuse(law, book, block, tray, slot, service, item, day)


@kernel
def happen(law: Law, book: Row, block: Block, tray: Tray, local: int, stratum: int, scored: bool, packed: int, day: int,
           row: int, end_day: int) -> None:  # fmt: skip
    """Let one thing come up in a life: a chance, a request, or a false report."""
    item, what = (packed >> ITEM_SHIFT) & ITEM_MASK, packed & ITEM_MASK
    if item < ERRAND_ITEM:
        take_chance(law, book, block, tray, local, stratum, day, item, what, row, end_day)
        return
    world = law.worlds[0]
    sort = law.numbers[world.errand_sort + what]
    if sort == REQUEST:
        answer(law, book, block, tray, local, stratum, scored, law.numbers[world.errand_what + what], item, day)
    elif sort == FALSE_REPORT:
        be_reported(law, block, tray, local, day, item, what, end_day)
    else:
        act = law.numbers[world.errand_what + what]
        take_chance(law, book, block, tray, local, stratum, day, item, act, row, end_day)


@kernel
def scripted_requests(law: Law, book: Row, block: Block, tray: Tray, local: int, stratum: int, scored: bool, day: int
                      ) -> None:  # fmt: skip
    """Answer the requests that a script makes on a day."""
    for k in range(len(law.lines)):
        line = law.lines[k]
        if line.what == ASKS and line.day == day and line.subject == block.spot[0].first_id + local:
            answer(law, book, block, tray, local, stratum, scored, int(line.service), SCRIPTED, day)


@kernel
def play_subject(law: Law, block: Block, tray: Tray, local: int, stratum: int, week: int, h: int, h_end: int, m: int,
                 m_end: int, end_day: int) -> None:  # fmt: skip
    """Play one subject through the window that ends before `end_day`."""
    book, cursor = law.books[block.spot[0].place], tray.cursor[0]
    scored = opted_in(law, block.spot[0].place, block.spot[0].first_id + local)
    cursor.n_fresh = 0
    day = -1
    while True:
        day = next_event(law, block, tray, local, day, week, h, h_end, m, m_end)
        if day >= end_day:
            return
        m = gather(tray, day, m, m_end)
        slot = int(block.slots[local])
        cursor.n_told = 0
        woken = cursor.n_arrived > 0 or len(law.lines) > 0 or (slot >= 0 and block.holders[slot].next_day <= day)
        if woken:
            slot = morning(law, book, block, tray, local, stratum, scored, day, end_day)
        row = response_row(law, book, block, slot, scored, day)
        while h < h_end and day_of(tray.happenings[h], week) == day:
            happen(law, book, block, tray, local, stratum, scored, tray.happenings[h], day, row, end_day)
            h += 1
        if len(law.lines):
            scripted_requests(law, book, block, tray, local, stratum, scored, day)
        slot = int(block.slots[local])
        if slot < 0 or not (woken or cursor.n_told):
            continue
        holder = block.holders[slot]
        if holder.n_entries:
            consider(law, book, block, tray, day)
            file_all(law, book, block, tray, slot, day)
            holder.next_day = following(law, book, block, holder, day)
