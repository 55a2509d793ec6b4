"""The two engines by name. The fast one is loaded when it is first asked for, since its compiler takes a while."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from xinyong.engine.executors import HERE, Executor
from xinyong.errors import InputError
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

if TYPE_CHECKING:
    from xinyong.engine.play import Keeper

Player = Callable[[Trial], Outcome]
Progress = Callable[[int, int], None]
"""Told of windows: how many are done, of how many."""

ENGINES = ("kernel", "reference")


def refuse_unknown(engine: str, threads: int) -> None:
    """Refuse what no engine is.

    Raises:
        InputError: there is no such engine, or fewer than 0 threads.
    """
    if engine not in ENGINES:
        raise InputError(f"found engine `{engine}`, expected {' or '.join(ENGINES)}")
    if threads < 0:
        raise InputError(f"found {threads} threads, expected 0 (one per core) or more")


def refuse_unplayable(engine: str, threads: int, executor: Executor, *, keeps: bool) -> None:
    """Refuse what no engine is, and what the reference does not do; before anything is made for a run.

    Raises:
        InputError: there is no such engine, or fewer than 0 threads, or checkpoints or shards are asked of the
            reference.
    """
    refuse_unknown(engine, threads)
    if engine == "reference" and keeps:
        raise InputError("the reference keeps no checkpoints; --engine kernel does, and its results are the same")
    if engine == "reference" and executor != HERE:
        raise InputError("the reference plays all in one go; --engine kernel has shards, and the same results")


def player(
    engine: str,
    *,
    threads: int = 0,
    progress: Progress | None = None,
    keeper: Keeper | None = None,
    executor: Executor = HERE,
    folder: Path | None = None,
) -> Player:
    """Return the function that plays a trial on an engine.

    Args:
        engine: `kernel` or `reference`; equal, bit for bit.
        threads: for the kernel, any number; 0 is one per core. The reference plays on one.
        progress: told of each finished window, by the engines that can.
        keeper: keeps checkpoints; the kernel's alone.
        executor: as in `engine.play.play`; the kernel's alone.
        folder: where what grows with a run may lie while it lasts; the reference keeps everything in memory.

    Raises:
        InputError: as `refuse_unplayable`.
    """
    refuse_unplayable(engine, threads, executor, keeps=keeper is not None)
    if engine == "reference":
        return import_module("xinyong.reference.play").play  # type: ignore[no-any-return]
    play = import_module("xinyong.engine.play").play
    wanted = threads or os.cpu_count() or 1

    def on_kernel(trial: Trial) -> Outcome:
        outcome: Outcome = play(
            trial, threads=wanted, progress=progress, keeper=keeper, executor=executor, folder=folder
        )
        return outcome

    return on_kernel
