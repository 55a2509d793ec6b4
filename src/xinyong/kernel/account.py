"""The accounts of a subject, side by side: the real one and its shadows.

A shadow leaves some entries out; a *rightful* one lets each entry end when the scheme's own rules say. A shadow that could
not differ yet is a copy of the real account and is not reckoned (`is_kept`).
"""

from __future__ import annotations

from xinyong.kernel.branches import AT
from xinyong.kernel.jit import kernel
from xinyong.kernel.rows import (
    BOTH,
    FIRST_CAUSE,
    FOREVER,
    N_CAUSES,
    OVERDUE,
    PROTECTED,
    REAL,
    REASON_OVERDUE,
    REASON_PROTECTED,
    WRONGFUL,
    Row,
)
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.tables import Law

ANY_CAUSE = (1 << N_CAUSES) - 1
DEARER, AT_LIMIT, CAPPED = (
    AT["deliver: dearer by repeats"],
    AT["deliver: repeats at their limit"],
    AT["deliver: cap bites"],
)
GIVEN_BACK, RUNNING_CLAMPED, DECAYED = (
    AT["deliver: points given back to a running score"],
    AT["deliver: running score clamped"],
    AT["deliver: running score decays"],
)
SUM_CLAMPED, OVERRIDDEN, ON_LIST = (
    AT["place: score clamped"],
    AT["place: override binds"],
    AT["place: listed"],
)


@kernel
def is_kept(lane: int, reasons: int) -> bool:
    """Tell whether a lane can differ from the real account for the given reasons."""
    if lane == REAL:
        return True
    if lane == WRONGFUL:
        return reasons & (ANY_CAUSE | REASON_OVERDUE) != 0
    if lane == PROTECTED:
        return reasons & REASON_PROTECTED != 0
    if lane == BOTH:
        return reasons != 0
    if lane == OVERDUE:
        return reasons & REASON_OVERDUE != 0
    return reasons & (1 << (lane - FIRST_CAUSE + 1)) != 0


@kernel
def leaves_out(lane: int, cause: int, protected: int) -> bool:
    """Tell whether an account never saw a record."""
    if lane == WRONGFUL:
        return cause != 0
    if lane == PROTECTED:
        return protected != 0
    if lane == BOTH:
        return cause != 0 or protected != 0
    return lane >= FIRST_CAUSE and cause == lane - FIRST_CAUSE + 1


@kernel
def is_rightful(lane: int) -> bool:
    """Tell whether in an account entries end when they should."""
    return lane in (WRONGFUL, BOTH, OVERDUE)


@kernel
def void_day(lane: int, entry: Row) -> int:
    """Return the day from which an entry is undone (reversed or repaired) in an account."""
    undone = int(entry.void_due) if is_rightful(lane) else int(entry.void_day)
    return min(undone, int(entry.repaired[lane]))


@kernel
def dropped(law: Law, entry: Row) -> int:
    """Return the day on which the points of an entry are really gone by its term."""
    return FOREVER if entry.until == FOREVER else int(entry.until) + law.worlds[0].purge


@kernel
def in_force(law: Law, lane: int, entry: Row, day: int) -> bool:
    """Tell whether the points (and the override) of an entry count on a day, which is not before its own."""
    ends = int(entry.until) if is_rightful(lane) else dropped(law, entry)
    return day < min(ends, void_day(lane, entry))


@kernel
def is_listed(law: Law, first_rule: int, lane: int, entry: Row, day: int) -> bool:
    """Tell whether the listing of an entry is in force on a day."""
    if law.rules[first_rule + entry.clause].list < 0:
        return False
    if entry.list_until == FOREVER:
        return in_force(law, lane, entry, day)
    ends = int(entry.list_until)
    if not is_rightful(lane):
        ends += law.worlds[0].purge
    return day < min(ends, void_day(lane, entry))


@kernel
def stands(law: Law, first_rule: int, lane: int, entry: Row, day: int) -> bool:
    """Tell whether an entry still does anything on a day."""
    return in_force(law, lane, entry, day) or is_listed(law, first_rule, lane, entry, day)


@kernel
def clamp(book: Row, points: int) -> int:
    """Return points between floor and ceiling."""
    return min(max(points, book.floor), book.ceiling)


@kernel
def granted(law: Law, book: Row, block: Block, tray: Tray, holder: Row, new: Row, lane: int) -> int:
    """Return what an entry about to be made is worth in an account: repeats first, then the cap."""
    rule = law.rules[book.first_rule + new.clause]
    points = int(rule.points)
    times = 0
    used = 0
    period = 0
    if rule.cap >= 0:
        period = (new.day - book.start_day) // law.caps[rule.cap].per
    i = holder.head
    while (rule.repeats or rule.cap >= 0) and i >= 0:
        entry = block.entries[i]
        if not leaves_out(lane, entry.cause, entry.protected) and void_day(lane, entry) > new.day:
            if rule.repeats and entry.clause == new.clause and new.day - entry.day < rule.within:
                times += 1
            if rule.cap >= 0 and law.numbers[law.caps[rule.cap].rules + entry.clause]:
                if (entry.day - book.start_day) // law.caps[rule.cap].per == period:
                    used += abs(int(entry.granted[lane]))
        i = entry.next
    if rule.repeats and times:
        more = times * int(rule.step)
        limited = min(more, int(rule.limit)) if rule.step > 0 else max(more, int(rule.limit))
        tray.branches[DEARER if limited == more else AT_LIMIT] += 1
        points += limited
    if rule.cap >= 0:
        left = max(0, law.caps[rule.cap].points - used)
        if abs(points) > left:
            tray.branches[CAPPED] += 1
        points = max(-left, min(left, points))
    return points


@kernel
def turn(book: Row, block: Block, tray: Tray, holder: Row, lane: int, day: int) -> int:
    """Return a running score after a day: what was undone, then the day's points, then decay; clamped each time."""
    back, new = 0, 0
    i = holder.head
    while i >= 0:
        entry = block.entries[i]
        if not leaves_out(lane, entry.cause, entry.protected):
            undone = void_day(lane, entry)
            if undone == day and entry.day < day:
                back += entry.granted[lane]
                tray.branches[GIVEN_BACK] += 1
            if entry.day == day and day < undone:
                new += entry.granted[lane]
        i = entry.next
    kept = clamp(book, int(holder.kept[lane]) - back)
    if clamp(book, kept + new) != kept + new:
        tray.branches[RUNNING_CLAMPED] += 1
    kept = clamp(book, kept + new)
    if book.decay_every and (day - book.start_day + 1) % book.decay_every == 0:
        move = max(-book.decay_points, min(book.decay_points, book.start - kept))
        if move != 0:
            tray.branches[DECAYED] += 1
        kept += move
    return kept


@kernel
def tier_of(law: Law, book: Row, score: int) -> int:
    """Return the tier of a score, best first; −1 in a scheme without tiers."""
    for tier in range(book.n_tiers - 1):
        edge = law.numbers[book.edges + tier]
        if (score >= edge) if book.higher else (score <= edge):
            return tier
    return int(book.n_tiers) - 1


@kernel
def standing(law: Law, book: Row, block: Block, tray: Tray, holder: Row, lane: int, day: int) -> tuple[int, int, int]:
    """Return score, tier and lists of an account on a day; after the scheme's end only the lists that survive it."""
    total, lists, worst = 0, 0, -1
    i = holder.head
    while i >= 0:
        entry = block.entries[i]
        if not leaves_out(lane, entry.cause, entry.protected):
            rule = law.rules[book.first_rule + entry.clause]
            if is_listed(law, book.first_rule, lane, entry, day):
                lists |= 1 << int(rule.list)
                tray.branches[ON_LIST] += 1
            if in_force(law, lane, entry, day):
                total += entry.granted[lane]
                if rule.override >= 0 and day - entry.day < rule.override_term:
                    worst = max(worst, int(rule.override))
        i = entry.next
    if not book.start_day <= day < book.end_day:
        return int(book.start), -1, lists & int(book.survivors)
    score = int(holder.kept[lane])
    if not book.running:
        score = book.start + total
        if book.scored and clamp(book, score) != score:
            tray.branches[SUM_CLAMPED] += 1
        score = clamp(book, score) if book.scored else 0
    tier = tier_of(law, book, score)
    if worst > tier:
        tray.branches[OVERRIDDEN] += 1
    return score, max(tier, worst), lists
