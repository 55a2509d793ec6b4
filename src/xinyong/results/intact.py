"""Is a run directory what was written? File by file, by name, size and SHA-256."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xinyong.errors import DamagedRun, InputError
from xinyong.results.disk import hash_file
from xinyong.results.manifest import ADDED_LATER, NAME, OTHER_END

FILES = {
    "ledger.parquet": "ledger",
    "foreign.parquet": "foreign",
    "places.parquet": "sittings",
    "thresholds.parquet": "thresholds",
    "ratings.parquet": "ratings",
    "tied.parquet": "tied",
    "subjects.parquet": "subjects",
    "series.parquet": "series",
    "people.parquet": "people",
    "chain.parquet": "chain",
}
"""Table in each file."""

_MARK = b'"what": "xinyong run"'
_AGAIN = "take the directory from a copy, or run it again"


def _own_names() -> set[str]:
    return {*FILES, "CITATION.cff"}


def only_a_run(directory: Path) -> None:
    """Refuse to replace a directory that holds anything but a run, finished or damaged.

    Raises:
        InputError: names what would be lost.
    """
    ours = {*_own_names(), NAME, *ADDED_LATER, *(f"{OTHER_END}/{name}" for name in (*_own_names(), NAME, *ADDED_LATER))}
    path = directory / NAME
    if not path.is_file() or _MARK not in path.read_bytes():
        raise InputError(f"{directory}: is not empty and holds no run, so it stays as it is; choose another `--out`")
    for name in sorted(_lying(directory) - ours):
        raise InputError(f"{directory}: holds `{name}` beside a run, so it stays as it is; choose another `--out`")


def _lying(directory: Path) -> set[str]:
    """Return the files (and links) below a directory by their names in it."""
    return {p.relative_to(directory).as_posix() for p in directory.rglob("*") if not p.is_dir() or p.is_symlink()}


def check_names(directory: Path, manifest: Mapping[str, Any]) -> None:
    """Refuse a directory in which a file is missing or one lies that no run writes.

    Raises:
        DamagedRun: names the file.
    """
    stated = manifest.get("files")
    names = set(stated) if isinstance(stated, dict) else set()
    nested = {f"{OTHER_END}/{name}" for name in (*_own_names(), NAME)}
    if not _own_names() <= names <= _own_names() | nested or names & nested not in (set(), nested):
        raise DamagedRun(f"{directory / NAME}: does not list the files of a run; {_AGAIN}")
    lying = _lying(directory)
    for missing in sorted(names - lying):
        raise DamagedRun(f"{directory / missing}: is missing; {_AGAIN}")
    for extra in sorted(lying - names - {NAME, *ADDED_LATER}):
        raise DamagedRun(f"{directory / extra}: belongs to no run; move it elsewhere")


def check_files(directory: Path, manifest: Mapping[str, Any]) -> None:
    """Refuse a directory in which a file is missing, extra, or not the one that was written.

    Raises:
        DamagedRun: names the first such file.
    """
    check_names(directory, manifest)
    for name, stated in sorted(manifest["files"].items()):
        path = directory / name
        if path.is_symlink():
            raise DamagedRun(f"{path}: is a link, expected a file; {_AGAIN}")
        try:
            found = hash_file(path)
        except OSError as problem:
            raise DamagedRun(f"{path}: cannot be read ({problem.strerror}); check the permissions") from problem
        if found.n_bytes != stated.get("bytes"):
            raise DamagedRun(f"{path}: has {found.n_bytes} bytes, expected {stated.get('bytes')}; {_AGAIN}")
        if found.sha256 != stated.get("sha256"):
            raise DamagedRun(f"{path}: is not the file that was written (its SHA-256 differs); {_AGAIN}")
