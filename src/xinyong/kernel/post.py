"""Records on their way: those that arrive in a window are set apart and sorted; new ones are sent."""

from __future__ import annotations

import numpy as np

from xinyong.kernel.jit import kernel
from xinyong.kernel.rows import Ints, Row, Rows
from xinyong.kernel.state import Block, Tray
from xinyong.kernel.tables import Law


@kernel
def sort_by_local(keys: Ints, n: int, spare: Ints) -> None:
    """Sort numbers by bits 32 … 47, the id within the block, keeping the order of equals."""
    tally = np.zeros(257, np.int64)
    for shift in (32, 40):
        tally[:] = 0
        for i in range(n):
            tally[1 + ((keys[i] >> shift) & 255)] += 1
        for i in range(256):
            tally[i + 1] += tally[i]
        for i in range(n):
            byte = (keys[i] >> shift) & 255
            spare[tally[byte]] = keys[i]
            tally[byte] += 1
        for i in range(n):
            keys[i] = spare[i]


@kernel
def count_due(block: Block, end_day: int) -> int:
    """Return how many records arrive before a day."""
    n = 0
    for i in range(block.spot[0].n_pending):
        if block.pending[i].due < end_day:
            n += 1
    return n


@kernel
def take_due(block: Block, tray: Tray, end_day: int) -> None:
    """Move the records that arrive before a day into `due`, by subject, then by day."""
    spot, order = block.spot[0], tray.order
    n, n_kept = 0, 0
    room = len(order) // 2
    for i in range(spot.n_pending):
        if block.pending[i].due < end_day:
            order[n] = (int(block.pending[i].local) << 32) | i
            n += 1
    sort_by_local(order[:room], n, order[room:])
    for i in range(n):
        tray.due[i] = block.pending[order[i] & 0xFFFFFFFF]
    for i in range(1, n):
        j = i
        while j > 0 and tray.due[j - 1].local == tray.due[j].local and tray.due[j - 1].due > tray.due[j].due:
            swap(tray.due, j - 1, j)
            j -= 1
    if n > 0:
        for i in range(spot.n_pending):
            if block.pending[i].due >= end_day:
                block.pending[n_kept] = block.pending[i]
                n_kept += 1
        spot.n_pending = n_kept
    tray.cursor[0].n_due = n


@kernel
def swap(rows: Rows, i: int, j: int) -> None:
    """Exchange two records of mail."""
    a, b = rows[i], rows[j]
    a.local, b.local = b.local, a.local
    a.due, b.due = b.due, a.due
    a.week, b.week = b.week, a.week
    a.item, b.item = b.item, a.item
    a.origin_act, b.origin_act = b.origin_act, a.origin_act
    a.act, b.act = b.act, a.act
    a.act_day, b.act_day = b.act_day, a.act_day
    a.channel, b.channel = b.channel, a.channel
    a.cause, b.cause = b.cause, a.cause
    a.subject, b.subject = b.subject, a.subject


@kernel
def before(a: Row, b: Row) -> bool:
    """Tell whether a record comes before another in the order of origin, then channel."""
    if a.subject != b.subject:
        return bool(a.subject < b.subject)
    if a.week != b.week:
        return bool(a.week < b.week)
    if a.item != b.item:
        return bool(a.item < b.item)
    if a.origin_act != b.origin_act:
        return bool(a.origin_act < b.origin_act)
    return bool(a.channel < b.channel)


@kernel
def arrive(tray: Tray, record: Row) -> None:
    """Put a record among those that arrive today, which stay sorted."""
    cursor, arrived = tray.cursor[0], tray.arrived
    i = cursor.n_arrived
    arrived[i] = record
    cursor.n_arrived = i + 1
    while i > 0 and before(arrived[i], arrived[i - 1]):
        swap(arrived, i - 1, i)
        i -= 1


@kernel
def wake(law: Law, block: Block, tray: Tray, first_day: int, end_day: int) -> None:
    """List the ids, ascending, whose holder has something due in a window, or of whom a script says something in it."""
    spot, order = block.spot[0], tray.order
    n = 0
    room = len(order) // 2
    for slot in range(spot.n_holders):
        if block.holders[slot].next_day < end_day:
            order[n] = int(block.holders[slot].local) << 32
            n += 1
    for k in range(len(law.lines)):
        line, local = law.lines[k], law.lines[k].subject - spot.first_id
        if first_day <= line.day < end_day and 0 <= local < spot.count:
            order[n] = local << 32
            n += 1
    sort_by_local(order[:room], n, order[room:])
    n_waking = 0
    for i in range(n):
        if i == 0 or order[i] != order[i - 1]:
            tray.waking[n_waking] = order[i] >> 32
            n_waking += 1
    tray.cursor[0].n_waking = n_waking
