"""How far a count may lie from its expectation before chance is no excuse. Seeds are fixed, so no test is flaky."""

from collections.abc import Sequence
from math import sqrt

Z_MAX = 4.0
"""Two-sided chance of a larger |z| where the model is right: 6 in 100,000."""


def assert_near(found: float, expected: float, variance: float) -> None:
    """Hold a count or a mean to its expectation, given its variance."""
    z = (found - expected) / sqrt(variance)
    assert abs(z) < Z_MAX, f"found {found}, expected {expected:.6g}: z = {z:.2f}"


def assert_share(hits: int, of: int, share: float) -> None:
    """Hold a binomial count to its share."""
    assert_near(hits, of * share, of * share * (1 - share))


def assert_distribution(counts: Sequence[int], probabilities: Sequence[float]) -> None:
    """Hold counts to probabilities by chi-square; cells expected under 5 are joined to the one before.

    The statistic becomes z by the cube root of Wilson and Hilferty 1931, doi:10.1073/pnas.17.12.684.
    """
    n = sum(counts)
    cells: list[list[float]] = []
    for found, probability in zip(counts, probabilities, strict=True):
        if cells and (probability * n < 5 or cells[-1][1] < 5):
            cells[-1] = [cells[-1][0] + found, cells[-1][1] + probability * n]
        else:
            cells.append([float(found), probability * n])
    assert abs(sum(probabilities) - 1) < 1e-9
    freedom = len(cells) - 1
    chi_square = sum((found - expected) ** 2 / expected for found, expected in cells)
    z = ((chi_square / freedom) ** (1 / 3) - (1 - 2 / (9 * freedom))) / sqrt(2 / (9 * freedom))
    assert z < Z_MAX, f"chi-square {chi_square:.1f} with {freedom} degrees of freedom: z = {z:.2f}"
