"""Two commands, from a fresh machine to a report and to a tested checkout; and the verbs around them."""

import os
import re
import subprocess
from pathlib import Path

import pytest

VERBS = ["demo", "setup", "check", "test", "verify-long", "bench", "docs", "ci", "lock", "golden"]


def make(root: Path, *arguments: str) -> str:
    """Run make as a person would: the settings of an outer make stay outside."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(
        ["make", *arguments], cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    return done.stdout.decode()


def commands_of(text: str) -> list[str]:
    """The make commands that stand on a line of their own."""
    return re.findall(r"^ *(make [a-z-]+) *$", text, re.MULTILINE)


def test_bare_make_lists_every_verb(root: Path) -> None:
    listed = make(root)
    for verb in VERBS:
        assert re.search(rf"^ +make {verb} +\S.{{10,}}$", listed, re.MULTILINE), f"make {verb} is not explained"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_a_target(root: Path, verb: str) -> None:
    assert make(root, "--dry-run", "REASON=dry run", verb)


def test_the_demo_compares_and_reports(root: Path) -> None:
    plan = make(root, "--dry-run", "demo")
    assert "xinyong compare suining-2010 --with none --people 100000 --years 3 --out runs/demo" in plan
    assert "xinyong report runs/demo" in plan


def test_both_commands_install_what_they_need(root: Path) -> None:
    for verb in ("demo", "test"):
        plan = make(root, "--dry-run", "--always-make", verb)
        assert "--require-hashes" in plan
        assert "-r requirements.lock" in plan
        assert "--no-deps" in plan


def test_golden_asks_for_a_reason(root: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refused:
        make(root, "golden", "REASON=")
    assert b"Say why" in refused.value.stderr


def test_ci_runs_what_the_readme_says(root: Path) -> None:
    in_readme = commands_of((root / "README.md").read_text(encoding="utf-8"))
    assert "make demo" in in_readme
    (test_command,) = {command for command in in_readme if "test" in command}
    script = root / ".ci" / "run"
    assert commands_of(script.read_text(encoding="utf-8")) == ["make check", test_command]
    assert os.access(script, os.X_OK)


def test_the_lock_names_no_place(root: Path) -> None:
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"://|--index|--find-links|^/", lock, re.MULTILINE) == []
    requirements = re.findall(r"^[A-Za-z0-9]\S* ?.*$", lock, re.MULTILINE)
    assert requirements
    assert all("==" in line and line.endswith("\\") for line in requirements)
