"""The interval of a count: the means under which so many cases are neither too few nor too many to be chance.

The mid-P interval counts half of the chance of exactly what was seen to either side, so that it holds the mean about as
often as it says; the exact interval of Garwood counts all of it and holds it more often. Where no case was seen the
exact one is kept: there the other falls short.

Source: Garwood 1936, doi:10.1093/biomet/28.3-4.437; Lancaster 1961, "Significance tests in discrete distributions",
Journal of the American Statistical Association 56; for counts of unlike weight Fay and Kim 2017,
doi:10.1002/bimj.201600111.
"""

from __future__ import annotations

import math
from functools import lru_cache

TAIL = 0.025
"""The chance left to either side of a 95 % interval."""

NO_CASE = -math.log(TAIL)
"""The mean up to which there would be no case more often than that."""

_STEPS = 40


@lru_cache(maxsize=4096)
def interval_of_count(cases: float) -> tuple[float, float]:
    """Return the 95 % interval of the mean of a Poisson count of which `cases` were seen.

    `cases` is 0 or more, and need not be whole: the tails are those of the gamma distributions of which whole counts
    are a special case. Its length grows with the time that this takes; from a hundred on Student's t does as well.
    """
    if cases == 0:
        return 0.0, NO_CASE
    most = cases + 5 + 5 * math.sqrt(cases)
    return _solved(cases, TAIL, 0.0, cases), _solved(cases, 1 - TAIL, cases, most)


def _solved(cases: float, chance: float, low: float, high: float) -> float:
    """Return the mean at which the chance of more cases than were seen is `chance`, by bisection."""
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if more_than(cases, middle) < chance else (low, middle)
    return (low + high) / 2


def more_than(cases: float, mean: float) -> float:
    """Return the chance of more than `cases` (above 0) at a mean above 0, half of that of exactly as many counted in.

    It is the regularised lower incomplete gamma function P(cases, mean) less half of the chance of exactly as many, by
    its series (Abramowitz and Stegun 1964, 6.5.29).
    """
    exactly = math.exp(cases * math.log(mean) - mean - math.lgamma(cases + 1))
    total = term = 1.0
    step = cases
    while term > total * 1e-17:
        step += 1
        term *= mean / step
        total += term
    return exactly * (total - 0.5)
