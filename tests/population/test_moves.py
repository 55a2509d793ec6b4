"""People who move: who they are, where they live when, and what a world file may say of them."""

import json
from typing import Any

import pytest
from tests.oracle.cited import Json, cited, name, share
from tests.oracle.nation import nation
from tests.oracle.plain import plain_trial

from xinyong.errors import BoundaryError, InputError
from xinyong.population.movers import moving_day, stays, with_movers
from xinyong.population.people import people
from xinyong.population.read import world_from_text
from xinyong.population.world import World


def move(**changes: Any) -> Json:
    return {"id": "to-work", "name": name("To work"), "from": "east", "to": "west", "share": share(0.4),
            "date": "2020-01-20", "room": 65_536} | changes  # fmt: skip


def read(world: World) -> World:
    return world_from_text(world.model_dump_json(by_alias=True, exclude_none=True))


def test_those_who_move_are_taken_out_of_their_home_and_stand_behind_all_places() -> None:
    world = with_movers(read(nation(moves=[move()])))
    assert [(place.id, place.residents.value) for place in world.places] == [
        ("east", 300),
        ("west", 500),
        ("to-work", 200),
    ]
    crowd, without = people(world, 1000), people(nation(), 1000)
    assert (crowd.counts, without.counts) == ((300, 500, 200), (500, 500))
    assert crowd.offsets[:2] == without.offsets


def test_people_move_on_the_first_day_of_the_next_week() -> None:
    for date, day in (("2019-06-01", 0), ("2020-01-01", 0), ("2020-01-02", 7), ("2020-01-15", 14), ("2020-01-20", 21)):
        world = with_movers(nation(moves=[move(date=date)]))
        assert moving_day(world, world.moves[0]) == day
        assert stays(world) == (((0, 0),), ((0, 1),), ((0, 0), (day, 1)) if day else ((0, 1),))


def test_a_trial_says_where_everybody_lives() -> None:
    trial = plain_trial(world=nation(moves=[move()]), n_people=100)
    assert [trial.lives(2, day) for day in (0, 20, 21, 34)] == [0, 0, 1, 1]
    assert [(trial.living(0, day), trial.living(1, day)) for day in (20, 21)] == [(50, 50), (30, 70)]


def test_a_world_with_its_groups_and_one_in_which_nobody_moves_stay_as_they_are() -> None:
    once = with_movers(nation(moves=[move()]))
    assert with_movers(once) is once
    for none in (nation(), nation(moves=[move(share=share(0))])):
        assert with_movers(none) is none


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ({"from": "nowhere"}, "found `nowhere`, expected one of the declared places"),
        ({"to": "north"}, "found `north`, expected one of the declared places"),
        ({"to": "east"}, "found a move within `east`, expected another place"),
        ({"id": "west"}, "found a move with the id of the place `west`, expected one of its own"),
        ({"share": share(1)}, "found shares that leave `east` adding up to 1, expected less than 1"),
        ({"share": cited(2, "day")}, "found the unit `day`"),
        ({"room": 100}, "room"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(slip: dict[str, Any], said: str) -> None:
    text = nation(moves=[move()]).model_dump_json(by_alias=True, exclude_none=True)
    world = World.model_validate_json(text).model_dump(by_alias=True, exclude_none=True, mode="json")
    world["moves"][0] |= slip
    with pytest.raises(InputError, match=said):
        world_from_text(json.dumps(world))


def test_a_group_of_fewer_than_a_hundred_people_is_refused() -> None:
    with pytest.raises(BoundaryError, match="found a move of 50 people, expected none or at least 100"):
        read(nation(moves=[move(share=share(0.1))]))


def test_a_place_that_is_not_there_is_refused_without_a_file() -> None:
    with pytest.raises(InputError, match=r"moves\.to-work: the world has no place `nowhere`"):
        plain_trial(world=nation(moves=[move(to="nowhere")]))
