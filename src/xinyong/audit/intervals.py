"""How far luck alone moves a figure of one population: 95 % intervals from its counts, for groups that may be small.

Each is a score interval or an exact one, since those stay honest where a count is 0 or 3. They take every person, or
every entry, for a draw of its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable

Z_95 = 1.959963984540054
"""Two-sided 95 % point of the normal distribution."""

TAIL = 0.025

FROM_HERE_CLOSED = 100
"""Counts from here on are given an interval in closed form."""

FAR = 30.0
"""Logarithm of a ratio beyond any that people in a run can have."""

Interval = tuple[float, float | None]
"""Low and high end; a high end of None is open."""


def share_interval(count: float, of: float) -> tuple[float, float]:
    """Return the interval of a share: so many of `of` people, more than 0.

    Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.
    """
    share, spread = count / of, Z_95**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = Z_95 / (1 + spread) * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    low = 0.0 if count == 0 else middle - half
    return low, 1.0 if count == of else middle + half


def count_interval(count: int) -> tuple[float, float]:
    """Return the interval of what a Poisson count is drawn around: exact, from 100 on in a closed form within 0.1 %.

    Source: Garwood 1936, Biometrika 28, 437; Byar's closed form as in Breslow and Day 1987, Statistical Methods in
    Cancer Research II, IARC 82, chapter 2.
    """
    if count < FROM_HERE_CLOSED:
        low = 0.0 if not count else _mean_with(count - 1, 1 - TAIL)
        return low, _mean_with(count, TAIL)
    more = count + 1
    low = count * (1 - 1 / (9 * count) - Z_95 / (3 * math.sqrt(count))) ** 3
    return low, more * (1 - 1 / (9 * more) + Z_95 / (3 * math.sqrt(more))) ** 3


def _mean_with(most: int, chance: float) -> float:
    """Return the mean of which a Poisson count is `most` or less with a chance, to 12 digits."""
    low, high = 0.0, 4.0 * (most + 4)
    for _ in range(64):
        middle = (low + high) / 2
        term = total = math.exp(-middle)
        for k in range(1, most + 1):
            term *= middle / k
            total += term
        low, high = (middle, high) if total > chance else (low, middle)
    return (low + high) / 2


def rate_ratio_interval(mine: tuple[float, float], theirs: tuple[float, float]) -> Interval:
    """Return the interval of one rate over another, each a Poisson count and the time that it was counted in.

    Given how many there were in both, mine are a binomial share of them.

    Source: Przyborowski and Wilenski 1940, Biometrika 31, 313; the interval of the share is Wilson's.
    """
    times = theirs[1] / mine[1]
    both = mine[0] + theirs[0]
    if not both:
        return 0.0, None
    low, high = share_interval(mine[0], both)
    return low / (1 - low) * times, None if high == 1 else high / (1 - high) * times


def share_ratio_interval(mine: tuple[float, float], theirs: tuple[float, float]) -> Interval:
    """Return the interval of one share over another, each a count and of how many people, more than 0.

    The ratios that a score test does not refuse at 5 %.

    Source: Koopman 1984, Biometrics 40, 513; written as in Miettinen and Nurminen 1985, doi:10.1002/sim.4780040211,
    without their factor N / (N − 1).
    """
    if not mine[0] and not theirs[0]:
        return 0.0, None
    score = _score(mine, theirs)
    # Where a count is 0 the likeliest ratio is 0 or infinite: the search begins far out on that side.
    below = math.log(mine[0] / mine[1] / (theirs[0] / theirs[1])) if mine[0] and theirs[0] else -FAR
    above = below if mine[0] and theirs[0] else FAR
    low = 0.0 if not mine[0] else math.exp(_crossing(lambda x: score(x) - Z_95, above, -1.0))
    return low, None if not theirs[0] else math.exp(_crossing(lambda x: score(x) + Z_95, below, 1.0))


def _score(mine: tuple[float, float], theirs: tuple[float, float]) -> Callable[[float], float]:
    """Return the score statistic by the logarithm of the ratio; it falls as the ratio grows."""
    (x, n), (y, m) = mine, theirs

    def score(log_ratio: float) -> float:
        ratio = math.exp(log_ratio)
        a, b, c = (n + m) * ratio, -(ratio * (n + y) + x + m), x + y
        # The likeliest share of theirs among those that agree with the ratio.
        p = 2 * c / (-b + math.sqrt(max(0.0, b * b - 4 * a * c)))
        q = min(1.0, ratio * p)
        variance = q * (1 - q) / n + ratio * ratio * p * (1 - p) / m
        gap = x / n - ratio * y / m
        if variance <= 0:
            return 0.0 if gap == 0 else math.copysign(math.inf, gap)
        return gap / math.sqrt(variance)

    return score


def _crossing(falls: Callable[[float], float], start: float, step: float) -> float:
    """Return where a falling function passes zero, looked for in one direction from a start, to 12 digits."""
    near, far = start, start + step
    while (falls(far) > 0) == (step > 0):
        near, far, step = far, far + 2 * step, 2 * step
    for _ in range(64):
        middle = (near + far) / 2
        if (falls(middle) > 0) == (step > 0):
            near = middle
        else:
            far = middle
    return (near + far) / 2
