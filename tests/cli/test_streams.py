"""Output that cannot go where it should: pipes that break, disks that are full, closed streams, narrow terminals."""

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import PROGRAM, Call

from xinyong.cli import output, streams
from xinyong.cli.main import main
from xinyong.files import starters


class Full(io.StringIO):
    """A stream on a full disk."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.kept = file.open("wb")

    def write(self, _text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    def fileno(self) -> int:
        return self.kept.fileno()


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def run_into_a_broken_pipe(*arguments: str, closed: str = "stdout") -> tuple[int, str]:
    """Exit code and what the other stream holds, when nobody reads the closed one."""
    read, write = os.pipe()
    os.close(read)
    out_to, err_to = (write, subprocess.PIPE) if closed == "stdout" else (subprocess.PIPE, write)
    with subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=out_to, stderr=err_to) as program:
        os.close(write)
        out, err = program.communicate(timeout=60)
    return program.returncode, (err if closed == "stdout" else out).decode("utf-8")


@pytest.mark.parametrize("typed", [(), ("--help",), ("--version",), ("schemes",), ("show", "suining-2010", "--json")])
def test_a_reader_who_goes_away_is_no_error(typed: tuple[str, ...]) -> None:
    assert run_into_a_broken_pipe(*typed) == (0, "")


def test_the_work_goes_on_where_nobody_reads_remarks(tmp_path: Path) -> None:
    small = ("run", "pilot-100-200", "--people", "100", "--days", "14", "--engine", "reference")
    code, out = run_into_a_broken_pipe(*small, "--out", str(tmp_path / "out"), closed="stderr")
    assert code == 0
    assert (tmp_path / "out" / "manifest.json").is_file()
    assert "The result is in" in out


def test_wrong_input_is_2_even_when_nobody_reads_why() -> None:
    assert run_into_a_broken_pipe("nope", closed="stderr") == (2, "")


@pytest.mark.parametrize("typed", [("schemes", "--quiet"), ("schemes", "--json"), ("schemes",)], ids=" ".join)
def test_a_full_disk_is_3(
    typed: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    full = Full(tmp_path / "full")
    monkeypatch.setattr(sys, "argv", ["xinyong", *typed])
    monkeypatch.setattr(sys, "stdout", full)
    with full.kept, pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 3
    assert capsys.readouterr().err == (
        "xinyong: output: No space left on device; free some space, or name another place\n"
    )


def test_a_folder_that_may_not_be_written_to_is_2(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "my-city")

    monkeypatch.setattr(starters, "start", refuse)
    said = call("new", "my-city")
    assert (said.code, said.out) == (2, "")
    assert said.err == "xinyong: my-city: Permission denied; check the path and its permissions\n"
    said = call("new", "my-city", "--json")
    assert said.code == 2
    assert '"file": "my-city"' in said.out


def test_closed_streams_lead_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    streams.ready()
    with sys.stdout, sys.stderr:
        output.say("nobody")
        streams.note("hears")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_letters_that_cannot_be_shown_are_spelt_out(encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    for typed in (("show", "suining-2010"), ("show", "suining-2010", "--json")):
        done = subprocess.run([PROGRAM, *typed], env=environment, capture_output=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        assert rb"\u5927\u4f17\u4fe1\u7528" in done.stdout


def test_away_from_a_terminal_a_row_is_a_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = call("measures").out.splitlines()
    names = call("measures", "--quiet").out.splitlines()
    assert [line.split()[0] for line in lines] == ["measure", *names]
    assert not any(line.endswith(" ") or "\x1b" in line for line in lines)


@pytest.mark.parametrize("columns", ["40", "20", "0", "many"])
def test_on_a_narrow_terminal_names_stay_whole_and_no_colour_is_used(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("NO_COLOR", "1")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    output.rows(("scheme", "name"), [("pilot-100-200", "Pilot of 100 to 200 points"), ("none", "No scheme at all")])
    shown = terminal.getvalue()
    assert "pilot-100-200" in shown
    assert "\x1b[3" not in shown
