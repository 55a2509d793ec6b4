"""The same acts: groups with the same record are compared, in one mix of records."""

from collections.abc import Mapping

import pytest
from tests.audit.hand_made import DAYS, MAN, WOMAN, ids_of, outcome_of, trial_of

from xinyong.audit.disparity import disparity
from xinyong.audit.measure import Measures
from xinyong.audit.reading import by_trait_level, everybody

THEFT, PETITION = 0, 2
MEN, WOMEN = ids_of(trial_of(), MAN), ids_of(trial_of(), WOMAN)


def entry(who: int, item: int = 0, **more: int) -> Mapping[str, int]:
    return {"recipient": who, "cause": 0, "true_act": THEFT, "origin_act": THEFT, "origin_item": item, **more}


def standing(who: int, days: int) -> Mapping[str, int]:
    return {"subject": who, "restricted_days": days, "first_restricted": 3 if days else -1}


def found(ledger: list[Mapping[str, int]], subjects: list[Mapping[str, int]]) -> Measures:
    total = {stratum: sum(s["restricted_days"] for s in subjects if s["subject"] in ids)
             for stratum, ids in ((MAN, MEN), (WOMAN, WOMEN))}  # fmt: skip
    whole = everybody(outcome_of(trial_of(), ledger=ledger, subjects=subjects, flows={"restricted_days": total}))
    return disparity(whole, list(by_trait_level(whole)))


def test_where_only_conduct_differs_the_same_acts_fall_alike() -> None:
    """Forty men and ten women have one theft on record; half of those with one are restricted, and nobody else."""
    thieves = [*MEN[:40], *WOMEN[:10]]
    measures = found(
        [entry(who) for who in thieves],
        [standing(who, 20) for who in (*MEN[:20], *WOMEN[:5])]
        + [standing(who, 0) for who in (*MEN[20:40], *WOMEN[5:10])],
    )
    fell = measures.one("disparity_as_it_falls", "sex: man").value
    assert fell == pytest.approx(20 / len(MEN) / (5 / len(WOMEN)))
    assert measures.one("disparity_same_acts", "sex: man").value == pytest.approx(1.0)
    assert measures.one("disparity_same_acts.restricted_days", "sex: man").value == pytest.approx(1.0)


def test_one_mix_of_records_is_used_for_both() -> None:
    """One theft on record: 10 men, all restricted, and 30 women, a third; none on record: 5 men, no woman."""
    subjects = [standing(who, 10) for who in (*MEN[:15], *WOMEN[:10])] + [standing(who, 0) for who in WOMEN[10:30]]
    measures = found([entry(who) for who in (*MEN[:10], *WOMEN[:30])], subjects)
    n_men, n_women = len(MEN), len(WOMEN)
    mix = 40 / (n_men + n_women)
    men, women = mix * 1 + (1 - mix) * 5 / (n_men - 10), mix / 3
    same = measures.one("disparity_same_acts", "sex: man")
    assert same.value == pytest.approx(men / women)
    assert [same.numerator, same.denominator] == pytest.approx([men, women])
    in_days = measures.one("disparity_same_acts.restricted_days", "sex: man")
    assert in_days.numerator == pytest.approx(10 * men * 365 / DAYS)


def test_a_record_that_only_one_side_has_is_left_out_and_said() -> None:
    """Three men have two thefts on record, which no woman has."""
    ledger = [entry(who, item) for who in MEN[:3] for item in (0, 1)] + [entry(MEN[5]), entry(WOMEN[0])]
    subjects = [standing(who, 9) for who in (*MEN[:3], MEN[5], WOMEN[0])]
    same = found(ledger, subjects).one("disparity_same_acts", "sex: man")
    assert same.value == pytest.approx(1.0)
    assert "1.5 % of the people of both had a record that only one side has" in same.caveat


def test_an_act_behind_several_entries_is_one_and_protected_conduct_none() -> None:
    """A theft under two rules is one misdeed; a petition, or what somebody else did, is none."""
    ledger = [entry(MEN[0], clause=0), entry(MEN[0], clause=1), entry(WOMEN[0]),
              entry(MEN[1], true_act=PETITION, origin_act=PETITION, protected=1),
              entry(MEN[2], cause=1, origin_subject=WOMEN[0])]  # fmt: skip
    subjects = [standing(who, 9) for who in (MEN[0], MEN[1], MEN[2], WOMEN[0])]
    same = found(ledger, subjects).one("disparity_same_acts", "sex: man")
    assert "left out" not in same.caveat
    assert same.value == pytest.approx((2 / 200 + 198 / 200 * 2 / (len(MEN) - 1)) / (2 / 200))


def test_nobody_comparable_restricted_elsewhere_is_no_ratio() -> None:
    measures = found([entry(MEN[0])], [standing(MEN[0], 9)])
    same = measures.one("disparity_same_acts", "sex: man")
    assert same.value is None
    assert "everybody else is 0" in same.why
