"""What an entry rests on, and what that means for the shadows of its holder."""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.chance import words
from xinyong.kernel.jit import part
from xinyong.kernel.post import at, id_at
from xinyong.kernel.rows import Ints, Rows


@part
def marks(law: Ints, table: int, rows: Rows, i: int, cause: int, origin_act: int) -> int:
    """Return what a table says of the act on which a record or an entry rests; 0 where it rests on none."""
    if rows[i, cause] == c.FABRICATED:
        return 0
    return int(law[table + rows[i, origin_act]])


@part
def note_reasons(holders: Rows, slot: int, cause: int, protected: int) -> None:
    """Remember why shadows of the holder may differ from the real account from now on."""
    if cause != 0:
        holders[slot, c.H_REASONS] |= 1 << cause
    if protected:
        holders[slot, c.H_REASONS] |= c.REASON_PROTECTED


@part
def draw_of(law: Ints, entries: Rows, i: int, purpose: int) -> tuple[int, int, int, int]:
    """Return the words of a draw about an entry: at the address of the act or report it began with."""
    code = law[law[c.W_ACT_CODE] + entries[i, c.E_ORIGIN_ACT]]
    subject, week, item = id_at(entries, i, c.E_SUBJECT), at(entries, i, c.E_WEEK), at(entries, i, c.E_ITEM)
    return words(law, subject, week, purpose, code, item)
