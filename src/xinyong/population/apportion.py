"""How many of n people live in each place: Webster's rule, which never takes somebody away when n grows.

Seats go one at a time to the place with the largest residents / (2 * seats + 1), ties to the earlier place. That order
is total, so n people are its first n seats, and the first N people of a place are the same for every N.

Source: Balinski and Young 1982, "Fair Representation", on divisor methods (Webster: divisors 1, 3, 5 …).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def webster(residents: Sequence[int], n: int) -> tuple[int, ...]:
    """Share n people among places in proportion to residents (whole numbers of at least 0, one of them above 0).

    Rounding every exact quota takes all seats down to one value of the order, a prefix of it; at most one seat per
    place is then added or taken back in that same order.

    Example:
        >>> webster([6, 3, 1], 5)
        (3, 2, 0)
    """
    total = sum(residents)
    seats = [(2 * n * r + total) // (2 * total) for r in residents]
    places = range(len(residents))
    while sum(seats) < n:
        following = max(places, key=lambda p: (Fraction(residents[p], 2 * seats[p] + 1), -p))
        seats[following] += 1
    while sum(seats) > n:
        held = [p for p in places if seats[p]]
        last = min(held, key=lambda p: (Fraction(residents[p], 2 * seats[p] - 1), -p))
        seats[last] -= 1
    return tuple(seats)
