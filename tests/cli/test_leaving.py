"""How a command leaves: 0 done, 1 from `check` and `verify` alone, 2 wrong input, 3 no resources, 130 interrupted."""

import json
import shutil
from pathlib import Path

import pytest
from docs.reference.cli_page import EXIT_CODES
from tests.cli.conftest import Call, Spawn

from xinyong.cli import main
from xinyong.errors import ResourceError


def test_the_codes_are_those_of_the_reference() -> None:
    assert [code for code, _ in EXIT_CODES] == [0, 1, 2, 3, 130]


def test_0_when_done(call: Call) -> None:
    assert call("schemes").code == 0


def test_1_from_check_when_a_file_has_errors(call: Call, desk: Path, tmp_path: Path) -> None:
    text = (desk / "my-city" / "scheme.yaml").read_text(encoding="utf-8")
    (tmp_path / "scheme.yaml").write_text(text.replace("better: higher", "better: hihger"), encoding="utf-8")
    said = call("check", tmp_path)
    assert said.code == 1
    assert "did you mean `higher`?" in said.out
    assert said.out.splitlines()[-1].split(": ")[1].startswith("1 error")


def test_1_from_verify_when_a_run_is_not_what_was_written(call: Call, desk: Path, tmp_path: Path) -> None:
    shutil.copytree(desk / "run", tmp_path / "run")
    path = tmp_path / "run" / "ledger.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    said = call("verify", tmp_path / "run", "--limit", "0", "--json")
    assert said.code == 1
    found = json.loads(said.out)
    assert found["ok"] is False
    assert "ledger.parquet" in found["mismatch"]


@pytest.mark.parametrize("command", ["audit", "case", "report"])
def test_2_from_everything_else_that_meets_such_a_run(command: str, call: Call, desk: Path, tmp_path: Path) -> None:
    shutil.copytree(desk / "run", tmp_path / "run")
    (tmp_path / "run" / "series.parquet").write_bytes(b"")
    said = call(command, tmp_path / "run")
    assert said.code == 2
    assert "series.parquet" in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("raised", [ResourceError("the disk is full; free some space"), MemoryError()])
def test_3_when_out_of_resources(raised: BaseException, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(main, "app", refuse)
    said = call("schemes")
    assert said.code == 3
    assert len(said.err.splitlines()) == 1


def test_130_when_interrupted_and_nothing_is_left_half_written(spawn: Spawn, tmp_path: Path) -> None:
    """The reference takes minutes for this many people; the signal comes long before."""
    slow = ("run", "suining-2010", "--people", "3000", "--years", "3", "--engine", "reference")
    said, _ = spawn(*slow, "--out", "out", interrupt_at="response `none`")
    assert said.code == 130
    assert "interrupted; nothing was left half-written" in said.err
    assert "Traceback" not in said.err
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {".stdout", ".stderr", ".cost"}
