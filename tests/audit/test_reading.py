import pytest
from tests.audit.hand_made import DAYS, MAN, N_PEOPLE, WOMAN, cited, no_scheme, outcome_of, town, trial_of

from xinyong.audit.definitions_harm import HARMS
from xinyong.audit.reading import by_trait_level, everybody, figure, per_1000

ITEMS = next(each for each in HARMS if each.name == "negative_items")


def test_everybody_and_their_years() -> None:
    reading = everybody(outcome_of(trial_of()))
    assert reading.n_people == N_PEOPLE
    assert reading.subject_years == N_PEOPLE * DAYS / 365


def test_levels_share_out_the_people() -> None:
    groups = list(by_trait_level(everybody(outcome_of(trial_of()))))
    assert [group.group.label for group in groups] == ["sex: man", "sex: woman"]
    assert sum(group.n_people for group in groups) == N_PEOPLE
    assert groups[0].opposite().n_people == groups[1].n_people
    assert groups[0].group.reference == "everybody else by sex"


def test_a_group_under_ten_people_is_not_shown() -> None:
    few = {"levels": {"sex": "man"}, "share": cited(0.04, "share")}
    many = {"levels": {"sex": "woman"}, "share": cited(0.96, "share")}
    world = town(margins=[{"id": "by-sex", "traits": ["sex"], "shares": [few, many]}])
    assert list(by_trait_level(everybody(outcome_of(trial_of(world=world, n_people=100))))) == []
    assert len(list(by_trait_level(everybody(outcome_of(trial_of(world=world, n_people=400)))))) == 2


def test_flows_are_read_for_the_group() -> None:
    outcome = outcome_of(trial_of(), flows={"filed": {MAN: 3, WOMAN: 4}})
    whole = everybody(outcome)
    assert whole.flow("filed") == 7
    assert [group.flow("filed") for group in by_trait_level(whole)] == [3, 4]


def test_a_figure_carries_where_it_comes_from() -> None:
    found = per_1000(everybody(outcome_of(trial_of(seed=9, response="deterrence")), "b"), ITEMS, 8)
    assert found.value == pytest.approx(20.0)
    assert (found.numerator, found.denominator) == (8, 400)
    assert (found.seeds, found.horizon_days, found.response, found.side) == ((9,), DAYS, "deterrence", "b")
    assert (found.group, found.reference) == ("everybody", None)
    assert found.caveat == ITEMS.cannot_say


def test_an_empty_denominator_and_a_reason_take_the_value_away() -> None:
    reading = everybody(outcome_of(trial_of()))
    empty = figure(reading, ITEMS, 0, 0)
    assert empty.value is None
    assert empty.denominator == 0
    asked = figure(reading, ITEMS, 3, 4, why="not asked")
    assert (asked.value, asked.numerator, asked.denominator) == (None, None, None)


def test_ordinary_law_alone_has_no_scheme() -> None:
    assert everybody(outcome_of(trial_of(no_scheme()))).facts.schemes == ()
    assert [scheme.scheme for scheme in everybody(outcome_of(trial_of())).facts.schemes] == ["ladder"]
