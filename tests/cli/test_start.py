"""The first thing anybody types: quick, short, and honest about what this is."""

import subprocess
import sys
from pathlib import Path

import pytest
from docs.reference.cli_page import commands
from tests.cli.conftest import Call, Spawn

import xinyong

CPU_SECONDS = 0.3
WALL_SECONDS = 3.0
HEAVY = {"numba", "polars", "altair", "numpy", "pydantic", "rich.table", "jinja2", "vl_convert"}


def test_help_is_quick(spawn: Spawn) -> None:
    """Processor time, best of five: wall time depends on who else uses the machine."""
    costs = []
    for _ in range(5):
        said, cost = spawn("--help")
        assert said.code == 0
        costs.append(cost.cpu_seconds)
    assert min(costs) < CPU_SECONDS, costs


def test_the_commands_are_known_without_loading_anything_heavy() -> None:
    probe = f"import sys, xinyong.cli.main; print(sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_alone_it_prints_five_lines_to_start_with(call: Call) -> None:
    said = call()
    assert said.code == 0
    lines = said.out.splitlines()
    assert len(lines) == 5
    assert "synthetic people only" in lines[0]
    assert "不是征信服务" in lines[0]
    assert all(line.strip().startswith("xinyong") for line in lines[1:])


def test_what_it_tells_to_type_is_there(call: Call) -> None:
    for line in call().out.splitlines()[1:]:
        word = line.split()[1]
        assert word == "--help" or word in commands()


def test_the_version(call: Call) -> None:
    assert call("--version").out == f"xinyong {xinyong.__version__}\n"


def test_help_names_every_command_and_what_this_is_not(call: Call) -> None:
    said = call("--help")
    assert said.code == 0
    assert "no credit service" in " ".join(said.out.split())
    for name in commands():
        assert f" {name} " in said.out


def test_no_command_takes_a_situation() -> None:
    """A switch may speak of them; nothing that takes a value may."""
    for name, command in commands().items():
        for parameter in command.params:
            if getattr(parameter, "is_flag", False):
                continue
            assert "situation" not in f"{parameter.name} {parameter.metavar}".lower(), name


def test_every_command_prints_one_object_on_request() -> None:
    for name, command in commands().items():
        assert "--json" in {spelt for parameter in command.params for spelt in parameter.opts}, name


def test_the_catalogue_lists_what_ships(call: Call) -> None:
    for name in ("suining-2010", "pilot-100-200", "none"):
        assert name in call("schemes").out
    for name in ("suining", "suining-watched", "pilot-city", "anytown"):
        assert name in call("worlds").out


def test_new_writes_a_scheme_that_checks_and_shows(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("new", "my-city").code == 0
    checked = call("check", "my-city")
    assert checked.code == 0
    assert checked.out.splitlines()[-1].startswith("my-city: 0 errors")
    assert "bill-unpaid" in call("show", "my-city").out
    assert call("new", "--world", "my-town").code == 0
    assert call("check", "my-town").code == 0
