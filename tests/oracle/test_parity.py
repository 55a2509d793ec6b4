"""The kernel equals the reference, event for event and bit for bit, on generated harsh worlds and scripted lives."""

import numpy as np
import pytest
from hypothesis import given
from tests.oracle import effort
from tests.oracle.cases import Case, cases, seeded_case
from tests.oracle.equal import differences
from tests.oracle.scripts import scripted_trial

from xinyong.engine import play as engine
from xinyong.kernel.branches import BRANCHES
from xinyong.reference import play as reference
from xinyong.results.digest import result_sha256
from xinyong.trial.trial import Trial

SEEDS = range(24)
SCRIPT_SEEDS = range(12)
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
