"""Rows of the ledger, from the entries of a block."""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.account import dropped
from xinyong.kernel.jit import kernel, part
from xinyong.kernel.post import at, id_at
from xinyong.kernel.rows import FOREVER, OWNER_SHIFT, Ints, Rows

STANDS, EXPIRED, REVERSED, REPAIRED, SCHEME_ENDED = range(5)
"""Codes of `outcome` in the ledger."""

PLAIN = (
    (1, c.E_DAY), (2, c.E_CLAUSE), (4, c.E_WEEK), (5, c.E_ITEM), (6, c.E_ORIGIN_ACT), (7, c.E_ACT), (9, c.E_ACT_DAY),
    (10, c.E_CHANNEL), (11, c.E_CAUSE), (12, c.E_PROTECTED), (13, c.E_ADVERSE), (14, c.E_GRANTED), (20, c.E_NOTICED),
    (21, c.E_KNOWN), (22, c.E_KNOWN_BY), (23, c.E_FILED), (24, c.E_LATE), (25, c.E_DECIDED), (26, c.E_REVERSED),
    (27, c.E_PUBLISHED),
)  # fmt: skip
"""Columns of `arrays.LEDGER` that are columns of an entry as they stand."""


@part
def ending(law: Ints, book: int, entries: Rows, i: int) -> tuple[int, int]:
    """Return the day on which an entry really ends, and how.

    On one day the end of the scheme comes first, then a reversal, a repair, and an expiry.
    """
    day, how = int(law[book + c.B_END_DAY]), SCHEME_ENDED
    void, repaired, drop = at(entries, i, c.E_VOID_DAY), at(entries, i, c.E_REPAIRED), dropped(law, entries, i)
    if void < day:
        day, how = void, REVERSED
    if repaired < day:
        day, how = repaired, REPAIRED
    if drop < day:
        day, how = drop, EXPIRED
    return day, how


@part
def ledger_row(law: Ints, book: int, recipient: int, entries: Rows, i: int, end_day: int, out: Ints, k: int) -> None:
    """Write an entry, as it stands before a day, as column k of `out`, in the order of `arrays.LEDGER`."""
    end, how = ending(law, book, entries, i)
    until = at(entries, i, c.E_UNTIL)
    should = min(until, at(entries, i, c.E_VOID_DUE))
    for column, source in PLAIN:
        out[column, k] = entries[i, source]
    out[0, k] = recipient
    out[3, k] = id_at(entries, i, c.E_SUBJECT)
    out[8, k] = -1 if entries[i, c.E_CAUSE] == c.FABRICATED else at(entries, i, c.E_ORIGIN_ACT)
    out[15, k] = -1 if until == FOREVER else until
    out[16, k] = end if end < end_day else -1
    out[17, k] = how if end < end_day else STANDS
    out[18, k] = should if should < min(end, end_day) else -1
    out[19, k] = 1 if law[law[book + c.B_RULES] + entries[i, c.E_CLAUSE] * c.R_WIDTH + c.R_LIST] >= 0 else 0


@kernel
def ledger_rows(law: Ints, spot: Ints, entries: Rows, chosen: Ints, n: int, end_day: int, out: Ints) -> None:
    """Write n chosen entries (owner and position, packed) as columns of `out` (columns of `arrays.LEDGER`, n)."""
    for k in range(n):
        owner, i = chosen[k] >> OWNER_SHIFT, chosen[k] & ((1 << OWNER_SHIFT) - 1)
        ledger_row(law, spot[c.S_BOOK], spot[c.S_FIRST_ID] + owner, entries, i, end_day, out, k)
