"""Lists: rows entered and ended, people on a list and ever on it, and lists that a tier brings."""

import pytest
from tests.oracle.cited import WHY, Json, days_or_none
from tests.oracle.plain import plain_scheme, refusal, rule, tier
from tests.reference.story import asks, black_list, column, record, standing, story, total

from xinyong.scheme.clauses import Scheme

LISTED = ("listed.black", "listings.black", "delistings.black", "first_listed.black")


def listing(term: int | None) -> Json:
    return {"list": "black", "term": days_or_none(term), **WHY}


def list_only(term: int | None, validity: int | None = 90, size: int | None = None, **more: Json) -> Scheme:
    rules = [rule(size=size, validity=validity, listing=listing(term))]
    return plain_scheme(lists=[black_list()], rules=rules, consequences=[refusal(lists=["black"])], **more)


def test_rows_people_and_endings_are_counted_apart() -> None:
    """Two rows of ten days each, the second begun before the first has ended: one person, on the list for 15 days."""
    outcome = story(record(3), record(8), scheme=list_only(10))
    counts = {name: outcome.flows[:, outcome.layout.row[name]].sum(axis=(1, 2)).tolist() for name in LISTED}
    assert counts["listings.black"] == [1, 1, 0, 0, 0]
    assert counts["delistings.black"] == [0, 1, 1, 0, 0]  # days 13 and 18
    assert counts["first_listed.black"] == [1, 0, 0, 0, 0]
    assert counts["listed.black"] == [1, 1, 0, 0, 0]


@pytest.mark.parametrize(("size", "until", "ended"), [(None, 13, 13), (-5, 23, 23)])
def test_a_row_that_only_lists_ends_with_its_listing(size: int | None, until: int, ended: int) -> None:
    outcome = story(record(3), scheme=list_only(10, validity=20, size=size))
    assert (column(outcome, "until"), column(outcome, "ended")) == ([until], [ended])
    assert (column(outcome, "list_until"), column(outcome, "outcome")) == ([13], [1])


def test_a_listing_without_a_term_of_its_own_ends_with_its_entry() -> None:
    outcome = story(record(3), scheme=list_only(None, validity=20))
    assert (column(outcome, "list_until"), column(outcome, "until")) == ([-1], [23])
    assert total(outcome, "delistings.black") == 1


@pytest.mark.parametrize(("survives", "endings"), [([], [0, 0, 1, 0, 0]), (["black"], [0, 0, 0, 0, 1])])
def test_rows_end_with_the_scheme_unless_the_list_survives_it(survives: list[str], endings: list[int]) -> None:
    scheme = list_only(28, halt={"date": "2020-01-16", "survives": survives, **WHY})
    outcome = story(record(3), scheme=scheme)
    assert outcome.flows[:, outcome.layout.row["delistings.black"]].sum(axis=(1, 2)).tolist() == endings


def tier_list(listed: list[str], **more: Json) -> Scheme:
    return plain_scheme(
        tiers=[tier("good", 95), tier("bad")],
        lists=[black_list() | {"tiers": listed}],
        rules=[rule(size=-10, validity=5)],
        consequences=[refusal(lists=["black"])],
        **more,
    )


def test_whoever_is_in_a_tier_of_a_list_is_on_it() -> None:
    scheme = tier_list(["bad"])
    assert [standing(day, record(3), scheme=scheme)["lists"] for day in (3, 7, 8)] == [1, 1, 0]
    outcome = story(record(3), asks(4), asks(9), scheme=scheme)
    assert total(outcome, "refused.flight") == 1
    assert (total(outcome, "first_listed.black"), total(outcome, "listings.black")) == (1, 0)


def test_a_list_of_the_tier_in_which_all_begin_holds_all() -> None:
    outcome = story(record(3), scheme=tier_list(["good"]), days=14)
    assert outcome.flows[:, outcome.layout.row["listed.black"]].sum(axis=(1, 2)).tolist() == [99, 100]
    assert total(outcome, "first_listed.black") == 100


def test_a_list_that_no_tier_brings_is_as_if_it_named_none() -> None:
    assert total(story(record(3), scheme=tier_list([])), "first_listed.black") == 0
