"""The invariants hold in generated worlds, under either window."""

import pytest
from hypothesis import given
from tests.oracle import effort
from tests.oracle.cases import Case, cases, seeded_case
from tests.properties.invariants import check_everything

from xinyong.reference.play import play


@pytest.mark.parametrize("seed", [0, 3, 5, 7, 11, 19, 23, 296, 843])
@pytest.mark.parametrize("window_days", [7, 1])
def test_invariants_hold_in_seeded_worlds(seed: int, window_days: int) -> None:
    check_everything(play(seeded_case(seed).trial(window_days)))


@effort.ci
@given(cases())
def test_invariants_hold_in_drawn_worlds(case: Case) -> None:
    check_everything(play(case.trial()))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_invariants_hold_in_many_worlds(seed: int) -> None:
    check_everything(play(seeded_case(seed).trial(7 if seed % 2 else 1)))
