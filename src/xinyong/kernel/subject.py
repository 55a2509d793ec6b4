"""One subject alone through a window, from event to event: mail, days on which something is due, and happenings."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.kernel import rows as c
from xinyong.kernel.account import is_turning, quiet, score_counts, stirring
from xinyong.kernel.branches import AT
from xinyong.kernel.copies import forward
from xinyong.kernel.deliver import count_records, deliver_to, find_entries, hear_decisions
from xinyong.kernel.encounters import add_ratings, is_rated, rate_other
from xinyong.kernel.endings import count_delistings, count_pressed
from xinyong.kernel.jit import inlined, part
from xinyong.kernel.life import (
    DAY_MASK,
    DAY_SHIFT,
    ENCOUNTER,
    FALSE_REPORT,
    ITEM_MASK,
    ITEM_SHIFT,
    REQUEST,
    Pattern,
    covering,
)
from xinyong.kernel.live import be_reported, take_chance
from xinyong.kernel.notify import notify, tell_of_tier
from xinyong.kernel.place import begin_holding, following, place
from xinyong.kernel.post import arrive, at
from xinyong.kernel.remedy import remedy
from xinyong.kernel.rows import FOREVER, Ints, Rows
from xinyong.kernel.serve import at_slot, new_holder, serve
from xinyong.kernel.state import Block, Tray
from xinyong.vocabulary import ERRAND_ITEM

UNGOVERNED, IN_HARDSHIP = AT["deliver: recorded, no scheme governs"], AT["live: chances met under a sanction"]
MET_BY_ITSELF = AT["deliver: debt met by itself"]


@part
def day_of(packed: int, week: int) -> int:
    """Return the day of a happening."""
    return week * 7 + ((packed >> DAY_SHIFT) & DAY_MASK)


@part
def governs(law: Ints, book: int, covers: int, day: int) -> bool:
    """Tell whether, on a day, any of these layers governs."""
    for k in range(law[book + c.B_N_LAYERS]):
        own = law[law[book + c.B_LAYERS] + k]
        if (covers >> k) & 1 and law[own + c.B_START_DAY] <= day < law[own + c.B_END_DAY]:
            return True
    return False


@part
def next_line(law: Ints, subject: int, day: int) -> int:
    """Return the next day after `day` for which a script has a line about a subject."""
    found = FOREVER
    for k in range(law[c.W_N_LINES]):
        line = law[c.W_LINES] + k * c.L_WIDTH
        if law[line + c.L_SUBJECT] == subject and day < law[line + c.L_DAY] < found:
            found = int(law[line + c.L_DAY])
    return found


@part
def turn_at(turns: NDArray[np.int32], slot: int) -> int:
    """Return the next day on which something is due for a holder, widened to 64 bits."""
    return int(np.int64(turns[slot]))


@inlined
def next_event(
    law: Ints, block: Block, tray: Tray, local: int, day: int, happening_day: int, m: int, m_end: int
) -> int:
    """Return the next day after `day` on which anything happens to a subject."""
    found = happening_day
    if m < m_end:
        found = min(found, at(tray.due, m, c.M_DUE))
    for k in range(tray.cursor[c.N_FRESH]):
        if day < tray.fresh[k, c.M_DUE] < found:
            found = at(tray.fresh, k, c.M_DUE)
    slot = at_slot(block.slots, local)
    if slot >= 0:
        found = min(found, turn_at(block.turns, slot))
    if law[c.W_N_LINES]:
        found = min(found, next_line(law, block.spot[c.S_FIRST_ID] + local, day))
    return found


@part
def receive(law: Ints, tray: Tray, source: Rows, i: int, stratum: int) -> None:
    """Put a record among those of the day, add up what arrives of ratings, or count a debt that is met."""
    if source[i, c.M_CHANNEL] >= 0:
        arrive(tray.cursor, tray.arrived, source, i)
        return
    if source[i, c.M_CHANNEL] == c.RATED:
        tray.cursor[c.N_STARS] += source[i, c.RATED_STARS]
        tray.cursor[c.N_WEIGHTS] += source[i, c.RATED_WEIGHTS]
        return
    tray.counts[law[c.T_MET] + at(source, i, c.M_ACT), stratum] += 1
    tray.branches[MET_BY_ITSELF] += 1


@inlined
def gather(law: Ints, tray: Tray, stratum: int, day: int, m: int, m_end: int) -> int:
    """Put the records that arrive today into `arrived`, and return the position of the next that does not."""
    cursor = tray.cursor
    cursor[c.N_ARRIVED], cursor[c.N_MADE], cursor[c.N_TOLD] = 0, 0, 0
    cursor[c.N_STARS], cursor[c.N_WEIGHTS] = 0, 0
    while m < m_end and tray.due[m, c.M_DUE] == day:
        receive(law, tray, tray.due, m, stratum)
        m += 1
    for k in range(cursor[c.N_FRESH]):
        if tray.fresh[k, c.M_DUE] == day:
            receive(law, tray, tray.fresh, k, stratum)
    return m


@inlined
def morning(law: Ints, block: Block, tray: Tray, local: int, stratum: int, covers: int, day: int, end_day: int) -> None:
    """Play deliver, place and notify."""
    cursor, holders, counts, branches, book = (
        tray.cursor,
        block.holders,
        tray.counts,
        tray.branches,
        block.spot[c.S_BOOK],
    )
    slot, n_arrived = at_slot(block.slots, local), cursor[c.N_ARRIVED]
    if slot >= 0:
        subject = block.spot[c.S_FIRST_ID] + local
        hear_decisions(law, book, block.entries, holders, slot, counts, branches, day, subject)
    governed = governs(law, book, covers, day)
    if n_arrived:
        count_records(law, tray.arrived, n_arrived, stratum, counts, branches)
        if governed:
            cursor[c.N_MADE] = find_entries(
                law, book, tray.arrived, n_arrived, tray.made, stratum, covers, day, branches
            )
        else:
            branches[UNGOVERNED] += 1
    rated = is_rated(law, book, cursor, covers, branches)
    if slot < 0 and (cursor[c.N_MADE] or rated):
        slot = new_holder(block, local, stratum, covers)
    if slot < 0:
        return
    if rated:
        add_ratings(holders, slot, cursor)
    if holders[slot, c.H_RECKONED] == 0 and (cursor[c.N_MADE] or rated):
        begin_holding(law, book, holders, slot, block.enrolled, counts, branches, day, end_day)
    if governed:
        deliver_to(law, block, tray, slot, day)
    if holders[slot, c.H_RECKONED]:
        first = stirring(holders, slot, day)
        if law[c.W_OWES] and law[c.W_RESPONDS]:
            count_pressed(law, block.entries, first, stratum, counts, branches, day)
        if law[book + c.B_LISTS]:
            if is_turning(law, book, day):
                first = at(holders, slot, c.H_HEAD)
            count_delistings(law, book, block.entries, first, stratum, counts, branches, day)
        before = at(holders, slot, c.H_TIER)
        place(law, block, tray, slot, day, end_day)
        if law[book + c.B_TOLD_IN]:
            tell_of_tier(law, book, holders, slot, block.entries, branches, before, day)
        notify(law, block, tray, slot, day)


@inlined
def response_row(law: Ints, block: Block, tray: Tray, local: int, covers: int, day: int) -> int:
    """Return the row of the response table in which a subject stands today."""
    book, slot, harder = block.spot[c.S_BOOK], at_slot(block.slots, local), c.NOTHING
    reckoned = slot >= 0 and block.holders[slot, c.H_RECKONED] > 0
    if law[book + c.B_HARDER]:
        restricted = quiet(law, book, c.B_QUIET_RESTRICTED, covers, day)
        if reckoned:
            restricted = at(block.holders, slot, c.H_KINDS) & (1 << c.RESTRICTED_DAY)
        if restricted:
            harder = int(law[book + c.B_HARDER])
            tray.branches[IN_HARDSHIP] += 1
    further = harder + int(law[book + c.B_LOUDER] * block.society[c.NOTHING])
    if score_counts(law, book, covers, day) and reckoned:
        return max(at(block.holders, slot, c.H_TIER), 0) + further
    return quiet(law, book, c.B_QUIET_ROW, covers, day) + further


@inlined
def happen(law: Ints, block: Block, tray: Tray, local: int, stratum: int, covers: int, packed: int, day: int, row: int,
           end_day: int) -> None:  # fmt: skip
    """Let one thing come up in a life: a chance, a request, a false report, or an encounter."""
    item, what = (packed >> ITEM_SHIFT) & ITEM_MASK, packed & ITEM_MASK
    if item >= ERRAND_ITEM:
        sort = law[law[c.W_ERRAND_SORT] + what]
        if sort == FALSE_REPORT:
            be_reported(law, block, tray, local, day, item, what, end_day)
            return
        what = law[law[c.W_ERRAND_WHAT] + what]
        if sort == REQUEST:
            serve(law, block, tray, local, stratum, covers, what, item, day)
            return
        if sort == ENCOUNTER:
            rate_other(law, block.spot, block.board, tray.cursor, tray.ratings, tray.counts, tray.branches, local,
                       stratum, covers, item, day)  # fmt: skip
            return
    take_chance(law, block, tray, local, stratum, day, item, what, row, end_day)


@part
def scripted_requests(law: Ints, block: Block, tray: Tray, local: int, stratum: int, covers: int, day: int) -> None:
    """Answer the requests that a script makes on a day."""
    for k in range(law[c.W_N_LINES]):
        line = law[c.W_LINES] + k * c.L_WIDTH
        mine = law[line + c.L_SUBJECT] == block.spot[c.S_FIRST_ID] + local
        if mine and law[line + c.L_WHAT] == c.ASKS and law[line + c.L_DAY] == day:
            serve(law, block, tray, local, stratum, covers, law[line + c.L_SERVICE], c.SCRIPTED, day)


@inlined
def play_subject(law: Ints, pattern: Pattern, block: Block, tray: Tray, local: int, stratum: int, h: int, h_end: int,
                 m: int, m_end: int, first_day: int, end_day: int) -> None:  # fmt: skip
    """Play one subject through a window; happenings h … h_end and mail m … m_end are theirs."""
    cursor, holders, book, scripted = tray.cursor, block.holders, block.spot[c.S_BOOK], law[c.W_N_LINES] > 0
    covers = covering(law, book, block.spot[c.S_FIRST_ID] + local, stratum)
    cursor[c.N_FRESH], cursor[c.N_TOUCHED], cursor[c.N_STIRRED] = 0, 0, 0
    cursor[c.N_NEW], cursor[c.N_BEFORE_NEW] = c.NONE, c.NONE
    day, week = first_day - 1, first_day // 7
    while True:
        happening_day = day_of(tray.happenings[h], week) if h < h_end else FOREVER
        day = next_event(law, block, tray, local, day, happening_day, m, m_end)
        if day >= end_day:
            return
        m = gather(law, tray, stratum, day, m, m_end)
        slot = at_slot(block.slots, local)
        woken = (
            cursor[c.N_ARRIVED] > 0 or cursor[c.N_WEIGHTS] > 0 or scripted or (slot >= 0 and block.turns[slot] <= day)
        )
        if woken:
            morning(law, block, tray, local, stratum, covers, day, end_day)
        row = response_row(law, block, tray, local, covers, day)
        while h < h_end and day_of(tray.happenings[h], week) == day:
            happen(law, block, tray, local, stratum, covers, tray.happenings[h], day, row, end_day)
            h += 1
        if scripted:
            scripted_requests(law, block, tray, local, stratum, covers, day)
        slot = at_slot(block.slots, local)
        if slot >= 0 and holders[slot, c.H_RECKONED] and (woken or cursor[c.N_TOLD]):
            cursor[c.N_TOUCHED] = 1
            remedy(law, block, tray, slot, day)
            if law[book + c.B_N_COPIES]:
                forward(law, pattern, block.spot, holders, slot, block.entries, block.pending, cursor, tray.sent,
                        tray.tied, tray.branches, day, end_day)  # fmt: skip
            if scripted or holders[slot, c.H_STIRS] <= day:
                cursor[c.N_STIRRED] = 1
            block.turns[slot] = following(law, book, holders, slot, block.entries, day)
