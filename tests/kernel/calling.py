"""Calling from Python what only kernels call."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numba
import numpy as np

from xinyong.engine.shard import Shard
from xinyong.kernel.rows import Ints
from xinyong.trial.trial import Trial


@cache
def door(part: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that Python can call in place of a part of the kernel."""

    def call(*arguments: Any) -> Any:
        return part(*arguments)

    compiled: Callable[..., Any] = numba.njit(call)
    return compiled


def read_only(array: Ints) -> Ints:
    """Return the array as kernels expect the tables of a trial: read-only."""
    array.setflags(write=False)
    return array


def running(trial: Trial) -> Shard:
    """Return a trial about to be played on one thread."""
    return Shard.whole(trial)


def numbers(*values: int) -> Ints:
    return np.array(values, np.int64)
