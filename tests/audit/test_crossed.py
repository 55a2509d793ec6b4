"""Groups of two traits: which are looked at, how many, and what is said of the others."""

import pytest
from tests.audit.hand_made import Json, cited, outcome_of, town, trial_of

from xinyong.audit.crossed import by_two_traits, crossed, crossings
from xinyong.audit.reading import everybody
from xinyong.population.world import World
from xinyong.results.outcome import Outcome


def margin(trait: str, level: str, share: float) -> Json:
    return {"id": trait, "traits": [trait], "shares": [{"levels": {trait: level}, "share": cited(share, "share")}]}


def mixed() -> World:
    """Return the town with half of the people women, and one in twenty an official."""
    return town(
        traits={"sex": ["man", "woman"], "role": ["resident", "official"]},
        margins=[margin("sex", "man", 0.5), margin("role", "official", 0.05)],
    )


def found(n_people: int = 1000) -> Outcome:
    return outcome_of(trial_of(world=mixed(), n_people=n_people))


def test_a_group_is_a_level_of_each_of_two_traits() -> None:
    assert list(crossings(mixed())) == [
        "role: resident & sex: man",
        "role: resident & sex: woman",
        "role: official & sex: man",
        "role: official & sex: woman",
    ]


def test_each_is_compared_with_everybody_else() -> None:
    groups, left_out = by_two_traits(everybody(found()))
    assert left_out == ""
    assert {one.group.reference for one in groups} == {"everybody else by role and sex"}
    assert sum(one.n_people for one in groups) == 1000
    women = next(one for one in groups if one.group.label == "role: official & sex: woman")
    assert women.n_people == pytest.approx(25, abs=3)
    assert women.opposite().n_people == 1000 - women.n_people


def test_groups_that_are_too_small_are_counted_and_not_named() -> None:
    groups, left_out = by_two_traits(everybody(found(200)))
    assert [one.group.label for one in groups] == ["role: resident & sex: man", "role: resident & sex: woman"]
    assert left_out == "groups of two traits are left out: 2 with fewer than 10 people inside or outside"


def test_the_largest_are_shown_in_the_order_of_the_file() -> None:
    groups, left_out = by_two_traits(everybody(found()), most=3)
    assert len(groups) == 3
    assert min(one.n_people for one in groups) >= 20
    assert "1 smaller than the 3 that are shown" in left_out
    assert [one.group.label for one in groups] == [label for label in crossings(mixed())
                                                   if label in {one.group.label for one in groups}]  # fmt: skip


def test_what_is_left_out_is_a_row_without_a_value() -> None:
    measures = crossed(found(200))
    rest = measures.one("disparity_as_it_falls", "groups of two traits left out")
    assert rest.value is None
    assert rest.why.startswith("groups of two traits are left out: 2 with")
    assert measures.one("disparity_difference.conduct", "role: resident & sex: man").value == 0
    assert len({measure.key for measure in measures}) == len(measures)


def test_one_trait_alone_has_none() -> None:
    assert crossed(outcome_of(trial_of())) == ()
