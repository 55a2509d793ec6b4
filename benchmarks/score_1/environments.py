"""An environment for each framework, made at first use from pinned versions and kept in a folder that git ignores."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = Path(__file__).resolve().parent / "requirements"
CACHE = ROOT / ".cache" / "score-1"


class NotInstalledError(RuntimeError):
    """An environment could not be made; the message says why."""


def python_of(name: str) -> str:
    """Return the interpreter of an environment, making it first where it is missing or of other versions.

    Raises:
        NotInstalledError: a package could not be installed here.
    """
    wanted = REQUIREMENTS / f"{name}.txt"
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    mark = hashlib.sha256(wanted.read_bytes()).hexdigest()[:16]
    folder = CACHE / f"{name}-{version}-{mark}"
    python, done = folder / "bin" / "python", folder / "installed"
    if not done.exists():
        print(f"making the environment of {name} ...", file=sys.stderr)
        _told([sys.executable, "-m", "venv", "--clear", str(folder)])
        quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--only-binary", ":all:"]
        _told([str(python), "-m", "pip", "install", *quiet, "--requirement", str(wanted)])
        done.touch()
    return str(python)


def _told(command: list[str]) -> None:
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode:
        lines = found.stderr.strip().splitlines()
        raise NotInstalledError(lines[-1] if lines else f"{command[0]} left with {found.returncode}")


def surroundings() -> dict[str, str]:
    """Return the variables of a process that plays one implementation."""
    kept = {**os.environ, "PYTHONPATH": str(ROOT), "STARSIM_INSTALL_FONTS": "0"}
    return {**kept, "NUMBA_CACHE_DIR": str(CACHE / "numba")}


def versions(name: str) -> list[str]:
    """Return the pinned versions of an environment."""
    return (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8").split()
