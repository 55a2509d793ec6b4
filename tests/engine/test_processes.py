"""Shards in processes: the same outcome as on threads, also where a process goes in the middle."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.engine.test_memory import same
from tests.oracle.cases import seeded_case
from tests.oracle.plain import plain_trial

from xinyong.engine.apart import Answer, Apart, Place
from xinyong.engine.executors import Executor, executor_of
from xinyong.engine.play import play
from xinyong.engine.processes import Processes
from xinyong.errors import InputError, ResourceError, WorkerLost
from xinyong.experiment.execute import prepare
from xinyong.kernel.rows import Ints
from xinyong.results.checkpoint import Shelf, Snapshot
from xinyong.results.manifest import manifest
from xinyong.trial.trial import Trial


def many_blocks(name: str) -> Trial:
    """Return a trial whose people live in three blocks of ids at least."""
    return prepare(name, people=150_000, days=35).trial()


@pytest.mark.parametrize("n", [1, 2, 3, 5, 16])
def test_any_number_of_shards_gives_the_same_outcome(n: int) -> None:
    trial = many_blocks("pilot-100-200")
    same(play(trial, threads=2, executor=Executor(shards=n)), play(trial, threads=1))


@pytest.mark.parametrize("name", ["nosedive", "sesame-credit"])
def test_processes_give_the_outcome_of_threads(name: str) -> None:
    """Ratings, a board, ties and desks pass between processes."""
    trial = many_blocks(name)
    same(play(trial, executor=Executor("processes", 3)), play(trial, threads=2))


def test_a_world_of_one_block_is_played_in_one_process() -> None:
    trial = seeded_case(24).trial()
    same(play(trial, executor=Executor("processes"), threads=4), play(trial, threads=1))


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

    def beginning(self: Processes, trial: Trial, n_shards: int, deadline_seconds: float) -> None:
        begin(self, trial, n_shards, deadline_seconds)
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

    found = play(trial, executor=Executor("processes", 2), keeper=Keeping(tmp_path, 3, kill_once))
    same(found, play(trial, threads=1))
    assert len(killed) == 1
    assert len(workers) == 4


def test_without_checkpoints_a_process_that_goes_ends_the_run_with_a_word_on_what_to_do(workers: list[Any]) -> None:
    def kill(done: int, _of: int) -> None:
        if done == 2:
            os.kill(workers[0].pid, signal.SIGKILL)

    with pytest.raises(WorkerLost, match=r"process 1 of 2 .* ended with -9; with --checkpoint-every"):
        play(many_blocks("pilot-100-200"), executor=Executor("processes", 2), progress=kill)


def test_processes_that_go_again_and_again_are_given_up(workers: list[Any], tmp_path: Path) -> None:
    def kill() -> None:
        os.kill(workers[-1].pid, signal.SIGKILL)

    with pytest.raises(WorkerLost, match="lost processes 3 times"):
        play(
            plain_trial(),
            executor=Executor("processes", 1),
            keeper=Keeping(tmp_path, 0, kill),
            progress=lambda *_: kill(),
        )


def test_a_process_that_does_not_answer_by_the_deadline_is_given_up(
    workers: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xinyong.engine.processes.SECONDS_TO_LEAVE", 0.1)

    def halt(done: int, _of: int) -> None:
        if done == 1:
            os.kill(workers[1].pid, signal.SIGSTOP)

    try:
        with pytest.raises(
            WorkerLost, match=r"process 2 of 2 \(number \d+\) did not answer for 2 seconds; with --check"
        ):
            play(many_blocks("pilot-100-200"), executor=Executor("processes", 2, 2.0), progress=halt)
    finally:
        for worker in workers:
            worker.kill()


class Watching:
    """Adds up what it is told."""

    def __init__(self) -> None:
        self.told: dict[tuple[int, int], tuple[list[int], list[int], list[bool]]] = {}

    def __call__(self, window: int, first_id: int, acts: Ints, strata: Ints, taken: NDArray[np.bool_]) -> None:
        """Keep it."""
        assert [str(each.dtype) for each in (acts, strata, taken)] == ["int64", "int64", "bool"]
        self.told[window, first_id] = acts.tolist(), strata.tolist(), taken.tolist()


def test_a_watch_is_told_the_same_of_processes_as_of_threads() -> None:
    trial = many_blocks("pilot-100-200")
    here, there = Watching(), Watching()
    same(play(trial, executor=Executor("processes", 3), watch=there), play(trial, threads=2, watch=here))
    assert there.told == here.told
    assert sum(len(acts) for acts, _, _ in here.told.values()) > 1_000


def test_memory_of_processes_is_counted() -> None:
    trial = many_blocks("pilot-100-200")
    found = play(trial, executor=Executor("processes", 2))
    assert 2 * (20 << 20) < found.bytes_elsewhere < 1 << 40
    assert play(trial, threads=2).bytes_elsewhere == 0
    recipe = prepare("pilot-100-200", people=100, days=7)
    speed = manifest(recipe, found, assumed={})["speed"]
    assert speed["peak_rss_bytes"] >= found.bytes_elsewhere + (20 << 20)


def test_an_error_of_a_shard_is_the_error_of_the_play() -> None:
    problem = ResourceError("no more ids")
    place = SimpleNamespace(shard=SimpleNamespace(play=raising(problem), enrol=raising(MemoryError()), left=1))
    crew = Alone(place)
    with pytest.raises(ResourceError, match="no more ids"):
        crew.each("play", 0)
    with pytest.raises(MemoryError):
        crew.each("enrol")
    with pytest.raises(RuntimeError, match=r"shard 1:\n(.*\n)*TypeError: 'int' object is not callable"):
        crew.each("left")


def raising(problem: Exception) -> Callable[..., None]:
    def one(*_: object) -> None:
        raise problem

    return one


class Alone(Apart):
    """One shard that is asked like one elsewhere."""

    def __init__(self, place: Any) -> None:
        self.numbers, self.deadline_seconds, self.place = [[0]], 1.0, place

    def _ask(self, at: int, name: str, arguments: tuple[Any, ...]) -> None:
        self.answered = at, Place.answer(self.place, name, arguments)

    def _arriving(self, asked: Sequence[int], seconds: float) -> Iterator[tuple[int, Answer]]:
        del asked, seconds
        yield self.answered

    def _who(self, at: int) -> str:
        return f"shard {at + 1}"

    def close(self) -> None:
        """Let nobody go."""


def test_a_play_that_gets_on_may_lose_processes_again_and_again(workers: list[Any], tmp_path: Path) -> None:
    lost: list[int] = []

    def kill_after_each_window(done: int, _of: int) -> None:
        if done not in lost and done <= 4:
            lost.append(done)
            os.kill(workers[-1].pid, signal.SIGKILL)

    trial = plain_trial()
    keeper = Keeping(tmp_path, 0, lambda: None)
    keeper.shelf.put = partial(putting, keeper, kill_after_each_window)  # type: ignore[method-assign]
    same(play(trial, executor=Executor("processes", 1), keeper=keeper), play(trial, threads=1))
    assert lost == [1, 2, 3, 4]


def putting(keeper: Keeping, then: Callable[[int, int], None], snapshot: Snapshot) -> None:
    """Keep a snapshot, and then do something."""
    Shelf.put(keeper.shelf, snapshot)
    then(snapshot.windows, 0)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(InputError, match="found executor `moon`, expected threads, processes or ray"):
        Executor("moon")
    with pytest.raises(InputError, match="found 0 shards"):
        Executor(shards=0)
    for seconds in (0.0, -1.0, float("inf"), float("nan"), 1e9):
        with pytest.raises(InputError, match=r"--deadline: found .* seconds; expected more than 0"):
            Executor(deadline_seconds=seconds)


def test_an_executor_is_written_and_read_and_changed() -> None:
    one = Executor("processes", 5, 60.0)
    assert executor_of(one.written()) == one
    assert one.changed(shards=2) == Executor("processes", 2, 60.0)
    assert one.changed("threads", deadline_seconds=1.0) == Executor("threads", 5, 1.0)
    with pytest.raises(TypeError):
        executor_of({"colour": "red"})
