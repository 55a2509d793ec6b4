"""Chance by address in the kernel: the published vectors of Philox, and every draw that the reference makes."""

import pytest
from tests.kernel.calling import door, running
from tests.oracle.cited import cited, name
from tests.oracle.plain import plain_trial, plain_world

from xinyong.kernel import chance
from xinyong.reference import chance as reference
from xinyong.trial.trial import Trial
from xinyong.vocabulary import Purpose

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


@pytest.mark.parametrize(("counter", "key", "expected"), PUBLISHED)
def test_philox_gives_the_published_words(
    counter: tuple[int, ...], key: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    assert door(chance.philox)(*counter, *key) == expected


def three_places(seed: int) -> Trial:
    """Return a trial of 1,000 people in three places, in one of which hardly anybody lives."""
    places = [{"id": id_, "name": name(id_), "residents": cited(residents, "person"), "room": 1 << 16}
              for id_, residents in (("east", 700), ("empty", 0.001), ("west", 300))]  # fmt: skip
    return plain_trial(world=plain_world(places=places), n_people=1000, seed=seed)


@pytest.mark.parametrize("seed", [0, 1, (1 << 64) - 1, 0x0123456789ABCDEF])
def test_draws_have_the_values_of_the_reference(seed: int) -> None:
    law = running(three_places(seed)).stage.law.numbers
    for address in (
        (0, 0, Purpose.WEEK, 0, 0),
        (70_000, 5213, Purpose.SERVE, ALL_ONES, 32_768),
        (9, 1, Purpose.TAKE, 77, 3),
    ):
        subject, week, purpose, code, item = address
        words = door(chance.words)(law, subject, week, int(purpose), code, item)
        assert words == reference.block(seed, *address)
        assert door(chance.wide)(words[0], words[1]) == reference.wide(words[0], words[1])


def test_a_stray_record_finds_whom_the_reference_finds() -> None:
    trial = three_places(1)
    law = running(trial).stage.law.numbers
    found = set()
    for item in range(200):
        stray = door(chance.stray)(law, item % 7, 3, int(Purpose.STRAY), 99, item, -1)
        assert stray == reference.stray(trial.seed, item % 7, 3, 99, item, trial.people, trial.odds)
        found.add(trial.people.place_of(stray))
    assert found == {0, 2}
