"""Chance by address: the published vectors of Philox, the layout of an address, and what one more person changes."""

import hashlib
import struct
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xinyong.population.odds import Odds, odds
from xinyong.population.people import People, people
from xinyong.population.world import World
from xinyong.reference import chance
from xinyong.vocabulary import WIDE, Purpose

ALL_ONES = 0xFFFFFFFF

# Random123 1.09, tests/kat_vectors, lines `philox4x32 10`: counter, key, result.
PUBLISHED = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ALL_ONES,) * 4, (ALL_ONES,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


def cited(value: float, unit: str) -> dict[str, Any]:
    return {"value": value, "unit": unit, "grade": "assumed", "range": [value, value], "why": "made for a test"}


def world(*residents: int) -> World:
    """Return a world of as many places as residents are given, with one act and nobody watching."""
    places = [
        {"id": f"p{i}", "name": {"en": f"P{i}"}, "residents": cited(r, "person"), "room": 65_536}
        for i, r in enumerate(residents)
    ]
    return World.model_validate(
        {
            "format": 1,
            "world": "places",
            "name": {"en": "Places"},
            "first_day": "2020-01-01",
            "places": places,
            "acts": [{"id": "theft", "name": {"en": "Theft"}, "kind": "theft", "rate": cited(1, "per year")}],
            "purge": {"none": True, "grade": "assumed", "why": "made for a test"},
        }
    )


THREE_PLACES = world(600, 395, 5)
TABLES = odds(THREE_PLACES, people(THREE_PLACES, 100))


@pytest.mark.parametrize(("counter", "key", "words"), PUBLISHED)
def test_the_published_vectors_come_out(
    counter: tuple[int, int, int, int], key: tuple[int, int], words: tuple[int, int, int, int]
) -> None:
    assert chance.philox(counter, key) == words


def test_a_thousand_blocks_are_frozen() -> None:
    digest = hashlib.sha256()
    for i in range(1000):
        words = chance.block(i * 0x9E3779B97F4A7C15 % 2**64, i * 4_294_967, i % 521, i % 13 + 1, i * 2_654_435, i)
        digest.update(struct.pack("<4I", *words))
    assert digest.hexdigest() == "06e807abd370c06ce9976be6f6d6b8f2703b8e723898800befbfbf5022254daf"


def test_an_address_has_its_fixed_place_in_counter_and_key() -> None:
    seed, origin, week, code, item = 0x0123456789ABCDEF, 70_001, 300, 0xDEADBEEF, 32_769
    expected = chance.philox((origin, 300 * 65_536 + 4, code, item), (0x89ABCDEF, 0x01234567))
    assert chance.block(seed, origin, week, Purpose.TAKE, code, item) == expected


def test_a_wide_draw_is_62_bits_of_two_words() -> None:
    assert chance.wide(0, 0) == chance.wide(0, 3) == 0
    assert chance.wide(0, 4) == 1
    assert chance.wide(1, 0) == 1 << 30
    assert chance.wide(ALL_ONES, ALL_ONES) == WIDE - 1


def test_a_walk_takes_the_high_31_bits_of_each_state() -> None:
    first = (5 * 2862933555777941757 + 1) % 2**64
    second = (first * 2862933555777941757 + 1) % 2**64
    assert list(islice(chance.walk(5), 2)) == [first >> 33, second >> 33]


@settings(deadline=None, derandomize=True)
@given(st.integers(0, 2**64 - 1), st.integers(1, 2000))
def test_a_jump_stays_put_or_goes_to_the_newcomer(state: int, n: int) -> None:
    before, after = chance.jump(chance.walk(state), n), chance.jump(chance.walk(state), n + 1)
    assert 0 <= before < n
    assert after in (before, n)


def test_a_jump_among_nobody_takes_no_step() -> None:
    steps = chance.walk(7)
    assert chance.jump(steps, 0) == -1
    assert next(steps) == next(chance.walk(7))


def test_jumps_are_even() -> None:
    n, draws = 8, 4000
    counts = [0] * n
    for i in range(draws):
        words = chance.block(1, 0, 0, Purpose.STRAY, 0, i)
        counts[chance.jump(chance.walk(words[0] | words[1] << 32), n)] += 1
    chi_square = sum((c - draws / n) ** 2 / (draws / n) for c in counts)
    assert chi_square < 24.3  # 0.1 % point for 7 degrees of freedom


def _strays(n_people: int, seed: int, n_strays: int) -> tuple[People, list[int]]:
    present = people(THREE_PLACES, n_people)
    ids = present.ids().tolist()
    found = [chance.stray(seed, ids[i % 100], 3, 0xABCD, i, present, TABLES) for i in range(n_strays)]
    return present, found


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(100, 180), st.integers(0, 2**64 - 1))
def test_one_more_person_changes_only_strays_that_now_meet_them(n: int, seed: int) -> None:
    fewer, more = people(THREE_PLACES, n), people(THREE_PLACES, n + 1)
    (newcomer,) = set(more.ids().tolist()) - set(fewer.ids().tolist())
    origins = fewer.ids().tolist()
    for i in range(60):
        before = chance.stray(seed, origins[i], 3, 0xABCD, i, fewer, TABLES)
        after = chance.stray(seed, origins[i], 3, 0xABCD, i, more, TABLES)
        assert after in (before, newcomer)


def test_strays_meet_somebody_else_who_is_there_in_proportion_to_residents() -> None:
    present, found = _strays(120, 9, 3000)
    ids = set(present.ids().tolist())
    assert set(found) <= ids
    assert all(subject != sorted(ids)[i % 100] for i, subject in enumerate(found))
    by_place = [sum(present.place_of(s) == p for s in found) / len(found) for p in range(3)]
    assert by_place == pytest.approx([0.6, 0.395, 0.005], abs=0.03)


def test_a_place_with_nobody_present_is_tried_again() -> None:
    lopsided = world(100_000, 50_000, 1)
    present, tables = people(lopsided, 100), odds(lopsided, people(lopsided, 100))
    assert present.counts[2] == 0
    crowded: Odds = TABLES  # gives the third place a share although nobody lives there
    assert all(chance.stray(4, 0, 1, 2, i, present, crowded) != 0 for i in range(2000))
    assert tables.place_pick.tolist()[-1] == 1 << 31
