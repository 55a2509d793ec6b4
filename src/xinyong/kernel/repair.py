"""Repairs: records of good deeds that end entries."""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.account import is_kept, is_rightful, leaves_out, never_saw, stands
from xinyong.kernel.branches import AT
from xinyong.kernel.calendar import later
from xinyong.kernel.jit import part
from xinyong.kernel.post import at
from xinyong.kernel.reasons import marks, note_reasons
from xinyong.kernel.rows import FOREVER, Ints, Rows

REPAIRED, NOT_REPAIRED, REPAIRED_IN_SHADOW, EVERY, LATE = (
    AT["deliver: repaired"],
    AT["deliver: nothing to repair"],
    AT["deliver: repaired in a shadow only"],
    AT["deliver: repair ends every entry"],
    AT["deliver: repair carried out later than due"],
)


@part
def lift(law: Ints, book: int, repair: int, entries: Rows, head: int, lane: int, reasons: int, day: int, done: int,
         due: int) -> int:  # fmt: skip
    """End the oldest adverse entry that a repair can lift in an account, or every one, and return how many.

    It is to be gone on `due` and is on `done`; a rightful account is told only the first. What ends in the real account
    ends in the accounts that are not kept.
    """
    lifted, i = 0, head
    while i >= 0:
        fits = entries[i, c.E_ADVERSE] != 0 and law[law[repair + c.REPAIR_RULES] + entries[i, c.E_CLAUSE]] != 0
        fits = fits and day - entries[i, c.E_DAY] >= law[repair + c.REPAIR_AFTER] and not leaves_out(lane, entries, i)
        if fits and entries[i, c.E_REPAIRED + lane] == FOREVER and stands(law, book, lane, entries, i, day):
            entries[i, c.E_REPAIRED + lane], entries[i, c.E_STIRS] = done, 0
            lifted += 1
            if lane == c.REAL:
                entries[i, c.E_REPAIR_DUE] = due
                for other in range(1, c.LANES):
                    if not is_kept(other, reasons):
                        entries[i, c.E_REPAIRED + other] = done
            if law[repair + c.REPAIR_EVERY] == 0:
                return lifted
        i = at(entries, i, c.E_NEXT)
    return lifted


@part
def repair_by(law: Ints, book: int, repair: int, record: int, arrived: Rows, entries: Rows, holders: Rows, slot: int,
              counts: Ints, branches: Ints, day: int) -> None:  # fmt: skip
    """Let the record of a good deed end what it can, in each account by itself."""
    head, cause = at(holders, slot, c.H_HEAD), at(arrived, record, c.M_CAUSE)
    protected = marks(law, law[c.W_PROTECTED], arrived, record, c.M_CAUSE, c.M_ORIGIN_ACT)
    note_reasons(holders, slot, cause, protected)
    done = later(law, day, law[repair + c.REPAIR_TAKES])
    due = min(done, later(law, day, law[repair + c.REPAIR_WITHIN]))
    if due != done:
        holders[slot, c.H_REASONS] |= c.REASON_OVERDUE
        branches[LATE] += 1
    reasons = at(holders, slot, c.H_REASONS)
    lifted = lift(law, book, repair, entries, head, c.REAL, reasons, day, done, due)
    branches[REPAIRED if lifted else NOT_REPAIRED] += 1
    branches[EVERY] += max(lifted - 1, 0)
    counts[law[c.T_REPAIRED], holders[slot, c.H_STRATUM]] += lifted
    holders[slot, c.H_STIRS] = 0
    for lane in range(1, c.LANES):
        if is_kept(lane, reasons) and not never_saw(lane, cause, protected):
            gone = due if is_rightful(lane) else done
            in_shadow = lift(law, book, repair, entries, head, lane, reasons, day, gone, due)
            branches[REPAIRED_IN_SHADOW] += 1 if in_shadow and not lifted else 0


@part
def repair_all(law: Ints, book: int, arrived: Rows, n_arrived: int, entries: Rows, holders: Rows, slot: int,
               counts: Ints, branches: Ints, day: int) -> None:  # fmt: skip
    """Let each record of a good deed that a repair clause names end what it can."""
    for k in range(law[book + c.B_N_REPAIRS]):
        repair = law[book + c.B_REPAIRS] + k * c.REPAIR_WIDTH
        own = law[repair + c.REPAIR_BOOK]
        covered = (at(holders, slot, c.H_COVERS) & law[own + c.B_GOVERNS]) != 0
        if not covered or not law[own + c.B_START_DAY] <= day < law[own + c.B_END_DAY]:
            continue
        for record in range(n_arrived):
            if arrived[record, c.M_COPY] < 0 and arrived[record, c.M_ACT] == law[repair + c.REPAIR_ACT]:
                repair_by(law, book, repair, record, arrived, entries, holders, slot, counts, branches, day)
