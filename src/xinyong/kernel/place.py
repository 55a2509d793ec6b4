"""Phase 2, place: the standing of the day and of its shadows, and what kinds of day that makes it.

Days are not counted one by one. A holder's kinds of day hold from `since` on; the tally of a window begins with the stock of
everybody's, and a change corrects it for the days that are left.
"""

from __future__ import annotations

from xinyong.kernel.account import is_kept, standing
from xinyong.kernel.branches import AT
from xinyong.kernel.jit import kernel
from xinyong.kernel.rows import (
    BOTH,
    BURDENED,
    FAVOURED,
    FIRST_CAUSE,
    FIRST_CAUSE_DAY,
    FOREVER,
    JOINT_CAUSE_DAY,
    JOINT_DAY,
    KINDS,
    LANES,
    LOST_REWARD_DAY,
    OVERDUE,
    PROTECTED,
    PROTECTED_DAY,
    REAL,
    RESTRICTED_DAY,
    WRONGFUL,
    WRONGFUL_DAY,
    Row,
)
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.tables import Law

FIRST_ENTRY = AT["deliver: first entry"]
SHADOW, TIER_CHANGES, RESTRICTED, SURVIVING = (
    AT["place: shadow reckoned"],
    AT["place: tier changes"],
    AT["place: restricted"],
    AT["place: on a list after the scheme's end"],
)
ONE_CAUSE, SEVERAL_CAUSES, ON_PROTECTED, JOINTLY, LOST = (
    AT["place: wrongful, one cause"],
    AT["place: wrongful, several causes"],
    AT["place: protected"],
    AT["place: joint"],
    AT["place: reward lost"],
)
LAST_CAUSE = LANES - 1
OVERDUE_CAUSE_DAY = JOINT_CAUSE_DAY - 1


@kernel
def binds(clause: Row, tier: int, lists: int, day: int) -> bool:
    """Tell whether a consequence binds somebody in a tier and on lists on a day."""
    if not clause.from_day <= day < clause.to_day:
        return False
    return (tier >= 0 and (clause.tiers >> tier) & 1 != 0) or (clause.lists & lists) != 0


@kernel
def is_lifted(law: Law, book: Row, tray: Tray, lane: int, day: int) -> bool:
    """Tell whether a sanction binds that would not bind in a shadow."""
    tier, lists = tray.lane_tier[REAL], tray.lane_lists[REAL]
    if tray.lane_tier[lane] == tier and tray.lane_lists[lane] == lists:
        return False
    for k in range(book.first_consequence, book.first_consequence + book.n_consequences):
        clause = law.consequences[k]
        if clause.effect >= BURDENED and binds(clause, tier, lists, day):
            if not binds(clause, tray.lane_tier[lane], tray.lane_lists[lane], day):
                return True
    return False


@kernel
def is_restricted(law: Law, book: Row, tier: int, lists: int, day: int) -> bool:
    """Tell whether any sanction binds."""
    for k in range(book.first_consequence, book.first_consequence + book.n_consequences):
        clause = law.consequences[k]
        if clause.effect >= BURDENED and binds(clause, tier, lists, day):
            return True
    return False


@kernel
def loses_reward(law: Law, book: Row, tray: Tray, day: int) -> bool:
    """Tell whether a reward would bind in the wrongful shadow that does not."""
    for k in range(book.first_consequence, book.first_consequence + book.n_consequences):
        clause = law.consequences[k]
        if clause.effect == FAVOURED and binds(clause, tray.lane_tier[WRONGFUL], tray.lane_lists[WRONGFUL], day):
            if not binds(clause, tray.lane_tier[REAL], tray.lane_lists[REAL], day):
                return True
    return False


@kernel
def kinds_of_day(law: Law, book: Row, tray: Tray, reasons: int, day: int) -> int:
    """Return the kinds of day that today is, as bits."""
    kinds = 0
    if is_restricted(law, book, tray.lane_tier[REAL], tray.lane_lists[REAL], day):
        kinds |= 1 << RESTRICTED_DAY
        tray.branches[RESTRICTED] += 1
    if reasons == 0:
        return kinds
    wrongful, protected = is_lifted(law, book, tray, WRONGFUL, day), is_lifted(law, book, tray, PROTECTED, day)
    if wrongful:
        kinds |= 1 << WRONGFUL_DAY
        alone, which = 0, -1
        for lane in range(FIRST_CAUSE, LANES):
            if is_lifted(law, book, tray, lane, day):
                alone += 1
                which = FIRST_CAUSE_DAY + lane - FIRST_CAUSE
        if is_lifted(law, book, tray, OVERDUE, day):
            alone += 1
            which = OVERDUE_CAUSE_DAY
        kinds |= 1 << (which if alone == 1 else JOINT_CAUSE_DAY)
        tray.branches[ONE_CAUSE if alone == 1 else SEVERAL_CAUSES] += 1
    if protected:
        kinds |= 1 << PROTECTED_DAY
        tray.branches[ON_PROTECTED] += 1
    if not wrongful and not protected and is_lifted(law, book, tray, BOTH, day):
        kinds |= 1 << JOINT_DAY
        tray.branches[JOINTLY] += 1
    if loses_reward(law, book, tray, day):
        kinds |= 1 << LOST_REWARD_DAY
        tray.branches[LOST] += 1
    return kinds


@kernel
def begin_holding(law: Law, book: Row, block: Block, tray: Tray, holder: Row, day: int, end_day: int) -> None:
    """Turn somebody without entries, who stood where everybody does, into one whose standing is reckoned."""
    numbers = law.numbers
    for lane in range(LANES):
        holder.kept[lane] = numbers[book.quiet_kept + day]
    holder.since = day
    holder.kinds = 0
    holder.days[RESTRICTED_DAY] = numbers[book.quiet_days + day]
    holder.first_restricted = book.quiet_first if 0 <= book.quiet_first < day else -1
    holder.tier = -1
    stratum = holder.stratum
    block.enrolled[stratum] += 1
    tray.counts[law.worlds[0].row_days + RESTRICTED_DAY, stratum] -= (
        numbers[book.quiet_days + end_day] - numbers[book.quiet_days + day]
    )
    tray.branches[FIRST_ENTRY] += 1


@kernel
def change_kinds(law: Law, block: Block, tray: Tray, holder: Row, kinds: int, day: int, end_day: int) -> None:
    """Close the days counted so far, and count the rest of the window as what today is."""
    world, stratum = law.worlds[0], holder.stratum
    for kind in range(KINDS):
        was, now = (holder.kinds >> kind) & 1, (kinds >> kind) & 1
        if was:
            holder.days[kind] += day - holder.since
        if now != was:
            block.stock[kind, stratum] += now - was
            tray.counts[world.row_days + kind, stratum] += (now - was) * (end_day - day)
    holder.kinds = kinds
    holder.since = day


@kernel
def place(law: Law, book: Row, block: Block, tray: Tray, holder: Row, day: int, end_day: int) -> None:
    """Find the standing of a holder of entries, and of the shadows, and what it means."""
    score, tier, lists = standing(law, book, block, tray, holder, REAL, day)
    tray.lane_tier[REAL], tray.lane_lists[REAL] = tier, lists
    for lane in range(1, LANES):
        tray.lane_tier[lane], tray.lane_lists[lane] = tier, lists
        if is_kept(lane, holder.reasons):
            _, tray.lane_tier[lane], tray.lane_lists[lane] = standing(law, book, block, tray, holder, lane, day)
            tray.branches[SHADOW] += 1
    if holder.tier != tier:
        tray.branches[TIER_CHANGES] += 1
        if holder.tier >= 0:
            block.in_tier[holder.tier, holder.stratum] -= 1
        if tier >= 0:
            block.in_tier[tier, holder.stratum] += 1
    if lists and day >= book.end_day:
        tray.branches[SURVIVING] += 1
    holder.score, holder.tier, holder.lists = score, tier, lists
    holder.tier_wrongful, holder.lists_wrongful = tray.lane_tier[WRONGFUL], tray.lane_lists[WRONGFUL]
    kinds = kinds_of_day(law, book, tray, holder.reasons, day)
    if kinds != holder.kinds:
        change_kinds(law, block, tray, holder, kinds, day, end_day)
    if kinds & (1 << RESTRICTED_DAY) and holder.first_restricted < 0:
        holder.first_restricted = day


@kernel
def soonest(day: int, candidate: int, so_far: int) -> int:
    """Return the earlier of two days, of which the candidate counts only if it is after today."""
    return candidate if day < candidate < so_far else so_far


@kernel
def following(law: Law, book: Row, block: Block, holder: Row, day: int) -> int:
    """Return the next day on which the standing of a holder may change, or something of theirs is due."""
    found = int(law.numbers[book.turning_day + day])
    purge = law.worlds[0].purge
    i = holder.head
    while i >= 0:
        entry = block.entries[i]
        rule = law.rules[book.first_rule + entry.clause]
        found = soonest(day, entry.until, found)
        found = soonest(day, entry.until + purge, found)
        if rule.list >= 0:
            found = soonest(day, entry.list_until, found)
            found = soonest(day, entry.list_until + purge, found)
        found = soonest(day, entry.void_due, found)
        found = soonest(day, entry.void_day, found)
        if rule.override >= 0:
            found = soonest(day, entry.day + rule.override_term, found)
        found = soonest(day, entry.notice_day, found)
        found = soonest(day, entry.files_on, found)
        found = soonest(day, entry.decision_day, found)
        for k in range(rule.n_publications):
            found = soonest(day, entry.day + law.numbers[rule.publications + k], found)
        i = entry.next
    if book.start_day <= day < book.end_day and book.running:
        found = min(found, following_turn(book, holder, day))
    return min(found, FOREVER)


@kernel
def following_turn(book: Row, holder: Row, day: int) -> int:
    """Return the next day on which a running score moves by itself in any account."""
    if book.restless:
        return day + 1
    if book.decay_every == 0:
        return FOREVER
    for lane in range(LANES):
        if holder.kept[lane] != book.start and is_kept(lane, holder.reasons):
            age = day - book.start_day + 1
            return int(day + book.decay_every - age % book.decay_every)
    return FOREVER
