"""The interval over seeds: how far chance alone moves a figure.

A figure that may lie on either side of nothing has Student's t. One that counts cases cannot be below nothing, and is
mostly nothing where cases are rare: its interval is that of a count of cases. How much a case weighs is read from how
far the seeds lie apart, and is no less than one case does weigh; that few seeds tell this badly widens it, as with
Student's t. Where there are a hundred cases and more the two are alike.

Source: Abramowitz and Stegun 1964, 26.7.3 and 26.7.4, for the finite series of the t distribution; Wedderburn 1974,
doi:10.1093/biomet/61.3.439, for counts whose variance is a multiple of their mean. How often it holds the truth in a
known town stands in `docs/luck.md`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

from xinyong.audit.midp import NO_CASE, TAIL, interval_of_count

COVERAGE = 0.95
Z_95 = NormalDist().inv_cdf(1 - TAIL)
ENOUGH_CASES = 100
"""From so many on a count is as good as continuous."""


@dataclass(frozen=True, slots=True)
class Luck:
    """Mean and 95 % interval of a figure over `n` seeds; the bounds are None for a single seed, and `high` alone where
    no case was seen and nobody can say how much one would weigh."""

    mean: float
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """What a figure counts, in the unit of the figure of one seed; such a figure is never below nothing.

    least   what one case more adds at the least; 0 where nobody knows
    most    what it adds at the most; None where nobody knows
    whole   the most that the figure can be (1 for a share); None where there is no such bound
    """

    least: float = 0.0
    most: float | None = None
    whole: float | None = None


def luck(values: Sequence[float], cases: Cases | None = None) -> Luck:
    """Return the mean of a figure over seeds with its 95 % interval.

    Args:
        values: one for each seed.
        cases: what the figure counts; None for one that may be below nothing, or counts nothing. Values below nothing,
            whatever is said of them, are read as a difference.

    Raises:
        ValueError: no values.
    """
    n = len(values)
    if not n:
        raise ValueError("no seeds, no interval")
    mean = math.fsum(values) / n
    if n == 1:
        return Luck(mean, None, None, 1)
    if cases is None or min(values) < 0:
        return Luck(mean, *_either_side(values, mean), n)
    return Luck(mean, *_counted(values, mean, cases), n)


def student(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % interval of the mean of two or more values by Student's t."""
    mean, n = math.fsum(values) / len(values), len(values)
    half = t_95(n - 1) * math.sqrt(variance(values) / n)
    return mean - half, mean + half


def _either_side(values: Sequence[float], mean: float) -> tuple[float, float]:
    """Return Student's interval; where every seed lies on one side of nothing, what a count of that size would leave
    open too, since values that are mostly nothing are skewed."""
    low, high = student(values)
    if low == high or min(values) < 0 < max(values):
        return low, high
    side = 1 if mean > 0 else -1
    ends = [side * end for end in _counted([abs(value) for value in values], abs(mean), Cases()) if end is not None]
    return min(low, *ends), max(high, *ends)


def _counted(values: Sequence[float], mean: float, cases: Cases) -> tuple[float, float | None]:
    """Return the interval of the mean of values that are nothing or more."""
    whole, n = cases.whole, len(values)
    if whole is not None and mean > whole / 2:
        low, high = _counted([whole - value for value in values], whole - mean, cases)
        return whole - (whole if high is None else high), whole - low
    if mean <= 0:
        high = None if cases.most is None else NO_CASE * cases.most / n
        return 0.0, high if high is None or whole is None else min(high, whole)
    widened = (t_95(n - 1) / Z_95) ** 2
    room = 1 if whole is None else 1 - mean / whole
    weight = max(variance(values) / mean * widened, cases.least * room)
    if weight == 0:
        return mean, mean
    seen = mean * n / weight
    if seen > ENOUGH_CASES:
        half = Z_95 * math.sqrt(weight * mean / n)
        low, high = mean - half, mean + half
    else:
        low, high = (end * weight / n for end in interval_of_count(seen))
    return low, high if whole is None else min(high, whole)


def within(t: float, df: int) -> float:
    """Return the probability that a t-distributed number with `df` (1 or more) degrees of freedom lies within ±t."""
    angle = math.atan(t / math.sqrt(df))
    cosine2 = math.cos(angle) ** 2
    total = term = 1.0
    for step in range(2 + df % 2, df - 1, 2):
        term *= cosine2 * (step - 1) / step
        total += term
    if df % 2 == 0:
        return math.sin(angle) * total
    series = math.sin(angle) * math.cos(angle) * total if df > 1 else 0.0
    return 2 / math.pi * (angle + series)


@lru_cache(maxsize=1024)
def t_95(df: int) -> float:
    """Return the two-sided 95 % point of Student's t, to 12 digits, by bisection."""
    low, high = 1.0, 16.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, df) < COVERAGE else (low, middle)
    return (low + high) / 2


def variance(values: Sequence[float]) -> float:
    """Return the unbiased variance of two or more values."""
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)
