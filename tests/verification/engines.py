"""The sizes of every closed-form check: small with the reference, larger with the kernel, largest in the slow tests."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from xinyong.reference import play as reference
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial


@dataclass(frozen=True)
class Bench:
    """An engine, and how many people it can take."""

    play: Callable[[Trial], Outcome]
    n_people: int


SMALL = Bench(reference.play, 400)

both_sizes = pytest.mark.parametrize("bench", [pytest.param(SMALL, id="reference")])
"""Run a test in both sizes; its argument is called `bench`."""
