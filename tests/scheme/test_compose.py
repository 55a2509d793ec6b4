"""Clauses of several files in one place: ids that both use are told apart, and nothing else changes."""

from tests.oracle.cited import NONE, WHY, days, name
from tests.oracle.nation import member, national
from tests.oracle.plain import plain_scheme, refusal, rule, tier

from xinyong.scheme.compose import beside, compose


def test_ids_that_both_files_use_get_the_name_of_the_member_wherever_they_stand() -> None:
    board = {"id": "board", "rules": ["theft"], "channel": "web-list", "delay": days(1), "term": NONE, **WHY}
    local = member(
        lists=[{"id": "black", "name": name("Black"), **WHY}, {"id": "red", "name": name("Red"), **WHY}],
        rules=[rule(listing={"list": "black", "term": NONE, **WHY}), rule("help", "help", 5)],
        caps=[{"id": "cap", "rules": ["theft", "help"], "points": {**rule()["points"], "value": 5, "range": [5, 5]},
               "per": days(7), **WHY}],
        consequences=[refusal(lists=["black", "red"], tiers=["bad"])],
        repairs=[{"id": "repair", "rules": ["theft"], "act": "help", "after": days(0), **WHY}],
        publicity=[board],
        halt={"date": "2021-01-01", "survives": ["black", "red"], **WHY},
    )  # fmt: skip
    found = beside(local, national())
    assert [one.id for one in found.lists] == ["member.black", "red"]
    assert [one.id for one in found.rules] == ["member.theft", "help"]
    assert found.rules[0].listing is not None
    assert found.rules[0].listing.list == "member.black"
    assert found.caps[0].rules == ("member.theft", "help")
    assert (found.consequences[0].id, found.consequences[0].lists) == ("member.no-flights", ("member.black", "red"))
    assert found.repairs[0].rules == found.publicity[0].rules == ("member.theft",)
    assert found.halt is not None
    assert found.halt.survives == ("member.black", "red")


def test_a_member_whose_ids_are_its_own_stays_as_it_is() -> None:
    local = member(rules=[rule("other")], consequences=[])
    assert beside(local, national()) is local


def test_clauses_are_laid_end_to_end_with_the_score_of_the_member() -> None:
    override = {"tier": "bad", "term": NONE, **WHY}
    local = beside(member(rules=[rule(override=override)], tiers=[tier("good", 90), tier("bad")]), national())
    found = compose(national(), local)
    assert [one.id for one in found.rules] == ["theft", "member.theft"]
    assert (found.score, found.tiers, found.scheme) == (local.score, local.tiers, "member")
    assert found.rules[1].override is not None
    assert found.rules[1].override.tier == "bad"


def test_publicity_of_all_adverse_entries_means_those_of_its_own_file() -> None:
    board = {"id": "board", "channel": "web-list", "delay": days(1), "term": NONE, **WHY}
    country = national(publicity=[board])
    assert [one.rules for one in compose(country, beside(member(), country)).publicity] == [("theft",)]
    harmless = plain_scheme(rules=[rule("help", "help", 5)], publicity=[board])
    assert compose(national(), harmless).publicity == ()
