"""Go on with a run that was cut short, from its last checkpoint."""

from __future__ import annotations

import os
from pathlib import Path

from xinyong.experiment.checkpoints import Ask, Checkpoints, Say, interrupted, never, nothing
from xinyong.experiment.engines import Progress
from xinyong.experiment.execute import keep
from xinyong.results.record import Run


def resume(
    path: str | os.PathLike[str],
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    stop: Ask = never,
    say: Say = nothing,
    executor: str = "threads",
    shards: int | None = None,
) -> Run:
    """Go on with a run that was interrupted, and save its result; it is the one that an uninterrupted run has.

    Args:
        path: the directory that the run was to write, or the folder of its checkpoints.
        threads: any number, 0 for one per core; as before where nothing is said.
        progress: told of finished windows.
        stop: asked after each window whether to stop again.
        say: told of a checkpoint that is damaged and passed over.
        executor, shards: as in `run`; they need not be what they were.

    Raises:
        InputError: nothing was interrupted there, or another process is at work.
        DamagedRun: no checkpoint can be used.
        Stopped: it was asked to stop.
    """
    found = interrupted(Path(path))
    checkpoints = Checkpoints(found.target, found.every, stop, say)
    wanted = found.threads if threads is None else threads
    with checkpoints.going_on():
        return keep(found.recipe, found.target, threads=wanted, progress=progress, checkpoints=checkpoints,
                    executor=executor, shards=shards)  # fmt: skip
