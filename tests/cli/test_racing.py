"""`xinyong bench` hands on what was asked for, says what the benchmark says, and knows where it is not."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call

from xinyong.cli import racing


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run; the benchmark itself is tried in tests/benchmarks."""
    found: list[list[str]] = []

    def ran(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        found.append(command)
        out = Path(command[command.index("--out") + 1])
        out.mkdir(exist_ok=True)
        (out / racing.RESULTS).write_text('{"benchmark": "SCORE-1"}', encoding="utf-8")
        return subprocess.CompletedProcess(command, 2 if "--quick" in command else 0, "the table", "a reason")

    monkeypatch.setattr(subprocess, "run", ran)
    return found


def test_what_is_asked_for_is_handed_on(call: Call, asked: list[list[str]], tmp_path: Path) -> None:
    told = call("bench", "--only", "numpy", "--only", "xinyong", "--size", "1000", "--times", "3", "--people", "500",
                "--seeds", "4", "--out", str(tmp_path / "race"))  # fmt: skip
    assert (told.code, told.out) == (0, "the table\n")
    command = " ".join(asked[0])
    assert command.startswith(f"{sys.executable} -m benchmarks.score_1 ")
    for words in ("--only numpy xinyong", "--sizes 1000", "--times 3", "--people 500", "--seeds 4"):
        assert words in command
    assert "--quick" not in command


def test_as_one_object(call: Call, asked: list[list[str]], tmp_path: Path) -> None:
    assert json.loads(call("bench", "--out", str(tmp_path / "race"), "--json").out) == {"benchmark": "SCORE-1"}
    assert asked


def test_quiet_is_where_the_results_are(call: Call, asked: list[list[str]], tmp_path: Path) -> None:
    out = tmp_path / "race"
    assert call("bench", "-q", "--out", str(out)).out == f"{out / racing.RESULTS}\n"
    assert asked


def test_a_benchmark_that_fails_is_an_error(call: Call, asked: list[list[str]], tmp_path: Path) -> None:
    told = call("bench", "--quick", "--out", str(tmp_path / "race"))
    assert told.code == 2
    assert "the benchmark ended with 2; a reason" in told.err
    assert len(asked) == 1


def test_an_installed_package_says_where_the_benchmark_is(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(racing, "__file__", str(tmp_path / "lib" / "xinyong" / "cli" / "racing.py"))
    told = call("bench")
    assert told.code == 2
    assert "clone it" in told.err
