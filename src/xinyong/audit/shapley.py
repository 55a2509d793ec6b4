"""Shapley shares: what each part adds to a whole, on the mean over every order in which parts could be put in.

Reckoned in exact fractions, so that the shares add up to the whole without a rest and a part that changes nothing has
exactly 0. Up to `EXACT_PARTS` parts every set is valued; beyond that orders are drawn, each with its reverse
(antithetic), and a share has the standard error of the mean over such pairs.

Source: Shapley 1953, doi:10.1515/9781400881970-018; sampling after Castro, Gomez and Tejada 2009,
doi:10.1016/j.cor.2008.04.004; antithetic orders after Mitchell et al. 2022, arXiv:2104.12199.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import factorial, sqrt

Value = Callable[[frozenset[int]], Fraction]
"""Values a set of parts that are present."""

EXACT_PARTS = 8
"""So many parts take 256 plays; each further one doubles them."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Shares in the order of the parts; `errors` are their standard errors, None where every set was valued."""

    shares: tuple[Fraction, ...]
    errors: tuple[float, ...] | None


def exact(n_parts: int, value: Value) -> Shared:
    """Return the shares with every set of parts valued."""
    shares = [Fraction(0)] * n_parts
    for size in range(n_parts):
        weight = Fraction(factorial(size) * factorial(n_parts - 1 - size), factorial(n_parts))
        for chosen in combinations(range(n_parts), size):
            before = frozenset(chosen)
            for part in range(n_parts):
                if part not in before:
                    shares[part] += weight * (value(before | {part}) - value(before))
    return Shared(tuple(shares), None)


def sampled(n_parts: int, value: Value, *, pairs: int, seed: int) -> Shared:
    """Return the shares over drawn orders and their reverses; `pairs` is at least 2, for there to be an error."""
    drawn = [
        [(x + y) / 2 for x, y in zip(added(order, value), added(order[::-1], value), strict=True)]
        for order in (order_of(n_parts, seed, number) for number in range(pairs))
    ]
    means = tuple(sum((one[part] for one in drawn), Fraction(0)) / pairs for part in range(n_parts))
    errors = tuple(
        sqrt(sum((one[part] - mean) ** 2 for one in drawn) / (pairs - 1) / pairs) for part, mean in enumerate(means)
    )
    return Shared(means, errors)


def added(order: Sequence[int], value: Value) -> list[Fraction]:
    """Return what each part adds when they are put in one after another; by part, not by order."""
    found = [Fraction(0)] * len(order)
    present: frozenset[int] = frozenset()
    for part in order:
        found[part] = value(present | {part}) - value(present)
        present |= {part}
    return found


def order_of(n_parts: int, seed: int, number: int) -> list[int]:
    """Return an order of the parts: by the SHA-256 of seed, number and part, so that it is the same everywhere."""
    return sorted(range(n_parts), key=lambda part: hashlib.sha256(f"blame {seed} {number} {part}".encode()).digest())
