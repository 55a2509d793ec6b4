"""Phase 5, serve: requests are answered with the standing of the morning; a refusal tells."""

from __future__ import annotations

from xinyong.kernel.branches import AT
from xinyong.kernel.chance import wide, words
from xinyong.kernel.jit import kernel
from xinyong.kernel.notify import BY_REFUSAL, learn_all
from xinyong.kernel.place import binds
from xinyong.kernel.rows import FAVOURED, FOREVER, REFUSED, Row
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.tables import Law
from xinyong.vocabulary import Purpose

SERVE = int(Purpose.SERVE)
SCRIPTED = -1
"""Item number of a request in a script: no draw belongs to it, and a partial consequence always binds."""

GRANTED, IS_REFUSED, WRONGLY, IS_BURDENED, IS_FAVOURED, BINDS, SPARES, TELLS, WITHOUT_ENTRIES = (
    AT["serve: request granted"],
    AT["serve: refused"],
    AT["serve: refused wrongly"],
    AT["serve: burdened"],
    AT["serve: favoured"],
    AT["serve: partial consequence binds"],
    AT["serve: partial consequence spares"],
    AT["serve: refusal tells"],
    AT["serve: refused without entries"],
)


@kernel
def effect(law: Law, book: Row, tray: Tray, tier: int, lists: int, subject: int, service: int, item: int, day: int) -> int:
    """Return the weightiest thing that a standing does to a request: REFUSED, BURDENED, FAVOURED or 0.

    A partial consequence binds by the request's own draw.
    """
    world, numbers = law.worlds[0], law.numbers
    where = numbers[book.by_service + 2 * service]
    found, draw = 0, -1
    for k in range(numbers[book.by_service + 2 * service + 1]):
        clause = law.consequences[numbers[where + k]]
        if not binds(clause, tier, lists, day):
            continue
        if clause.share >= 0 and item != SCRIPTED:
            if draw < 0:
                w0, w1, _, _ = words(world, subject, day // 7, SERVE, numbers[world.service_code + service], item)
                draw = wide(w0, w1)
            if draw >= clause.share:
                tray.branches[SPARES] += 1
                continue
            tray.branches[BINDS] += 1
        found = max(found, int(clause.effect))
    return found


@kernel
def new_holder(block: Block, tray: Tray, local: int, stratum: int) -> int:
    """Give a subject a place among those with a history, and return it."""
    spot = block.spot[0]
    slot = spot.n_holders
    spot.n_holders = slot + 1
    holder = block.holders[slot]
    holder.local, holder.stratum = local, stratum
    holder.head, holder.tail, holder.head_live, holder.n_entries = -1, -1, -1, 0
    holder.next_day, holder.since, holder.kinds, holder.reasons = FOREVER, 0, 0, 0
    holder.score, holder.tier, holder.tier_wrongful, holder.first_restricted = 0, -1, -1, -1
    holder.lists, holder.lists_wrongful = 0, 0
    holder.noticed, holder.refusals, holder.refused_wrongly, holder.own_misdeed = 0, 0, 0, 0
    for kind in range(len(holder.days)):
        holder.days[kind] = 0
    block.refused[slot, :] = 0
    block.slots[local] = slot
    return int(slot)


@kernel
def ask(law: Law, block: Block, tray: Tray, local: int, stratum: int, service: int) -> None:
    """Count a request, and that the subject asked for this service at least once."""
    tray.counts[law.worlds[0].row_requested + service, stratum] += 1
    block.asked[local, service >> 3] |= bit_of(service)


@kernel
def bit_of(service: int) -> int:
    """Return the bit of a service within its byte."""
    return 1 << (service & 7)


@kernel
def serve(law: Law, book: Row, block: Block, tray: Tray, local: int, stratum: int, tier: int, lists: int, service: int,
          item: int, day: int) -> bool:  # fmt: skip
    """Answer a request of somebody with a standing, and tell whether it was refused."""
    world, counts = law.worlds[0], tray.counts
    found = effect(law, book, tray, tier, lists, block.spot[0].first_id + local, service, item, day)
    if found == REFUSED:
        counts[world.row_refused + service, stratum] += 1
        tray.branches[IS_REFUSED] += 1
        return True
    if found == 0:
        tray.branches[GRANTED] += 1
    elif found == FAVOURED:
        counts[world.row_favoured + service, stratum] += 1
        tray.branches[IS_FAVOURED] += 1
    else:
        counts[world.row_burdened + service, stratum] += 1
        tray.branches[IS_BURDENED] += 1
    return False


@kernel
def refuse(law: Law, book: Row, block: Block, tray: Tray, slot: int, service: int, item: int, day: int) -> None:
    """Remember a refusal, whether the wrongful shadow would have been refused too, and what it tells the subject."""
    world, holder = law.worlds[0], block.holders[slot]
    n_bytes = block.asked.shape[1]
    holder.refusals += 1
    block.refused[slot, service >> 3] |= bit_of(service)
    if holder.n_entries == 0:
        tray.branches[WITHOUT_ENTRIES] += 1
        return
    subject = block.spot[0].first_id + holder.local
    if effect(law, book, tray, holder.tier_wrongful, holder.lists_wrongful, subject, service, item, day) != REFUSED:
        holder.refused_wrongly += 1
        tray.counts[world.row_refused_wrongly + service, holder.stratum] += 1
        block.refused[slot, n_bytes + (service >> 3)] |= bit_of(service)
        tray.branches[WRONGLY] += 1
    news = learn_all(law, book, block, tray, holder, day, BY_REFUSAL)
    tray.counts[world.row_told, holder.stratum] += news
    if news:
        tray.branches[TELLS] += 1
