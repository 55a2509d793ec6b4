"""Whatever the disk refuses, nothing that was written is lost, the error names a file and says what to do."""

import re
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from tests.faults import test_kills
from tests.faults.operations import REFUSALS, WAYS, Fault, counted, failing, faults_of, nothing
from tests.faults.short_run import WINDOWS, compare_to, play_to, recipe

from xinyong.errors import InputError, ResourceError, XinyongError
from xinyong.experiment.asked import folder_of
from xinyong.experiment.pair_store import open_pair
from xinyong.experiment.reopen import open_run
from xinyong.experiment.resume import resume, resume_comparison
from xinyong.results.checkpoint import Shelf

KINDS = ("fsync", "mkdir", "replace", "rename", "unlink", "rmdir", "link")
PARTS = 4
"""Tests into which the long one is divided, to be played side by side."""
N_TRIED = 8
"""Operations failed in `make test`, besides one of each kind; in `make verify-long` those of `faults_of`."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[str]]:
    """The result of a run that nothing disturbs, and what it asks of the disk."""
    target = tmp_path_factory.mktemp("whole") / "run"
    play_to(target)  # the compiler keeps what it makes the first time, which is no part of a run
    shutil.rmtree(target)
    with counted(nothing) as done:
        run = play_to(target)
    return str(run.manifest["result_sha256"]), done


def test_a_run_lasts_twenty_checkpoints_and_leaves_none(tmp_path: Path) -> None:
    run = play_to(tmp_path / "run")
    assert run.directory == tmp_path / "run"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]
    assert WINDOWS > 20
    assert recipe().unknown


def refusal(target: Path, layer: AbstractContextManager[object]) -> XinyongError | None:
    """Return the error with which a run ends; None where what failed did not matter, like making a folder twice."""
    try:
        with layer:
            play_to(target)
    except XinyongError as problem:
        return problem
    return None


def check(target: Path, sha256: str, number: int, code: int, *, half: bool) -> None:
    """Fail one operation; then what is left must lead to the same result."""
    problem = refusal(target, counted(failing(number, code), half=half))
    assert problem is None or isinstance(problem, InputError | ResourceError)
    assert problem is None or re.search(rf"{re.escape(str(target.parent))}\S*: .+; .+", str(problem)), f"{problem}"
    if target.exists():
        found = open_run(target)
    elif (folder_of(target) / "recipe.json").exists():
        found = resume(target)
    else:
        found = play_to(target)
    assert found.manifest["result_sha256"] == sha256
    assert not list(target.parent.rglob("*.partial*"))


def spread(count: int, among: int) -> list[int]:
    """Numbers that lie as far apart as they can, the first and the last among them."""
    return sorted({round(at * (among - 1) / (count - 1)) for at in range(count)})


@pytest.mark.parametrize("at", range(N_TRIED))
def test_a_failed_operation_loses_nothing(at: int, whole: tuple[str, list[str]], tmp_path: Path) -> None:
    sha256, done = whole
    number = spread(N_TRIED, len(done))[at]
    check(tmp_path / "run", sha256, number, REFUSALS[at % 2], half=at % 3 == 0)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_operation_may_fail(kind: str, whole: tuple[str, list[str]], tmp_path: Path) -> None:
    sha256, done = whole
    numbers = [number for number, name in enumerate(done) if name == kind]
    check(tmp_path / "run", sha256, numbers[len(numbers) // 2], REFUSALS[len(kind) % 2], half=False)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_operation_may_fail(part: int, whole: tuple[str, list[str]], tmp_path: Path) -> None:
    sha256, done = whole
    for fault in faults_of(done)[part::PARTS]:
        folder = tmp_path / f"{fault.number}-{fault.kind}"
        check(folder / "run", sha256, fault.number, fault.code, half=fault.half)
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], list[str]]:
    """What a comparison says that nothing disturbs, and what it asks of the disk."""
    folder = tmp_path_factory.mktemp("compared")
    compare_to(folder / "first")
    with counted(nothing) as done:
        pair = compare_to(folder / "pair")
    return pair.as_json() | {"out": ""}, done


def check_comparison(target: Path, expected: dict[str, object], fault: Fault) -> None:
    """Fail one operation of a comparison; then what is left must lead to the same one."""
    problem: XinyongError | None = None
    try:
        with counted(failing(fault.number, fault.code), half=fault.half):
            compare_to(target)
    except XinyongError as refused:
        problem = refused
    assert problem is None or re.search(rf"{re.escape(str(target.parent))}\S*: .+; .+", str(problem)), f"{problem}"
    if target.exists():
        found = open_pair(target)
    elif (folder_of(target) / "recipe.json").exists():
        found = resume_comparison(target)
    else:
        found = compare_to(target)
    assert found.as_json() | {"out": ""} == expected


@pytest.mark.parametrize("share", [0.15, 0.45, 0.75, 0.95])
def test_a_failed_operation_of_a_comparison_loses_nothing(
    share: float, compared: tuple[dict[str, object], list[str]], tmp_path: Path
) -> None:
    expected, done = compared
    number = int(share * len(done))
    check_comparison(tmp_path / "pair", expected, Fault(number, done[number], REFUSALS[number % 2]))


@pytest.mark.slow
def test_every_third_fault_of_a_comparison_loses_nothing(
    compared: tuple[dict[str, object], list[str]], tmp_path: Path
) -> None:
    expected, done = compared
    for fault in faults_of(done)[::3]:
        folder = tmp_path / f"{fault.number}-{fault.kind}"
        check_comparison(folder / "pair", expected, fault)
        shutil.rmtree(folder)


def test_the_page_publishes_what_is_tried(whole: tuple[str, list[str]], root: Path) -> None:
    page = (root / "docs" / "how-to" / "long-runs.md").read_text(encoding="utf-8")
    wanted = table_of(whole[1])
    assert wanted in page, f"docs/how-to/long-runs.md: expected this table\n\n{wanted}"
    assert f"refuse an operation: {N_TRIED + len(KINDS)} times" in page.replace("\n", " ")
    for n_kills in (2 * test_kills.IN_TEST, 2 * test_kills.IN_ALL):
        assert f"{n_kills} times in `make" in page


def table_of(done: list[str]) -> str:
    """Return what a run asks of the disk and how much of it is failed, by kind of operation and way."""
    rows = [("operation", "asked for", *IN_WORDS.values()), ("---", *(["---:"] * (1 + len(IN_WORDS))))]
    faults = faults_of(done)
    for kind in (*sorted(set(done)), "all"):
        mine = [one for one in faults if kind in (one.kind, "all")]
        asked = len(done) if kind == "all" else done.count(kind)
        failed = [sum((one.code, one.half) == way for one in mine) for way in IN_WORDS]
        rows.append((kind, f"{asked:,}", *map(str, failed)))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


IN_WORDS = dict(zip(WAYS, ("no space", "input/output error", "cut short"), strict=True))


Damage = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:0],
        lambda data: data + b"x",
        lambda data: data[:30] + bytes([data[30] ^ 1]) + data[31:],
        lambda data: data[:-40] + bytes([data[-40] ^ 128]) + data[-39:],
    ],
    ids=["one byte short", "half", "empty", "one byte more", "a bit of the header", "a bit of a table"],
)
def test_a_damaged_checkpoint_is_passed_over_for_the_one_before(
    damage: Damage, whole: tuple[str, list[str]], tmp_path: Path
) -> None:
    target = tmp_path / "run"
    sha256, done = whole
    last = max(number for number, name in enumerate(done) if name == "rename")  # when the result would appear
    with pytest.raises(XinyongError), counted(failing(last, REFUSALS[0])):
        play_to(target)
    folder = max(folder_of(target).glob("end-*"))
    newest, older = Shelf(folder, "").states()
    newest.write_bytes(damage(newest.read_bytes()))
    said: list[str] = []
    assert resume(target, say=said.append).manifest["result_sha256"] == sha256
    assert len(said) == 1
    assert str(newest) in said[0]
    assert older.name != newest.name
