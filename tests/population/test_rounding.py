"""Whole parts add up, stay next to their exact share, and keep the sums over margins."""

from hypothesis import given, settings
from hypothesis import strategies as st

from xinyong.population.rounding import controlled_rounding, largest_remainder

QUICK = settings(deadline=None, derandomize=True)
AMOUNTS = st.lists(st.integers(0, 10**12), min_size=1, max_size=40).filter(any)


@QUICK
@given(AMOUNTS, st.integers(0, 1 << 40))
def test_largest_remainders_add_up_and_stay_close(amounts: list[int], total: int) -> None:
    parts = largest_remainder(amounts, total)
    assert sum(parts) == total
    whole = sum(amounts)
    assert all(abs(part * whole - amount * total) < whole for part, amount in zip(parts, amounts, strict=True))


def test_ties_go_to_the_earlier() -> None:
    assert largest_remainder([1, 1, 1], 2) == (1, 1, 0)


@QUICK
@given(AMOUNTS)
def test_with_one_margin_that_separates_all_it_is_the_largest_remainder(amounts: list[int]) -> None:
    assert controlled_rounding(amounts, 65_536, [range(len(amounts))]) == largest_remainder(amounts, 65_536)


@QUICK
@given(st.lists(st.integers(0, 10**12), min_size=60, max_size=60).filter(any))
def test_controlled_rounding_keeps_parts_and_rows_close(amounts: list[int]) -> None:
    margins = [[i // 20 for i in range(60)], [i // 4 % 5 for i in range(60)], [i % 4 for i in range(60)]]
    parts = controlled_rounding(amounts, 65_536, margins)
    exact = [amount * 65_536 / sum(amounts) for amount in amounts]
    assert sum(parts) == 65_536
    assert all(abs(part - share) <= 1 for part, share in zip(parts, exact, strict=True))
    assert all(part == 0 for part, amount in zip(parts, amounts, strict=True) if amount == 0)
    for rows in margins:
        for row in set(rows):
            members = [i for i in range(60) if rows[i] == row]
            assert abs(sum(parts[i] for i in members) - sum(exact[i] for i in members)) < 2


def test_equal_parts_do_not_favour_the_first_rows() -> None:
    """500 equal strata leave 36 slots over; largest remainders alone would give all of them to the first."""
    margins = [[i // 100 for i in range(500)], [i % 5 for i in range(500)]]
    parts = controlled_rounding([1] * 500, 65_536, margins)
    for rows in margins:
        sums = [sum(parts[i] for i in range(500) if rows[i] == row) for row in range(5)]
        assert max(sums) - min(sums) == 1
