"""Phase 5, serve: requests are answered with the standing of the morning; a refusal tells."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.kernel import rows as c
from xinyong.kernel.account import quiet
from xinyong.kernel.branches import AT
from xinyong.kernel.chance import wide, words
from xinyong.kernel.jit import inlined, part
from xinyong.kernel.notify import learn_all
from xinyong.kernel.place import binds, lists_of
from xinyong.kernel.post import at
from xinyong.kernel.rows import FOREVER, Ints
from xinyong.kernel.state import Block, Tray

(
    GRANTED,
    IS_REFUSED,
    WRONGLY,
    IS_BURDENED,
    NO_ROOM,
    NO_ROOM_FAVOURED,
    IS_FAVOURED,
    BINDS,
    SPARES,
    TELLS,
    WITHOUT_ENTRIES,
    UNSCORED,
    GIVES_UP,
    NOT_ASKED,
) = (
    AT["serve: request granted"],
    AT["serve: refused"],
    AT["serve: refused wrongly"],
    AT["serve: burdened"],
    AT["serve: no room left"],
    AT["serve: no room left for somebody favoured"],
    AT["serve: favoured"],
    AT["serve: partial consequence binds"],
    AT["serve: partial consequence spares"],
    AT["serve: refusal tells"],
    AT["serve: refused without entries"],
    AT["serve: consequence binds for want of a score"],
    AT["serve: gives up asking"],
    AT["serve: not asked any more"],
)


@part
def effect(law: Ints, book: int, tier: int, lists: int, covers: int, subject: int, service: int, item: int, day: int,
           branches: Ints) -> tuple[int, int]:  # fmt: skip
    """Return the weightiest thing that a standing does to a request: REFUSED, BURDENED, FAVOURED or 0; and its price.

    A partial consequence binds by the request's own draw.
    """
    of_service = law[book + c.B_BY_SERVICE] + 2 * service
    found, amount, draw = 0, 0, -1
    for k in range(law[of_service + 1]):
        clause = law[law[of_service] + k]
        if not binds(law, clause, tier, lists, covers, day):
            continue
        if law[clause + c.C_SHARE] >= 0 and item != c.SCRIPTED:
            if draw < 0:
                w0, w1, _, _ = words(law, subject, day // 7, c.P_SERVE, law[law[c.W_SERVICE_CODE] + service], item)
                draw = wide(w0, w1)
            if draw >= law[clause + c.C_SHARE]:
                branches[SPARES] += 1
                continue
            branches[BINDS] += 1
        branches[UNSCORED] += min(1, int(law[clause + c.C_UNSCORED]))
        found = max(found, int(law[clause + c.C_EFFECT]))
        amount += int(law[clause + c.C_AMOUNT])
    return found, amount


@part
def is_full(law: Ints, society: Ints, subject: int, service: int, item: int, day: int, found: int) -> bool:
    """Tell whether the quota of a service leaves no room for a request."""
    if law[law[c.W_QUOTA] + service] < 0 or item == c.SCRIPTED:
        return False
    w0, w1, _, _ = words(law, subject, day // 7, c.P_QUOTA, law[law[c.W_SERVICE_CODE] + service], item)
    return bool(wide(w0, w1) >= society[1 + 2 * service + (0 if found == c.FAVOURED else 1)])


@part
def new_holder(block: Block, local: int, stratum: int, covers: int) -> int:
    """Give a subject a place among those with a history, and return it."""
    holders, slot = block.holders, block.spot[c.S_HOLDERS]
    block.spot[c.S_HOLDERS] = slot + 1
    for column in range(c.H_WIDTH):
        holders[slot, column] = 0
    for column in (c.H_HEAD, c.H_TAIL, c.H_NEW, c.H_TIER, c.H_TIER_WRONGFUL, c.H_FIRST_RESTRICTED):
        holders[slot, column] = -1
    holders[slot, c.H_LOCAL], holders[slot, c.H_STRATUM], block.turns[slot] = local, stratum, FOREVER
    holders[slot, c.H_COVERS], holders[slot, c.H_STIRS] = covers, FOREVER
    for k in range(block.refused.shape[1]):
        block.refused[slot, k] = 0
    block.slots[local] = slot
    if slot == c.NO_SLOT:
        block.slots[len(block.slots) - 1] = 1
    return int(slot)


@part
def mark(bits: NDArray[np.uint8], i: int, service: int, first: int) -> None:
    """Set the bit of a service, in the bytes of a row from `first` on."""
    bits[i, first + (service >> 3)] |= 1 << (service & 7)


@part
def has_given_up(block: Block, slot: int, service: int) -> bool:
    """Tell whether a subject with a history asks no more for a service that would be refused."""
    if slot < 0:
        return False
    return bool(block.refused[slot, 2 * block.asked.shape[1] + (service >> 3)] >> (service & 7) & 1)


@part
def give_up(law: Ints, block: Block, slot: int, subject: int, service: int, item: int, day: int, branches: Ints
            ) -> None:  # fmt: skip
    """Remember for a share of refusals that it was the last the subject asked for."""
    threshold = law[law[c.W_GIVES_UP] + service]
    if threshold == 0 or item == c.SCRIPTED:
        return
    w0, w1, _, _ = words(law, subject, day // 7, c.P_GIVE_UP, law[law[c.W_SERVICE_CODE] + service], item)
    if wide(w0, w1) < threshold:
        mark(block.refused, slot, service, 2 * block.asked.shape[1])
        branches[GIVES_UP] += 1


@inlined
def refuse(law: Ints, block: Block, tray: Tray, slot: int, service: int, item: int, day: int) -> None:
    """Remember a refusal, whether the wrongful shadow would have been refused too, and what it tells the subject."""
    holders, counts, branches, book = block.holders, tray.counts, tray.branches, block.spot[c.S_BOOK]
    stratum = holders[slot, c.H_STRATUM]
    counts[law[c.T_REFUSED] + service, stratum] += 1
    branches[IS_REFUSED] += 1
    holders[slot, c.H_REFUSALS] += 1
    mark(block.refused, slot, service, c.NOTHING)
    subject = block.spot[c.S_FIRST_ID] + at(holders, slot, c.H_LOCAL)
    give_up(law, block, slot, subject, service, item, day, branches)
    if holders[slot, c.H_RECKONED] == 0:
        branches[WITHOUT_ENTRIES] += 1
        return
    tier, lists = at(holders, slot, c.H_TIER_WRONGFUL), lists_of(holders, slot, c.H_LISTS_WRONGFUL)
    covers = at(holders, slot, c.H_COVERS)
    found, _ = effect(law, book, tier, lists, covers, subject, service, item, day, branches)
    if found != c.REFUSED:
        holders[slot, c.H_REFUSED_WRONGLY] += 1
        counts[law[c.T_REFUSED_WRONGLY] + service, stratum] += 1
        mark(block.refused, slot, service, block.asked.shape[1])
        branches[WRONGLY] += 1
    news = learn_all(law, book, holders, slot, block.entries, tray.cursor, tray.told, day, c.BY_REFUSAL)
    counts[law[c.T_TOLD], stratum] += news
    if news:
        holders[slot, c.H_STIRS] = 0
    branches[TELLS] += min(news, 1)


@inlined
def serve(law: Ints, block: Block, tray: Tray, local: int, stratum: int, covers: int, service: int, item: int, day: int
          ) -> None:  # fmt: skip
    """Answer one request of a subject with the standing of the morning."""
    counts, branches, book, slot = tray.counts, tray.branches, block.spot[c.S_BOOK], at_slot(block.slots, local)
    counts[law[c.T_REQUESTED] + service, stratum] += 1
    mark(block.asked, local, service, c.NOTHING)
    if slot >= 0 and block.holders[slot, c.H_RECKONED]:
        tier, lists = at(block.holders, slot, c.H_TIER), lists_of(block.holders, slot, c.H_LISTS)
    elif quiet(law, book, c.B_QUIET_BOUND, covers, day):
        tier, lists = quiet(law, book, c.B_QUIET_TIER, covers, day), quiet(law, book, c.B_QUIET_LISTS, covers, day)
    else:
        tier, lists = c.NONE, c.NOTHING
    subject, found, amount = block.spot[c.S_FIRST_ID] + local, c.NOTHING, c.NOTHING
    if tier >= 0 or lists != 0 or covers != law[book + c.B_COVERS_ALL]:
        found, amount = effect(law, book, tier, lists, covers, subject, service, item, day, branches)
    if found == c.REFUSED and has_given_up(block, slot, service):
        counts[law[c.T_GIVEN_UP] + service, stratum] += 1
        branches[NOT_ASKED] += 1
    elif found == c.REFUSED:
        if slot < 0:
            slot = new_holder(block, local, stratum, covers)
        refuse(law, block, tray, slot, service, item, day)
    elif is_full(law, block.society, subject, service, item, day, found):
        counts[law[c.T_FULL] + service, stratum] += 1
        branches[NO_ROOM] += 1
        if found == c.FAVOURED:
            counts[law[c.T_FULL_FAVOURED] + service, stratum] += 1
            branches[NO_ROOM_FAVOURED] += 1
    elif found == c.BURDENED:
        counts[law[c.T_BURDENED] + service, stratum] += 1
        counts[law[c.T_CHARGED] + service, stratum] += amount
        branches[IS_BURDENED] += 1
    elif found == c.FAVOURED:
        counts[law[c.T_FAVOURED] + service, stratum] += 1
        branches[IS_FAVOURED] += 1
    else:
        branches[GRANTED] += 1


@part
def at_slot(slots: NDArray[np.uint16], local: int) -> int:
    """Return the holder of an id, or −1."""
    slot = int(np.int64(slots[local]))
    if slot == c.NO_SLOT and slots[len(slots) - 1] == 0:
        return c.NONE
    return slot
