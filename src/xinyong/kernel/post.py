"""Records on their way: those that arrive in a window are set apart and sorted, those of a day put in order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.kernel import rows as c
from xinyong.kernel.jit import part
from xinyong.kernel.rows import WORD, Ints, Rows


@part
def at(rows: Rows, i: int, column: int) -> int:
    """Return a number of a table, widened to 64 bits."""
    return int(np.int64(rows[i, column]))


@part
def id_at(rows: Rows, i: int, column: int) -> int:
    """Return an id of a table: a number of 32 bits without a sign."""
    return int(np.int64(rows[i, column]) & WORD)


@part
def sort_by_local(keys: Ints, n: int, spare: Ints, tally: Ints) -> None:
    """Sort numbers by bits 32 … 47, the id within the block, keeping the order of equals.

    `spare` has room for as many, `tally` for 257.
    """
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


@part
def count_due(pending: Rows, n: int, end_day: int) -> int:
    """Return how many of n records arrive before a day."""
    found = 0
    for i in range(n):
        if pending[i, c.M_DUE] < end_day:
            found += 1
    return found


@part
def copy_mail(source: Rows, i: int, target: Rows, j: int) -> None:
    """Copy one record."""
    for column in range(c.M_WIDTH):
        target[j, column] = source[i, column]


@part
def swap_mail(rows: Rows, i: int, j: int) -> None:
    """Exchange two records."""
    for column in range(c.M_WIDTH):
        rows[i, column], rows[j, column] = rows[j, column], rows[i, column]


@part
def take_due(spot: Ints, pending: Rows, due: Rows, order: Ints, tally: Ints, end_day: int) -> int:
    """Move the records that arrive before a day into `due`, by subject, then by day, and return how many there are."""
    n, n_kept, room = c.NOTHING, c.NOTHING, len(order) // 2
    for i in range(spot[c.S_PENDING]):
        if pending[i, c.M_DUE] < end_day:
            order[n] = (at(pending, i, c.M_TO) << 32) | i
            n += 1
    if n == 0:
        return 0
    sort_by_local(order[:room], n, order[room:], tally)
    for j in range(n):
        copy_mail(pending, order[j] & WORD, due, j)
        k = j
        while k > 0 and due[k - 1, c.M_TO] == due[k, c.M_TO] and due[k - 1, c.M_DUE] > due[k, c.M_DUE]:
            swap_mail(due, k - 1, k)
            k -= 1
    for i in range(spot[c.S_PENDING]):
        if pending[i, c.M_DUE] >= end_day:
            copy_mail(pending, i, pending, n_kept)
            n_kept += 1
    spot[c.S_PENDING] = n_kept
    return n


@part
def is_before(rows: Rows, i: int, j: int) -> bool:
    """Tell whether a record comes before another in the order of origin, then channel, then sender."""
    if rows[i, c.M_SUBJECT] != rows[j, c.M_SUBJECT]:
        return id_at(rows, i, c.M_SUBJECT) < id_at(rows, j, c.M_SUBJECT)
    for column in (c.M_WEEK, c.M_ITEM, c.M_ORIGIN_ACT, c.M_CHANNEL):
        if rows[i, column] != rows[j, column]:
            return bool(rows[i, column] < rows[j, column])
    return id_at(rows, i, c.M_SENDER) < id_at(rows, j, c.M_SENDER)


@part
def arrive(cursor: Ints, arrived: Rows, source: Rows, i: int) -> None:
    """Put a record among those that arrive today, which stay sorted."""
    k = cursor[c.N_ARRIVED]
    copy_mail(source, i, arrived, k)
    cursor[c.N_ARRIVED] = k + 1
    while k > 0 and is_before(arrived, k, k - 1):
        swap_mail(arrived, k, k - 1)
        k -= 1


@part
def wake(law: Ints, spot: Ints, holders: Rows, turns: NDArray[np.int32], order: Ints, tally: Ints, waking: Ints,
         first_day: int, end_day: int) -> int:  # fmt: skip
    """List the ids, ascending, whose holder has something due in a window, or of whom a script says something in it."""
    n, n_waking, room = c.NOTHING, 0, len(order) // 2
    for slot in range(spot[c.S_HOLDERS]):
        if turns[slot] < end_day:
            order[n] = at(holders, slot, c.H_LOCAL) << 32
            n += 1
    for k in range(law[c.W_N_LINES]):
        line = law[c.W_LINES] + k * c.L_WIDTH
        local = law[line + c.L_SUBJECT] - spot[c.S_FIRST_ID]
        if first_day <= law[line + c.L_DAY] < end_day and 0 <= local < spot[c.S_COUNT]:
            order[n] = local << 32
            n += 1
    sort_by_local(order[:room], n, order[room:], tally)
    for i in range(n):
        if i == 0 or order[i] != order[i - 1]:
            waking[n_waking] = order[i] >> 32
            n_waking += 1
    return n_waking
