"""Poisson thresholds against 70 digits of decimal arithmetic, and the shape of a table."""

from decimal import ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest

from xinyong.population.counts import MOST_A_WEEK, poisson_rows
from xinyong.vocabulary import WIDE

ONE = 1 << 16


def exact_thresholds(mean: Fraction) -> list[int]:
    """Return floor(P(count <= k) * WIDE) until the tail is below 2**-62, whose entry is WIDE."""
    found: list[int] = []
    with localcontext() as context:
        context.prec = 70
        m = Decimal(mean.numerator) / mean.denominator
        term = total = (-m).exp()
        while 1 - total >= Decimal(1) / WIDE:
            found.append(int((total * WIDE).to_integral_value(ROUND_FLOOR)))
            term = term * m / len(found)
            total += term
    return [*found, WIDE]


@pytest.mark.parametrize(
    "mean",
    [Fraction(0), Fraction(1, 10**12), Fraction(1, 7), Fraction(7, 365), Fraction(1), Fraction(22, 7), Fraction(64)],
)
def test_every_threshold_is_the_floor_of_the_exact_one(mean: Fraction) -> None:
    expected = exact_thresholds(mean)
    assert poisson_rows([mean], [ONE])[0, 0].tolist() == expected


def test_classes_multiply_the_mean() -> None:
    classes = [0, 1, 655, 65_536, 77_777, 16_777_216]
    table = poisson_rows([Fraction(3, 11), Fraction(1, 1000)], classes)
    assert table.shape[:2] == (2, 6)
    for row, mean in enumerate([Fraction(3, 11), Fraction(1, 1000)]):
        for column, scale in enumerate(classes):
            expected = exact_thresholds(mean * scale / ONE)
            found = table[row, column].tolist()
            assert found[: len(expected)] == expected
            assert set(found[len(expected) :]) <= {WIDE}


def test_rows_rise_to_wide_and_the_longest_sets_the_width() -> None:
    table = poisson_rows([Fraction(MOST_A_WEEK, 256), Fraction(0)], [0, 256 * ONE])
    assert table.dtype == np.int64
    assert np.all(np.diff(table, axis=2) >= 0)
    assert np.all(table[:, :, -1] == WIDE)
    assert table[0, 1, -2] < WIDE
    assert np.all(table[1] == WIDE)


def test_the_mean_comes_back() -> None:
    thresholds = poisson_rows([Fraction(5, 2)], [ONE])[0, 0].tolist()
    expected = sum(Fraction(WIDE - t, WIDE) for t in thresholds)
    assert abs(expected - Fraction(5, 2)) < Fraction(1, 2**55)


def test_no_rows_make_an_empty_table() -> None:
    assert poisson_rows([], [ONE]).shape == (0, 1, 1)
