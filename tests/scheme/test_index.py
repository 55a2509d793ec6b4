"""An index whose dimensions, weights or start do not fit is refused, with what to do."""
# ruff: noqa: E501  # each case stands on one line, with the very line that its author reads

from typing import Any

import pytest
from tests.oracle.cited import Json, days, points, share
from tests.oracle.plain import plain_scheme, rule, score, tier

from xinyong.errors import FileError
from xinyong.files.canonical import canonical_text
from xinyong.files.strict_yaml import parse
from xinyong.scheme.index import weights
from xinyong.scheme.read import scheme_of


def dimension(id_: str, weight: float | None, **changes: Any) -> Json:
    found: Json = {"id": id_, "start": points(500), "floor": points(0), "ceiling": points(1000)}
    return found | ({"weight": share(weight)} if weight is not None else {}) | changes


def problems(rules: list[Json] | None = None, tiers: list[Json] | None = None, **changes: Any) -> list[str]:
    """Return what is said of an index of money and conduct, with keys of its score changed."""
    parts = [dimension("money", 0.7), dimension("conduct", 0.3)]
    made = score("index", start=650, floor=350, ceiling=950) | {"parts": parts, "refresh": days(30)} | changes
    scheme = plain_scheme(
        score={key: value for key, value in made.items() if value is not None},
        tiers=tiers or [tier("good", 600), tier("bad")],
        rules=rules or [rule(part="money")],
    )
    try:
        scheme_of(parse(canonical_text(scheme), shown="f"))
    except FileError as refused:
        return [f"{problem.path}: {problem.message}; {problem.hint}" for problem in refused.problems]
    return []


def test_an_index_that_fits_is_taken() -> None:
    assert problems() == []


def test_weights_become_whole_numbers_in_their_proportion() -> None:
    parts = [dimension("money", 0.7), dimension("conduct", 0.3), dimension("ties", 0.05), dimension("none", 0)]
    found = plain_scheme(score=score("index", floor=0, ceiling=1000, parts=parts, refresh=days(30)))
    assert found.score is not None
    assert weights(found.score) == [14, 6, 1, 0]


CASES: dict[str, tuple[Json, str]] = {
    "no refresh": ({"refresh": None}, "score.refresh: is missing: an index holds until it is reckoned anew; add the days between two reckonings"),
    "no dimensions": ({"parts": []}, "score.parts: is missing: an index has dimensions; add them with their weights, or use `method: sum`"),
    "no weight": ({"parts": [dimension("money", 1), dimension("other", None)]}, "score.parts.other.weight: is missing: a dimension of an index has a weight; add it"),
    "weights of nothing": ({"parts": [dimension("money", 0)]}, "score.parts: found weights of nothing, or of too many digits; give shares of a few digits, one of them above 0"),
    "a dimension too high": ({"parts": [dimension("money", 1, ceiling=points(1001))]}, "score.parts.money.ceiling: found 1001, expected a value between 0 and 1,000; a dimension is measured in thousandths"),
    "another start": ({"start": points(651)}, "score.parts: found dimensions that start at 650 together, expected the 651 of `start`; mend either"),
    "no ceiling": ({"ceiling": {"none": True, "grade": "assumed", "why": "made for a test"}}, "score.ceiling: found no number, expected one: an index lies between its floor and its ceiling; state both"),
    "a weight in a sum": ({"method": "sum", "refresh": None, "start": points(1000), "ceiling": points(1000)}, "score.parts.money.weight: found a weight in a score of method `sum`; use `method: index`, or take it out"),
    "a refresh in a sum": ({"method": "sum", "start": points(1000), "ceiling": points(1000)}, "score.refresh: found days between two reckonings in a score of method `sum`; use `method: index`, or take it out"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "line"), CASES.values(), ids=CASES.keys())
def test_an_index_that_cannot_be_reckoned(changes: Json, line: str) -> None:
    assert line in problems(**changes)


def test_points_of_an_index_belong_to_a_dimension() -> None:
    expected = "rules.theft.part: is missing: points of an index belong to a dimension; name one of the score's parts"
    assert expected in problems(rules=[rule()])


FRIENDS = [dimension("money", 0.7), dimension("friends", 0.3, tie="friends")]
TIED: dict[str, tuple[Json, str]] = {
    "no board": ({"parts": FRIENDS}, "score.board: is missing: a dimension made of ties reads the board; add the days between two copies"),
    "two of them": ({"parts": [dimension("money", 0.7, tie="kin"), FRIENDS[1]], "board": days(7)}, "score.parts.friends.tie: found a second dimension made of ties, expected one; take it out"),
    "a sum": ({"parts": FRIENDS, "method": "sum", "refresh": None, "start": points(1000), "ceiling": points(1000)}, "score.parts.friends.tie: found a subtotal made of ties in a score of method `sum`; use `method: index`, or take it out"),
    "a board that nothing reads": ({"board": days(7)}, "score.board: found what only ratings have, in a score of method `index`; use `method: rating`, or take it out"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "line"), TIED.values(), ids=TIED.keys())
def test_a_dimension_of_ties_that_cannot_be_found(changes: Json, line: str) -> None:
    assert line in problems(**changes)


def test_a_dimension_of_ties_that_fits_is_taken() -> None:
    assert problems(parts=FRIENDS, board=days(30)) == []


@pytest.mark.parametrize(("tiers", "line"), [
    ([tier("all")], "tiers: found 1 tiers, expected two or more: a dimension made of ties is a mean of tiers; add tiers, or take `tie` out"),
    ([{"id": "good", "top": share(0.4)}, {"id": "bad"}], "tiers: found tiers that are shares of people on an index with a dimension made of ties; use `at_least`: the board has to know where everybody else stands"),
])  # fmt: skip
def test_a_dimension_of_ties_needs_tiers_that_are_stated(tiers: list[Json], line: str) -> None:
    assert line in problems(tiers=tiers, parts=FRIENDS, board=days(30), rank_every=days(7))
