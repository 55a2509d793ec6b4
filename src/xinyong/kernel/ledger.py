"""Rows of the ledger, from the entries of a block."""

from __future__ import annotations

from xinyong.arrays import FOREIGN, LEDGER
from xinyong.kernel import rows as c
from xinyong.kernel.account import dropped, due_day, met_day, rule_of
from xinyong.kernel.jit import kernel, part
from xinyong.kernel.post import at, id_at
from xinyong.kernel.rows import FOREVER, OWNER_SHIFT, WORD, Ints, Rows
from xinyong.results.chain import FOLD, WEIGHTS

STANDS, EXPIRED, REVERSED, REPAIRED, SCHEME_ENDED, ENDED_MET, PROPAGATED = range(7)
"""Codes of `outcome` in the ledger."""

PLAIN = tuple(
    (LEDGER.index(name), column)
    for name, column in {
        "day": c.E_DAY, "clause": c.E_CLAUSE, "origin_week": c.E_WEEK, "origin_item": c.E_ITEM,
        "origin_act": c.E_ORIGIN_ACT, "act": c.E_ACT, "act_day": c.E_ACT_DAY, "channel": c.E_CHANNEL,
        "cause": c.E_CAUSE, "protected": c.E_PROTECTED, "adverse": c.E_ADVERSE, "points": c.E_GRANTED,
        "noticed": c.E_NOTICED, "known": c.E_KNOWN, "known_by": c.E_KNOWN_BY, "filed": c.E_FILED, "late": c.E_LATE,
        "decided": c.E_DECIDED, "reversed": c.E_REVERSED, "review_filed": c.E_REVIEW_FILED,
        "review_decided": c.E_REVIEW_DECIDED, "review_reversed": c.E_REVIEW_REVERSED, "published": c.E_PUBLISHED,
    }.items()
)  # fmt: skip
"""Columns of `arrays.LEDGER` that are columns of an entry as they stand."""

RECIPIENT, ORIGIN_SUBJECT, TRUE_ACT, UNTIL, ENDED, OUTCOME, OVERDUE, LISTED, MET, LIST_UNTIL, SHOWN_UNTIL, OTHER = (
    LEDGER.index(name)
    for name in (
        "recipient", "origin_subject", "true_act", "until", "ended", "outcome", "overdue", "listed", "met",
        "list_until", "shown_until", "copy_of_other",
    )
)  # fmt: skip


IDS = ("recipient", "origin_subject", "sender")
"""Columns of `arrays.FOREIGN` that are ids."""
SENT_COLUMNS = {
    "recipient": c.M_TO, "due": c.M_DUE, "origin_subject": c.M_SUBJECT, "origin_week": c.M_WEEK,
    "origin_item": c.M_ITEM, "origin_act": c.M_ORIGIN_ACT, "act": c.M_ACT, "true_act": c.M_ORIGIN_ACT,
    "act_day": c.M_ACT_DAY, "channel": c.M_CHANNEL, "sender": c.M_SENDER, "cause": c.M_CAUSE, "copy": c.M_COPY,
    "ends": c.M_ENDS, "end_due": c.M_END_DUE, "end_gone": c.M_END_GONE,
}  # fmt: skip
"""Column of a record sent for each of `arrays.FOREIGN`; what goes to somebody else rests on the act it began with."""
SENT = tuple((FOREIGN.index(name), column) for name, column in SENT_COLUMNS.items() if name not in IDS)
SENT_IDS = tuple((FOREIGN.index(name), SENT_COLUMNS[name]) for name in IDS)
SENT_TRUE_ACT, SENT_DAYS = FOREIGN.index("true_act"), FOREIGN.index("end_due")


@part
def ending(law: Ints, book: int, entries: Rows, i: int) -> tuple[int, int]:
    """Return the day on which an entry really ends, and how.

    On one day the end of the scheme comes first, then a reversal, a repair, what is met, and an expiry.
    """
    day, how = int(law[law[rule_of(law, book, entries, i) + c.R_BOOK] + c.B_END_DAY]), SCHEME_ENDED
    void, repaired, drop = at(entries, i, c.E_VOID_DAY), at(entries, i, c.E_REPAIRED), dropped(law, entries, i)
    if void < day:
        day, how = void, REVERSED
    if repaired < day:
        day, how = repaired, REPAIRED
    met = met_day(c.REAL, entries, i)
    if met < day:
        day, how = met, ENDED_MET if entries[i, c.E_COPIED] < 0 else PROPAGATED
    if drop < day:
        day, how = drop, EXPIRED
    return day, how


@part
def ledger_row(law: Ints, book: int, recipient: int, entries: Rows, i: int, end_day: int, out: Ints, k: int) -> None:
    """Write an entry, as it stands before a day, as column k of `out`, in the order of `arrays.LEDGER`."""
    end, how = ending(law, book, entries, i)
    until = at(entries, i, c.E_UNTIL)
    should = due_day(entries, i)
    for column, source in PLAIN:
        out[column, k] = entries[i, source]
    shown = at(entries, i, c.E_SHOWN_UNTIL)
    out[SHOWN_UNTIL, k] = -1 if shown == FOREVER else shown
    out[RECIPIENT, k] = recipient
    out[ORIGIN_SUBJECT, k] = id_at(entries, i, c.E_SUBJECT)
    out[TRUE_ACT, k] = -1 if entries[i, c.E_CAUSE] == c.FABRICATED else at(entries, i, c.E_ORIGIN_ACT)
    out[UNTIL, k] = -1 if until == FOREVER else until
    out[ENDED, k] = end if end < end_day else -1
    out[OUTCOME, k] = how if end < end_day else STANDS
    out[OVERDUE, k] = should if should < min(end, end_day) else -1
    out[LISTED, k] = 1 if law[law[book + c.B_RULES] + entries[i, c.E_CLAUSE] * c.R_WIDTH + c.R_LIST] >= 0 else 0
    out[MET, k] = entries[i, c.E_MET] if entries[i, c.E_MET] < end_day else -1
    list_until = at(entries, i, c.E_LIST_UNTIL)
    out[LIST_UNTIL, k] = -1 if list_until == FOREVER else list_until
    out[OTHER, k] = -1 if entries[i, c.E_OTHER] == -1 else id_at(entries, i, c.E_OTHER)


@part
def folded(total: int) -> int:
    """Return the hash of a row, given the weighted sum of its columns (`results.chain.row_hashes`)."""
    total = (total ^ ((total >> 32) & WORD)) * FOLD
    return total ^ ((total >> 32) & WORD)


@kernel
def ledger_hashes(law: Ints, spot: Ints, entries: Rows, chosen: Ints, n: int, end_day: int, row: Ints, out: Ints
                  ) -> None:  # fmt: skip
    """Write the hash of each of n chosen entries; `row` has room for one (columns of `arrays.LEDGER`, 1)."""
    for k in range(n):
        owner, i = chosen[k] >> OWNER_SHIFT, chosen[k] & ((1 << OWNER_SHIFT) - 1)
        ledger_row(law, spot[c.S_BOOK], spot[c.S_FIRST_ID] + owner, entries, i, end_day, row, c.NOTHING)
        total = c.NOTHING
        for column in range(len(row)):
            total += row[column, 0] * WEIGHTS[column]
        out[k] = folded(total)


@kernel
def mail_hashes(sent: Rows, n: int, out: Ints) -> None:
    """Write the hash of each of n records sent to somebody else."""
    for k in range(n):
        total = c.NOTHING
        for column, source in SENT:
            value = at(sent, k, source)
            if column == SENT_TRUE_ACT and sent[k, c.M_CAUSE] == c.FABRICATED:
                value = -1
            if column >= SENT_DAYS and value == FOREVER:
                value = -1
            total += value * WEIGHTS[column]
        for column, source in SENT_IDS:
            total += id_at(sent, k, source) * WEIGHTS[column]
        out[k] = folded(total)


@kernel
def ledger_rows(law: Ints, spot: Ints, entries: Rows, chosen: Ints, n: int, end_day: int, out: Ints) -> None:
    """Write n chosen entries (owner and position, packed) as columns of `out` (columns of `arrays.LEDGER`, n)."""
    for k in range(n):
        owner, i = chosen[k] >> OWNER_SHIFT, chosen[k] & ((1 << OWNER_SHIFT) - 1)
        ledger_row(law, spot[c.S_BOOK], spot[c.S_FIRST_ID] + owner, entries, i, end_day, out, k)
