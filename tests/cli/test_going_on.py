"""`run` and `compare` that are asked to stop leave with 130, and `resume` goes on with what was asked for."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.conftest import Call

from xinyong.cli import stopping

SMALL = ("--people", "100", "--days", "21", "--threads", "1")


@pytest.fixture
def stop_after(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the next command be asked to stop after so many windows."""

    def after(windows: int) -> None:
        @contextmanager
        def asked(*, wanted: bool) -> Iterator[Callable[[], bool]]:
            done = iter(range(1, 1_000))
            yield lambda: wanted and next(done) == windows

        monkeypatch.setattr(stopping, "finishing_first", asked)

    return after


def test_a_comparison_goes_on(call: Call, stop_after: Callable[[int], None], desk: Path, tmp_path: Path,
                              monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    asked = ("compare", desk / "my-city", "--with", "none", *SMALL, "--response", "none", "--seeds", "1,2", "--json")
    whole = call(*asked, "--out", "whole")
    assert whole.code == 0, whole.err
    stop_after(4)
    said = call(*asked, "--out", "cut", "--checkpoint-every", "2")
    assert (said.code, said.out) == (130, "")
    assert "stopped after window 1 of 3, and nothing is lost; go on with: xinyong resume cut" in said.err
    stop_after(2)
    assert call("resume", "cut", "--json").code == 130
    stop_after(0)
    page = call("resume", "cut", "--shards", "1", "--threads", "2", "--deadline", "60", "--quiet")
    assert page.code == 0, page.err
    assert "The comparison is in cut" in page.out
    again = call("audit", "cut", "--json", "--quiet", "--echo-people", "0")
    assert again.code == 0, again.err
    assert call("resume", "cut").code == 2
    assert json.loads(whole.out)["seeds"] == [1, 2]


def test_several_responses_go_on(call: Call, stop_after: Callable[[int], None], desk: Path, tmp_path: Path) -> None:
    asked = ("run", desk / "my-city", *SMALL, "--response", "bounds", "--json")
    whole = call(*asked, "--out", tmp_path / "whole")
    assert whole.code == 0, whole.err
    stop_after(4)
    assert call(*asked, "--out", tmp_path / "cut", "--checkpoint-every", "1").code == 130
    stop_after(0)
    found = call("resume", tmp_path / "cut", "--json")
    assert found.code == 0, found.err
    shas = [[one["result_sha256"] for one in json.loads(said.out)["scenarios"]] for said in (whole, found)]
    assert shas[0] == shas[1]
    assert json.loads(found.out)["response"] == "bounds"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--executor", "moon"), "found executor `moon`"),
        (("--shards", "0"), "found 0 shards"),
        (("--deadline", "0"), "--deadline: found 0 seconds"),
        (("--engine", "reference", "--checkpoint-every", "2"), "the reference keeps no checkpoints"),
        (("--engine", "reference", "--executor", "processes"), "the reference plays all in one go"),
    ],
)
@pytest.mark.parametrize("command", ["run", "compare"])
def test_what_cannot_be_is_refused_and_leaves_nothing(
    command: str, asked: tuple[str, ...], said: str, call: Call, desk: Path, tmp_path: Path
) -> None:
    beside = ("--with", "none") if command == "compare" else ()
    kept = () if "--executor" in asked else ("--checkpoint-every", "1")
    found = call(command, desk / "my-city", *beside, *SMALL, "--out", tmp_path / "run", *kept, *asked)
    assert found.code == 2
    assert said in found.err
    assert list(tmp_path.iterdir()) == []
