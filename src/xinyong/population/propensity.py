"""How unequal people are: 256 equal classes of a gamma distribution with mean one, each with its own mean.

For shape k let P(p) be the quantile of gamma(k, 1) at p. The mean of gamma(k, 1 / k) between the quantiles of i/256 and
(i + 1)/256 is 1 − 256 (D(P((i + 1)/256)) − D(P(i/256))) with D(y) = y**k exp(−y) / Γ(k + 1), because the regularised
incomplete gamma functions of k and k + 1 differ by D. Quantiles are solved in `decimal` at 50 digits,
whose exp and ln are correctly rounded, so the classes are the same whole numbers on every machine.

Source: NIST Digital Library of Mathematical Functions, 8.7.1 (series) and 8.8.5 (recurrence).
"""

from __future__ import annotations

from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from functools import lru_cache
from itertools import pairwise

from xinyong.population.quantities import refusal
from xinyong.population.rounding import largest_remainder
from xinyong.population.world import Propensity

N_CLASSES = 256
ONE = 1 << 16
"""A class mean of exactly one, in 16.16 fixed point."""

LOWEST_SHAPE = Decimal("0.05")
HIGHEST_SHAPE = Decimal(1000)
DIGITS = 50


def class_means(propensity: Propensity | None) -> tuple[int, ...]:
    """Return the 256 class means in 16.16 fixed point, rising, with mean exactly ONE; all ONE without a propensity.

    Raises:
        InputError: a shape outside 0.05 … 1000.
    """
    if propensity is None:
        return (ONE,) * N_CLASSES
    shape = Decimal(str(propensity.shape.value))
    if not LOWEST_SHAPE <= shape <= HIGHEST_SHAPE:
        hint = f"write a shape from {LOWEST_SHAPE} (a few do nearly everything) to {HIGHEST_SHAPE} (all alike)"
        raise refusal("propensity.shape", f"found {shape}", hint)
    return _gamma_class_means(shape)


@lru_cache(maxsize=64)
def _gamma_class_means(shape: Decimal) -> tuple[int, ...]:
    context = Context(prec=DIGITS, traps=[InvalidOperation, DivisionByZero, Overflow])
    with localcontext(context):
        edges = [Decimal(0), *_densities_at_quantiles(shape), Decimal(0)]
        means = [1 - N_CLASSES * (after - before) for before, after in pairwise(edges)]
        return largest_remainder([int(mean.scaleb(DIGITS - 10)) for mean in means], N_CLASSES * ONE)


def _densities_at_quantiles(shape: Decimal) -> list[Decimal]:
    """Return D at the quantiles of 1/256 … 255/256.

    Each quantile is found by Halley's rule on ln of the lower incomplete gamma function, in ln y, where that function
    is smooth and concave; it starts from the quantile before, the first from the leading term y**shape / shape.
    """
    beyond = shape + 20 * shape.sqrt() + 160  # the tail beyond is below 1e-60 for every shape allowed
    whole = shape * beyond.ln() - beyond + _series(shape, beyond).ln()
    found: list[Decimal] = []
    log_y = ((Decimal(1) / N_CLASSES).ln() + whole + shape.ln()) / shape
    for i in range(1, N_CLASSES):
        target = (Decimal(i) / N_CLASSES).ln() + whole
        while True:
            y = log_y.exp()
            series = _series(shape, y)
            straight = (target - (shape * log_y - y + series.ln())) * series
            step = straight / (1 + straight * (shape - y - 1 / series) / 2)
            log_y += step
            if abs(step) < Decimal("1e-16"):  # cubed by Halley's rule: 1e-48 is left
                break
        y = log_y.exp()
        found.append((shape * log_y - y - whole - shape.ln()).exp())
    return found


def _series(shape: Decimal, y: Decimal) -> Decimal:
    """Return the lower incomplete gamma function over y**shape exp(−y).

    It is the sum over n of y**n / (shape (shape + 1) … (shape + n)), all terms positive.
    """
    term = 1 / shape
    total = term
    divisor = shape
    while term > total * Decimal("1e-52"):
        divisor += 1
        term = term * y / divisor
        total += term
    return total
