"""Reading a block: rows of the ledger, final standings, and the people who asked."""

from __future__ import annotations

from xinyong.kernel.account import dropped
from xinyong.kernel.deliver import true_act
from xinyong.kernel.jit import kernel
from xinyong.kernel.life import stratum_of
from xinyong.kernel.rows import FOREVER, KINDS, OWNER_SHIFT, REAL, RESTRICTED_DAY, Ints, Row
from xinyong.kernel.state import Block
from xinyong.kernel.tables import Law

STANDS, EXPIRED, REVERSED, REPAIRED, SCHEME_ENDED = range(5)
"""Codes of `outcome` in the ledger."""


@kernel
def ended(law: Law, book: Row, entry: Row) -> tuple[int, int]:
    """Return the day on which an entry really ends, and how; on one day a reversal comes before a repair, then expiry."""
    day, how = int(entry.void_day), REVERSED
    if entry.repaired[REAL] < day:
        day, how = int(entry.repaired[REAL]), REPAIRED
    drop = dropped(law, entry)
    if drop < day:
        day, how = drop, EXPIRED
    if book.end_day < day:
        day, how = int(book.end_day), SCHEME_ENDED
    return day, how


@kernel
def ledger_row(law: Law, book: Row, recipient: int, entry: Row, end_day: int, out: Ints, k: int) -> None:
    """Write an entry, as it stands before a day, as column k of `out`, in the order of `arrays.LEDGER`."""
    end, how = ended(law, book, entry)
    closed = end < end_day
    should = min(entry.until, entry.void_due)
    out[0, k], out[1, k], out[2, k] = recipient, entry.day, entry.clause
    out[3, k], out[4, k], out[5, k], out[6, k] = entry.subject, entry.week, entry.item, entry.origin_act
    out[7, k], out[8, k], out[9, k], out[10, k] = entry.act, true_act(entry), entry.act_day, entry.channel
    out[11, k], out[12, k], out[13, k], out[14, k] = entry.cause, entry.protected, entry.adverse, entry.granted[REAL]
    out[15, k] = -1 if entry.until == FOREVER else entry.until
    out[16, k], out[17, k] = end if closed else -1, how if closed else STANDS
    out[18, k] = should if should < min(end, end_day) else -1
    out[19, k] = 1 if law.rules[book.first_rule + entry.clause].list >= 0 else 0
    out[20, k], out[21, k], out[22, k] = entry.noticed, entry.known, entry.known_by
    out[23, k], out[24, k], out[25, k] = entry.filed, entry.late, entry.decided
    out[26, k], out[27, k] = entry.reversed, entry.published


@kernel
def ledger_rows(law: Law, block: Block, chosen: Ints, n: int, end_day: int, out: Ints) -> None:
    """Write chosen entries (owner and position, packed) as columns of `out` (columns of `arrays.LEDGER`, n)."""
    spot = block.spot[0]
    book = law.books[spot.place]
    for k in range(n):
        owner, i = chosen[k] >> OWNER_SHIFT, chosen[k] & ((1 << OWNER_SHIFT) - 1)
        ledger_row(law, book, spot.first_id + owner, block.entries[i], end_day, out, k)


@kernel
def all_entries(block: Block, chosen: Ints) -> None:
    """List every entry of a block in the order of the ledger: owner and position, packed."""
    spot = block.spot[0]
    n = 0
    for local in range(spot.count):
        slot = block.slots[local]
        if slot < 0:
            continue
        i = block.holders[slot].head
        while i >= 0:
            chosen[n] = (local << OWNER_SHIFT) | i
            n += 1
            i = block.entries[i].next


@kernel
def subject_rows(law: Law, block: Block, out: Ints) -> int:
    """Write the final standing of every holder as columns of `out`, in the order of `arrays.SUBJECTS`, by id."""
    world, spot, numbers = law.worlds[0], block.spot[0], law.numbers
    book, last = law.books[spot.place], law.worlds[0].days - 1
    k = 0
    for local in range(spot.count):
        slot = block.slots[local]
        if slot < 0:
            continue
        holder = block.holders[slot]
        score, tier, lists, first = int(holder.score), int(holder.tier), int(holder.lists), int(holder.first_restricted)
        if holder.n_entries == 0:
            score, tier, lists, first = (
                int(numbers[book.quiet_score + last]), int(numbers[book.quiet_tier + last]), 0, int(book.quiet_first)
            )  # fmt: skip
        out[0, k], out[1, k], out[2, k] = spot.first_id + local, spot.place, holder.stratum
        out[3, k], out[4, k], out[5, k] = score, tier, lists
        for kind in range(KINDS):
            days = int(holder.days[kind])
            if (holder.kinds >> kind) & 1:
                days += world.days - holder.since
            out[6 + kind, k] = days
        if holder.n_entries == 0:
            out[6 + RESTRICTED_DAY, k] = numbers[book.quiet_days + world.days]
        out[6 + KINDS, k], out[7 + KINDS, k], out[8 + KINDS, k] = first, holder.noticed, holder.refusals
        out[9 + KINDS, k], out[10 + KINDS, k] = holder.refused_wrongly, holder.own_misdeed
        k += 1
    return k


@kernel
def count_people(law: Law, block: Block, out: Ints) -> None:
    """Add those who asked, were refused and were refused wrongly to `out` (3, services, strata)."""
    world, spot = law.worlds[0], block.spot[0]
    n_bytes = block.asked.shape[1]
    for local in range(spot.count):
        stratum = stratum_of(law, spot.place, spot.first_number + local)
        slot = block.slots[local]
        for service in range(world.n_services):
            byte, bit = service >> 3, service & 7
            if (block.asked[local, byte] >> bit) & 1:
                out[0, service, stratum] += 1
            if slot >= 0:
                out[1, service, stratum] += (block.refused[slot, byte] >> bit) & 1
                out[2, service, stratum] += (block.refused[slot, n_bytes + byte] >> bit) & 1
