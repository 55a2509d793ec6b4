"""Groups by name, and against whom they are compared where somebody was named before the run."""

import pytest
from tests.audit.hand_made import Json, cited, outcome_of, town, trial_of

from xinyong.audit.named import compared_as_named, groups_of, refuse_unknown_group
from xinyong.errors import InputError
from xinyong.population.world import World
from xinyong.results.outcome import Outcome


def aged() -> World:
    """Return the town with three ages, a quarter, a quarter and half."""
    shares: list[Json] = [{"levels": {"age": level}, "share": cited(0.25, "share")} for level in ("young", "middle")]
    sex = {"id": "sex", "traits": ["sex"], "shares": [{"levels": {"sex": "man"}, "share": cited(0.5, "share")}]}
    return town(traits={"sex": ["man", "woman"], "age": ["young", "middle", "old"]},
                margins=[sex, {"id": "age", "traits": ["age"], "shares": shares}])  # fmt: skip


def with_days() -> Outcome:
    """Return a run in which the restricted days of the young, middle and old are 10, 20 and 80, whatever their sex."""
    trial = trial_of(world=aged(), n_people=400)
    days = {"young": 5, "middle": 10, "old": 40}
    by_stratum = {index: days[levels["age"]] for index, levels in enumerate(trial.people.strata)}
    return outcome_of(trial, flows={"restricted_days": by_stratum})


def test_a_name_is_a_level_or_two_of_them() -> None:
    known = groups_of(aged())
    assert known["age: old"] == (("age", "old"),)
    assert known["age: old & sex: man"] == (("age", "old"), ("sex", "man"))


def test_only_what_an_audit_does_not_give_is_given() -> None:
    assert compared_as_named(with_days(), ["age: old"]) == ()
    found = compared_as_named(with_days(), ["age: old", "age: old & sex: man", "age: old against age: young"])
    assert {one.group for one in found} == {"age: old & sex: man", "age: old against age: young"}


def test_the_reference_is_who_was_named() -> None:
    found = compared_as_named(with_days(), ["age: old against age: young", "age: old against age: middle"])
    young = found.one("disparity_as_it_falls.restricted_days", "age: old against age: young")
    middle = found.one("disparity_as_it_falls.restricted_days", "age: old against age: middle")
    assert young.reference == "age: young"
    assert (young.value or 0) == pytest.approx(2 * (middle.value or 0), rel=0.05)
    mistaken = found.one("disparity_error_only", "age: old against age: young")
    assert "the figure of age: young is 0" in mistaken.why


@pytest.mark.parametrize("name", ["age: old", "age: old & sex: man", "age: old against age: young"])
def test_a_name_that_is_known_is_not_refused(name: str) -> None:
    refuse_unknown_group(aged(), name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("age: od", "found no group `age: od`; did you mean `age: old`"),
        ("age: old against age: yong", "did you mean `age: young`"),
        ("age: old against sex: man", "two groups that nobody is in both of"),
        ("age: old against age: old", "two groups that nobody is in both of"),
    ],
)
def test_other_names_are_refused(name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        refuse_unknown_group(aged(), name)
