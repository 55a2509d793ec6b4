"""The kernel equals the reference, event for event and bit for bit, on generated harsh worlds and scripted lives."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from tests.golden.worlds import WORLDS
from tests.oracle import effort
from tests.oracle.cases import SEEDS, Case, cases, seeded_case
from tests.oracle.cited import NONE, cited, name
from tests.oracle.equal import differences
from tests.oracle.plain import (
    act,
    channel,
    false_report,
    objection,
    plain_scheme,
    plain_trial,
    plain_world,
)
from tests.oracle.scripts import scripted_trial

from xinyong.engine import play as engine
from xinyong.kernel.branches import BRANCHES
from xinyong.population.world import World
from xinyong.reference import play as reference
from xinyong.results.digest import result_sha256
from xinyong.trial.trial import Trial

SCRIPT_SEEDS = (*range(12), 1049, 1089)
LONG_SEEDS = range(1000, 1400)


def check_parity(trial: Trial, threads: tuple[int, ...] = (1, 2, 7)) -> None:
    """Hold the kernel on any number of threads to the reference."""
    expected = reference.play(trial)
    for n in threads:
        found = engine.play(trial, threads=n)
        assert differences(expected, found) == [], f"{n} threads"
        assert result_sha256(found) == result_sha256(expected)
        assert (found.engine, found.threads) == ("kernel", n)


@pytest.mark.parametrize("window_days", [7, 1])
@pytest.mark.parametrize("seed", SEEDS)
def test_kernel_equals_reference_in_seeded_worlds(seed: int, window_days: int) -> None:
    check_parity(seeded_case(seed).trial(window_days))


@effort.ci
@given(cases())
def test_kernel_equals_reference_in_drawn_worlds(case: Case) -> None:
    check_parity(case.trial(), threads=(2,))


@pytest.mark.parametrize("window_days", [7, 1])
@pytest.mark.parametrize("seed", SCRIPT_SEEDS)
def test_kernel_equals_reference_in_scripted_lives(seed: int, window_days: int) -> None:
    check_parity(scripted_trial(seed, window_days))


def bare(**changes: Any) -> World:
    return plain_world(**({"sights": [], "channels": [], "services": [], "means": [], "desks": []} | changes))


BARE = {
    "nobody is watched": bare(),
    "nobody follows propensity": plain_world(),
    "everybody follows propensity": bare(acts=[act("theft", "theft", steady=False)]),
    "nothing comes up": bare(acts=[act("theft", "theft", 0)]),
    "no services": plain_world(services=[]),
    "nobody objects": plain_world(objecting=None, desks=[]),
}


@pytest.mark.parametrize("what", BARE)
def test_kernel_equals_reference_where_whole_parts_of_a_world_are_missing(what: str) -> None:
    means, services = {m.id for m in BARE[what].means}, {s.id for s in BARE[what].services}
    scheme = plain_scheme(**({} if services else {"consequences": []}), **({} if means else {"notice": NONE}))
    check_parity(plain_trial(scheme, BARE[what]))


@pytest.mark.parametrize("trial", [pytest.param(make(), id=name) for name, make in WORLDS.items()])
def test_kernel_equals_reference_in_golden_worlds(trial: Trial) -> None:
    check_parity(trial)


def test_ordinary_law_alone() -> None:
    check_parity(plain_trial(plain_scheme(score=None, tiers=[], rules=[], consequences=[], notice=NONE)))


def many_people(n_people: int, n_days: int) -> Trial:
    """Return a trial of several blocks of ids whose records go astray among all of them."""
    world = plain_world(
        places=[{"id": id_, "name": name(id_), "residents": cited(share_, "person"), "room": 1 << 18}
                for id_, share_ in (("east", 700), ("west", 300))],
        acts=[act("theft", "theft", 4), act("help", "volunteering", 4), act("prayer", "worship", 4)],
        channels=[channel("camera", misattributed=0.5, false_reports=[false_report("theft", 1)])],
    )  # fmt: skip
    return plain_trial(plain_scheme(objection=objection()), world, n_people=n_people, days=n_days)


def test_any_number_of_threads_gives_the_same_result_over_many_blocks() -> None:
    trial = many_people(200_000, 21)
    one, *others = (engine.play(trial, threads=n) for n in (1, 2, 3, 7))
    assert len(one.chain[0]) == 4
    for other in others:
        assert differences(one, other) == []
        assert result_sha256(other) == result_sha256(one)


@pytest.mark.slow
def test_kernel_equals_reference_over_several_blocks() -> None:
    check_parity(many_people(100_000, 9), threads=(2,))


def test_no_branch_of_the_kernel_stays_untaken() -> None:
    taken = np.zeros(len(BRANCHES), np.int64)
    for seed in SEEDS:
        engine.play(seeded_case(seed).trial(), threads=1, branches=taken)
        engine.play(seeded_case(seed).trial(1), threads=1, branches=taken)
    for seed in SCRIPT_SEEDS:
        engine.play(scripted_trial(seed), threads=1, branches=taken)
    assert [name for name, times in zip(BRANCHES, taken.tolist(), strict=True) if not times] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", LONG_SEEDS)
def test_kernel_equals_reference_in_many_worlds(seed: int) -> None:
    window_days = 7 if seed % 3 else 1
    check_parity(seeded_case(seed).trial(window_days))
    check_parity(scripted_trial(seed, window_days), threads=(1,))


@pytest.mark.slow
@effort.long
@given(cases())
def test_kernel_equals_reference_in_many_drawn_worlds(case: Case) -> None:
    check_parity(case.trial(1), threads=(2,))
