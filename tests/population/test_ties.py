"""Ties: everybody on one ring, groups that tie back, people found along it, one more person changing little."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from tests.population.conftest import Json, bare_world, cited, name, town_world

from xinyong.errors import FileError
from xinyong.files.canonical import canonical_text
from xinyong.population.people import people
from xinyong.population.read import world_from_text
from xinyong.population.ties import MOST_STEPS, Ring, Ties, half_bits, mixed, ties
from xinyong.population.world import World

HOUSEHOLD: Json = {"id": "household", "sort": "household", "size": cited(3, "person")}


def tie(id_: str, sort: str, size: int, **more: Json) -> Json:
    return {"id": id_, "sort": sort, "size": cited(size, "person"), **more}


def tied_world(*made: Json, **changes: Any) -> World:
    return town_world(ties=list(made), **changes)


def ties_of(world: World, n_people: int, seed: int = 1) -> Ties:
    return ties(world, people(world, n_people), seed)


# ----- the ring


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 16, 17, 64, 100, 1000, 4097])
def test_a_ring_is_a_permutation_and_its_inverse(n: int) -> None:
    ring = Ring(n, half_bits(n), (1, 2, 3, 4, 5, 0xFFFFFFFF))
    positions = [ring.position(number) for number in range(n)]
    assert sorted(positions) == list(range(n))
    assert [ring.number(position) for position in positions] == list(range(n))


@pytest.mark.parametrize(("n", "bits"), [(1, 1), (4, 1), (5, 2), (16, 2), (17, 3), (1 << 20, 10), ((1 << 20) + 1, 11)])
def test_the_network_is_the_least_that_holds_everybody(n: int, bits: int) -> None:
    assert half_bits(n) == bits


def test_the_round_function_is_the_published_finisher() -> None:
    """MurmurHash3 x86_32 of the empty key under seed 1 is the finisher of 1."""
    assert mixed(1) == 0x514E28B7
    assert mixed(0) == 0


def test_neighbours_in_number_are_not_neighbours_on_the_ring() -> None:
    found = ties_of(bare_world(ties=[HOUSEHOLD]), 4000)
    ring = found.ring(0, 0)
    positions = np.array([ring.position(number) for number in range(4000)])
    steps = np.abs(np.diff(positions))
    # Two places drawn at random from a line of n are n / 3 apart in the mean, with a standard error of 15 here.
    assert abs(steps.mean() - 4000 / 3) < 60
    assert abs(np.corrcoef(positions[:-1], positions[1:])[0, 1]) < 0.05


def test_one_more_person_moves_at_most_one_other() -> None:
    keys = (9, 8, 7, 6, 5, 4)
    for n, more in pairwise(range(130, 160)):
        before, after = Ring(n, half_bits(n), keys), Ring(more, half_bits(more), keys)
        assert sum(before.position(k) != after.position(k) for k in range(n)) <= 1


# ----- groups


def test_a_group_ties_everybody_to_everybody_in_it() -> None:
    found = ties_of(tied_world(HOUSEHOLD), 1000)
    groups = {frozenset((subject, *found.tied(0, subject))) for subject in found.people.ids().tolist()}
    assert sum(map(len, groups)) == 1000
    assert {len(group) for group in groups} == {3, 1}
    assert sum(len(group) == 1 for group in groups) == sum(count % 3 == 1 for count in found.people.counts)


def test_a_group_stays_inside_a_place() -> None:
    found = ties_of(tied_world(HOUSEHOLD), 400)
    for subject in found.people.ids().tolist():
        assert {found.people.place_of(other) for other in found.tied(0, subject)} <= {found.people.place_of(subject)}


def test_only_those_with_the_levels_have_the_tie_and_are_met() -> None:
    found = ties_of(tied_world(tie("kin", "kin", 4, **{"from": {"sex": "woman"}, "to": {"age": "old"}})), 600)
    people_ = found.people
    met = 0
    for subject in people_.ids().tolist():
        others = found.tied(0, subject)
        assert not others or people_.strata[people_.stratum_of(subject)]["sex"] == "woman"
        assert all(people_.strata[people_.stratum_of(other)]["age"] == "old" for other in others)
        met += len(others)
    assert met > 0


# ----- people found along the ring


def test_each_subject_finds_as_many_as_the_tie_says() -> None:
    found = ties_of(tied_world(tie("legal", "legal-representative", 2, to={"age": "young"})), 500)
    for subject in found.people.ids().tolist():
        others = found.tied(0, subject)
        assert len(set(others)) == 2
        assert subject not in others


def test_people_too_rare_to_be_met_are_tied_to_nobody() -> None:
    sexes = {"sex": ["man", "woman"]}
    women = {"id": "by-sex", "traits": ["sex"], "shares": [{"levels": {"sex": "man"}, "share": cited(0, "share")}]}
    plain = [{"id": "theft", "name": name("theft"), "kind": "theft", "rate": cited(1, "per year")}]
    reached = tie("legal", "legal-representative", 1, to={"sex": "man"})
    world = bare_world(ties=[reached], traits=sexes, margins=[women], acts=plain)
    found = ties_of(world, 300)
    assert [found.tied(0, subject) for subject in range(5)] == [()] * 5
    assert MOST_STEPS == 4096


# ----- what decides a ring


def test_the_seed_the_tie_and_the_place_decide_the_order_and_nothing_else() -> None:
    one, other = HOUSEHOLD, tie("kin", "kin", 3)
    found, turned = ties_of(tied_world(one, other), 1000), ties_of(tied_world(other, one), 1000)
    assert found.keys[0].tolist() == turned.keys[1].tolist()
    rings = {found.ring(t, p).keys for t in range(2) for p in range(2)}
    assert len(rings) == 4
    assert ties_of(tied_world(one, other), 1000, seed=2).ring(0, 0).keys not in rings


# ----- the file


def problems_of(*made: Json) -> str:
    with pytest.raises(FileError) as refused:
        world_from_text(canonical_text(tied_world(*made)))
    return str(refused.value)


def test_a_tie_of_unknown_levels_is_refused_with_the_nearest() -> None:
    assert "expected one of the declared levels of `sex`" in problems_of(tie("kin", "kin", 3, to={"sex": "men"}))
    assert "did you mean `man`" in problems_of(tie("kin", "kin", 3, to={"sex": "men"}))
    assert "expected one of the declared traits" in problems_of(tie("kin", "kin", 3, to={"sx": "man"}))


def test_a_group_of_one_is_refused() -> None:
    assert "found a household of 1, expected at least 2 people" in problems_of(tie("home", "household", 1))


def test_a_tie_is_there_once() -> None:
    assert "found the id `household` again" in problems_of(HOUSEHOLD, HOUSEHOLD)
