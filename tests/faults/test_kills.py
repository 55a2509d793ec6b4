"""A run that is killed at any moment goes on to the result that it would have had."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.faults.operations import counted, nothing
from tests.faults.short_run import compare_to, play_to

from xinyong.experiment.asked import folder_of
from xinyong.experiment.pair_store import open_pair
from xinyong.experiment.reopen import open_run
from xinyong.experiment.resume import resume, resume_comparison

ROOT = Path(__file__).parents[2]
NO_OPERATION = 1 << 30
IN_TEST, IN_ALL = 6, 100
"""Kills of each sort, in `make test` and in `make verify-long`."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int, float]:
    """The result of a run that nobody kills, how often it asks something of the disk, and how long it takes."""
    target = tmp_path_factory.mktemp("whole") / "run"
    play_to(target)  # the compiler keeps what it makes the first time, which is no part of a run
    shutil.rmtree(target)
    begun = time.monotonic()
    with counted(nothing) as done:
        run = play_to(target)
    return str(run.manifest["result_sha256"]), len(done), time.monotonic() - begun


def killed(
    target: Path, *, before_operation: int = NO_OPERATION, after_seconds: float | None = None, what: str = "run"
) -> None:
    """Run in a process of its own that is killed, before an operation of the disk or after a while."""
    asked = [sys.executable, "-m", "tests.faults.short_run", str(target), str(before_operation), what]
    with subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        if after_seconds is not None:
            time.sleep(after_seconds)
            process.kill()
        code = process.wait()
    assert code == -signal.SIGKILL or (after_seconds is not None and code == 0)


def check_goes_on(target: Path, sha256: str) -> None:
    """What a killed run left leads to the result of one that was not, and nothing else stays behind: where it was whole
    and its checkpoints were being removed, the next run to the same place removes the rest."""
    if (folder_of(target) / "recipe.json").exists():
        found = resume(target)
    elif target.exists():
        found = open_run(target)
        assert play_to(target).manifest["result_sha256"] == sha256
    else:
        found = play_to(target)
    assert found.manifest["result_sha256"] == sha256
    assert open_run(target).manifest["result_sha256"] == sha256
    assert not folder_of(target).exists()


def moment(number: int, seconds: float) -> float:
    return random.Random(number).uniform(0, seconds)  # noqa: S311 (a moment, the same in every test)


@pytest.mark.parametrize("number", range(IN_TEST))
def test_killed_at_any_moment(number: int, whole: tuple[str, int, float], tmp_path: Path) -> None:
    sha256, _, seconds = whole
    killed(tmp_path / "run", after_seconds=moment(number, seconds))
    check_goes_on(tmp_path / "run", sha256)


@pytest.mark.parametrize("number", range(IN_TEST))
def test_killed_at_an_operation_of_the_disk(number: int, whole: tuple[str, int, float], tmp_path: Path) -> None:
    sha256, count, _ = whole
    killed(tmp_path / "run", before_operation=round((number + 0.5) * count / IN_TEST))
    check_goes_on(tmp_path / "run", sha256)


@pytest.mark.parametrize("left", [1, 20])
def test_killed_while_the_checkpoints_of_a_whole_run_are_removed(
    left: int, whole: tuple[str, int, float], tmp_path: Path
) -> None:
    sha256, count, _ = whole
    killed(tmp_path / "run", before_operation=count - left)
    assert open_run(tmp_path / "run").manifest["result_sha256"] == sha256
    assert folder_of(tmp_path / "run").exists()
    check_goes_on(tmp_path / "run", sha256)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], int]:
    """A comparison that nobody kills, and how often it asks something of the disk."""
    target = tmp_path_factory.mktemp("whole") / "pair"
    with counted(nothing) as done:
        pair = compare_to(target)
    return pair.as_json() | {"out": ""}, len(done)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_a_comparison_killed_at_an_operation_of_the_disk(
    share: float, compared: tuple[dict[str, object], int], tmp_path: Path
) -> None:
    expected, count = compared
    target = tmp_path / "pair"
    killed(target, before_operation=int(share * count), what="comparison")
    found = resume_comparison(target) if (folder_of(target) / "recipe.json").exists() else open_pair(target)
    assert found.as_json() | {"out": ""} == expected
    assert open_pair(target).as_json() | {"out": ""} == expected


@pytest.mark.slow
def test_two_hundred_kills(whole: tuple[str, int, float], tmp_path: Path) -> None:
    sha256, count, seconds = whole
    for number in range(IN_ALL):
        for sort, asked in (
            ("moment", {"after_seconds": moment(1_000 + number, seconds)}),
            ("operation", {"before_operation": round((number + 0.25) * count / IN_ALL)}),
        ):
            target = tmp_path / f"{sort}-{number}" / "run"
            target.parent.mkdir()
            killed(target, **asked)
            check_goes_on(target, sha256)


def test_a_run_killed_twice_goes_on(whole: tuple[str, int, float], tmp_path: Path) -> None:
    sha256, count, _ = whole
    target = tmp_path / "run"
    killed(target, before_operation=count // 3)
    asked = [sys.executable, "-m", "xinyong.cli", "resume", str(target), "--quiet"]
    with subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(1)
        process.kill()
    if folder_of(target).exists():
        check_goes_on(target, sha256)
    assert open_run(target).manifest["result_sha256"] == sha256


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_a_run_finishes_its_window_and_says_how_to_go_on(number: signal.Signals, tmp_path: Path) -> None:
    ask = (
        "run",
        "suining-2010",
        "--people",
        "200000",
        "--years",
        "3",
        "--window",
        "1",
        "--checkpoint-every",
        "2000",
        "--out",
        "run",
    )
    asked = [sys.executable, "-m", "xinyong.cli", *ask]
    with subprocess.Popen(asked, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while "window" not in (line := process.stderr.readline()) and line:
            pass
        os.kill(process.pid, number)
        said = process.stderr.read()
        assert process.wait() == 130
    assert "go on with: xinyong resume run" in said
    assert [path.name for path in tmp_path.iterdir()] == ["run.checkpoints"]
