"""Notices, objections, desks and consent as whole numbers."""

from types import SimpleNamespace
from typing import Any

import pytest

from xinyong.errors import InputError
from xinyong.population import procedure
from xinyong.population.people import people
from xinyong.population.ratios import Population
from xinyong.population.world import World
from xinyong.vocabulary import WIDE


def crowd_of(world: World) -> Population:
    found = people(world, 100)
    return Population(world.traits, found.strata, found.weights())


def reach(world: World) -> list[list[int]]:
    table: list[list[int]] = procedure.reach_table(world, crowd_of(world)).tolist()
    return table


def means(make: SimpleNamespace, share: float, *ratios: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": "letter", "reach": make.cited(share, "share"), "ratios": list(ratios)}]


def test_reach_keeps_its_mean(make: SimpleNamespace) -> None:
    assert reach(make.bare(means=means(make, 0.3))) == [[3 * WIDE // 10]]
    world = make.town(means=means(make, 0.3, make.ratio(0.5, sex="man")))
    (row,) = reach(world)
    weights = people(world, 100).weights()
    assert sum(r * w for r, w in zip(row, weights, strict=True)) / sum(weights) / WIDE == pytest.approx(0.3, rel=1e-12)
    assert row[0] * 2 == pytest.approx(row[3], rel=1e-15)


def test_reach_cannot_pass_everybody(make: SimpleNamespace) -> None:
    with pytest.raises(InputError, match=r"means\.letter\.ratios: the ratios lift the share to 1\.5"):
        reach(make.town(means=means(make, 0.9, make.ratio(5, sex="man"))))


def test_nobody_objects_where_the_world_is_silent(make: SimpleNamespace) -> None:
    bare, town = make.bare(), make.town()
    silent = procedure.objecting_numbers(bare, crowd_of(bare))
    assert (silent["object_spread"], silent["asks_review"]) == (0, 0)
    assert not silent["objects_mistaken"].any()
    assert not silent["objects_right"].any()
    found = procedure.objecting_numbers(town, crowd_of(town))
    assert (found["object_spread"], found["asks_review"]) == (30, 0)
    assert set(found["objects_mistaken"].tolist()) == {WIDE // 4}
    assert set(found["objects_right"].tolist()) == {2 * WIDE // 100}


def test_desks(make: SimpleNamespace) -> None:
    found = {name: table.tolist() for name, table in procedure.desk_tables(make.town()).items()}
    assert found == {
        "desk_capacity": [2_500_000],
        "desk_sits_every": [14],
        "desk_takes": [7],
        "desk_takes_working": [0],
        "desk_carries_out": [3],
        "desk_carries_out_working": [0],
        "desk_reverses_mistaken": [3 * WIDE // 4],
        "desk_reverses_right": [WIDE // 10],
    }
    assert {table.shape for table in procedure.desk_tables(make.bare()).values()} == {(0,)}


def test_a_desk_sits_and_has_a_capacity_in_its_unit(make: SimpleNamespace) -> None:
    desk = make.town().desks[0].model_dump(by_alias=True)
    with pytest.raises(InputError, match=r"desks\.office\.sits_every: found 0 days; write whole days, at least 1"):
        procedure.desk_tables(make.bare(desks=[desk | {"sits_every": make.cited(0, "day")}]))
    with pytest.raises(
        InputError, match=r"desks\.office\.capacity: found 3 in `person`; write 0 or more in `per 100000"
    ):
        procedure.desk_tables(make.bare(desks=[desk | {"capacity": make.cited(3, "person")}]))


def test_consent(make: SimpleNamespace) -> None:
    town, bare = make.town(), make.bare()
    assert set(procedure.opt_in_table(town, crowd_of(town)).tolist()) == {4 * WIDE // 10}
    assert procedure.opt_in_table(bare, crowd_of(bare)).tolist() == [WIDE]
    assert procedure.no_file_table(bare, crowd_of(bare)).tolist() == [0]


def test_ratios_of_consent_and_of_files_keep_the_mean(make: SimpleNamespace) -> None:
    ratios = [make.ratio(3, age="old")]
    town = make.town(opt_in_ratios=ratios, thin_file={"share": make.cited(0.1, "share"), "ratios": ratios})
    crowd = crowd_of(town)
    for table, mean in (
        (procedure.opt_in_table(town, crowd), 0.4),
        (procedure.no_file_table(town, crowd), 0.1),
    ):
        by_age = {levels["age"]: int(one) for levels, one in zip(crowd.strata, table, strict=True)}
        assert by_age["old"] == pytest.approx(3 * by_age["middle"])
        weights = crowd.weights
        assert sum(int(t) * w for t, w in zip(table, weights, strict=True)) / sum(weights) == pytest.approx(mean * WIDE)
    with pytest.raises(InputError, match=r"consent.ratios: the ratios lift the share to"):
        procedure.opt_in_table(make.town(opt_in_ratios=[make.ratio(1000, age="old")]), crowd)
