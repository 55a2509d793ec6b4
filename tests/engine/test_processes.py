"""Shards in processes: the same outcome as on threads, also where a process goes in the middle."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.engine.test_memory import same
from tests.oracle.cases import seeded_case
from tests.oracle.plain import plain_trial

from xinyong.engine.play import play
from xinyong.engine.processes import Processes
from xinyong.errors import InputError, WorkerLost
from xinyong.experiment.execute import prepare
from xinyong.results.checkpoint import Shelf, Snapshot
from xinyong.trial.trial import Trial


def many_blocks(name: str) -> Trial:
    """Return a trial whose people live in three blocks of ids at least."""
    return prepare(name, people=150_000, days=35).trial()


@pytest.mark.parametrize("n", [1, 2, 3, 5, 16])
def test_any_number_of_shards_gives_the_same_outcome(n: int) -> None:
    trial = many_blocks("pilot-100-200")
    same(play(trial, threads=2, shards=n), play(trial, threads=1))


@pytest.mark.parametrize("name", ["nosedive", "sesame-credit"])
def test_processes_give_the_outcome_of_threads(name: str) -> None:
    """Ratings, a board, ties and desks pass between processes."""
    trial = many_blocks(name)
    same(play(trial, executor="processes", shards=3), play(trial, threads=2))


def test_a_world_of_one_block_is_played_in_one_process() -> None:
    trial = seeded_case(24).trial()
    same(play(trial, executor="processes", threads=4), play(trial, threads=1))


class Keeping:
    """Keeps every window, and does something after one."""

    def __init__(self, folder: Path, after: int, act: Callable[[], None]) -> None:
        self.shelf, self.after, self.act = Shelf(folder, "a test"), after, act

    def begin(self) -> Snapshot | None:
        """Return the newest checkpoint."""
        return self.shelf.newest()[0]

    def pause(self, windows: int, of: int, snapshot: Callable[[], Snapshot]) -> None:
        """Keep it, and do what is to be done."""
        del of
        self.shelf.put(snapshot())
        if windows == self.after:
            self.act()


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The processes started, those that are gone among them."""
    started: list[Any] = []
    begin = Processes.__init__

    def beginning(self: Processes, trial: Trial, n_shards: int) -> None:
        begin(self, trial, n_shards)
        started.extend(self.workers)

    monkeypatch.setattr(Processes, "__init__", beginning)
    return started


def test_a_process_that_is_killed_is_replaced_and_its_windows_are_played_again(
    workers: list[Any], tmp_path: Path
) -> None:
    trial = many_blocks("pilot-100-200")
    killed: list[int] = []

    def kill_once() -> None:
        if not killed:
            killed.append(workers[1].pid)
            os.kill(workers[1].pid, signal.SIGKILL)

    found = play(trial, executor="processes", shards=2, keeper=Keeping(tmp_path, 3, kill_once))
    same(found, play(trial, threads=1))
    assert len(killed) == 1
    assert len(workers) == 4


def test_without_checkpoints_a_process_that_goes_ends_the_run_with_a_word_on_what_to_do(workers: list[Any]) -> None:
    def kill(done: int, _of: int) -> None:
        if done == 2:
            os.kill(workers[0].pid, signal.SIGKILL)

    with pytest.raises(WorkerLost, match=r"process 1 of 2 .* ended with -9; with --checkpoint-every"):
        play(many_blocks("pilot-100-200"), executor="processes", shards=2, progress=kill)


def test_processes_that_go_again_and_again_are_given_up(workers: list[Any], tmp_path: Path) -> None:
    def kill() -> None:
        os.kill(workers[-1].pid, signal.SIGKILL)

    with pytest.raises(WorkerLost, match="lost processes 3 times"):
        play(
            plain_trial(), executor="processes", shards=1, keeper=Keeping(tmp_path, 0, kill), progress=lambda *_: kill()
        )


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(InputError, match="found executor `moon`, expected threads or processes"):
        play(plain_trial(), executor="moon")
    with pytest.raises(InputError, match="found 0 shards"):
        play(plain_trial(), shards=0)
    with pytest.raises(InputError, match="nobody can watch"):
        play(plain_trial(), executor="processes", watch=lambda *_: None)
