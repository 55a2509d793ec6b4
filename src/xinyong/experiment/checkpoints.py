"""Where a run keeps its checkpoints: a folder beside the result, with what was asked for, and a lock.

DIR.checkpoints/
  recipe.json      what was asked for, and how to go on
  lock.json        the process at work
  end-0/, end-1/   checkpoints of the run with either end of what is unknown, the last two of each
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from xinyong.errors import DamagedRun, InputError, ResourceError, Stopped
from xinyong.population.odds import tables_hash
from xinyong.results import lock
from xinyong.results.checkpoint import Shelf, Snapshot
from xinyong.results.disk import replace_file, spoken
from xinyong.results.recipe import Recipe, recipe_of

RECIPE, WHAT = "recipe.json", "xinyong checkpoints"
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
    def for_run(self, recipe: Recipe, *, threads: int) -> Iterator[None]:
        """Hold the folder while a run that begins is played, and remove it when the run is whole.

        Raises:
            InputError: another process works there, or checkpoints of an interrupted run lie there.
            ResourceError: the disk refused.
        """
        with lock.held(self.folder):
            if (self.folder / RECIPE).exists():
                raise InputError(f"{self.folder}: holds checkpoints of a run that was interrupted; go on with "
                                 f"`xinyong resume {self.target}`, or remove the folder")  # fmt: skip
            self._forget_ends()
            asked = {"what": WHAT, "format": 1, "every": self.every, "threads": threads, "recipe": recipe.written()}
            replace_file(self.folder / RECIPE, json.dumps(asked, indent=1, ensure_ascii=False))
            yield
            self._clear_away()

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Hold the folder while a run that was interrupted goes on, and remove it when the run is whole; errors as
        `for_run`."""
        with lock.held(self.folder):
            yield
            self._clear_away()

    def _forget_ends(self) -> None:
        """Remove checkpoints that are left where a run was whole and its folder was being removed."""
        with spoken(self.folder, "tidy the checkpoints"):
            for folder in self.folder.glob("end-*"):
                shutil.rmtree(folder)

    def _clear_away(self) -> None:
        """Remove the folder, first what makes it one to go on from: half a folder says that the run is complete."""
        try:
            (self.folder / RECIPE).unlink()
            shutil.rmtree(self.folder)
        except OSError as problem:
            raise ResourceError(f"{self.folder}: cannot be removed ({problem.strerror}); the run in {self.target} is "
                                "complete, so remove the folder by hand") from problem  # fmt: skip

    def of(self, recipe: Recipe) -> EndKeeper:
        """Return what keeps the checkpoints of the run with one end of what is unknown."""
        return EndKeeper(self, Shelf(self.folder / f"end-{recipe.end}", _made_by(recipe)))


@dataclass(frozen=True)
class EndKeeper:
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


def folder_of(target: Path) -> Path:
    """Return the folder in which a run to a directory keeps its checkpoints."""
    return target.with_name(f"{target.name}.checkpoints")


@dataclass(frozen=True)
class Interrupted:
    """A run that was cut short: what was asked for, where its result goes, how often it kept checkpoints."""

    recipe: Recipe
    target: Path
    every: int
    threads: int


def interrupted(path: Path) -> Interrupted:
    """Return the run that was cut short in a directory, which is named by its result or by its checkpoints.

    Raises:
        InputError: there is none. DamagedRun: it does not say what was asked for.
    """
    target = path.with_name(path.name.removesuffix(".checkpoints"))
    written = folder_of(target) / RECIPE
    if not written.is_file():
        why = "the run there is complete" if (target / "manifest.json").exists() else "no run was interrupted there"
        raise InputError(f"{path}: there is nothing to resume: {why}; "
                         "checkpoints are kept by `xinyong run --checkpoint-every K`")  # fmt: skip
    try:
        asked: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
        return Interrupted(recipe_of(asked["recipe"]), target, int(asked["every"]), int(asked["threads"]))
    except (ValueError, KeyError, TypeError, OSError) as problem:
        raise DamagedRun(f"{written}: does not say what was asked for ({problem!r}); "
                         "remove the folder and run it again") from problem  # fmt: skip


def _made_by(recipe: Recipe) -> str:
    """Return the hash of what must be the same where a checkpoint is read: the recipe, the rules, the tables."""
    digest = hashlib.sha256(f"{version('xinyong')} {recipe.sha256} {tables_hash(recipe.trial().odds)}".encode())
    for source in import_module("xinyong.kernel.jit").sources():  # loads the compiler, which `plan` does not need
        digest.update(source.read_bytes())
    return digest.hexdigest()
