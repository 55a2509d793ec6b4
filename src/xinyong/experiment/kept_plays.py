"""Checkpoints of the plays of a comparison: what a watch was told goes into them, and is put back.

A play that is done is read from its last checkpoint. Where only figures are wanted of two sides, the figures are kept
and the checkpoints go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from xinyong.audit.measure import Measures, measure_of
from xinyong.errors import DamagedRun
from xinyong.experiment.checkpoints import FIGURES, Checkpoints, PlayKeeper, made_by
from xinyong.experiment.pair import Counts
from xinyong.experiment.same_lives import Remembered
from xinyong.experiment.watched import Player
from xinyong.results.checkpoint import Snapshot
from xinyong.results.recipe import Recipe
from xinyong.results.tables_file import read_tables, write_tables

if TYPE_CHECKING:
    from xinyong.engine.play import Keeper


class PlayerWith(Protocol):
    """Makes what plays a trial and keeps its checkpoints."""

    def __call__(self, *, keeper: Keeper) -> Player:
        """Return it."""


@dataclass(frozen=True, eq=False)
class Figured:
    """What is wanted of two sides of which the runs are not: their counts, the figures, how many runs it took."""

    counts: Counts
    measures: Measures
    n_runs: int


@dataclass(frozen=True)
class KeptPlays:
    """The plays of a comparison whose checkpoints are kept."""

    checkpoints: Checkpoints
    player: PlayerWith

    def play(self, recipe: Recipe, role: str, watch: Remembered) -> Player:
        """Return what plays a recipe while a watch is told, from its last checkpoint if there is one."""
        return self.player(keeper=WatchKeeper(self.checkpoints.of(recipe, role), watch))

    def known(self, a: Recipe, b: Recipe) -> Figured | None:
        """Return what was found of two sides before, or None."""
        path = self._path(a, b)
        if not path.exists():
            return None
        try:
            said, _ = read_tables(path)
        except DamagedRun as problem:
            self.checkpoints.say(f"{problem}; playing it again")
            return None
        if said["made_by"] != [made_by(a), made_by(b)]:
            raise DamagedRun(f"{path}: was made by another version of the rules; remove {path.parent} and run it again")
        counts = said["counts"]
        return Figured((counts[0], counts[1]), Measures(map(measure_of, said["measures"])), said["runs"])

    def put(self, a: Recipe, b: Recipe, found: Figured, *, played: Iterable[tuple[Recipe, str]]) -> None:
        """Keep what was found of two sides, and let the checkpoints of the plays go that are not needed for others.

        Raises:
            InputError, ResourceError: the disk refused.
        """
        said = {"made_by": [made_by(a), made_by(b)], "counts": list(found.counts),
                "measures": found.measures.as_json(), "runs": found.n_runs}  # fmt: skip
        write_tables(self._path(a, b), said, {})
        for recipe, role in played:
            self.checkpoints.forget(recipe, role)

    def _path(self, a: Recipe, b: Recipe) -> Path:
        return self.checkpoints.folder / f"{a.sha256[:12]}-{b.sha256[:12]}{FIGURES}"


@dataclass(frozen=True)
class WatchKeeper:
    """Keeps the checkpoints of a play, and in them what its watch was told (`engine.play.Keeper`)."""

    keeper: PlayKeeper
    watch: Remembered

    def begin(self) -> Snapshot | None:
        """Return where to go on from, and put the watch there."""
        found = self.keeper.begin()
        self.watch.put_back(found.found if found is not None else {})
        return found

    def pause(self, windows: int, of: int, snapshot: Callable[[], Snapshot]) -> None:
        """Keep a checkpoint where one is due, with what was told since the last; errors as `PlayKeeper.pause`."""

        def with_watch() -> Snapshot:
            one = snapshot()
            return replace(one, found={**one.found, **self.watch.since(windows)})

        self.keeper.pause(windows, of, with_watch)
