"""Who is there: ids, places, traits; the first N are the same for every n, and shares hold at every N."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xinyong.errors import BoundaryError, InputError, ResourceError
from xinyong.population.draw import SLOTS
from xinyong.population.people import CLASS_STEP, N_CLASSES, STRATUM_STEP, people
from xinyong.population.propensity import N_CLASSES as PROPENSITY_CLASSES

QUICK = settings(max_examples=30, deadline=None, derandomize=True)


def test_ids_are_the_offset_of_the_place_plus_a_number(make: SimpleNamespace) -> None:
    found = people(make.town(), 1000)
    assert found.n == 1000
    assert found.counts == (700, 300)
    assert found.offsets == (0, 1 << 20)
    assert found.rooms == (1 << 20, 1 << 20)
    ids = found.ids()
    assert len(ids) == 1000
    assert ids[0] == 0
    assert ids[699] == 699
    assert ids[700] == 1 << 20
    assert ids[999] == (1 << 20) + 299
    assert found.place_of((1 << 20) - 1) == 0
    assert found.place_of(1 << 20) == 1
    assert found.number_of((1 << 20) + 5) == 5


def test_the_pattern_is_read_only_and_gives_every_stratum_its_slots(make: SimpleNamespace) -> None:
    found = people(make.town(), 100)
    assert found.pattern.shape == (2, SLOTS)
    assert found.pattern.dtype == np.uint16
    assert np.bincount(found.pattern[0]).tolist() == [9830, 9831, 16384, 16384, 6554, 6553]
    with pytest.raises(ValueError, match="read-only"):
        found.pattern[0, 0] = 1


def test_traits_follow_the_published_formula(make: SimpleNamespace) -> None:
    found = people(make.town(), 1000)
    for number in (0, 1, 2, 299, 65_535, 1_000_003):
        for place in (0, 1):
            subject = found.offsets[place] + number
            slot = number * 0xC13FA9A9 % 2**32 // 65_536
            assert found.stratum_of(subject) == found.pattern[place, slot]
            assert found.propensity_class_of(subject) == number * 0x91E10DA5 % 2**32 // 2**24


def test_steps_are_the_plastic_number() -> None:
    root = 1.0
    for _ in range(80):
        root = (root + 1) ** (1 / 3)
    assert int(2**32 / root) | 1 == STRATUM_STEP
    assert int(2**32 / root**2) | 1 == CLASS_STEP
    assert N_CLASSES == PROPENSITY_CLASSES


def test_arrays_and_single_ids_agree(make: SimpleNamespace) -> None:
    found = people(make.town(), 5000)
    ids = found.ids()[::7]
    assert found.places_of(ids).tolist() == [found.place_of(i) for i in ids.tolist()]
    assert found.numbers_of(ids).tolist() == [found.number_of(i) for i in ids.tolist()]
    assert found.strata_of(ids).tolist() == [found.stratum_of(i) for i in ids.tolist()]
    assert found.propensity_classes_of(ids).tolist() == [found.propensity_class_of(i) for i in ids.tolist()]
    assert {found.strata_of(ids).dtype, found.propensity_classes_of(ids).dtype, ids.dtype} == {np.dtype(np.int64)}


def test_ids_up_to_the_last_of_32_bits_keep_their_traits(make: SimpleNamespace) -> None:
    found = people(make.bare(places=[make.place("vast", 1000, room=1 << 32)]), 100)
    last = np.array([(1 << 32) - 1], dtype=np.int64)
    assert found.propensity_classes_of(last).tolist() == [found.propensity_class_of((1 << 32) - 1)]
    assert found.strata_of(last).tolist() == [0]


@QUICK
@given(n=st.integers(100, 3000), more=st.integers(1, 500))
def test_the_first_people_are_the_same_for_every_n(make: SimpleNamespace, n: int, more: int) -> None:
    fewer, all_ = people(make.town(), n), people(make.town(), n + more)
    ids = fewer.ids()
    assert set(ids.tolist()) <= set(all_.ids().tolist())
    assert np.array_equal(fewer.strata_of(ids), all_.strata_of(ids))
    assert np.array_equal(fewer.propensity_classes_of(ids), all_.propensity_classes_of(ids))


def test_shares_hold_at_every_n(make: SimpleNamespace) -> None:
    """Among the first N of a place a stratum, or a class, is never further than log2(N) + 2 people from its share."""
    found = people(make.town(), 100)
    numbers = np.arange(1 << 18, dtype=np.int64)
    so_far = numbers + 1
    allowed = np.log2(so_far) + 2
    strata, classes = found.strata_of(numbers), found.propensity_classes_of(numbers)
    slots = np.bincount(found.pattern[0])
    for stratum, share in enumerate(slots / SLOTS):
        assert np.all(np.abs(np.cumsum(strata == stratum) - so_far * share) <= allowed)
    for level in range(0, 256, 15):
        assert np.all(np.abs(np.cumsum(classes == level) - so_far / 256) <= allowed)


def test_strata_and_classes_hold_jointly(make: SimpleNamespace) -> None:
    found = people(make.town(), 100)
    numbers = np.arange(1 << 18, dtype=np.int64)
    strata, classes = found.strata_of(numbers), found.propensity_classes_of(numbers)
    slots = np.bincount(found.pattern[0])
    for n in (1000, 10_000, 1 << 18):
        joint = np.bincount(strata[:n] * 16 + classes[:n] // 16, minlength=len(slots) * 16).reshape(-1, 16)
        assert np.abs(joint - n * slots[:, None] / SLOTS / 16).max() <= 2 * math.log2(n)


def test_a_small_place_may_be_empty_but_a_world_has_100_people(make: SimpleNamespace) -> None:
    world = make.bare(places=[make.place("city", 100_000), make.place("hamlet", 10)])
    assert people(world, 100).counts == (100, 0)
    with pytest.raises(BoundaryError) as refused:
        people(world, 99)
    assert str(refused.value) == (
        "the smallest place has 100 people, found 99: a smaller one could stand for real people; ask for at least 100"
    )


def test_a_place_cannot_hold_more_people_than_ids(make: SimpleNamespace) -> None:
    world = make.bare(places=[make.place("full", 1000, room=65_536)])
    assert people(world, 65_536).counts == (65_536,)
    vast = make.bare(places=[make.place("full", 1000, room=65_536), make.place("vast", 1, room=(1 << 32) - 65_536)])
    with pytest.raises(ResourceError, match=r"places\.full\.room: 65537 people would live here but 65536 ids are kept"):
        people(vast, 65_603)


def test_more_people_than_the_world_keeps_ids_for_have_ids_of_their_own(make: SimpleNamespace) -> None:
    world = make.bare(places=[make.place("full", 1000, room=65_536), make.place("half", 500, room=65_536)])
    few, many = people(world, 98_304), people(world, 98_307)
    assert (few.counts, few.rooms) == ((65_536, 32_768), (65_536, 65_536))
    assert (many.counts, many.rooms, many.offsets) == ((65_538, 32_769), (131_072, 131_072), (0, 131_072))
    assert [many.stratum_of(number) for number in range(100)] == [few.stratum_of(number) for number in range(100)]


def test_residents_may_be_fractions_of_a_unit_but_not_nothing(make: SimpleNamespace) -> None:
    thirds = make.bare(places=[make.place("a", 0.2), make.place("b", 0.1)])
    assert people(thirds, 300).counts == (200, 100)
    with pytest.raises(InputError, match=r"places\.b\.residents: found 0\.0; write at least 1 person"):
        people(make.bare(places=[make.place("a", 5), make.place("b", 0)]), 300)


def test_weights_count_slots_by_residents(make: SimpleNamespace) -> None:
    found = people(make.town(), 1000)
    assert found.weights() == tuple(1000 * slots for slots in np.bincount(found.pattern[0]).tolist())
