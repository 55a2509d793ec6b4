"""A comparison that is played and saved, perhaps with checkpoints from which it goes on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from xinyong.engine.executors import HERE, Executor
from xinyong.experiment.asked import Asked
from xinyong.experiment.checkpoints import Ask, Checkpoints, never
from xinyong.experiment.compare import compare_recipes
from xinyong.experiment.comparison import Comparison
from xinyong.experiment.engines import Progress, refuse_unplayable
from xinyong.experiment.kept_plays import KeptPlays
from xinyong.experiment.pair import Pair
from xinyong.experiment.pair_store import check_free_for_pair, save_pair
from xinyong.experiment.watched import watched_player


def keep_comparison(
    comparison: Comparison,
    target: Path,
    *,
    engine: str = "kernel",
    threads: int = 0,
    progress: Progress | None = None,
    executor: Executor = HERE,
    checkpoint_every: int | None = None,
    stop: Ask = never,
) -> Pair:
    """Play a comparison and save it.

    Args:
        comparison: what is asked for.
        target: a new or empty directory, or an older comparison to replace.
        engine, threads, executor: as in `engines.player`; the result does not depend on them.
        progress: told of finished runs.
        checkpoint_every: windows between two checkpoints of each of its runs, or None.
        stop: asked after each window, where checkpoints are kept, whether to stop there.

    Raises:
        InputError, ResourceError: something asked for cannot be used or had. Stopped: it was asked to stop.
    """
    refuse_unplayable(engine, threads, executor, keeps=checkpoint_every is not None)
    if checkpoint_every is None:
        return keep_pair(comparison, target, engine=engine, threads=threads, progress=progress, executor=executor)
    check_free_for_pair(target)
    checkpoints = Checkpoints(target, checkpoint_every, stop)
    with checkpoints.begun(Asked("comparison", comparison.written(), checkpoint_every, threads, executor)):
        return keep_pair(comparison, target, threads=threads, progress=progress, executor=executor,
                         checkpoints=checkpoints)  # fmt: skip


def keep_pair(
    comparison: Comparison,
    target: Path,
    *,
    engine: str = "kernel",
    threads: int = 0,
    progress: Progress | None = None,
    executor: Executor = HERE,
    checkpoints: Checkpoints | None = None,
) -> Pair:
    """Play a comparison, from where its checkpoints stand if there are any, and save it.

    Arguments and errors as `keep_comparison`.
    """
    check_free_for_pair(target)
    player = partial(watched_player, engine, threads=threads, executor=executor)
    pair = compare_recipes(
        comparison.a,
        comparison.b,
        play=player(),
        seeds=comparison.seeds,
        responses=comparison.responses,
        progress=progress,
        until=comparison.until,
        keeps=None if checkpoints is None else KeptPlays(checkpoints, player),
    )
    return save_pair(pair, target)
