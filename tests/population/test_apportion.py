"""Webster's rule: the direct computation against the seat-by-seat definition, and nobody moves when n grows."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xinyong.population.apportion import webster

QUICK = settings(deadline=None, derandomize=True)
RESIDENTS = st.lists(st.integers(0, 5000), min_size=1, max_size=8).filter(any)


def seat_by_seat(residents: list[int], n: int) -> tuple[int, ...]:
    """Return Webster's shares by giving out one seat after the other, ties to the earlier place."""
    seats = [0] * len(residents)
    for _ in range(n):
        quotients = [Fraction(r, 2 * s + 1) for r, s in zip(residents, seats, strict=True)]
        seats[quotients.index(max(quotients))] += 1
    return tuple(seats)


@pytest.mark.parametrize(
    ("residents", "n", "expected"),
    [
        ([6, 3, 1], 5, (3, 2, 0)),
        ([1], 1000, (1000,)),
        ([1, 1], 3, (2, 1)),
        ([1, 1, 1, 1], 6, (2, 2, 1, 1)),
        ([53, 24, 23], 7, (3, 2, 2)),
        ([7, 0, 3], 10, (7, 0, 3)),
    ],
)
def test_small_cases(residents: list[int], n: int, expected: tuple[int, ...]) -> None:
    assert webster(residents, n) == expected == seat_by_seat(residents, n)


@QUICK
@given(RESIDENTS, st.integers(0, 120))
def test_the_same_as_seat_by_seat(residents: list[int], n: int) -> None:
    assert webster(residents, n) == seat_by_seat(residents, n)


@QUICK
@given(RESIDENTS, st.integers(0, 10**9))
def test_one_more_person_is_added_to_one_place(residents: list[int], n: int) -> None:
    before, after = webster(residents, n), webster(residents, n + 1)
    assert sum(before) == n
    assert sorted(b - a for a, b in zip(before, after, strict=True)) == [0] * (len(residents) - 1) + [1]


def test_three_hundred_places_and_a_hundred_million_people() -> None:
    residents = [1000 + 37 * i * i for i in range(300)]
    shares = webster(residents, 10**8)
    assert sum(shares) == 10**8
    assert max(abs(s - 10**8 * r / sum(residents)) for s, r in zip(shares, residents, strict=True)) < 1
