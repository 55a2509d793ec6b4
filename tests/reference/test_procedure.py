"""Notice, publicity, refusals that tell, objections and what becomes of them: phases 3, 5 and 6."""

import pytest
from tests.oracle.cited import WHY, Json, days, name, share
from tests.oracle.plain import objection, plain_scheme, plain_world, refusal, rule, tier
from tests.reference.story import (
    HELP,
    NOTHING,
    asks,
    black_list,
    column,
    decided,
    objects,
    record,
    standing,
    story,
    told,
    total,
)


def test_a_refusal_tells_of_every_adverse_entry_that_stands() -> None:
    rules = [rule(), rule("help", "help", 1), rule("prayer", "prayer", -1, validity=1)]
    outcome = story(record(2), record(2, HELP), record(2, 2), asks(4), scheme=plain_scheme(rules=rules))
    assert column(outcome, "known") == [4, -1, -1]
    assert column(outcome, "known_by") == [2, 0, 0]
    assert (total(outcome, "refused.flight"), total(outcome, "told_by_refusal")) == (1, 1)
    assert outcome.people_asking[:2].sum() == 2


def test_a_refusal_is_wrong_where_the_shadow_would_not_be_refused() -> None:
    right, wrong = story(record(2), asks(4)), story(record(2, true_act=NOTHING), asks(4))
    assert [total(outcome, "refused_wrongly.flight") for outcome in (right, wrong)] == [0, 1]
    assert [int(outcome.people_asking[2].sum()) for outcome in (right, wrong)] == [0, 1]


@pytest.mark.parametrize(
    ("effect", "flow"),
    [
        ("refused", "refused"),
        ("delayed", "burdened"),
        ("checked", "burdened"),
        ("waived", "favoured"),
        ("favoured", "favoured"),
    ],
)
def test_what_a_consequence_does_to_a_request(effect: str, flow: str) -> None:
    scheme = plain_scheme(consequences=[refusal(tiers=["bad"]) | {"effect": effect}])
    outcome = story(record(2), asks(1), asks(4), scheme=scheme)
    found = {how: total(outcome, f"{how}.flight") for how in ("requested", "refused", "burdened", "favoured")}
    assert found == {"requested": 2, "refused": 0, "burdened": 0, "favoured": 0, flow: 1}
    assert standing(4, record(2), scheme=scheme)["restricted_days"] == (0 if flow == "favoured" else 3)


def test_a_consequence_holds_from_and_to_its_dates() -> None:
    dated = refusal(tiers=["bad"], in_force={"from": "2020-01-05", "to": "2020-01-08"})
    row = standing(20, record(2), scheme=plain_scheme(consequences=[dated]))
    assert (row["first_restricted"], row["restricted_days"]) == (4, 3)


def test_a_rule_holds_by_the_day_of_the_act_and_not_of_the_record() -> None:
    scheme = plain_scheme(rules=[rule(in_force={"from": "2020-01-03", "to": "2020-01-06"})])
    outcome = story(*(record(day) for day in range(1, 9)), scheme=scheme)
    assert column(outcome, "act_day") == [2, 3, 4]
    assert total(outcome, "recorded.theft") == 8


def test_a_rule_is_for_the_channels_and_people_it_names() -> None:
    world = plain_world(
        traits={"sex": ["woman", "man"]},
        margins=[{"id": "sex", "traits": ["sex"], "shares": [{"levels": {"sex": "woman"}, "share": share(1)}]}],
    )
    for applies_to, made in (({"sex": ["woman"]}, 1), ({"sex": ["man"]}, 0)):
        outcome = story(record(2), world=world, scheme=plain_scheme(rules=[rule(applies_to=applies_to)]))
        assert len(column(outcome, "day")) == made


def publicity(*rules: str) -> Json:
    return {"id": "board", "rules": list(rules), "channel": "web-list", "delay": days(3), "term": days(9), **WHY}


def test_adverse_entries_are_published_unless_undone_before() -> None:
    scheme = plain_scheme(rules=[rule(), rule("help", "help", 1)], publicity=[publicity()], objection=objection())
    lines = record(2), record(4), told(4), objects(4, 1), decided(7, 1), record(8, HELP)
    outcome = story(*lines, scheme=scheme)
    assert column(outcome, "published") == [5, -1, -1]
    named = story(*lines, scheme=plain_scheme(rules=[rule(), rule("help", "help", 1)], publicity=[publicity("help")]))
    assert column(named, "published") == [-1, -1, 11]


def test_an_expired_entry_is_published_all_the_same() -> None:
    outcome = story(record(2), scheme=plain_scheme(rules=[rule(validity=1)], publicity=[publicity()]))
    assert (column(outcome, "ended"), column(outcome, "published")) == ([3], [5])


@pytest.mark.parametrize(
    ("window", "counts_from", "late"),
    [(3, "entry", 1), (3, "notice", 0), (4, "entry", 0), (None, "entry", 0), (0, "notice", 1)],
)
def test_an_objection_after_its_window_is_late_and_not_heard(window: int | None, counts_from: str, late: int) -> None:
    scheme = plain_scheme(objection=objection(window, counts_from=counts_from))
    outcome = story(record(2), told(4), objects(6, 0), decided(9, 0), scheme=scheme)
    assert (column(outcome, "filed"), column(outcome, "late")) == ([6], [late])
    assert column(outcome, "decided") == [-1 if late else 9]
    assert (total(outcome, "filed"), total(outcome, "late")) == (1, late)


def test_one_entry_is_objected_to_once_and_only_while_it_stands() -> None:
    scheme = plain_scheme(rules=[rule(validity=4)], objection=objection())
    lines = (
        record(2),
        told(3),
        objects(4, 0),
        objects(5, 0),
        decided(6, 0, reversed_=False),
        objects(5, 0),
        record(9),
        objects(20, 6),
    )
    outcome = story(*lines, scheme=scheme)
    assert column(outcome, "filed") == [4, -1]
    assert (column(outcome, "decided"), column(outcome, "reversed")) == ([6, -1], [0, 0])
    assert total(outcome, "filed") == total(outcome, "decided") == 1


def test_lists_that_survive_a_halt_go_on_restricting() -> None:
    listing = {"list": "black", "term": days(12), **WHY}
    scheme = plain_scheme(
        lists=[black_list(), {"id": "other", "name": name("Other"), **WHY}],
        rules=[
            rule(listing=listing),
            rule("prayer", "prayer", -1, listing=listing | {"list": "other", "term": days(20)}),
        ],
        consequences=[refusal(lists=["black"]), refusal("no-more", tiers=["bad"]), refusal("other", lists=["other"])],
        halt={"date": "2020-01-08", "survives": ["black"], **WHY},
    )
    outcome = story(record(2), record(2, 2), asks(5), asks(10), asks(20), record(10), scheme=scheme)
    row = standing(30, record(2), record(2, 2), scheme=scheme)
    assert (row["tier"], row["lists"], row["restricted_days"]) == (-1, 0, 12)
    assert total(outcome, "refused.flight") == 2
    assert (column(outcome, "ended"), column(outcome, "outcome")) == ([7, 7], [4, 4])


@pytest.mark.parametrize(("validity", "outcome_code"), [(4, 1), (5, 4), (6, 4)])
def test_an_entry_whose_term_falls_on_the_schemes_last_day_was_ended_by_the_scheme(
    validity: int, outcome_code: int
) -> None:
    scheme = plain_scheme(rules=[rule(validity=validity)], halt={"date": "2020-01-08", **WHY})
    outcome = story(record(2), scheme=scheme)
    assert column(outcome, "outcome") == [outcome_code]
    assert total(outcome, "expired") == (outcome_code == 1)


@pytest.mark.parametrize(("purge", "ended", "overdue"), [(0, 2, -1), (5, 7, 2)])
def test_an_entry_without_any_term_ends_on_its_day_and_is_counted(purge: int, ended: int, overdue: int) -> None:
    outcome = story(record(2), world=plain_world(purge=days(purge)), scheme=plain_scheme(rules=[rule(validity=0)]))
    assert (column(outcome, "ended"), column(outcome, "overdue")) == ([ended], [overdue])
    assert (total(outcome, "expired"), total(outcome, "overdue")) == (1, int(purge > 0))


def test_everybody_is_restricted_where_the_start_is() -> None:
    scheme = plain_scheme(tiers=[tier("good", 101), tier("bad")])
    outcome = story(asks(3), scheme=scheme, days=10)
    assert total(outcome, "restricted_days") == 100 * 10
    assert total(outcome, "refused.flight") == 1
    assert outcome.subjects["restricted_days"].tolist() == [10]


def test_before_its_first_day_a_scheme_enters_nothing() -> None:
    scheme = plain_scheme(in_force={"from": "2020-01-05"}, rules=[rule()])
    outcome = story(record(2), asks(2), record(5), asks(6), scheme=scheme)
    assert column(outcome, "day") == [5]
    assert total(outcome, "tier.good") + total(outcome, "tier.bad") == 100 * len(outcome.trial.windows)
    assert total(outcome, "refused.flight") == 1
