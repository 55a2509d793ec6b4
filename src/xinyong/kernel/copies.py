"""Copies of lists: sent when a row is entered, with the errors of the register; word of its end follows.

A copy goes through a register, or along a tie to those who belong to the subject.
"""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.account import off_list_day, rule_of, stir
from xinyong.kernel.branches import AT
from xinyong.kernel.chance import stray, wide, words
from xinyong.kernel.jit import part
from xinyong.kernel.life import Pattern
from xinyong.kernel.post import at, id_at
from xinyong.kernel.rows import FOREVER, Ints, Rows
from xinyong.kernel.ties import tied

MISSED, ELSEWHERE, TWICE, WORD_SENT, TIED, TIED_TO_NOBODY, NOTHING_TO_END = (
    AT["exchange: missed"],
    AT["exchange: joined to somebody else"],
    AT["exchange: made twice"],
    AT["exchange: word of an end sent"],
    AT["exchange: sent along a tie"],
    AT["exchange: tied to nobody"],
    AT["deliver: word of an end, of which there is no copy"],
)


@part
def end_copy(entries: Rows, i: int, holders: Rows, slot: int, arrived: Rows, record: int, day: int) -> None:
    """Note when a copy ends, never before word of it arrives."""
    due, gone = max(day, at(arrived, record, c.M_END_DUE)), max(day, at(arrived, record, c.M_END_GONE))
    due, gone = min(due, at(entries, i, c.E_MET_DUE)), min(gone, at(entries, i, c.E_MET_GONE))
    entries[i, c.E_MET_DUE], entries[i, c.E_MET_GONE] = due, gone
    stir(entries, i, holders, slot)
    if due != gone:
        holders[slot, c.H_REASONS] |= c.REASON_OVERDUE


@part
def same_record(entries: Rows, i: int, rows: Rows, k: int, subject: int, week: int) -> bool:
    """Tell whether an entry rests on the record of a row whose origin begins at columns `subject` and `week`."""
    if id_at(entries, i, c.E_SUBJECT) != id_at(rows, k, subject) or entries[i, c.E_WEEK] != rows[k, week]:
        return False
    same_item = entries[i, c.E_ITEM] == rows[k, week + 1] and entries[i, c.E_ORIGIN_ACT] == rows[k, week + 2]
    return bool(same_item and entries[i, c.E_CHANNEL] == rows[k, week + c.E_CHANNEL - c.E_WEEK])


@part
def delete_copies(law: Ints, book: int, arrived: Rows, n: int, entries: Rows, holders: Rows, slot: int, branches: Ints,
                  day: int) -> None:  # fmt: skip
    """Note when the copies end of which word arrives."""
    for k in range(n):
        if arrived[k, c.M_COPY] < 0 or arrived[k, c.M_ENDS] == 0:
            continue
        clause, found = law[law[book + c.B_COPY_CLAUSE] + arrived[k, c.M_COPY]], 0
        i = at(holders, slot, c.H_HEAD)
        while i >= 0:
            mine = entries[i, c.E_OTHER] == -1 or entries[i, c.E_OTHER] == arrived[k, c.M_SENDER]
            mine = mine and entries[i, c.E_CLAUSE] == clause
            if mine and same_record(entries, i, arrived, k, c.M_SUBJECT, c.M_WEEK):
                end_copy(entries, i, holders, slot, arrived, k, day)
                found = 1
            i = at(entries, i, c.E_NEXT)
        branches[NOTHING_TO_END] += 1 - found


@part
def is_first(law: Ints, book: int, entries: Rows, head: int, i: int, which: int) -> bool:
    """Tell whether no entry before this one, of the same record and day, is on the same list."""
    j = head
    while j != i:
        listed = law[rule_of(law, book, entries, j) + c.R_LIST] == which
        listed = listed and entries[j, c.E_DAY] == entries[i, c.E_DAY]
        if listed and same_record(entries, i, entries, j, c.E_SUBJECT, c.E_WEEK):
            return False
        j = at(entries, j, c.E_NEXT)
    return True


@part
def later(day: int, days: int) -> int:
    """Return the day that lies some days after a day that may never come."""
    return FOREVER if day == FOREVER else day + days


@part
def post(spot: Ints, pending: Rows, cursor: Ints, sent: Rows, entries: Rows, i: int, subject: int, recipient: int,
         cause: int, due: int, name: int, ends: int, end_due: int, end_gone: int) -> None:  # fmt: skip
    """Send a copy, or word of its end, to the subject being played or to somebody else."""
    if recipient == subject:
        k, rows = spot[c.S_PENDING], pending
        spot[c.S_PENDING] = k + 1
    else:
        k, rows = cursor[c.N_SENT], sent
        cursor[c.N_SENT] = k + 1
    for column in range(c.E_CAUSE - c.E_SUBJECT + 1):
        rows[k, c.M_SUBJECT + column] = entries[i, c.E_SUBJECT + column]
    rows[k, c.M_TO] = recipient - spot[c.S_FIRST_ID] if recipient == subject else recipient
    rows[k, c.M_DUE], rows[k, c.M_CAUSE], rows[k, c.M_MET], rows[k, c.M_SENDER] = due, cause, FOREVER, subject
    rows[k, c.M_COPY], rows[k, c.M_ENDS], rows[k, c.M_END_DUE], rows[k, c.M_END_GONE] = name, ends, end_due, end_gone


@part
def forward_along(law: Ints, pattern: Pattern, copy: int, spot: Ints, pending: Rows, cursor: Ints, sent: Rows,
                  tied_to: Ints, entries: Rows, i: int, subject: int, when: int, ends: int, end_due: int, end_gone: int,
                  branches: Ints) -> None:  # fmt: skip
    """Send everybody tied to the subject what is to be known of an entry; it stays what it is, mistaken or not."""
    place, first_id, first_number = spot[c.S_PLACE], spot[c.S_FIRST_ID], spot[c.S_FIRST_NUMBER]
    number = first_number + subject - first_id
    n = tied(law, pattern, law[copy + c.COPY_TIE], place, number, tied_to)
    branches[TIED if n else TIED_TO_NOBODY] += 1
    for k in range(n):
        recipient = first_id + tied_to[k] - first_number
        post(spot, pending, cursor, sent, entries, i, subject, recipient, at(entries, i, c.E_CAUSE), when,
             law[copy + c.COPY_NAME], ends, end_due, end_gone)  # fmt: skip


@part
def forward_through(law: Ints, copy: int, spot: Ints, pending: Rows, cursor: Ints, sent: Rows, entries: Rows, i: int,
                    subject: int, when: int, arrives: int, ends: int, end_due: int, end_gone: int, branches: Ints
                    ) -> None:  # fmt: skip
    """Send one register what it is to know of an entry; the errors it makes are those of its first copy."""
    origin, week, item = id_at(entries, i, c.E_SUBJECT), at(entries, i, c.E_WEEK), at(entries, i, c.E_ITEM)
    w0, w1, w2, _ = words(law, origin, week, c.P_LINK, law[copy + c.COPY_CODE], item)
    draw, recipient, cause = wide(w0, w1), subject, at(entries, i, c.E_CAUSE)
    if draw < law[copy + c.COPY_MISSED]:
        branches[MISSED] += 1
        return
    if draw < law[copy + c.COPY_MISLINKED]:
        recipient = stray(law, origin, week, c.P_STRAY, law[copy + c.COPY_CODE], item, c.NONE)
        if recipient != subject and cause != c.FABRICATED:
            cause = c.MISLINKED
        branches[ELSEWHERE] += 1
    name, twice = law[copy + c.COPY_NAME], law[copy + c.COPY_TWICE]
    post(spot, pending, cursor, sent, entries, i, subject, recipient, cause, when, name, ends, end_due, end_gone)
    if w2 < law[copy + c.COPY_DUPLICATED]:
        branches[TWICE] += 1
        when = max(arrives, end_due) if ends else arrives
        post(spot, pending, cursor, sent, entries, i, subject, recipient, cause, when, twice, ends, end_due, c.NEVER)


@part
def forward_one(law: Ints, pattern: Pattern, copy: int, spot: Ints, pending: Rows, cursor: Ints, sent: Rows,
                tied_to: Ints, entries: Rows, i: int, subject: int, due: int, gone: int, branches: Ints, end_day: int
                ) -> None:  # fmt: skip
    """Send what is to be known of an entry through one register, or along one tie."""
    ends = 1 if entries[i, c.E_TOLD_DUE] >= 0 else 0
    branches[WORD_SENT] += ends
    deletions = law[copy + c.COPY_DELETIONS]
    end_due = later(due, max(0, deletions))
    end_gone = FOREVER if deletions < 0 else later(gone, deletions)
    arrives = max(at(entries, i, c.E_DAY) + law[copy + c.COPY_DELAY], end_day)
    when = max(arrives, min(end_due, end_gone)) if ends else arrives
    if law[copy + c.COPY_TIE] < 0:
        forward_through(law, copy, spot, pending, cursor, sent, entries, i, subject, when, arrives, ends, end_due,
                        end_gone, branches)  # fmt: skip
    else:
        forward_along(law, pattern, copy, spot, pending, cursor, sent, tied_to, entries, i, subject, when, ends,
                      end_due, end_gone, branches)  # fmt: skip


@part
def forward(law: Ints, pattern: Pattern, spot: Ints, holders: Rows, slot: int, entries: Rows, pending: Rows,
            cursor: Ints, sent: Rows, tied_to: Ints, branches: Ints, day: int, end_day: int) -> None:  # fmt: skip
    """At the end of a day send copies of the rows entered on it, and word of whatever is new of earlier ones."""
    book, head = spot[c.S_BOOK], at(holders, slot, c.H_HEAD)
    subject, i = spot[c.S_FIRST_ID] + at(holders, slot, c.H_LOCAL), head
    while i >= 0:
        which = law[rule_of(law, book, entries, i) + c.R_LIST]
        new = entries[i, c.E_DAY] >= day
        if which >= 0 and (is_first(law, book, entries, head, i, which) if new else entries[i, c.E_TOLD_DUE] >= 0):
            gone = off_list_day(law, c.REAL, entries, i)
            by_term = at(entries, i, c.E_LIST_UNTIL)
            if by_term == FOREVER:
                by_term = at(entries, i, c.E_UNTIL)
            undone = min(at(entries, i, c.E_VOID_DUE), at(entries, i, c.E_MET_DUE), at(entries, i, c.E_REPAIR_DUE))
            due = min(by_term, undone, gone)
            if due != entries[i, c.E_TOLD_DUE] or gone != entries[i, c.E_TOLD_GONE]:
                for k in range(law[book + c.B_N_COPIES]):
                    copy = law[book + c.B_COPIES] + k * c.COPY_WIDTH
                    if law[copy + c.COPY_FROM] == which:
                        forward_one(law, pattern, copy, spot, pending, cursor, sent, tied_to, entries, i, subject, due,
                                    gone, branches, end_day)  # fmt: skip
                entries[i, c.E_TOLD_DUE], entries[i, c.E_TOLD_GONE] = due, gone
        i = at(entries, i, c.E_NEXT)
