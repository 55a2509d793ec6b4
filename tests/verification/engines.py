"""The sizes of every closed-form check: small with the reference, larger with the kernel, largest in the slow tests."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from xinyong.engine import play as engine
from xinyong.reference import play as reference
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial


@dataclass(frozen=True)
class Bench:
    """An engine, and how many people it is given."""

    play: Callable[[Trial], Outcome]
    n_people: int


def kernel(trial: Trial) -> Outcome:
    """Play a trial with the kernel, on as many threads as there are cores."""
    return engine.play(trial)


every_size = pytest.mark.parametrize(
    "bench",
    [
        pytest.param(Bench(reference.play, 150), id="reference"),
        pytest.param(Bench(kernel, 20_000), id="kernel"),
        pytest.param(Bench(kernel, 400_000), id="long", marks=pytest.mark.slow),
    ],
)
"""Run a test in every size; its argument is called `bench`."""
