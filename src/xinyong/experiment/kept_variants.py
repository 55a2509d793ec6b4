"""A many-way comparison that is played and saved, perhaps with checkpoints from which it goes on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from xinyong.engine.executors import HERE, Executor
from xinyong.experiment.asked import Asked
from xinyong.experiment.checkpoints import Ask, Checkpoints, never
from xinyong.experiment.compare import compare_several
from xinyong.experiment.engines import Progress, refuse_unplayable
from xinyong.experiment.kept_plays import KeptPlays
from xinyong.experiment.several import Several
from xinyong.experiment.variants import Variants
from xinyong.experiment.variants_store import check_free_for_variants, save_variants
from xinyong.experiment.watched import watched_player


def keep_several(
    several: Several,
    target: Path,
    *,
    engine: str = "kernel",
    threads: int = 0,
    progress: Progress | None = None,
    executor: Executor = HERE,
    checkpoint_every: int | None = None,
    stop: Ask = never,
) -> Variants:
    """Play a many-way comparison and save it; arguments and errors as `keep_comparison`."""
    refuse_unplayable(engine, threads, executor, keeps=checkpoint_every is not None)
    if checkpoint_every is None:
        return keep_variants(several, target, engine=engine, threads=threads, progress=progress, executor=executor)
    check_free_for_variants(target)
    checkpoints = Checkpoints(target, checkpoint_every, stop)
    with checkpoints.begun(Asked("variants", several.written(), checkpoint_every, threads, executor)):
        return keep_variants(several, target, threads=threads, progress=progress, executor=executor,
                             checkpoints=checkpoints)  # fmt: skip


def keep_variants(
    several: Several,
    target: Path,
    *,
    engine: str = "kernel",
    threads: int = 0,
    progress: Progress | None = None,
    executor: Executor = HERE,
    checkpoints: Checkpoints | None = None,
) -> Variants:
    """Play a many-way comparison, from where its checkpoints stand if there are any, and save it.

    Arguments and errors as `keep_comparison`.
    """
    check_free_for_variants(target)
    player = partial(watched_player, engine, threads=threads, executor=executor)
    pairs = compare_several(
        several.a,
        tuple(several.others.values()),
        play=player(),
        seeds=several.seeds,
        responses=several.responses,
        progress=progress,
        until=several.until,
        keeps=None if checkpoints is None else KeptPlays(checkpoints, player),
    )
    return save_variants(Variants(dict(zip(several.others, pairs, strict=True))), target)
