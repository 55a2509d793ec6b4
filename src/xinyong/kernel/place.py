"""Phase 2, place: the standing of the day and of its shadows, and what kinds of day that makes it.

Days are not counted one by one. A holder's kinds of day hold from `H_SINCE` on; the tally of a window begins with the
stock of everybody's, and a change corrects it for the days that are left.
"""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.account import decays_by, is_kept, long_at, quiet, rule_of, score_counts, standing
from xinyong.kernel.branches import AT
from xinyong.kernel.calendar import later
from xinyong.kernel.jit import inlined, part
from xinyong.kernel.post import at
from xinyong.kernel.rows import FOREVER, WORD, Ints, Rows
from xinyong.kernel.state import Block, Tray

FIRST_ENTRY = AT["deliver: first entry"]
SHADOW, TIER_CHANGES, RESTRICTED, SURVIVING = (
    AT["place: shadow reckoned"],
    AT["place: tier changes"],
    AT["place: restricted"],
    AT["place: on a list after the scheme's end"],
)
NEW_ON_LIST = AT["place: on a list for the first time"]
ONE_CAUSE, SEVERAL_CAUSES, ON_PROTECTED, TWOFOLD, JOINTLY, LOST, FOR_OTHERS = (
    AT["place: wrongful, one cause"],
    AT["place: wrongful, several causes"],
    AT["place: protected"],
    AT["place: wrongful and protected"],
    AT["place: joint"],
    AT["place: reward lost"],
    AT["place: restricted in somebody else's stead"],
)


@part
def binds(law: Ints, clause: int, tier: int, lists: int, covers: int, day: int) -> bool:
    """Tell whether a consequence binds somebody in a tier and on lists, whom some layers score, on a day."""
    if not law[clause + c.C_FROM_DAY] <= day < law[clause + c.C_TO_DAY]:
        return False
    in_tier = tier >= 0 and (law[clause + c.C_TIERS] >> tier) & 1 != 0
    return bool(in_tier or (law[clause + c.C_LISTS] & lists) != 0 or (law[clause + c.C_UNSCORED] & ~covers) != 0)


@part
def binds_more(law: Ints, book: int, lanes: Ints, lane: int, other: int, least: int, most: int, day: int) -> bool:
    """Tell whether a consequence with an effect from `least` to `most` binds in one account and not in another.

    One that binds for want of a score binds in both.
    """
    tier, lists = lanes[0, lane], lanes[1, lane]
    other_tier, other_lists = lanes[0, other], lanes[1, other]
    if tier == other_tier and lists == other_lists:
        return False
    for k in range(law[book + c.B_N_CONSEQUENCES]):
        clause = law[book + c.B_CONSEQUENCES] + k * c.C_WIDTH
        bound = least <= law[clause + c.C_EFFECT] <= most and binds(law, clause, tier, lists, c.NONE, day)
        if bound and not binds(law, clause, other_tier, other_lists, c.NONE, day):
            return True
    return False


@part
def is_lifted(law: Ints, book: int, lanes: Ints, lane: int, day: int) -> bool:
    """Tell whether a sanction binds that would not bind in a shadow."""
    return binds_more(law, book, lanes, c.REAL, lane, c.BURDENED, c.REFUSED, day)


@part
def is_restricted(law: Ints, book: int, tier: int, lists: int, covers: int, day: int) -> bool:
    """Tell whether any sanction binds."""
    for k in range(law[book + c.B_N_CONSEQUENCES]):
        clause = law[book + c.B_CONSEQUENCES] + k * c.C_WIDTH
        if law[clause + c.C_EFFECT] >= c.BURDENED and binds(law, clause, tier, lists, covers, day):
            return True
    return False


@part
def kinds_of_day(law: Ints, book: int, lanes: Ints, covers: int, reasons: int, branches: Ints, day: int) -> int:
    """Return the kinds of day that today is, as bits."""
    kinds = 0
    if is_restricted(law, book, lanes[0, c.REAL], lanes[1, c.REAL], covers, day):
        kinds |= 1 << c.RESTRICTED_DAY
        branches[RESTRICTED] += 1
    if reasons == 0:
        return kinds
    wrongful, protected = is_lifted(law, book, lanes, c.WRONGFUL, day), is_lifted(law, book, lanes, c.PROTECTED, day)
    if wrongful:
        alone, which = 0, 0
        for k in range(5):
            # The four ways of being mistaken, then being overdue: `arrays.DAYS` has them in this order.
            lane = c.FIRST_CAUSE + k if k < 4 else c.OVERDUE
            if is_lifted(law, book, lanes, lane, day):
                alone += 1
                which = c.FIRST_CAUSE_DAY + k
        kinds |= (1 << c.WRONGFUL_DAY) | (1 << (which if alone == 1 else c.JOINT_CAUSE_DAY))
        branches[ONE_CAUSE if alone == 1 else SEVERAL_CAUSES] += 1
    if protected:
        kinds |= 1 << c.PROTECTED_DAY
        branches[ON_PROTECTED] += 1
    if wrongful and protected:
        kinds |= 1 << c.TWOFOLD_DAY
        branches[TWOFOLD] += 1
    if not wrongful and not protected and is_lifted(law, book, lanes, c.BOTH, day):
        kinds |= 1 << c.JOINT_DAY
        branches[JOINTLY] += 1
    if binds_more(law, book, lanes, c.WRONGFUL, c.REAL, c.FAVOURED, c.FAVOURED, day):
        kinds |= 1 << c.LOST_REWARD_DAY
        branches[LOST] += 1
    if reasons & c.REASON_OTHERS and is_lifted(law, book, lanes, c.OTHERS, day):
        kinds |= 1 << c.OTHERS_DAY
        branches[FOR_OTHERS] += 1
    return kinds


@part
def begin_holding(law: Ints, book: int, holders: Rows, slot: int, enrolled: Ints, counts: Ints, branches: Ints,
                  day: int, end_day: int) -> None:  # fmt: skip
    """Turn somebody without entries or ratings, who stood where everybody does, into one whose standing is reckoned."""
    covers = at(holders, slot, c.H_COVERS)
    for lane in range(c.LANES):
        holders[slot, c.H_KEPT + lane] = quiet(law, book, c.B_QUIET_KEPT, covers, day)
    first, so_far = law[law[book + c.B_QUIET_FIRST] + covers], quiet(law, book, c.B_QUIET_DAYS, covers, day)
    holders[slot, c.H_SINCE], holders[slot, c.H_KINDS], holders[slot, c.H_TIER] = day, 0, -1
    holders[slot, c.H_RECKONED], holders[slot, c.H_KEPT_ON] = 1, day - 1
    holders[slot, c.H_DAYS + c.RESTRICTED_DAY] = so_far
    holders[slot, c.H_FIRST_RESTRICTED] = first if 0 <= first < day else -1
    stratum = holders[slot, c.H_STRATUM]
    enrolled[stratum, 2 * covers + 1] += 1
    rest = quiet(law, book, c.B_QUIET_DAYS, covers, end_day) - so_far
    counts[law[c.T_DAYS] + c.RESTRICTED_DAY, stratum] -= rest
    branches[FIRST_ENTRY] += 1
    for k in range(law[book + c.B_LISTS]):
        first_listed = law[law[book + c.B_QUIET_FIRST_LISTED] + covers * law[book + c.B_LISTS] + k]
        if first_listed < day:
            ever = lists_of(holders, slot, c.H_EVER_LISTED) | (1 << k)
            write_lists(holders, slot, c.H_EVER_LISTED, ever)
        elif first_listed < end_day:
            counts[law[law[book + c.B_LIST_ROWS] + k * c.LIST_METRICS + c.FIRST_LISTED], stratum] -= 1


@part
def change_kinds(
    law: Ints, holders: Rows, slot: int, stock: Ints, counts: Ints, kinds: int, day: int, end_day: int
) -> None:
    """Close the days counted so far, and count the rest of the window as what today is."""
    stratum, before = holders[slot, c.H_STRATUM], at(holders, slot, c.H_KINDS)
    for kind in range(c.KINDS):
        was, now = (before >> kind) & 1, (kinds >> kind) & 1
        holders[slot, c.H_DAYS + kind] += was * (day - holders[slot, c.H_SINCE])
        if now != was:
            stock[kind, stratum] += now - was
            counts[law[c.T_DAYS] + kind, stratum] += (now - was) * (end_day - day)
    holders[slot, c.H_KINDS] = kinds
    holders[slot, c.H_SINCE] = day


@part
def change_tier(holders: Rows, slot: int, in_tier: Ints, tier: int, branches: Ints) -> None:
    """Move a holder from one tier to another in the stock."""
    before, stratum = at(holders, slot, c.H_TIER), holders[slot, c.H_STRATUM]
    if before == tier:
        return
    branches[TIER_CHANGES] += 1
    if before >= 0:
        in_tier[before, stratum] -= 1
    if tier >= 0:
        in_tier[tier, stratum] += 1
    holders[slot, c.H_TIER] = tier


@part
def change_lists(law: Ints, book: int, holders: Rows, slot: int, on_list: Ints, counts: Ints, branches: Ints, lists: int
                 ) -> None:  # fmt: skip
    """Move a holder onto lists and off them in the stock, and count those never on a list before."""
    before, stratum = lists_of(holders, slot, c.H_LISTS), holders[slot, c.H_STRATUM]
    if before == lists:
        return
    ever = lists_of(holders, slot, c.H_EVER_LISTED)
    for k in range(law[book + c.B_LISTS]):
        was, now = (before >> k) & 1, (lists >> k) & 1
        on_list[k, stratum] += now - was
        if now > (ever >> k) & 1:
            counts[law[law[book + c.B_LIST_ROWS] + k * c.LIST_METRICS + c.FIRST_LISTED], stratum] += 1
            branches[NEW_ON_LIST] += 1
    write_lists(holders, slot, c.H_EVER_LISTED, ever | lists)
    write_lists(holders, slot, c.H_LISTS, lists)


@inlined
def place(law: Ints, block: Block, tray: Tray, slot: int, day: int, end_day: int) -> None:
    """Find the standing of a holder of entries, and of the shadows, and what it means."""
    book, holders, entries, lanes, branches = (
        block.spot[c.S_BOOK],
        block.holders,
        block.entries,
        tray.lanes,
        tray.branches,
    )
    reasons = at(holders, slot, c.H_REASONS)
    for lane in range(c.LANES):
        if is_kept(lane, reasons):
            score, tier, lists = standing(law, book, holders, slot, entries, lane, day, tray.sums, branches)
            lanes[0, lane], lanes[1, lane] = tier, lists
            branches[SHADOW] += min(lane, 1)
            if lane == c.REAL:
                holders[slot, c.H_SCORE] = score
        else:
            lanes[0, lane], lanes[1, lane] = lanes[0, c.REAL], lanes[1, c.REAL]
            holders[slot, c.H_KEPT + lane] = holders[slot, c.H_KEPT]
    change_tier(holders, slot, block.in_tier, lanes[0, c.REAL], branches)
    change_lists(law, book, holders, slot, block.on_list, tray.counts, branches, lanes[1, c.REAL])
    plain = lanes[1, c.REAL] == 0 and lanes[0, c.REAL] < c.OF_ITS_OWN - c.IN_TIER
    block.standing[holders[slot, c.H_LOCAL]] = lanes[0, c.REAL] + c.IN_TIER if plain else c.OF_ITS_OWN
    holders[slot, c.H_TIER_WRONGFUL] = lanes[0, c.WRONGFUL]
    write_lists(holders, slot, c.H_LISTS_WRONGFUL, lanes[1, c.WRONGFUL])
    if lanes[1, c.REAL] and day >= law[book + c.B_END_DAY]:
        branches[SURVIVING] += 1
    kinds = kinds_of_day(law, book, lanes, at(holders, slot, c.H_COVERS), reasons, branches, day)
    if kinds != holders[slot, c.H_KINDS]:
        change_kinds(law, holders, slot, block.stock, tray.counts, kinds, day, end_day)
    if kinds & (1 << c.RESTRICTED_DAY) and holders[slot, c.H_FIRST_RESTRICTED] < 0:
        holders[slot, c.H_FIRST_RESTRICTED] = day


@part
def write_lists(holders: Rows, slot: int, column: int, lists: int) -> None:
    """Store a bit per list, in two columns."""
    holders[slot, column], holders[slot, column + 1] = lists & WORD, lists >> 32


@part
def lists_of(holders: Rows, slot: int, column: int) -> int:
    """Return a bit per list."""
    return long_at(holders, slot, column)


@part
def soonest(day: int, candidate: int, so_far: int) -> int:
    """Return the earlier of two days, of which the candidate counts only if it is after today."""
    return candidate if day < candidate < so_far else so_far


@part
def due_after(law: Ints, rule: int, entries: Rows, i: int, day: int) -> int:
    """Return the next day on which something about an entry is due."""
    found, purge = c.NEVER, law[c.W_PURGE]
    for column in (
        c.E_UNTIL,
        c.E_LIST_UNTIL,
        c.E_VOID_DUE,
        c.E_VOID_DAY,
        c.E_NOTICE_DAY,
        c.E_FILES_ON,
        c.E_DECISION_DAY,
        c.E_MET,
        c.E_MET_DUE,
        c.E_MET_GONE,
        c.E_REPAIR_DUE,
        c.E_REVIEWS_ON,
        c.E_WAITS_FROM,
    ):
        found = soonest(day, at(entries, i, column), found)
    found = soonest(day, at(entries, i, c.E_UNTIL) + purge, found)
    found = soonest(day, at(entries, i, c.E_LIST_UNTIL) + purge, found)
    if law[rule + c.R_REPAIRED_LATER]:
        for lane in range(c.LANES):
            found = soonest(day, at(entries, i, c.E_REPAIRED + lane), found)
    made = at(entries, i, c.E_DAY)
    found = soonest(day, made + law[rule + c.R_OVERRIDE_TERM], found)
    for k in range(law[rule + c.R_N_PUBLICATIONS]):
        found = soonest(day, later(law, made, law[law[rule + c.R_PUBLICATIONS] + 2 * k]), found)
    return found


@part
def look_again(law: Ints, book: int, holders: Rows, slot: int, entries: Rows, day: int) -> int:
    """Find anew when the entries that stirred today, or were made, stir again; return the first day on which any does.

    From now on none is new.
    """
    i, found = at(holders, slot, c.H_HEAD), FOREVER
    if holders[slot, c.H_STIRS] > day:
        i, found = at(holders, slot, c.H_NEW), at(holders, slot, c.H_STIRS)
    while i >= 0:
        if entries[i, c.E_STIRS] <= day:
            entries[i, c.E_STIRS] = due_after(law, rule_of(law, book, entries, i), entries, i, day)
            entries[i, c.E_STIRRED] = day
        found = min(found, at(entries, i, c.E_STIRS))
        i = at(entries, i, c.E_NEXT)
    holders[slot, c.H_STIRS], holders[slot, c.H_NEW] = found, -1
    return found


@part
def following(law: Ints, book: int, holders: Rows, slot: int, entries: Rows, day: int) -> int:
    """Return the next day on which the standing of a holder may change, or something of theirs is due."""
    found = min(look_again(law, book, holders, slot, entries, day), int(law[law[book + c.B_TURNING_DAY] + day]))
    moves = law[book + c.B_RUNNING] or law[book + c.B_REFRESH]
    if moves and score_counts(law, book, at(holders, slot, c.H_COVERS), day):
        found = min(found, following_turn(law, book, holders, slot, day))
    return found


@part
def following_turn(law: Ints, book: int, holders: Rows, slot: int, day: int) -> int:
    """Return the next day on which a running score reaches another tier by itself in any account, or an index is
    reckoned anew. Running scores are kept up to a day of their own, which may be over: a refusal tells, and moves none.
    """
    if law[book + c.B_REFRESH]:
        refresh = law[book + c.B_REFRESH]
        return int(day + refresh - (day - law[book + c.B_SCORE_START_DAY]) % refresh)
    if law[book + c.B_RESTLESS]:
        return day + 1
    times = FOREVER
    for lane in range(c.LANES):
        times = min(times, decays_to_a_tier(law, book, at(holders, slot, c.H_KEPT + lane)))
    if times == FOREVER:
        return FOREVER
    since = decays_by(law, book, at(holders, slot, c.H_KEPT_ON))
    return int(law[book + c.B_SCORE_START_DAY] - 1 + (since + times) * law[book + c.B_DECAY_EVERY])


@part
def decays_to_a_tier(law: Ints, book: int, kept: int) -> int:
    """Return how often a running score has to decay until its tier is another, or FOREVER."""
    size, found = law[book + c.B_DECAY_POINTS], FOREVER
    if law[book + c.B_DECAY_EVERY] == 0 or size == 0:
        return found
    sign = 1 if law[book + c.B_HIGHER] else -1
    value, goal = sign * kept, sign * law[book + c.B_START]
    for tier in range(law[book + c.B_TIERS] - 1):
        edge = sign * law[law[book + c.B_EDGES] + tier]
        if value < edge <= goal:
            found = min(found, int((edge - value + size - 1) // size))
        if goal < edge <= value:
            found = min(found, int((value - edge) // size + 1))
    return found
