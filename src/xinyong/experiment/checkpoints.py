"""Where a run keeps its checkpoints: a folder beside the result, with what was asked for, and a lock.

DIR.checkpoints/
  recipe.json        what was asked for, and how to go on (`asked`)
  lock.json          the process at work
  end-0-HASH12/ …    a folder for each play, named by its end of what is unknown and by its recipe: two checkpoints
  *.figures          figures of plays whose checkpoints are no longer needed
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from xinyong.errors import InputError, ResourceError, Stopped
from xinyong.experiment.asked import NAME as RECIPE
from xinyong.experiment.asked import Asked, folder_of
from xinyong.population.odds import tables_hash
from xinyong.results import lock
from xinyong.results.checkpoint import Shelf, Snapshot
from xinyong.results.disk import spoken
from xinyong.results.recipe import Recipe

FIGURES = ".figures"
Ask = Callable[[], bool]
Say = Callable[[str], None]


def never() -> bool:
    """Say that nobody asked the run to stop."""
    return False


def nothing(_: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Checkpoints:
    """The checkpoints of one run.

    target    where the result goes
    every     windows between two checkpoints
    stop      asked after each window: shall the run stop here?
    say       told of a checkpoint that is damaged and passed over
    """

    target: Path
    every: int
    stop: Ask = never
    say: Say = nothing

    def __post_init__(self) -> None:
        if self.every < 1:
            raise InputError(f"--checkpoint-every: found {self.every} windows, expected 1 or more")

    @property
    def folder(self) -> Path:
        """Return the folder of the checkpoints."""
        return folder_of(self.target)

    @contextmanager
    def begun(self, asked: Asked) -> Iterator[None]:
        """Hold the folder while what was asked for is played from its beginning, and remove it when that is whole.

        Where it fails before anything is kept, nothing is left: there is nothing to go on from.

        Raises:
            InputError: another process works there, or checkpoints of an interrupted run lie there.
            ResourceError: the disk refused.
        """
        with lock.held(self.folder):
            if (self.folder / RECIPE).exists():
                raise InputError(f"{self.folder}: holds checkpoints of a run that was interrupted; go on with "
                                 f"`xinyong resume {self.target}`, or remove the folder")  # fmt: skip
            self._forget_plays()
            try:
                asked.write(self.folder)
                yield
            except BaseException:
                if not self._kept():
                    # What made it fail is to be told, not that its traces could not be removed.
                    with suppress(OSError):
                        shutil.rmtree(self.folder)
                raise
            self._clear_away()

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Hold the folder while a run that was interrupted goes on, and remove it when the run is whole; errors as
        `begun`."""
        with lock.held(self.folder):
            yield
            self._clear_away()

    def _kept(self) -> bool:
        """Tell whether there is anything to go on from."""
        return any(next(self.folder.glob(name), None) is not None for name in ("*/window-*", f"*{FIGURES}"))

    def _forget_plays(self) -> None:
        """Remove checkpoints that are left where a run was whole and its folder was being removed."""
        with spoken(self.folder, "tidy the checkpoints"):
            for folder in self.folder.glob("end-*"):
                shutil.rmtree(folder)
            for file in self.folder.glob(f"*{FIGURES}"):
                file.unlink()

    def _clear_away(self) -> None:
        """Remove the folder, first what makes it one to go on from: half a folder says that the run is complete."""
        try:
            (self.folder / RECIPE).unlink()
            shutil.rmtree(self.folder)
        except OSError as problem:
            raise ResourceError(f"{self.folder}: cannot be removed ({problem.strerror}); the run in {self.target} is "
                                "complete, so remove the folder by hand") from problem  # fmt: skip

    def of(self, recipe: Recipe, role: str = "") -> PlayKeeper:
        """Return what keeps the checkpoints of one play; `role` tells two plays of one recipe apart."""
        return PlayKeeper(self, Shelf(self._folder_of(recipe, role), made_by(recipe)))

    def forget(self, recipe: Recipe, role: str = "") -> None:
        """Remove the checkpoints of a play whose result is kept otherwise.

        Raises:
            InputError, ResourceError: the disk refused.
        """
        folder = self._folder_of(recipe, role)
        with spoken(folder, "tidy the checkpoints"):
            if folder.exists():
                shutil.rmtree(folder)

    def _folder_of(self, recipe: Recipe, role: str) -> Path:
        return self.folder / f"end-{recipe.end}-{recipe.sha256[:12]}{role and '-'}{role}"


@dataclass(frozen=True)
class PlayKeeper:
    """Keeps the checkpoints of one play (`engine.play.Keeper`)."""

    checkpoints: Checkpoints
    shelf: Shelf

    def begin(self) -> Snapshot | None:
        """Return where to go on from, or None to begin on the first day.

        Raises:
            DamagedRun: there are checkpoints, and none of them can be used.
        """
        found, complaints = self.shelf.newest()
        for complaint in complaints:
            self.checkpoints.say(f"{complaint}; going on from the one before")
        return found

    def pause(self, windows: int, of: int, snapshot: Callable[[], Snapshot]) -> None:
        """Keep a checkpoint where one is due, after the last window, and where the run is asked to stop.

        Raises:
            Stopped: it was asked to; says how to go on.
        """
        stop = self.checkpoints.stop()
        if stop or windows % self.checkpoints.every == 0 or windows == of:
            self.shelf.put(snapshot())
        if stop:
            raise Stopped(f"stopped after window {windows} of {of}, and nothing is lost; go on with: "
                          f"xinyong resume {self.checkpoints.target}")  # fmt: skip


def made_by(recipe: Recipe) -> str:
    """Return the hash of what must be the same where a checkpoint is read: the recipe, the rules, the tables."""
    digest = hashlib.sha256(f"{version('xinyong')} {recipe.sha256} {tables_hash(recipe.trial().odds)}".encode())
    for source in import_module("xinyong.kernel.jit").sources():  # loads the compiler, which `plan` does not need
        digest.update(source.read_bytes())
    return digest.hexdigest()
