"""Counting what ends on a day: entries, rows of lists, and debts that a sanction had their debtor meet."""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.account import dropped, due_day, is_over_for, off_list_day, rule_of, void_day
from xinyong.kernel.branches import AT
from xinyong.kernel.jit import part
from xinyong.kernel.post import at
from xinyong.kernel.rows import Ints, Rows

DELETED = AT["deliver: copy deleted"]
EXPIRED, OVERDUE_FROM_NOW, BECAUSE_MET, PRESSED, DELISTED, DELISTED_BY_END = (
    AT["deliver: expired"],
    AT["deliver: begins to be overdue"],
    AT["deliver: entry ends because its debt was met"],
    AT["deliver: debt met under a sanction"],
    AT["deliver: listing ends"],
    AT["deliver: listing ends with the scheme"],
)


@part
def count_endings(law: Ints, book: int, entries: Rows, first: int, stratum: int, counts: Ints, branches: Ints, day: int
                  ) -> None:  # fmt: skip
    """Count the entries that end today by their term or because they were met, and those that should be gone from today
    and are not."""
    i = first
    while i >= 0:
        if entries[i, c.E_STIRS] > day:
            i = at(entries, i, c.E_NEXT)
            continue
        undone, drop, met = void_day(c.REAL, entries, i), dropped(law, entries, i), at(entries, i, c.E_MET_GONE)
        if is_over_for(law, rule_of(law, book, entries, i), day):
            i = at(entries, i, c.E_NEXT)
            continue
        if drop == day and day < min(undone, met):
            counts[law[c.T_EXPIRED], stratum] += 1
            branches[EXPIRED] += 1
        if met == day and day < undone and day <= drop:
            copied = entries[i, c.E_COPIED] >= 0
            counts[law[c.T_DELETED] if copied else law[c.T_ENDED_MET], stratum] += 1
            branches[DELETED if copied else BECAUSE_MET] += 1
        if due_day(entries, i) == day and day < min(drop, undone, met):
            counts[law[c.T_OVERDUE], stratum] += 1
            branches[OVERDUE_FROM_NOW] += 1
        i = at(entries, i, c.E_NEXT)


@part
def count_delistings(law: Ints, book: int, entries: Rows, first: int, stratum: int, counts: Ints, branches: Ints,
                     day: int) -> None:  # fmt: skip
    """Count the rows of lists that end today: by term, undone, or with a scheme that the list does not survive."""
    i = first
    while i >= 0:
        rule = rule_of(law, book, entries, i)
        which, scheme_ends = law[rule + c.R_LIST], law[law[rule + c.R_BOOK] + c.B_END_DAY]
        if which >= 0:
            ends = off_list_day(law, c.REAL, entries, i)
            if (law[book + c.B_SURVIVORS] >> which) & 1 == 0 and scheme_ends <= ends:
                ends = scheme_ends
                branches[DELISTED_BY_END] += 1 if ends == day else 0
            if ends == day:
                counts[law[law[book + c.B_LIST_ROWS] + which * c.LIST_METRICS + c.DELISTINGS], stratum] += 1
                branches[DELISTED] += 1
        i = at(entries, i, c.E_NEXT)


@part
def count_pressed(law: Ints, entries: Rows, first: int, stratum: int, counts: Ints, branches: Ints, day: int) -> None:
    """Count the debts that are met today because a sanction presses their debtor."""
    i = first
    while i >= 0:
        if entries[i, c.E_STIRS] <= day and entries[i, c.E_PRESSED] and entries[i, c.E_MET] == day:
            counts[law[c.T_MET_PRESSED], stratum] += 1
            branches[PRESSED] += 1
        i = at(entries, i, c.E_NEXT)
