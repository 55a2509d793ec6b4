"""How points add up: sums and running scores, repeats, caps, overrides, lists, repairs and reversals."""

from itertools import permutations

import pytest
from tests.oracle.cited import WHY, Json, days, days_or_none, points, points_or_none
from tests.oracle.plain import objection, plain_scheme, rule, score, tier
from tests.reference.story import (
    HELP,
    PRAYER,
    black_list,
    column,
    decided,
    objects,
    record,
    scores,
    standing,
    story,
    told,
)

from xinyong.scheme.clauses import Scheme


def test_a_sum_takes_back_exactly_what_an_entry_put() -> None:
    scheme = plain_scheme(rules=[rule(size=-10, validity=4)])
    assert scores(range(3, 9), record(3), record(5), scheme=scheme) == [90, 90, 80, 80, 90, 90]


def test_a_sum_is_clamped_on_reading_only() -> None:
    scheme = plain_scheme(score=score(floor=85), rules=[rule(size=-10, validity=4)])
    assert scores(range(3, 9), record(3), record(3), record(5), scheme=scheme) == [85, 85, 85, 85, 90, 90]


def test_the_order_in_which_a_days_entries_come_cannot_matter_to_a_sum() -> None:
    rules = [rule(size=-10, validity=9), rule("help", "help", 4, validity=6), rule("prayer", "prayer", -3)]
    scheme = plain_scheme(score=score(floor=90, ceiling=101), rules=rules)
    lines = [record(3), record(3, HELP), record(3, PRAYER), record(4, HELP)]
    found = {tuple(scores(range(3, 14, 5), *order, scheme=scheme)) for order in list(permutations(lines))[::5]}
    assert found == {(91, 95, 97)}


def test_a_running_score_keeps_what_was_clamped() -> None:
    scheme = plain_scheme(score=score("running", floor=95, ceiling=103), rules=[rule(size=-4), rule("help", "help", 3)])
    lines = record(1), record(2), record(3, HELP), record(4, HELP), record(5, HELP), record(6)
    assert scores(range(1, 7), *lines, scheme=scheme) == [96, 95, 98, 101, 103, 99]


def test_a_days_points_are_added_once_before_they_are_clamped() -> None:
    scheme = plain_scheme(
        score=score("running", floor=95, ceiling=103), rules=[rule(size=-40), rule("help", "help", 41)]
    )
    assert scores(range(1, 2), record(1), record(1, HELP), scheme=scheme) == [101]


@pytest.mark.parametrize(("method", "expected"), [("sum", [90, 90, 100]), ("running", [95, 95, 103])])
def test_a_reversal_gives_back_what_was_granted_and_clamps_again(method: str, expected: list[int]) -> None:
    """The running score had already lost 5 of the 10 points to its floor, and gains 8 of them above its start."""
    bounds = score(method, floor=95, ceiling=103) if method == "running" else score(method)
    scheme = plain_scheme(score=bounds, rules=[rule(size=-10)], objection=objection())
    lines = record(2), told(2), objects(2, 0), decided(4, 0)
    assert scores(range(2, 5), *lines, scheme=scheme) == expected


@pytest.mark.parametrize("method", ["sum", "running"])
def test_an_entry_repaired_on_its_own_day_counts_for_nothing(method: str) -> None:
    scheme = plain_scheme(score=score(method), rules=[rule(size=-10)], repairs=[repair(after=0)])
    assert scores(range(2, 4), record(2), record(2, HELP), scheme=scheme) == [100, 100]


@pytest.mark.parametrize("method", ["sum", "running"])
def test_a_repair_ends_the_oldest_entry_that_is_old_enough(method: str) -> None:
    scheme = plain_scheme(score=score(method), rules=[rule(size=-10), rule("prayer", "prayer", -1)],
                          repairs=[repair(after=3)])  # fmt: skip
    lines = record(1, PRAYER), record(2), record(4), record(4, HELP), record(5, HELP), record(6, HELP)
    outcome = story(*lines, scheme=scheme)
    assert scores(range(4, 8), *lines, scheme=scheme) == [79, 89, 89, 89]
    assert column(outcome, "ended") == [-1, 5, -1]
    assert column(outcome, "outcome") == [0, 3, 0]


def repair(after: int) -> Json:
    return {"id": "repair", "rules": ["theft"], "act": "help", "after": days(after), **WHY}


def repeats(within: int, step: int, limit: int | None) -> Scheme:
    clause = {"within": days(within), "step": points(step), "limit": points_or_none(limit), **WHY}
    return plain_scheme(rules=[rule(size=-10, repeat=clause)])


@pytest.mark.parametrize(
    ("within", "limit", "granted"),
    [
        (30, None, [-10, -13, -16, -19]),
        (30, -5, [-10, -13, -15, -15]),
        (3, None, [-10, -13, -13, -10]),
        (2, None, [-10] * 4),
    ],
)
def test_repeats_grow_dearer_within_their_period_and_up_to_their_limit(
    within: int, limit: int | None, granted: list[int]
) -> None:
    outcome = story(record(2), record(4), record(6), record(20), scheme=repeats(within, -3, limit))
    assert column(outcome, "points") == granted


def caps(size: int, per: int) -> Json:
    clause = {"id": "cap", "rules": ["theft", "help"], "points": points(size), "per": days(per), **WHY}
    rules = [rule(size=-10), rule("help", "help", 7)]
    return {"caps": [clause], "rules": rules, "objection": objection()}


def test_a_cap_is_used_up_in_the_order_of_clauses_and_opens_again_with_each_period() -> None:
    outcome = story(record(2, HELP), record(2), record(3), record(10), scheme=plain_scheme(**caps(12, 10)))
    assert list(zip(column(outcome, "clause"), column(outcome, "points"), strict=True)) == [
        (0, -10),
        (1, 2),
        (0, 0),
        (0, -10),
    ]


def test_what_was_reversed_leaves_its_room_to_later_entries_and_reopens_none() -> None:
    lines = record(2), record(3), told(3), objects(3, 0), decided(5, 0), record(6)
    outcome = story(*lines, scheme=plain_scheme(**caps(12, 30)))
    assert column(outcome, "points") == [-10, -2, -10]


def test_decay_moves_a_running_score_towards_its_start_and_not_past_it() -> None:
    decay = {"points": points(4), "every": days(2), **WHY}
    scheme = plain_scheme(score=score("running", decay=decay), rules=[rule(size=-10), rule("help", "help", 3)])
    assert scores(range(1, 9), record(1), record(7, HELP), scheme=scheme) == [94, 94, 98, 98, 100, 100, 100, 100]


def test_the_worst_override_wins_for_its_term_and_while_the_entry_stands() -> None:
    def bound(name: str, term: int | None) -> Json:
        return {"tier": name, "term": days_or_none(term), **WHY}

    rules = [rule(size=-1, validity=4, override=bound("worst", None)),
             rule("prayer", "prayer", -1, override=bound("middle", 6))]  # fmt: skip
    tiers = [tier("best", 90), tier("middle", 50), tier("worst")]
    scheme = plain_scheme(tiers=tiers, rules=rules, consequences=[])
    found = [standing(day, record(2), record(3, PRAYER), scheme=scheme)["tier"] for day in range(2, 11)]
    assert found == [2, 2, 2, 2, 1, 1, 1, 0, 0]


@pytest.mark.parametrize(("term", "last_day"), [(3, 4), (None, 6), (0, None)])
def test_a_listing_ends_with_its_term_or_with_its_entry(term: int | None, last_day: int | None) -> None:
    listing = {"list": "black", "term": days_or_none(term), **WHY}
    scheme = plain_scheme(lists=[black_list()], rules=[rule(size=0, validity=5, listing=listing)])
    on_list = [day for day in range(2, 12) if standing(day, record(2), scheme=scheme)["lists"]]
    assert on_list == ([] if last_day is None else list(range(2, last_day + 1)))


def test_a_score_where_lower_is_better() -> None:
    tiers = [{"id": "good", "at_most": points(5)}, {"id": "bad"}]
    scheme = plain_scheme(score=score(start=0, better="lower"), tiers=tiers, rules=[rule(size=3)])
    outcome = story(record(2), record(4), scheme=scheme)
    assert column(outcome, "adverse") == [1, 1]
    assert [standing(day, record(2), record(4), scheme=scheme)["tier"] for day in (2, 4)] == [0, 1]
