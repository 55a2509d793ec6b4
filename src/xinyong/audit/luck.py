"""The interval over seeds: how far chance alone moves a figure. Student's t, exact for whole degrees of freedom.

Source: Abramowitz and Stegun 1964, 26.7.3 and 26.7.4, for the finite series of the t distribution.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

COVERAGE = 0.95


@dataclass(frozen=True, slots=True)
class Luck:
    """Mean and 95 % interval of a figure over `n` seeds; the bounds are None for a single seed."""

    mean: float
    low: float | None
    high: float | None
    n: int


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


def t_95(df: int) -> float:
    """Return the two-sided 95 % point of Student's t, to 12 digits, by bisection."""
    low, high = 1.0, 16.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, df) < COVERAGE else (low, middle)
    return (low + high) / 2


def luck(values: Sequence[float]) -> Luck:
    """Return the mean of a figure over seeds with its 95 % interval.

    Raises:
        ValueError: no values.
    """
    n = len(values)
    if not n:
        raise ValueError("no seeds, no interval")
    mean = math.fsum(values) / n
    if n == 1:
        return Luck(mean, None, None, 1)
    half = t_95(n - 1) * math.sqrt(variance(values) / n)
    return Luck(mean, mean - half, mean + half, n)


def variance(values: Sequence[float]) -> float:
    """Return the unbiased variance of two or more values."""
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)
