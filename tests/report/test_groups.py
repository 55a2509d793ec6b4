"""The part on groups: outcomes, four ways to compare, what a difference is made up of, and what small groups hide."""

from dataclasses import replace

import pytest
from tests.audit.hand_made import MAN, WOMAN, ids_of, outcome_of, town, trial_of
from tests.report.made import material, recipe

from xinyong.audit.measures import audit
from xinyong.report.content import Grid, words_of
from xinyong.report.groups import MADE_UP, WAYS, groups_section
from xinyong.report.material import Material
from xinyong.report.scenarios import ABSENT


def restricting(men: int, women: int) -> Material:
    """Return the material of a run in which so many of each sex are restricted."""
    trial = trial_of()
    who = [*ids_of(trial, MAN)[:men], *ids_of(trial, WOMAN)[:women]]
    subjects = [{"subject": number, "restricted_days": 10, "first_restricted": 1} for number in who]
    flows = {"restricted_days": {MAN: 10 * men, WOMAN: 10 * women}, "recorded.theft": {MAN: men, WOMAN: women}}
    outcome = outcome_of(trial, subjects=subjects, flows=flows)
    return replace(material(), columns=(replace(material().main, outcome=outcome, measures=audit(outcome)),))


def grids(made: Material) -> list[Grid]:
    section = groups_section(made)
    assert section is not None
    return [block for block in section.blocks if isinstance(block, Grid)]


def cells(grid: Grid, group: str) -> list[str]:
    return next([words_of(cell) for cell in row[1:]] for row in grid.rows if words_of(row[0]) == group)


def test_each_group_has_its_outcomes_its_comparisons_and_their_parts() -> None:
    outcomes, ways, parts = grids(restricting(40, 20))
    assert [words_of(row[0]) for row in outcomes.rows] == ["sex: man", "sex: woman"]
    assert cells(ways, "sex: man")[0].startswith("2 (1.")
    assert cells(ways, "sex: man")[3] == "1"
    assert len(cells(ways, "sex: man")) == len(WAYS)
    whole, _, by_rule, *_ = cells(parts, "sex: man")
    assert len(cells(parts, "sex: man")) == len(MADE_UP)
    assert whole == by_rule
    assert cells(parts, "sex: woman")[0] == f"−{whole}"


def test_where_fewer_than_ten_are_restricted_no_ratio_is_given() -> None:
    _, ways, parts = grids(restricting(40, 3))
    assert set(cells(ways, "sex: woman")) == set(cells(parts, "sex: woman")) == {ABSENT}
    assert ABSENT not in cells(parts, "sex: man")


def test_a_world_without_traits_has_no_such_part() -> None:
    bare = town(traits={}, margins=[])
    outcome = outcome_of(trial_of(world=bare))
    made = replace(material(), recipe=recipe(world=bare),
                   columns=(replace(material().main, outcome=outcome, measures=audit(outcome)),))  # fmt: skip
    assert groups_section(made) is None


@pytest.mark.parametrize(
    "word", ["protected conduct first", "No order of the parts is preferred", "exposure", "remedy"]
)
def test_the_note_says_what_the_parts_are(word: str) -> None:
    _, _, parts = grids(restricting(40, 20))
    assert word in words_of(parts.note)
