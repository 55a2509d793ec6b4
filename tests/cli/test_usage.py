"""A command line that cannot be read: one line that says what was found, what was expected and what to try."""

import json
from types import SimpleNamespace

import pytest
import typer
from tests.cli.conftest import Call

from xinyong.cli.main import app
from xinyong.cli.usage import is_usage_error, usage_problem

TYPED: dict[tuple[str, ...], str] = {
    ("compair",): "found the command `compair`; expected one of schemes, worlds, …; try `xinyong compare`",
    ("xx", "--json-lines"): "found the command `xx`; expected one of schemes, …; try `xinyong --help`",
    ("--quiet",): "found the option `--quiet`; expected an option of `xinyong`; try `xinyong --help`",
    ("run",): "found no SCHEME; expected SCHEME: a catalogue name, …; try `xinyong run --help`",
    ("diff", "none"): "found no B; expected B [C …]: schemes to compare with the first; try `xinyong diff --help`",
    ("compare", "none"): "found no --with; expected --with B: a scheme to compare with; …; try `xinyong compare …`",
    ("run", "none", "--peple", "4"): "found the option `--peple`; expected …`xinyong run`; try `xinyong run --people`",
    ("run", "none", "-z"): "found the option `-z`; expected an option of `xinyong run`; try `xinyong run --help`",
    ("run", "none", "--people"): "found --people without a value; expected --people N; try `xinyong run --help`",
    ("run", "none", "--quiet=3"): "found a value for --quiet; expected --quiet alone; try `xinyong run --help`",
    ("run", "none", "--people", "abc"): "found `abc` for --people; expected a whole number; try `xinyong run --help`",
    ("run", "none", "--people=1e5"): "found `1e5` for --people; expected a whole number; try `xinyong run --help`",
    ("verify", "x", "--limit", "soon"): "found `soon` for --limit; expected a number; try `xinyong verify --help`",
    ("case", "x", "y"): "found `y` for [SUBJECT]; expected a whole number; try `xinyong case --help`",
    ("schemes", "all"): "found `all` left over; expected `xinyong schemes [OPTIONS]`; try `xinyong schemes --help`",
}  # fmt: skip


def fits(pattern: str, line: str) -> bool:
    """Whether the parts of a pattern between `…` stand in the line in their order, the first at its start."""
    first, *others = pattern.split("…")
    at = len(first) if line.startswith(first) else -1
    for part in others:
        at = line.find(part, at) + len(part) if at >= 0 and part in line[at:] else -1
    return at >= 0


@pytest.mark.parametrize("typed", TYPED, ids=" ".join)
def test_it_is_one_line(typed: tuple[str, ...], call: Call) -> None:
    said = call(*typed)
    assert said.code == 2
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert fits(f"xinyong: {TYPED[typed]}", line), line


@pytest.mark.parametrize("typed", [one for one in TYPED if "--json-lines" not in one], ids=" ".join)
def test_it_is_an_object_when_objects_were_asked_for(typed: tuple[str, ...], call: Call) -> None:
    said = call(typed[0], "--json", *typed[1:]) if not typed[0].startswith("-") else call(*typed, "--json")
    assert said.code == 2
    assert said.err == ""
    found = json.loads(said.out)
    assert found["ok"] is False
    (error,) = found["errors"]
    assert set(error) == {"file", "line", "column", "path", "message", "hint"}
    assert error["message"].startswith("found ")
    assert "; expected " in error["message"]
    assert error["hint"].startswith("try `xinyong")


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Got unexpected extra argument (all)", "found `all` left over"),
        ("Got unexpected extra arguments (all of)", "found `all of` left over"),
        ("Something that no version says yet", "found a command line that cannot be used (Something that no version"),
    ],
)
def test_other_versions_of_the_parser_say_it_otherwise(message: str, found: str) -> None:
    error = SimpleNamespace(format_message=lambda: message, exit_code=2)
    problem = usage_problem(error, ["schemes", "all"], typer.main.get_command(app))
    assert problem.message.startswith(found)
    assert problem.message.endswith("; expected `xinyong schemes [OPTIONS]`")
    assert problem.hint == "try `xinyong schemes --help`"


def test_an_error_of_the_program_is_no_error_of_its_user() -> None:
    assert not is_usage_error(ValueError("a slip of ours"))
    assert is_usage_error(typer.BadParameter("theirs"))
