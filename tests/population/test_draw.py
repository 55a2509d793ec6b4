"""Strata from margins: which occur, in which order, how many slots each has, and how the fit is told."""

from types import SimpleNamespace
from typing import Any

import pytest

from xinyong.errors import InputError
from xinyong.population.draw import MAX_STRATA, SLOTS, Mix, mix
from xinyong.population.world import World

SEX_AND_AGE: dict[str, Any] = {"sex": ["man", "woman"], "age": ["young", "old"]}


def counted(id_: str, traits: list[str], *rows: tuple[list[str], int]) -> dict[str, Any]:
    """Return a margin as `read_world` leaves it once its table is read."""
    found = [{"levels": levels, "count": count} for levels, count in rows]
    return {"id": id_, "traits": traits, "table": f"{id_}.csv", "counted": found}


def world(make: SimpleNamespace, traits: dict[str, Any], *margins: dict[str, Any]) -> World:
    found: World = make.bare(traits=traits, margins=list(margins))
    return found


def share_of(found: Mix, **levels: str) -> float:
    return (
        sum(s for d, s in zip(found.strata, found.slots, strict=True) if all(d[k] == v for k, v in levels.items()))
        / SLOTS
    )


def test_without_traits_there_is_one_stratum(make: SimpleNamespace) -> None:
    found = mix(make.bare())
    assert found == Mix(strata=({},), slots=(SLOTS,), fit=())


def test_margins_alone_are_taken_as_independent(make: SimpleNamespace) -> None:
    margins = make.shares("s", "sex", man=0.25, woman=0.75), make.shares("a", "age", young=0.5, old=0.5)
    found = mix(world(make, SEX_AND_AGE, *margins))
    assert found.strata == (
        {"age": "young", "sex": "man"},
        {"age": "young", "sex": "woman"},
        {"age": "old", "sex": "man"},
        {"age": "old", "sex": "woman"},
    )
    assert [tuple(levels) for levels in found.strata] == [("age", "sex")] * 4
    assert found.slots == (8192, 24576, 8192, 24576)
    assert [margin.largest_residual for margin in found.fit] == [0.0, 0.0]


def test_one_level_may_be_left_out_and_takes_the_rest(make: SimpleNamespace) -> None:
    found = mix(world(make, SEX_AND_AGE, make.shares("s", "sex", woman=0.75), make.shares("a", "age", young=0.5)))
    assert share_of(found, sex="man") == 0.25
    assert share_of(found, age="old") == 0.5
    assert found.fit[0].rows[0].levels == {"sex": "man"}
    assert found.fit[0].rows[0].target_share == 0.25


def test_a_joint_table_is_met_exactly_and_only_its_combinations_occur(make: SimpleNamespace) -> None:
    table = counted("t", ["age", "sex"], (["young", "man"], 300), (["old", "woman"], 100), (["old", "man"], 112))
    found = mix(world(make, SEX_AND_AGE, table))
    assert [tuple(levels.values()) for levels in found.strata] == [("young", "man"), ("old", "man"), ("old", "woman")]
    assert found.slots == (38400, 14336, 12800)


def test_margins_that_overlap_are_fitted_together(make: SimpleNamespace) -> None:
    traits = {"sex": ["man", "woman"], "age": ["young", "old"], "home": ["town", "land"]}
    by_age = counted(
        "age-home", ["age", "home"], (["young", "town"], 500), (["old", "town"], 100), (["old", "land"], 400)
    )
    by_sex = counted(
        "age-sex", ["age", "sex"],
        (["young", "man"], 300), (["young", "woman"], 200), (["old", "man"], 200), (["old", "woman"], 300),
    )  # fmt: skip
    found = mix(world(make, traits, by_age, by_sex))
    assert len(found.strata) == 6  # nobody is young and on the land
    assert max(margin.largest_residual for margin in found.fit) < 1 / SLOTS
    assert share_of(found, age="young", home="town", sex="man") == pytest.approx(0.3, abs=1e-4)
    assert share_of(found, age="old", home="land", sex="woman") == pytest.approx(0.5 * 0.8 * 0.6, abs=1e-4)


def test_a_table_and_a_share_together_reach_both(make: SimpleNamespace) -> None:
    """The share moves the table's mix; odds ratios of the table stay as they were (Deming and Stephan)."""
    table = counted("t", ["sex", "age"], (["man", "young"], 40), (["man", "old"], 10), (["woman", "young"], 20),
                    (["woman", "old"], 30))  # fmt: skip
    conflict = make.shares("s", "sex", man=0.5), make.shares("a", "age", young=0.6)
    found = mix(world(make, SEX_AND_AGE, table, *conflict))
    a, b, c, d = found.slots
    assert a * d / (b * c) == pytest.approx(40 * 30 / (10 * 20), rel=1e-3)
    assert share_of(found, sex="man") == pytest.approx(0.5, abs=2 / SLOTS)


def test_five_hundred_strata_keep_every_row_within_one_slot(make: SimpleNamespace) -> None:
    traits = {f"t{i}": [f"l{j}" for j in range(k)] for i, k in enumerate([5, 5, 5, 4])}
    margins = [
        make.shares(f"m{i}", trait, **{level: round(0.9 / (i + 2) / (j + 1), 3) for j, level in enumerate(levels[:-1])})
        for i, (trait, levels) in enumerate(traits.items())
    ]
    margins = [m for m in margins if sum(row["share"]["value"] for row in m["shares"]) < 1]
    traits = {trait: levels for trait, levels in traits.items() if any(trait in m["traits"] for m in margins)}
    found = mix(world(make, traits, *margins))
    assert sum(found.slots) == SLOTS
    assert len(found.strata) >= 100
    assert max(margin.largest_residual for margin in found.fit) <= 1 / SLOTS


def test_the_same_world_gives_the_same_mix(make: SimpleNamespace) -> None:
    assert mix(make.town()) == mix(make.town())


def test_margins_that_cannot_be_met_together_show_in_the_fit(make: SimpleNamespace) -> None:
    traits = {"sex": ["man", "woman"]}
    found = mix(world(make, traits, make.shares("a", "sex", man=0.5), make.shares("b", "sex", man=0.6)))
    assert [margin.largest_residual for margin in found.fit] == pytest.approx([0.1, 0.0], abs=1e-4)


@pytest.mark.parametrize(
    ("margins", "message"),
    [
        ([], "traits.age: no margin says how this trait is shared out; add one"),
        (
            [{"id": "m", "traits": ["height"], "shares": []}],
            "margins.m: trait `height` is not declared; the world has age, sex",
        ),
        ([{"man": 0.5, "woman": 0.3}], "margins.m: the shares add up to 0.8; shares add up to 1, or"),
        ([{"man": 0.5, "wman": 0.5}], "margins.m: found a row about wman; the levels are man, woman"),
        ([{"man": 0, "woman": 0}], "margins.m: the shares add up to 0.0"),
    ],
)  # fmt: skip
def test_margins_that_cannot_be_used_are_named(make: SimpleNamespace, margins: list[Any], message: str) -> None:
    found = []
    for margin in margins:
        stated = margin if "id" in margin else make.shares("m", "sex", **margin)
        if not stated["shares"]:
            stated = stated | {"shares": make.shares("x", "height", tall=1.0)["shares"]}
        found.append(stated)
    with pytest.raises(InputError) as refused:
        mix(world(make, SEX_AND_AGE, *found))
    assert str(refused.value).startswith(message)


def test_a_row_given_twice_is_named(make: SimpleNamespace) -> None:
    margin = make.shares("m", "sex", man=0.5)
    margin["shares"] *= 2
    with pytest.raises(InputError, match=r"margins\.m: man is given twice; keep one row for each combination"):
        mix(world(make, {"sex": ["man", "woman"]}, margin))


def test_a_row_about_another_trait_is_named(make: SimpleNamespace) -> None:
    margin = make.shares("m", "sex", man=0.5) | {"traits": ["age"]}
    with pytest.raises(InputError, match=r"margins\.m: found a row about sex; every row names one level of age"):
        mix(world(make, SEX_AND_AGE, margin))


def test_a_table_nobody_read_is_named(make: SimpleNamespace) -> None:
    margin = {"id": "m", "traits": ["sex"], "table": "sex.csv"}
    with pytest.raises(InputError, match=r"margins\.m: the table `sex\.csv` has not been read"):
        mix(world(make, {"sex": ["man", "woman"]}, margin))


def test_margins_that_rule_each_other_out_are_named(make: SimpleNamespace) -> None:
    table = counted("t", ["sex", "age"], (["man", "young"], 50), (["woman", "young"], 50))
    with pytest.raises(InputError, match=r"margins\.a: old has a share here but other margins leave nobody with it"):
        mix(world(make, SEX_AND_AGE, table, make.shares("a", "age", young=0.5)))


def test_no_combination_at_all_is_named(make: SimpleNamespace) -> None:
    first = counted("t", ["sex", "age"], (["man", "young"], 50))
    second = counted("u", ["sex", "age"], (["woman", "young"], 50))
    with pytest.raises(InputError, match="no combination of levels satisfies every margin on `sex`"):
        mix(world(make, SEX_AND_AGE, first, second))


def test_too_many_strata_are_refused_quickly(make: SimpleNamespace) -> None:
    traits = {f"t{i}": [f"l{j}" for j in range(10)] for i in range(12)}
    margins = [make.shares(f"m{i}", f"t{i}", **{f"l{j}": 0.1 for j in range(10)}) for i in range(12)]
    with pytest.raises(InputError, match=r"traits: the margins allow more than \d+ strata; use fewer traits or levels"):
        mix(world(make, traits, *margins))


def test_exactly_the_most_strata_fit(make: SimpleNamespace) -> None:
    traits = {f"t{i}": ["a", "b", "c", "d"] for i in range(6)}
    margins = [make.shares(f"m{i}", f"t{i}", a=0.25, b=0.25, c=0.25) for i in range(6)]
    found = mix(world(make, traits, *margins))
    assert len(found.strata) == MAX_STRATA
    assert set(found.slots) == {16}
