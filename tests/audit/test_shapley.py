"""Shapley shares of games with a known answer, in exact fractions."""

from fractions import Fraction

from xinyong.audit.shapley import EXACT_PARTS, exact, order_of, sampled

HEAVY = (Fraction(1, 3), Fraction(0), Fraction(5, 7), Fraction(-2))


def additive(present: frozenset[int]) -> Fraction:
    return sum((HEAVY[part] for part in present), Fraction(0))


def glove(present: frozenset[int]) -> Fraction:
    """One left glove (0) and two right ones (1, 2): a pair is worth 1; part 3 is worth nothing to anybody."""
    return Fraction(0 in present and bool({1, 2} & present))


def test_what_adds_up_by_itself_is_shared_so() -> None:
    assert exact(4, additive).shares == HEAVY
    drawn = sampled(4, additive, pairs=2, seed=1)
    assert drawn.shares == HEAVY
    assert drawn.errors == (0, 0, 0, 0)


def test_the_glove_game_has_its_textbook_shares() -> None:
    found = exact(4, glove)
    assert found.shares == (Fraction(2, 3), Fraction(1, 6), Fraction(1, 6), Fraction(0))
    assert found.errors is None


def test_drawn_orders_add_up_exactly_and_leave_a_null_part_nothing() -> None:
    found = sampled(4, glove, pairs=3, seed=5)
    assert sum(found.shares) == glove(frozenset(range(4))) - glove(frozenset())
    assert found.shares[3] == 0
    assert found.errors is not None
    assert found.errors[3] == 0
    assert max(found.errors) > 0


def test_many_drawn_orders_come_near_to_the_exact_shares() -> None:
    found = sampled(4, glove, pairs=400, seed=2)
    assert found.errors is not None
    for share, error, right in zip(found.shares, found.errors, exact(4, glove).shares, strict=True):
        assert abs(float(share - right)) <= 4 * error


def test_two_parts_are_in_the_middle_of_an_order_and_its_reverse() -> None:
    assert sampled(2, lambda present: Fraction(len(present) == 2), pairs=2, seed=9).errors == (0, 0)


def test_an_order_holds_every_part_once_and_is_the_same_again() -> None:
    first = order_of(12, 1, 0)
    assert sorted(first) == list(range(12))
    assert first == order_of(12, 1, 0)
    assert first != order_of(12, 1, 1) != order_of(12, 2, 1)


def test_the_bound_of_exactness_is_stated_in_plays() -> None:
    assert 2**EXACT_PARTS == 256
