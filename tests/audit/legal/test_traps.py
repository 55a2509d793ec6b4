"""The traps: what a scheme calls an act decides nothing; one sanction outside its domain is found in a clean law."""

from typing import Any

import pytest
from tests.audit.legal.conftest import Changed

LAW: dict[str, Any] = {"grade": "law", "source": "act", "basis": "law"}
POINT = {"value": 1, "unit": "point", "grade": "law", "source": "act"}
YEAR = {"value": 365, "unit": "day", "grade": "law", "source": "act"}
NONE = {"none": True, "grade": "law", "source": "act"}

CLEAN = ("context", "pooled", "shared", "protected", "no-offence", "no-basis", "others", "no-record", "after-met",
         "order", "multiplied", "no-end", "shown", "no-notice", "late-notice", "no-objection", "no-suspension", "onus",
         "biometric")  # fmt: skip


def rule(ident: str, act: str, **more: Any) -> dict[str, Any]:
    return {"id": ident, "act": act, "points": POINT, "validity": YEAR, **LAW, **more}


def paths(found: Any) -> list[str]:
    return [clause.path for clause in found.clauses]


@pytest.mark.parametrize("sign", CLEAN)
def test_a_clean_law_shows_no_sign_but_that_a_number_decides(shaped: Changed, sign: str) -> None:
    found = shaped().sign(sign)
    assert (found.state, found.clauses) == ("not seen", ())


def test_of_a_clean_law_it_still_says_that_a_sanction_follows_from_a_number(shaped: Changed) -> None:
    assert paths(shaped().sign("automated")) == ["consequences.licence"]


def test_a_clean_law_with_one_sanction_outside_traffic(shaped: Changed) -> None:
    library = {"id": "library", "tiers": ["withdrawn"], "service": "library-card", "effect": "refused", **LAW}
    shape = shaped({"consequences": [library]})
    assert paths(shape.sign("context")) == ["consequences.library"]
    assert shape.matrix.cells == (("roads", "leisure", 2), ("roads", "roads", 2))
    assert shape.matrix.outside_share == 0.5


def test_faith_that_is_named_unlawful_gathering(shaped: Changed) -> None:
    named = rule("gathering", "unlawful-gathering", text="unlawful gathering", at="s. 9")
    (clause,) = shaped({"rules": [named]}).sign("protected").clauses
    assert (clause.path, clause.source, clause.at, clause.grade) == ("rules.gathering", "act", "s. 9", "law")
    assert "religion" in clause.says


def test_petition_that_is_named_disturbing_order(shaped: Changed) -> None:
    (clause,) = (
        shaped({"rules": [rule("order", "disturbing-order", text="disturbing order")]}).sign("protected").clauses
    )
    assert clause.path == "rules.order"
    assert "petition" in clause.says


def test_a_harmful_act_for_which_a_channel_takes_petitions(shaped: Changed) -> None:
    siege = rule("siege", "besieging", text="besieging offices")
    (clause,) = shaped({"rules": [siege]}).sign("protected").clauses
    assert "clerk takes handing in a petition for it" in clause.says
    by_police = {**siege, "channels": ["police"]}
    assert shaped({"rules": [by_police]}).sign("protected").state == "not seen"


def test_an_order_to_take_a_petition_for_a_siege_counts_like_a_mistake(shaped: Changed) -> None:
    by_police = rule("siege", "besieging", channels=["police"])
    share = {"value": 0.5, "unit": "share", "grade": "assumed", "range": [0.5, 0.5], "why": "test"}
    order = {"id": "order", "channel": "police", "of": "disturbing-order", "act": "besieging", "share": share,
             "from": "2020-06-01"}  # fmt: skip
    sight = {"act": "disturbing-order", "channel": "police", "share": share}
    shape = shaped({"rules": [by_police]}, {"targeting": [order], "sights": [sight]})
    assert [clause.says for clause in shape.sign("protected").clauses] == [
        "besieging the town hall: police is told to take handing in a petition for it, covered by the right: petition"
    ]


def test_records_of_no_known_domain_are_neither_related_nor_unrelated(shaped: Changed) -> None:
    odd = {"id": "odd", "tiers": ["withdrawn"], "service": "odd-service", "effect": "refused", **LAW}
    shape = shaped({"rules": [rule("fraud", "odd-fraud")], "consequences": [odd]})
    assert shape.sign("context").state == "not seen"
    assert shape.matrix.unplaced == 4
    assert "4 more are not placed" in shape.sign("context").remark


def test_what_a_file_does_not_say_about_its_basis_is_not_found(shaped: Changed) -> None:
    silent = {key: value for key, value in rule("silent", "tailgating").items() if key != "basis"}
    assert shaped({"rules": [silent]}).sign("no-basis").state == "not found"
    local = rule("local", "phoning", basis="local")
    found = shaped({"rules": [silent, local]}).sign("no-basis")
    assert (found.state, paths(found), found.remark) == ("seen", ["rules.local"], "clauses that state no basis: 1")


@pytest.mark.parametrize(("clause", "state"), [
    (NONE, "seen"),
    ({"unknown": True, "between": [NONE, {"by": "letter", "delay": YEAR, "grade": "law", "source": "act"}],
      "looked": ["act"]}, "not found"),
    ({"by": "letter", "delay": YEAR, "grade": "law", "source": "act"}, "not seen"),
])  # fmt: skip
def test_a_missing_notice_has_three_states(shaped: Changed, clause: dict[str, Any], state: str) -> None:
    assert shaped(notice=clause).sign("no-notice").state == state


def test_a_notice_a_year_late_comes_after_the_effect(shaped: Changed) -> None:
    late = {"by": "letter", "delay": YEAR, "grade": "law", "source": "act"}
    assert shaped(notice=late).sign("late-notice").state == "seen"


def test_terms_end_or_do_not(shaped: Changed) -> None:
    assert shaped().longest_days == 730
    endless = rule("endless", "tailgating", validity=NONE)
    assert paths(shaped({"rules": [endless]}).sign("no-end")) == ["rules.endless.validity"]
    unknown = {"unknown": True, "between": [NONE, YEAR], "looked": ["act"]}
    assert shaped({"rules": [rule("open", "tailgating", validity=unknown)]}).sign("no-end").state == "not found"


def test_a_debt_that_counts_after_it_is_paid(shaped: Changed) -> None:
    assert paths(shaped({"rules": [rule("loan", "loan-unpaid")]}).sign("after-met")) == ["rules.loan"]
    met = {"within": NONE, "desk": "office", "grade": "law", "source": "act"}
    assert shaped({"rules": [rule("loan", "loan-unpaid", met=met)]}).sign("after-met").state == "not seen"


def test_a_lighter_act_that_costs_twice_as_much(shaped: Changed) -> None:
    dear = rule("dear", "tailgating", points={**POINT, "value": 6})
    (clause,) = shaped({"rules": [dear]}).sign("order").clauses
    assert clause.path == "rules.dear"
    assert (
        "severity 1) costs at least twice as much as driving drunk (severity 4, rules.drunk), in points" in clause.says
    )
    dearer = rule("dear", "tailgating", points={**POINT, "value": 5})
    assert shaped({"rules": [dearer]}).sign("order").state == "not seen"


def test_one_entry_that_closes_two_services_and_one_of_them_to_a_child(shaped: Changed) -> None:
    listing = {"list": "black", "term": NONE, **{key: LAW[key] for key in ("grade", "source")}}
    ban = [{"id": f"no-{name}", "lists": ["black"], "service": name, "effect": "refused", **LAW}
           for name in ("school-place", "library-card")]  # fmt: skip
    lists = [{"id": "black", "name": {"en": "black"}, "grade": "law", "source": "act"}]
    shape = shaped({"rules": [rule("race", "racing", listing=listing)], "consequences": ban}, lists=lists)
    assert paths(shape.sign("multiplied")) == ["rules.race"]
    assert paths(shape.sign("others")) == ["consequences.no-school-place"]
    assert paths(shape.sign("context")) == ["consequences.no-school-place", "consequences.no-library-card"]
    race = next(one for one in shape.burdens if one.rule.id == "race")
    assert (race.severity, race.services, race.days) == (1, ("library-card", "school-place"), 365)


def test_what_first_acts_cost_by_gravity(shaped: Changed) -> None:
    endless = rule("endless", "tailgating", validity=NONE)
    light, heavy = shaped({"rules": [endless]}).levels
    assert light.words() == ("1", "2", "1", "0", "365; no end: 1")
    assert heavy.words() == ("4", "1", "3", "0", "730")


def test_what_the_world_lacks_is_said_and_not_taken_for_absence(shaped: Changed) -> None:
    nowhere = {"id": "nowhere", "tiers": ["withdrawn"], "service": "no-such-service", "effect": "refused", **LAW}
    shape = shaped({"rules": [rule("odd", "no-such-act")], "consequences": [nowhere]})
    assert shape.missing == ("rules.odd", "consequences.nowhere")
    assert "rules.odd, consequences.nowhere" in shape.gap
    assert shaped().gap == ""
