"""The two engines by name, for those who watch every candidate being taken or left."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from xinyong.experiment.engines import refuse_unknown
from xinyong.reference.watch import Watch, play_watched
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

Player = Callable[[Trial, Watch], Outcome]
"""Plays a trial and tells the watch of every candidate."""


def watched_player(engine: str, *, threads: int = 0) -> Player:
    """Return the function that plays a trial on an engine and tells a watch of every candidate.

    Args:
        engine: `kernel` or `reference`; equal, bit for bit.
        threads: for the kernel, any number; 0 is one per core. The reference plays on one.

    Raises:
        InputError: there is no such engine, or fewer than 0 threads.
    """
    refuse_unknown(engine, threads)
    if engine == "reference":
        return play_watched
    # The compiler behind the fast engine takes a while to load.
    play = import_module("xinyong.engine.play").play

    def on_kernel(trial: Trial, watch: Watch) -> Outcome:
        outcome: Outcome = play(trial, threads=threads, watch=watch)
        return outcome

    return on_kernel
