"""The accounts of a subject, side by side: the real one and its shadows.

A shadow leaves some entries out; a *rightful* one lets each entry end when the scheme's own rules say. A shadow that
could not differ yet is a copy of the real account and is not reckoned (`is_kept`).
"""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.branches import AT
from xinyong.kernel.jit import part
from xinyong.kernel.post import at
from xinyong.kernel.rows import FOREVER, WORD, Ints, Rows

STAR = 1_000
"""Points that one star is worth (`scheme.rating`)."""
ANY_CAUSE = (1 << c.N_CAUSES) - 1
KEPT_FOR = (
    0,
    ANY_CAUSE | c.REASON_OVERDUE,
    c.REASON_PROTECTED,
    ANY_CAUSE | c.REASON_PROTECTED | c.REASON_OVERDUE,
    c.REASON_OVERDUE,
    c.REASON_OTHERS,
    *(1 << cause for cause in range(1, c.N_CAUSES)),
)
"""By lane: the reasons for which it can differ from the real account."""
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
PART_CLAMPED, RECKONED, OF_RATINGS, SUM_CLAMPED, OVERRIDDEN, ON_LIST = (
    AT["place: subtotal clamped"],
    AT["place: index reckoned anew"],
    AT["place: score made of ratings"],
    AT["place: score clamped"],
    AT["place: override binds"],
    AT["place: listed"],
)


@part
def is_kept(lane: int, reasons: int) -> bool:
    """Tell whether a lane can differ from the real account for the given reasons."""
    return lane == c.REAL or reasons & KEPT_FOR[lane] != 0


@part
def never_saw(lane: int, cause: int, protected: int) -> bool:
    """Tell whether an account leaves out a record of a cause, and resting on protected conduct or not."""
    if lane == c.WRONGFUL:
        return cause != 0
    if lane == c.PROTECTED:
        return protected != 0
    if lane == c.BOTH:
        return cause != 0 or protected != 0
    return lane >= c.FIRST_CAUSE and cause == lane - c.FIRST_CAUSE + 1


@part
def leaves_out(lane: int, entries: Rows, i: int) -> bool:
    """Tell whether an account leaves out an entry."""
    if lane == c.OTHERS:
        return at(entries, i, c.E_OTHER) != -1
    return never_saw(lane, at(entries, i, c.E_CAUSE), at(entries, i, c.E_PROTECTED))


@part
def is_rightful(lane: int) -> bool:
    """Tell whether in an account entries end when they should."""
    return lane in (c.WRONGFUL, c.BOTH, c.OVERDUE)


@part
def void_day(lane: int, entries: Rows, i: int) -> int:
    """Return the day from which an entry is undone (reversed or repaired) in an account."""
    undone = at(entries, i, c.E_VOID_DUE) if is_rightful(lane) else at(entries, i, c.E_VOID_DAY)
    return min(undone, at(entries, i, c.E_REPAIRED + lane))


@part
def met_day(lane: int, entries: Rows, i: int) -> int:
    """Return the day from which an entry is gone because its debt was met, in an account."""
    return at(entries, i, c.E_MET_DUE) if is_rightful(lane) else at(entries, i, c.E_MET_GONE)


@part
def due_day(entries: Rows, i: int) -> int:
    """Return the day on which an entry should be gone by the scheme's own rules."""
    reversed_, repaired = at(entries, i, c.E_VOID_DUE), at(entries, i, c.E_REPAIR_DUE)
    return min(at(entries, i, c.E_UNTIL), at(entries, i, c.E_MET_DUE), reversed_, repaired)


@part
def dropped(law: Ints, entries: Rows, i: int) -> int:
    """Return the day on which the points of an entry are really gone by its term."""
    until = at(entries, i, c.E_UNTIL)
    return FOREVER if until == FOREVER else int(until + law[c.W_PURGE])


@part
def waits(entries: Rows, i: int, day: int) -> bool:
    """Tell whether an open objection takes the effect of an entry away on a day."""
    return bool(entries[i, c.E_WAITS_FROM] <= day < entries[i, c.E_WAITS_TO])


@part
def in_force(law: Ints, lane: int, entries: Rows, i: int, day: int) -> bool:
    """Tell whether the points (and the override) of an entry count on a day, which is not before its own."""
    ends = at(entries, i, c.E_UNTIL) if is_rightful(lane) else dropped(law, entries, i)
    return day < min(ends, met_day(lane, entries, i), void_day(lane, entries, i)) and not waits(entries, i, day)


@part
def off_list_day(law: Ints, lane: int, entries: Rows, i: int) -> int:
    """Return the day from which the listing of an entry is no longer in force; that of the entry where it has no term
    of its own."""
    ends = at(entries, i, c.E_LIST_UNTIL)
    if ends == FOREVER:
        ends = at(entries, i, c.E_UNTIL)
    if ends != FOREVER and not is_rightful(lane):
        ends += law[c.W_PURGE]
    return int(min(ends, met_day(lane, entries, i), void_day(lane, entries, i)))


@part
def is_listed(law: Ints, rule: int, lane: int, entries: Rows, i: int, day: int) -> bool:
    """Tell whether the listing of an entry is in force on a day."""
    return bool(law[rule + c.R_LIST] >= 0 and day < off_list_day(law, lane, entries, i)) and not waits(entries, i, day)


@part
def rule_of(law: Ints, book: int, entries: Rows, i: int) -> int:
    """Return where the rule of an entry stands."""
    return int(law[book + c.B_RULES] + entries[i, c.E_CLAUSE] * c.R_WIDTH)


@part
def stands(law: Ints, book: int, lane: int, entries: Rows, i: int, day: int) -> bool:
    """Tell whether an entry still does anything on a day."""
    return in_force(law, lane, entries, i, day) or is_listed(law, rule_of(law, book, entries, i), lane, entries, i, day)


@part
def is_over_for(law: Ints, rule: int, day: int) -> bool:
    """Tell whether the layer in which a rule stands has ended by a day."""
    return bool(day >= law[law[rule + c.R_BOOK] + c.B_END_DAY])


@part
def score_counts(law: Ints, book: int, covers: int, day: int) -> bool:
    """Tell whether the layer that keeps score governs, on a day, somebody whom these layers score."""
    covered = (covers & law[book + c.B_SCORING]) != 0
    return bool(covered and law[book + c.B_SCORE_START_DAY] <= day < law[book + c.B_SCORE_END_DAY])


@part
def stirring(holders: Rows, slot: int, day: int) -> int:
    """Return the first entry of a holder of which anything can be due on a day, or −1."""
    return at(holders, slot, c.H_HEAD if holders[slot, c.H_STIRS] <= day else c.H_NEW)


@part
def stir(entries: Rows, i: int, holders: Rows, slot: int) -> None:
    """Have an entry looked at again."""
    entries[i, c.E_STIRS], holders[slot, c.H_STIRS] = 0, 0


@part
def is_turning(law: Ints, book: int, day: int) -> bool:
    """Tell whether everybody's standing may change on a day."""
    return day == 0 or bool(law[law[book + c.B_TURNING_DAY] + day - 1] == day)


@part
def quiet(law: Ints, book: int, table: int, covers: int, day: int) -> int:
    """Return what a table by day says of somebody without entries whom these layers score."""
    return int(law[law[book + table] + covers * (law[c.W_DAYS] + 1) + day])


@part
def clamp(law: Ints, book: int, points: int) -> int:
    """Return points between floor and ceiling."""
    return min(max(points, int(law[book + c.B_FLOOR])), int(law[book + c.B_CEILING]))


@part
def granted(law: Ints, book: int, head: int, entries: Rows, new: int, points: int, lane: int, branches: Ints) -> int:
    """Return what an entry about to be made is worth in an account: to its points come repeats, then the cap."""
    rule, day = rule_of(law, book, entries, new), at(entries, new, c.E_DAY)
    cap = law[rule + c.R_CAP]
    times, used, period = 0, 0, 0
    if cap >= 0:
        period = (day - law[cap + c.CAP_FROM_DAY]) // law[cap + c.CAP_PER]
    i = head if cap >= 0 or law[rule + c.R_REPEATS] else -1
    while i >= 0:
        if not leaves_out(lane, entries, i) and void_day(lane, entries, i) > day:
            clause, made = at(entries, i, c.E_CLAUSE), at(entries, i, c.E_DAY)
            if clause == entries[new, c.E_CLAUSE] and day - made < law[rule + c.R_WITHIN]:
                times += 1
            capped = cap >= 0 and law[law[cap + c.CAP_RULES] + clause] != 0
            if capped and (made - law[cap + c.CAP_FROM_DAY]) // law[cap + c.CAP_PER] == period:
                used += abs(at(entries, i, c.E_GRANTED + lane))
        i = at(entries, i, c.E_NEXT)
    if law[rule + c.R_REPEATS] and times:
        step, limit = law[rule + c.R_STEP], law[rule + c.R_LIMIT]
        more = min(times * step, limit) if step > 0 else max(times * step, limit)
        branches[DEARER if more == times * step else AT_LIMIT] += 1
        points += more
    if cap >= 0:
        left = max(0, law[cap + c.CAP_POINTS] - used)
        if abs(points) > left:
            branches[CAPPED] += 1
        points = max(-left, min(left, points))
    return int(points)


@part
def decays_by(law: Ints, book: int, day: int) -> int:
    """Return how often a running score has decayed by the end of a day; 0 where it never does."""
    every = law[book + c.B_DECAY_EVERY]
    return int(max(0, day - law[book + c.B_SCORE_START_DAY] + 1) // every) if every else 0


@part
def decayed(law: Ints, book: int, kept: int, times: int, branches: Ints) -> int:
    """Return a running score after it has decayed a number of times: never past its start."""
    move = times * law[book + c.B_DECAY_POINTS]
    move = max(-move, min(move, law[book + c.B_START] - kept))
    if move != 0:
        branches[DECAYED] += 1
    return int(kept + move)


@part
def turn(law: Ints, book: int, holders: Rows, slot: int, entries: Rows, lane: int, day: int, branches: Ints) -> int:
    """Return a running score after a day: what was undone, then the day's points, then decay; clamped each time.

    Before that comes the decay of the days since it was kept last.
    """
    back, new = 0, 0
    i = stirring(holders, slot, day)
    while i >= 0:
        if entries[i, c.E_STIRS] > day:
            i = at(entries, i, c.E_NEXT)
            continue
        counts = law[rule_of(law, book, entries, i) + c.R_PART] <= law[book + c.B_N_PARTS]
        if counts and not leaves_out(lane, entries, i):
            undone = void_day(lane, entries, i)
            if undone == day and entries[i, c.E_DAY] < day:
                back += at(entries, i, c.E_GRANTED + lane)
                branches[GIVEN_BACK] += 1
            if entries[i, c.E_DAY] == day and day < undone:
                new += at(entries, i, c.E_GRANTED + lane)
        i = at(entries, i, c.E_NEXT)
    before = decays_by(law, book, day - 1)
    kept = at(holders, slot, c.H_KEPT + lane)
    kept = decayed(law, book, kept, before - decays_by(law, book, at(holders, slot, c.H_KEPT_ON)), branches)
    kept = clamp(law, book, kept - back)
    if clamp(law, book, kept + new) != kept + new:
        branches[RUNNING_CLAMPED] += 1
    return decayed(law, book, clamp(law, book, kept + new), decays_by(law, book, day) - before, branches)


@part
def tier_of(law: Ints, book: int, score: int) -> int:
    """Return the tier of a score, best first; −1 in a scheme without tiers."""
    n_tiers, edges, higher = law[book + c.B_TIERS], law[book + c.B_EDGES], law[book + c.B_HIGHER]
    for tier in range(n_tiers - 1):
        if (score >= law[edges + tier]) if higher else (score <= law[edges + tier]):
            return tier
    return int(n_tiers) - 1


@part
def summed(law: Ints, book: int, sums: Ints, branches: Ints) -> int:
    """Return a sum score, given the points in force of each subtotal and, behind them, those that belong to none."""
    n_parts = law[book + c.B_N_PARTS]
    score = sums[n_parts]
    if n_parts == 0:
        score += law[book + c.B_START]
    for k in range(n_parts):
        row = law[book + c.B_PARTS] + k * c.PART_WIDTH
        held = min(max(law[row + c.PART_START] + sums[k], law[row + c.PART_FLOOR]), law[row + c.PART_CEILING])
        if held != law[row + c.PART_START] + sums[k]:
            branches[PART_CLAMPED] += 1
        score += held
    if clamp(law, book, score) != score:
        branches[SUM_CLAMPED] += 1
    return clamp(law, book, score)


@part
def long_at(rows: Rows, i: int, column: int) -> int:
    """Return a number of 62 bits that is kept in two columns."""
    return (at(rows, i, column + 1) << 32) | (at(rows, i, column) & WORD)


@part
def weighed(law: Ints, book: int, holders: Rows, slot: int, sums: Ints, branches: Ints) -> int:
    """Return an index, given the points in force of each dimension: their weighted mean, rounded down."""
    held, moved = 0, long_at(holders, slot, c.H_STARS)
    for k in range(law[book + c.B_N_PARTS]):
        row = law[book + c.B_PARTS] + k * c.PART_WIDTH
        value = law[row + c.PART_START] + law[row + c.PART_TIED] * moved + sums[k]
        within = min(max(value, law[row + c.PART_FLOOR]), law[row + c.PART_CEILING])
        if within != value:
            branches[PART_CLAMPED] += 1
        held += law[row + c.PART_WEIGHT] * within
    branches[RECKONED] += 1
    span = law[book + c.B_CEILING] - law[book + c.B_FLOOR]
    return int(law[book + c.B_FLOOR] + span * held // law[book + c.B_WHOLE])


@part
def rated(law: Ints, book: int, holders: Rows, slot: int, branches: Ints) -> int:
    """Return the score that ratings make: the start, which counts for so many of them, and all that were given."""
    stars, weights = long_at(holders, slot, c.H_STARS), long_at(holders, slot, c.H_WEIGHTS)
    prior, start = law[book + c.B_PRIOR], law[book + c.B_START]
    branches[OF_RATINGS] += 1
    if prior + weights == 0:
        return clamp(law, book, start)
    return clamp(law, book, (prior * start + STAR * stars) // (prior + weights))


@part
def standing(law: Ints, book: int, holders: Rows, slot: int, entries: Rows, lane: int, day: int, sums: Ints,
             branches: Ints) -> tuple[int, int, int]:  # fmt: skip
    """Return score, tier and lists of an account on a day; of a layer that has ended only the lists that
    survive it.

    `sums` has room for every subtotal and one more.
    """
    lists, worst = 0, -1
    sums[: law[book + c.B_N_PARTS] + 1] = 0
    i = c.NONE if law[book + c.B_KEPT_ALONE] else at(holders, slot, c.H_HEAD)
    while i >= 0:
        if not leaves_out(lane, entries, i):
            rule = rule_of(law, book, entries, i)
            if is_listed(law, rule, lane, entries, i, day):
                listed = 1 << law[rule + c.R_LIST]
                lists |= listed & law[book + c.B_SURVIVORS] if is_over_for(law, rule, day) else listed
                branches[ON_LIST] += 1
            if in_force(law, lane, entries, i, day):
                sums[law[rule + c.R_PART]] += at(entries, i, c.E_GRANTED + lane)
                if day - entries[i, c.E_DAY] < law[rule + c.R_OVERRIDE_TERM]:
                    worst = max(worst, law[rule + c.R_OVERRIDE])
        i = at(entries, i, c.E_NEXT)
    covers = at(holders, slot, c.H_COVERS)
    if not score_counts(law, book, covers, day):
        return int(law[book + c.B_START]) if covers & law[book + c.B_SCORING] else 0, -1, lists
    score = at(holders, slot, c.H_KEPT + lane)
    every = law[book + c.B_REFRESH]
    if every and (day - law[book + c.B_SCORE_START_DAY]) % every == 0:
        score = weighed(law, book, holders, slot, sums, branches)
        holders[slot, c.H_KEPT + lane] = score
    if law[book + c.B_RATES]:
        score = rated(law, book, holders, slot, branches)
    elif law[book + c.B_RUNNING] == 0 and every == 0:
        score = summed(law, book, sums, branches) if law[book + c.B_SCORED] else 0
    tier = tier_of(law, book, score)
    if worst > tier:
        branches[OVERRIDDEN] += 1
    tier = max(tier, worst)
    if tier >= 0:
        lists |= law[law[book + c.B_LISTS_OF_TIER] + tier]
    return score, tier, int(lists)
