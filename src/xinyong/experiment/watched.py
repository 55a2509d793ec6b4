"""The two engines by name, for those who watch every candidate being taken or left."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from xinyong.engine.executors import HERE, Executor
from xinyong.experiment.engines import refuse_unplayable
from xinyong.reference.watch import Watch, play_watched
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

if TYPE_CHECKING:
    from xinyong.engine.play import Keeper

Player = Callable[[Trial, Watch], Outcome]
"""Plays a trial and tells the watch of every candidate."""


def watched_player(engine: str, *, threads: int = 0, keeper: Keeper | None = None, executor: Executor = HERE) -> Player:
    """Return the function that plays a trial on an engine and tells a watch of every candidate.

    Args:
        engine: `kernel` or `reference`; equal, bit for bit.
        threads: for the kernel, any number; 0 is one per core. The reference plays on one.
        keeper, executor: as in `engine.play.play`; the kernel's alone.

    Raises:
        InputError: as `refuse_unplayable`.
    """
    refuse_unplayable(engine, threads, executor, keeps=keeper is not None)
    if engine == "reference":
        return play_watched
    # The compiler behind the fast engine takes a while to load.
    play = import_module("xinyong.engine.play").play

    def on_kernel(trial: Trial, watch: Watch) -> Outcome:
        outcome: Outcome = play(trial, threads=threads, watch=watch, keeper=keeper, executor=executor)
        return outcome

    return on_kernel
