"""From exact parts to whole ones that add up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

FINE_BITS = 20
"""Fractions of a slot are compared in 2**-20 of it."""


def largest_remainder(amounts: Sequence[int], total: int) -> tuple[int, ...]:
    """Share `total` in proportion to whole amounts (sum above 0): floors, then one each to the largest remainders.

    Ties go to the earlier amount. Each part differs from its exact share by less than one.
    """
    whole = sum(amounts)
    parts = [amount * total // whole for amount in amounts]
    by_remainder = sorted(range(len(amounts)), key=lambda i: (-(amounts[i] * total % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return tuple(parts)


def controlled_rounding(amounts: Sequence[int], total: int, rows_of: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Share `total` as `largest_remainder`, but keep sums over rows close as well as each part.

    `rows_of` gives, for each margin, the row index of each amount. Parts are floors, and one more goes to the amount
    whose own remainder and the shortfall of its rows are largest together, until the total is reached; each part still
    differs from its exact share by less than one, and an amount of 0 stays 0. With one margin that separates all
    amounts this is the rule of largest remainders.
    """
    whole = sum(amounts)
    fine = np.array([(amount * total << FINE_BITS) // whole for amount in amounts], dtype=np.int64)
    parts, remainder = fine >> FINE_BITS, fine & ((1 << FINE_BITS) - 1)
    rows = [np.array(each, dtype=np.int64) for each in rows_of]
    shortfall = [np.zeros(int(each.max()) + 1, dtype=np.int64) for each in rows]
    for each, short in zip(rows, shortfall, strict=True):
        np.add.at(short, each, remainder)
    is_open = remainder > 0
    for _ in range(total - int(parts.sum())):
        need = remainder + sum((short[each] for each, short in zip(rows, shortfall, strict=True)), np.int64(0))
        chosen = int(np.argmax(np.where(is_open, need, np.iinfo(np.int64).min)))
        parts[chosen] += 1
        is_open[chosen] = False
        for each, short in zip(rows, shortfall, strict=True):
            short[each[chosen]] -= 1 << FINE_BITS
    return tuple(parts.tolist())
