"""Ratios and differences between groups against Fairlearn's MetricFrame (`fairlearn_figures.py` makes its figures)."""

import json
from typing import Any

import pytest
from tests.audit.fairlearn_figures import CASES, FILE, SIZES
from tests.audit.hand_made import DAYS, MAN, WOMAN, ids_of, outcome_of, trial_of

from xinyong.audit.disparity import disparity
from xinyong.audit.measure import Measure, Measures
from xinyong.audit.reading import by_trait_level, everybody
from xinyong.audit.wrongful import restricted

Json = dict[str, Any]

KEPT: list[Json] = json.loads(FILE.read_text(encoding="utf-8"))["cases"]
YEARS = DAYS / 365


def audited(men: int, women: int, days_of_men: int, days_of_women: int) -> Measures:
    trial = trial_of()
    rows = [*((who, days_of_men) for who in ids_of(trial, MAN)[:men]),
            *((who, days_of_women) for who in ids_of(trial, WOMAN)[:women])]  # fmt: skip
    subjects = [{"subject": who, "restricted_days": days, "first_restricted": 1} for who, days in rows]
    flows = {"restricted_days": {MAN: men * days_of_men, WOMAN: women * days_of_women}}
    whole = everybody(outcome_of(trial, subjects=subjects, flows=flows))
    groups = list(by_trait_level(whole))
    return Measures([*disparity(whole, groups), *(one for group in groups for one in restricted(group))])


def as_fairlearn_says(one: Measure) -> float:
    """Return a ratio as the smaller over the larger."""
    return min(one.numerator or 0, one.denominator or 0) / max(one.numerator or 0, one.denominator or 0)


def test_the_file_is_of_these_cases_and_people() -> None:
    assert [tuple(one["case"]) for one in KEPT] == list(CASES)
    assert {"man": len(ids_of(trial_of(), MAN)), "woman": len(ids_of(trial_of(), WOMAN))} == SIZES


@pytest.mark.parametrize("kept", KEPT, ids=[str(one["case"]) for one in KEPT])
def test_shares_and_their_ratio_are_those_of_fairlearn(kept: Json) -> None:
    found = audited(*kept["case"])
    for sex in SIZES:
        share = found.one("restricted_people_share", f"sex: {sex}").value
        assert share == pytest.approx(kept["share"]["by_group"][sex])
    woman = found.one("disparity_as_it_falls", "sex: woman")
    if woman.value is not None:
        assert as_fairlearn_says(woman) == pytest.approx(kept["share"]["ratio"])


@pytest.mark.parametrize("kept", KEPT, ids=[str(one["case"]) for one in KEPT])
def test_days_their_ratio_and_their_difference_are_those_of_fairlearn(kept: Json) -> None:
    found = audited(*kept["case"])
    assert as_fairlearn_says(found.one("disparity_as_it_falls.restricted_days", "sex: woman")) == pytest.approx(
        kept["days"]["ratio"]
    )
    difference = found.one("disparity_difference", "sex: man").value
    assert difference is not None
    assert abs(difference) * YEARS / 1000 == pytest.approx(kept["days"]["difference"])
