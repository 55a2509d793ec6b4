"""How many chances or errands come up in a week: cumulative Poisson thresholds in fixed point.

Everything is whole numbers with BITS fractional bits. For means up to MOST_A_WEEK the error of a cumulative
probability stays below 2**-95, far under the 2**-62 of a threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xinyong.vocabulary import WIDE

BITS = 192
ONE = 1 << BITS
SCALE_BITS = 16
"""Class means are 16.16 fixed point."""
MOST_A_WEEK = 64
_TO_WIDE = BITS - 62


def poisson_rows(means: Sequence[Fraction], classes: Sequence[int]) -> NDArray[np.int64]:
    """Return thresholds (rows, classes, K): the number of events is the first k with `wide draw < row[k]`.

    `means` are the weekly means of each row at a class of one, `classes` multiply them (16.16). A row ends with WIDE
    where its tail falls below 2**-62, and is filled up with WIDE. No product may exceed MOST_A_WEEK. The table is
    read-only.
    """
    return _rows(tuple(means), tuple(classes))


@lru_cache(maxsize=8)
def _rows(means: tuple[Fraction, ...], classes: tuple[int, ...]) -> NDArray[np.int64]:
    # Runs that differ in one value of a scheme or world mostly share these, the dearest of all tables.
    longest = max((mean * max(classes) for mean in means), default=Fraction(0)) / (1 << SCALE_BITS)
    width = len(cumulative(_fixed(longest), _exp_minus(_fixed(longest))))
    table = np.full((len(means), len(classes), width), WIDE, dtype=np.int64)
    for row, mean in enumerate(means):
        fixed = _fixed(mean)
        powers = _powers(fixed, max(classes))
        for column, scale in enumerate(classes):
            thresholds = cumulative(fixed * scale >> SCALE_BITS, _product(powers, scale))
            table[row, column, : len(thresholds)] = thresholds
    table.setflags(write=False)
    return table


def cumulative(mean: int, none_at_all: int) -> list[int]:
    """Return floor(P(count <= k) * WIDE) for k = 0, 1 … until the tail is below 2**-62, whose entry is WIDE.

    `mean` and `none_at_all` = exp(−mean) have BITS fractional bits.
    """
    thresholds: list[int] = []
    term = total = none_at_all
    while ONE - total >= 1 << _TO_WIDE:
        thresholds.append(total >> _TO_WIDE)
        term = (term * mean >> BITS) // len(thresholds)
        total += term
    thresholds.append(WIDE)
    return thresholds


def _fixed(value: Fraction) -> int:
    return (value.numerator << BITS) // value.denominator


def _exp_minus(x: int) -> int:
    """Return exp(−x) for x >= 0: halved until below 2**-8, alternating series, squared back."""
    guard = 64
    halvings = max(0, x.bit_length() - (BITS - 8))
    one = 1 << (BITS + guard)
    small = (x << guard) >> halvings
    term = total = one
    n = 0
    while term:
        n += 1
        term = (term * small >> (BITS + guard)) // n
        total += -term if n % 2 else term
    for _ in range(halvings):
        total = total * total >> (BITS + guard)
    return total >> guard


def _powers(mean: int, largest: int) -> list[int]:
    """Return exp(−mean * 2**i / 65536) for every bit i of the largest class."""
    powers = [_exp_minus(mean >> SCALE_BITS)]
    for _ in range(largest.bit_length() - 1):
        powers.append(powers[-1] * powers[-1] >> BITS)
    return powers


def _product(powers: Sequence[int], scale: int) -> int:
    """Return exp(−mean * scale / 65536) as the product over the bits of `scale`."""
    found = ONE
    for i in range(scale.bit_length()):
        if scale >> i & 1:
            found = found * powers[i] >> BITS
    return found
