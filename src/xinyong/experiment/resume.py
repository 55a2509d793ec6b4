"""Go on with what was cut short, from its last checkpoint: one function for each thing that keeps checkpoints.

The result is the one that an uninterrupted run has. Threads and executor are as before where nothing is said; they need
not be what they were.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xinyong.engine.executors import Executor
from xinyong.errors import InputError
from xinyong.experiment.asked import IN_WORDS, Asked, Kind, interrupted
from xinyong.experiment.checkpoints import Ask, Checkpoints, Say, never, nothing
from xinyong.experiment.comparison import comparison_of
from xinyong.experiment.engines import Progress
from xinyong.experiment.execute import keep
from xinyong.experiment.kept_comparisons import COMPARISON, SEVERAL
from xinyong.experiment.pair import Pair
from xinyong.experiment.responses import keep_responses, responses_of
from xinyong.experiment.several import several_of
from xinyong.experiment.variants import Variants
from xinyong.results.recipe import recipe_of
from xinyong.results.record import Run

COMMANDS = {"run": "resume", "responses": "resume_responses", "comparison": "resume_comparison",
            "variants": "resume_variants"}  # fmt: skip


def resume(
    path: str | os.PathLike[str],
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    stop: Ask = never,
    say: Say = nothing,
    executor: str | None = None,
    shards: int | None = None,
    deadline: float | None = None,
    address: str | None = None,
) -> Run:
    """Go on with a run that was interrupted, and save its result; it is the one that an uninterrupted run has.

    Args:
        path: the directory that the run was to write, or the folder of its checkpoints.
        threads: any number, 0 for one per core; as before where nothing is said.
        progress: told of finished windows.
        stop: asked after each window whether to stop again.
        say: told of a checkpoint that is damaged and passed over.
        executor, shards, deadline, address: as in `run`; as before where nothing is said.

    Raises:
        InputError: nothing was interrupted there, or not a run, or another process is at work.
        DamagedRun: no checkpoint can be used.
        Stopped: it was asked to stop.
    """
    changes = executor, shards, deadline, address
    with _going_on(Path(path), "run", threads, changes, stop, say) as found:
        return keep(recipe_of(found.asked.what["recipe"]), found.target, threads=found.threads, progress=progress,
                    checkpoints=found.checkpoints, executor=found.executor)  # fmt: skip


def resume_responses(
    path: str | os.PathLike[str],
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    stop: Ask = never,
    say: Say = nothing,
    executor: str | None = None,
    shards: int | None = None,
    deadline: float | None = None,
    address: str | None = None,
) -> dict[str, Run]:
    """Go on with a run under several responses that was interrupted; arguments and errors as `resume`."""
    changes = executor, shards, deadline, address
    with _going_on(Path(path), "responses", threads, changes, stop, say) as found:
        return keep_responses(responses_of(found.asked.what), threads=found.threads, progress=progress,
                              checkpoints=found.checkpoints, executor=found.executor)  # fmt: skip


def resume_comparison(
    path: str | os.PathLike[str],
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    stop: Ask = never,
    say: Say = nothing,
    executor: str | None = None,
    shards: int | None = None,
    deadline: float | None = None,
    address: str | None = None,
) -> Pair:
    """Go on with a comparison that was interrupted; arguments and errors as `resume`."""
    changes = executor, shards, deadline, address
    with _going_on(Path(path), "comparison", threads, changes, stop, say) as found:
        return COMPARISON.play(comparison_of(found.asked.what), found.target, threads=found.threads, progress=progress,
                               checkpoints=found.checkpoints, executor=found.executor)  # fmt: skip


def resume_variants(
    path: str | os.PathLike[str],
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    stop: Ask = never,
    say: Say = nothing,
    executor: str | None = None,
    shards: int | None = None,
    deadline: float | None = None,
    address: str | None = None,
) -> Variants:
    """Go on with a comparison with several others that was interrupted; arguments and errors as `resume`."""
    changes = executor, shards, deadline, address
    with _going_on(Path(path), "variants", threads, changes, stop, say) as found:
        return SEVERAL.play(several_of(found.asked.what), found.target, threads=found.threads, progress=progress,
                            checkpoints=found.checkpoints, executor=found.executor)  # fmt: skip


@dataclass(frozen=True)
class _Found:
    """What is gone on with, and how."""

    asked: Asked
    target: Path
    checkpoints: Checkpoints
    threads: int
    executor: Executor


@contextmanager
def _going_on(  # noqa: PLR0917 (what `resume` was asked)
    path: Path,
    kind: Kind,
    threads: int | None,
    changes: tuple[str | None, int | None, float | None, str | None],
    stop: Ask,
    say: Say,
) -> Iterator[_Found]:
    asked, target = interrupted(path)
    if asked.kind != kind:
        raise InputError(f"{path}: what was interrupted there is {IN_WORDS[asked.kind]}; in Python go on with "
                         f"`{COMMANDS[asked.kind]}`")  # fmt: skip
    checkpoints = Checkpoints(target, asked.every, stop, say)
    wanted, where = asked.threads if threads is None else threads, asked.executor.changed(*changes)
    with checkpoints.going_on():
        yield _Found(asked, target, checkpoints, wanted, where)
