"""A comparison, or several with one table, that is played and saved, perhaps with checkpoints from which it goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from xinyong.engine.executors import HERE, Executor
from xinyong.experiment.asked import Asked, Kind
from xinyong.experiment.checkpoints import Ask, Checkpoints, never
from xinyong.experiment.compare import compare_several
from xinyong.experiment.comparison import Comparison
from xinyong.experiment.engines import Progress, refuse_unplayable
from xinyong.experiment.kept_plays import KeptPlays
from xinyong.experiment.pair import Pair
from xinyong.experiment.pair_store import check_free_for_pair, save_pair
from xinyong.experiment.several import Several
from xinyong.experiment.variants import Variants
from xinyong.experiment.variants_store import check_free_for_variants, save_variants
from xinyong.experiment.watched import watched_player
from xinyong.results.recipe import Recipe

Asks = TypeVar("Asks", Comparison, Several)
Found = TypeVar("Found", Pair, Variants)


@dataclass(frozen=True)
class Keeping(Generic[Asks, Found]):
    """How one sort of comparison is played and saved.

    kind         what it is called beside its checkpoints
    others       what A is laid beside, in order
    check_free   refuses a target that it could not be written to
    save         writes the comparisons with the others, and returns them as saved
    """

    kind: Kind
    others: Callable[[Asks], Sequence[Recipe]]
    check_free: Callable[[Path], None]
    save: Callable[[Asks, Sequence[Pair], Path], Found]

    def keep(
        self,
        asked: Asks,
        target: Path,
        *,
        engine: str = "kernel",
        threads: int = 0,
        progress: Progress | None = None,
        executor: Executor = HERE,
        checkpoint_every: int | None = None,
        stop: Ask = never,
    ) -> Found:
        """Play it from its beginning and save it.

        Args:
            asked: what is asked for.
            target: a new or empty directory, or an older result of this sort to replace.
            engine, threads, executor: as in `engines.player`; the result does not depend on them.
            progress: told of finished runs.
            checkpoint_every: windows between two checkpoints of each of its runs, or None.
            stop: asked after each window, where checkpoints are kept, whether to stop there.

        Raises:
            InputError, ResourceError: something asked for cannot be used or had. Stopped: it was asked to stop.
        """
        refuse_unplayable(engine, threads, executor, keeps=checkpoint_every is not None)
        play = partial(self.play, asked, target, engine=engine, threads=threads, progress=progress, executor=executor)
        if checkpoint_every is None:
            return play()
        self.check_free(target)
        checkpoints = Checkpoints(target, checkpoint_every, stop)
        with checkpoints.begun(Asked(self.kind, asked.written(), checkpoint_every, threads, executor)):
            return play(checkpoints=checkpoints)

    def play(
        self,
        asked: Asks,
        target: Path,
        *,
        engine: str = "kernel",
        threads: int = 0,
        progress: Progress | None = None,
        executor: Executor = HERE,
        checkpoints: Checkpoints | None = None,
    ) -> Found:
        """Play it, from where its checkpoints stand if there are any, and save it; arguments and errors as `keep`."""
        self.check_free(target)
        player = partial(watched_player, engine, threads=threads, executor=executor)
        pairs = compare_several(
            asked.a,
            self.others(asked),
            play=player(),
            seeds=asked.seeds,
            responses=asked.responses,
            progress=progress,
            until=asked.until,
            keeps=None if checkpoints is None else KeptPlays(checkpoints, player),
        )
        return self.save(asked, pairs, target)


def _save_several(asked: Several, pairs: Sequence[Pair], target: Path) -> Variants:
    return save_variants(Variants(dict(zip(asked.others, pairs, strict=True))), target)


COMPARISON: Keeping[Comparison, Pair] = Keeping(
    "comparison",
    others=lambda asked: (asked.b,),
    check_free=check_free_for_pair,
    save=lambda _, pairs, target: save_pair(pairs[0], target),
)
SEVERAL: Keeping[Several, Variants] = Keeping(
    "variants",
    others=lambda asked: tuple(asked.others.values()),
    check_free=check_free_for_variants,
    save=_save_several,
)
