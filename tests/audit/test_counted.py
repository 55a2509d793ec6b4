"""A figure of two counts: what is counted, of whom, and what it is divided by."""

from typing import Any

import pytest
from pydantic import ValidationError
from tests.audit.hand_made import MAN, WOMAN, ids_of, ladder, outcome_of, rule, trial_of

from xinyong.audit.counted import Figure, figure_of
from xinyong.errors import InputError
from xinyong.results.outcome import Outcome

TWO_RULES = [rule("theft", "theft", -20), rule("noise", "noise", -5)]
"""Clauses 0 and 1."""

MEN, WOMEN = (len(ids_of(trial_of(), stratum)) for stratum in (MAN, WOMAN))


def played() -> Outcome:
    """Twenty men with a mistaken entry of the first rule, ten of them objected and five got it back; ten women with
    a right one of the second; two days each restricted, one of them wrongly for the men."""
    trial = trial_of(ladder(rules=TWO_RULES, publicity=[]))
    men, women = ids_of(trial, MAN)[:20], ids_of(trial, WOMAN)[:10]
    ledger: list[dict[str, int]] = []
    for place, number in enumerate(men):
        objected = {"filed": 9, "decided": 20, "reversed": int(place < 5)} if place < 10 else {}
        ledger.append({"recipient": number, "day": 3, "clause": 0, "cause": 3, "noticed": 4, **objected})
    ledger += [{"recipient": number, "day": 5, "clause": 1, "outcome": 5} for number in women]
    subjects = [{"subject": n, "restricted_days": 2, "wrongful_days": 1, "first_restricted": 3} for n in men]
    subjects += [{"subject": n, "restricted_days": 2, "first_restricted": 5, "refusals": 1} for n in women]
    return outcome_of(trial, ledger=ledger, subjects=subjects, flows={"restricted_days": {MAN: 40, WOMAN: 20}})


def counted(**parts: Any) -> float | None:
    return figure_of(played(), Figure.model_validate({"unit": "share", **parts}))


@pytest.mark.parametrize(
    ("of", "among", "found"),
    [
        ("mistaken entries", "entries", 20 / 30),
        ("mistaken entries taken back", "mistaken entries", 5 / 20),
        ("entries told by notice", "entries", 20 / 30),
        ("upheld objections", "decided objections", 5 / 10),
        ("late objections", "objections", 0),
        ("mistaken entries paid", "mistaken entries", 0),
        ("people with an entry", "people", 30 / 200),
        ("people restricted wrongly", "restricted people", 20 / 30),
        ("restricted days", "people", 60 / 200),
        ("wrongful days", "restricted days", 20 / 60),
        ("refused requests", "restricted people", 10 / 30),
    ],
)
def test_so_many_of_these_among_those(of: str, among: str, found: float) -> None:
    assert counted(of=of, among=among) == pytest.approx(found)


def test_a_rule_and_a_group_narrow_both_counts() -> None:
    assert counted(of="mistaken entries", among="entries", rule="theft") == 1
    assert counted(of="mistaken entries", among="entries", rule="noise") == 0
    assert counted(of="people with an entry", among="people", who={"sex": "woman"}) == pytest.approx(10 / WOMEN)


def test_a_rate_is_for_a_thousand_and_a_year() -> None:
    found = counted(of="entries", among="people", unit="per 1000 per year")
    assert found == pytest.approx(30 / 200 * 1000 / 2)


def test_against_others_it_is_a_ratio_of_both() -> None:
    men_to_women = {"who": {"sex": "man"}, "against": {"sex": "woman"}}
    assert counted(of="people with an entry", among="people", unit="ratio", **men_to_women) == pytest.approx(
        (20 / MEN) / (10 / WOMEN)
    )
    with pytest.raises(ValidationError, match="is a `ratio`"):
        counted(of="entries", among="people", **men_to_women)


def test_a_scheme_that_restricts_everybody_from_the_start_is_refused() -> None:
    """Those without a history have no row of their own, so nobody could count their days."""
    everybody = outcome_of(trial_of(), flows={"restricted_days": {MAN: 40, WOMAN: 20}})
    with pytest.raises(InputError, match="from the start"):
        figure_of(everybody, Figure(of="restricted days", among="people", unit="ratio"))


def test_fewer_than_ten_are_not_divided_by() -> None:
    assert counted(of="upheld reviews", among="decided reviews") is None
    assert counted(of="mistaken entries", among="objections", who={"sex": "woman"}) is None


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"rule": "thefts"}, "did you mean `theft`"),
        ({"channel": "polices"}, "did you mean `police`"),
        ({"who": {"sex": "cat"}}, "nobody of this world is so"),
    ],
)
def test_what_the_run_does_not_have_is_refused(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        counted(of="entries", among="people", **parts)
