"""Both engines tell a watch the same: every candidate once, in the order of subject, day and item, and whether it was
taken, however much of it the fast one settled while it was drawn."""

from collections.abc import Callable

import numpy as np
import pytest
from tests.oracle.cases import SEEDS, seeded_case

from xinyong.engine.play import play
from xinyong.engine.shard import Watch
from xinyong.experiment.execute import prepare
from xinyong.reference.watch import play_watched
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

Engine = Callable[[Trial, Watch], Outcome]
Told = dict[tuple[int, int], tuple[list[int], list[int], list[bool]]]


def on_kernel(trial: Trial, watch: Watch) -> Outcome:
    return play(trial, threads=2, watch=watch)


def told_by_both(trial: Trial) -> tuple[Told, Told]:
    """What each engine tells, by window and block; blocks of which nothing is told are left out."""
    found: tuple[Told, Told] = ({}, {})
    engines: tuple[Engine, Engine] = (play_watched, on_kernel)
    for each, engine in zip(found, engines, strict=True):

        def note(
            window: int, first_id: int, acts: np.ndarray, strata: np.ndarray, taken: np.ndarray, told: Told = each
        ) -> None:
            if len(acts):
                told[window, first_id] = (acts.tolist(), strata.tolist(), taken.tolist())

        engine(trial, note)
    return found


@pytest.mark.parametrize("window_days", [7, 1])
@pytest.mark.parametrize("seed", [*SEEDS][:12])
def test_in_generated_worlds(seed: int, window_days: int) -> None:
    reference, kernel = told_by_both(seeded_case(seed).trial(window_days))
    assert reference
    assert reference == kernel


@pytest.mark.parametrize("response", ["none", "deterrence"])
@pytest.mark.parametrize("window", [7, 1])
@pytest.mark.parametrize("scheme", ["suining-2010", "national-2020", "none"])
def test_in_shipped_schemes(scheme: str, window: int, response: str) -> None:
    world = "suining" if scheme == "none" else None
    trial = prepare(scheme, world, people=400, days=66, window=window, response=response).trial()
    reference, kernel = told_by_both(trial)
    assert sum(len(acts) for acts, _, _ in reference.values()) > 100
    assert reference == kernel
