"""Encounters of a world: how many stars are given, and what a file must say of them."""

from typing import Any

import pytest
from tests.oracle.cited import ratio
from tests.oracle.plain import plain_world
from tests.oracle.rating import generous, stars
from tests.reference.test_rating import EVEN, FIVE, ONE, meeting, sexes

from xinyong.errors import InputError
from xinyong.population.encounters import encounter_findings
from xinyong.population.odds import odds
from xinyong.population.people import people
from xinyong.population.world import World
from xinyong.vocabulary import WIDE


def said(world: World) -> list[tuple[Any, ...]]:
    return [one.spot for one in encounter_findings(world)]


def test_the_first_row_that_fits_says_how_stars_are_shared_out() -> None:
    world = sexes(stars(FIVE, sex="man"), stars(EVEN), generosity=[generous(0.25, 0.5, sex="man")])
    crowd = people(world, 100)
    tables = odds(world, crowd)
    man, woman = ([levels["sex"] for levels in crowd.strata].index(sex) for sex in ("man", "woman"))
    assert tables.stars[man].tolist() == [0, 0, 0, 0, WIDE]
    assert tables.stars[woman].tolist() == [WIDE * n // 5 for n in range(1, 6)]
    assert (int(tables.one_more[man]), int(tables.one_changed[man])) == (WIDE // 4, WIDE // 4 * 3)
    assert (int(tables.one_more[woman]), int(tables.one_changed[woman])) == (0, 0)


def test_where_one_share_was_moved_the_others_make_room() -> None:
    """Values are moved one by one to see what a result rests on; every rating still has one to five stars."""
    world = meeting(stars((0.5, 0.2, 0.2, 0.2, 0.2)))
    assert odds(world, people(world, 100)).stars[0].tolist() == [WIDE * n // 13 for n in (5, 7, 9, 11, 13)]
    nothing = meeting(stars((0, 0, 0, 0, 0)))
    with pytest.raises(InputError, match="shares of nothing"):
        odds(nothing, people(nothing, 100))


def test_encounters_come_up_as_often_as_stated() -> None:
    world = sexes(ratios=[ratio(3, sex="man")])
    crowd = people(world, 100)
    assert odds(world, crowd).errand_sort.tolist().count(3) == 1
    assert 3 not in odds(plain_world(), people(plain_world(), 100)).errand_sort.tolist()


@pytest.mark.parametrize(
    ("world", "spot"),
    [
        (meeting(stars((0.2, 0.2, 0.2, 0.2, 0.1))), ("encounters", "stars", 0)),
        (meeting(stars(EVEN, sex="man"), stars(EVEN)), ("encounters", "stars", 0, "levels", "sex")),
        (sexes(stars(EVEN, sex="child"), stars(EVEN)), ("encounters", "stars", 0, "levels", "sex")),
        (sexes(stars(EVEN, sex="man")), ("encounters", "stars", 0, "levels")),
        (sexes(stars(EVEN), stars(ONE)), ("encounters", "stars", 0)),
        (sexes(generosity=[generous(0.6, 0.6)]), ("encounters", "generosity", 0)),
    ],
)
def test_what_does_not_fit_is_refused(world: World, spot: tuple[Any, ...]) -> None:
    assert spot in said(world) or spot[:-1] in said(world)


def test_a_sound_world_is_not_complained_of() -> None:
    assert said(plain_world()) == said(meeting()) == said(sexes(stars(EVEN, sex="man"), stars(FIVE))) == []
