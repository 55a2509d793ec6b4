"""How the command line is called in tests: inside this process for speed, or as a program of its own where needed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from xinyong.cli.main import main
from xinyong.errors import Stopped
from xinyong.experiment.execute import run
from xinyong.files.starters import start

PROGRAM = Path(sys.executable).with_name("xinyong")
LAUNCHER = Path(__file__).with_name("launcher.py")


@dataclass(frozen=True)
class Said:
    """What a command left behind: exit code, and what it printed where."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Cost:
    """What a program cost: processor seconds, and the most memory it held, in bytes."""

    cpu_seconds: float
    peak_bytes: int


Call = Callable[..., Said]
Spawn = Callable[..., tuple[Said, Cost]]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call `xinyong` with arguments inside this process."""

    def called(*arguments: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["xinyong", *(str(one) for one in arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsys.readouterr()
        return Said(int(left.value.code or 0), printed.out, printed.err)

    return called


def spawned(*arguments: str | Path, cwd: Path, interrupt_at: str = "") -> tuple[Said, Cost]:
    """Call `xinyong` as a program of its own, and measure it; press Ctrl-C soon after it notes `interrupt_at`."""
    out, err, cost = cwd / ".stdout", cwd / ".stderr", cwd / ".cost"
    with out.open("wb") as printed, err.open("wb") as noted:
        subprocess.run(
            [sys.executable, "-S", LAUNCHER, cost, err, interrupt_at, PROGRAM, *arguments],
            cwd=cwd, stdin=subprocess.DEVNULL, stdout=printed, stderr=noted, check=True,
        )  # fmt: skip
    code, cpu_seconds, peak = json.loads(cost.read_text(encoding="ascii"))
    said = Said(code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))
    # Linux counts in units of 1,024 bytes, macOS in bytes (getrusage(2) of each).
    return said, Cost(cpu_seconds, peak if sys.platform == "darwin" else peak * 1024)


@pytest.fixture
def spawn(tmp_path: Path) -> Spawn:
    """Call `xinyong` as a program of its own in an empty folder."""

    def called(*arguments: str | Path, interrupt_at: str = "") -> tuple[Said, Cost]:
        return spawned(*arguments, cwd=tmp_path, interrupt_at=interrupt_at)

    return called


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a starter scheme, a run of it, a comparison with `none`, and a run that was cut short."""
    folder = tmp_path_factory.mktemp("desk")
    start("my-city", "scheme", under=folder)
    small = ("--people", "100", "--days", "84", "--engine", "reference", "--quiet")
    for arguments in (
        ("run", "my-city", *small, "--out", "run"),
        ("compare", "my-city", "--with", "none", *small, "--out", "pair"),
    ):
        said, _ = spawned(*arguments, cwd=folder)
        assert said.code == 0, said.err
    with pytest.raises(Stopped):
        run(folder / "my-city", people=150, days=120, out=folder / "cut-short", checkpoint_every=1, stop=lambda: True)
    return folder
