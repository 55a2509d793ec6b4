"""Entries whose debt or duty is met, and listings whose term is extended."""

from __future__ import annotations

from xinyong.kernel import rows as c
from xinyong.kernel.account import rule_of, stir
from xinyong.kernel.branches import AT
from xinyong.kernel.calendar import later
from xinyong.kernel.chance import wide
from xinyong.kernel.jit import part
from xinyong.kernel.post import at, id_at
from xinyong.kernel.reasons import draw_of
from xinyong.kernel.rows import FOREVER, WORD, Ints, Rows

MET_BEFORE, BY_SCRIPT, EXTENDED, NOT_EXTENDED = (
    AT["deliver: debt was met before the entry"],
    AT["deliver: met by the script"],
    AT["deliver: listing extended"],
    AT["deliver: listing not extended"],
)


@part
def extend(
    law: Ints, rule: int, entries: Rows, i: int, stratum: int, counts: Ints, branches: Ints, choice: int
) -> None:
    """Decide whether the term of a listing is extended, and by how many days; in a script it says so by its choice."""
    span = law[rule + c.R_EXTEND_SPAN]
    if law[c.W_SCRIPTED]:
        longer, further = choice != c.UNSAID, span if choice == c.MOST else c.NOTHING
    else:
        w0, w1, w2, _ = draw_of(law, entries, i, c.P_EXTEND)
        longer, further = wide(w0, w1) < law[rule + c.R_EXTEND], (w2 * (span + 1)) >> 32
    if entries[i, c.E_LIST_UNTIL] == FOREVER or not longer:
        branches[NOT_EXTENDED] += 1
        return
    more = law[rule + c.R_EXTEND_LEAST] + further
    entries[i, c.E_LIST_UNTIL] += more
    if law[rule + c.R_ONLY_LISTS]:
        entries[i, c.E_UNTIL] += more
    counts[law[c.T_EXTENDED], stratum] += 1
    branches[EXTENDED] += 1


@part
def meet(law: Ints, rule: int, entries: Rows, i: int, holders: Rows, slot: int, met: int) -> None:
    """Set the day on which a debt is met; the entry ends for it if its rule says so, but never before it began."""
    entries[i, c.E_MET] = met
    stir(entries, i, holders, slot)
    if law[rule + c.R_MET] == 0 or met >= law[c.W_DAYS]:
        return
    done = later(law, met, law[rule + c.R_MET_TAKES])
    due = max(at(entries, i, c.E_DAY), min(done, later(law, met, law[rule + c.R_MET_WITHIN])))
    done = max(at(entries, i, c.E_DAY), done)
    entries[i, c.E_MET_DUE], entries[i, c.E_MET_GONE] = due, done
    if due != done:
        holders[slot, c.H_REASONS] |= c.REASON_OVERDUE


@part
def first_pressing(law: Ints, book: int, made: Ints, n_made: int, record: int) -> int:
    """Return the first entry made today of a record that carries a sanction by itself, as `made` packs it, or −1."""
    for k in range(n_made):
        rule = law[book + c.B_RULES] + (made[k] >> 32) * c.R_WIDTH
        if made[k] & WORD == record and law[rule + c.R_PRESSES]:
            return int(made[k])
    return -1


@part
def owe(law: Ints, book: int, arrived: Rows, made: Ints, n_made: int, packed: int, entries: Rows, i: int, holders: Rows,
        slot: int, subject: int, branches: Ints) -> None:  # fmt: skip
    """Note when the debt behind a new entry is met, by itself or because a sanction presses its debtor."""
    record = packed & WORD
    met, act = at(arrived, record, c.M_MET), at(arrived, record, c.M_ORIGIN_ACT)
    owes = id_at(arrived, record, c.M_SUBJECT) == subject and arrived[record, c.M_CAUSE] != c.FABRICATED
    if owes and met == FOREVER and law[c.W_RESPONDS] and law[c.W_SCRIPTED] == 0:
        pressing = first_pressing(law, book, made, n_made, record)
        w0, w1, w2, _ = draw_of(law, entries, i, c.P_FULFIL)
        pressed = law[law[c.W_PRESSED] + act * law[c.W_STRATA] + holders[slot, c.H_STRATUM]]
        if pressing >= 0 and wide(w0, w1) < pressed:
            after = law[law[c.W_PRESSED_AFTER] + act] + ((w2 * (law[law[c.W_PRESSED_SPREAD] + act] + 1)) >> 32)
            met = int(entries[i, c.E_DAY] + after)
            entries[i, c.E_PRESSED] = 1 if packed == pressing else 0
    if met < entries[i, c.E_DAY]:
        branches[MET_BEFORE] += 1
    meet(law, rule_of(law, book, entries, i), entries, i, holders, slot, met)


@part
def meet_by_script(law: Ints, book: int, entries: Rows, holders: Rows, slot: int, branches: Ints, subject: int, day: int
                   ) -> None:  # fmt: skip
    """Let the debts be met that a script says are."""
    for k in range(law[c.W_N_LINES]):
        line = law[c.W_LINES] + k * c.L_WIDTH
        if law[line + c.L_WHAT] != c.MET or law[line + c.L_DAY] != day or law[line + c.L_SUBJECT] != subject:
            continue
        i = at(holders, slot, c.H_HEAD)
        while i >= 0:
            if entries[i, c.E_ITEM] == law[line + c.L_OF]:
                meet(law, rule_of(law, book, entries, i), entries, i, holders, slot, day)
                branches[BY_SCRIPT] += 1
            i = at(entries, i, c.E_NEXT)
