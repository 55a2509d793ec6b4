"""The manifest: what made a run, what it left, and under which versions. Plain data that goes into `manifest.json`."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from xinyong.errors import DamagedRun
from xinyong.population.odds import tables_hash
from xinyong.results.digest import result_sha256
from xinyong.results.disk import Written
from xinyong.results.kept import said_of
from xinyong.results.memory import peak_rss_bytes
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe

NAME = "manifest.json"
FORMAT = 1
SEAL = "manifest_sha256"
OTHER_END = "other-end"
"""Folder of the run with the other end of everything unknown; a run directory of its own."""
ADDED_LATER = ("report.html", "report.md", "report.json", "audit.json")
"""Files that other commands write beside a finished run."""

PHASES = ("prepare", "windows", "between", "gather")
"""Where the time of a run goes: `engine.play` takes these times."""

_MAX_BYTES = 256 << 20
_PACKAGES = ("xinyong", "numpy", "numba", "polars", "pydantic")


def manifest(recipe: Recipe, outcome: Outcome, *, assumed: Mapping[str, int], warnings: tuple[str, ...] = ()
             ) -> dict[str, Any]:  # fmt: skip
    """Return the manifest of a run that is not on disk yet.

    Args:
        recipe: what was asked for.
        outcome: what came out.
        assumed: how many of the scheme's rule values are assumed, of how many.
        warnings: said about this run, beyond those of the trial.
    """
    return {
        "what": "xinyong run",
        "format": FORMAT,
        "synthetic": "Every person in these files is synthetic. Nothing here is about anybody.",
        **recipe.written(),
        "engine": outcome.engine,
        "threads": outcome.threads,
        "ledger": "all" if outcome.trial.kept is None else "sample",
        "warnings": [*outcome.trial.warnings, *warnings, *_sampled(outcome)],
        "cut": list(outcome.trial.cut),
        "held": {"records": outcome.held[0], "days": outcome.held[1]},
        "assumed": dict(assumed),
        "tables_sha256": tables_hash(outcome.trial.odds),
        "result_sha256": result_sha256(outcome),
        "versions": {"python": platform.python_version(), **{name: _version(name) for name in _PACKAGES}},
        "platform": {"system": platform.platform(), "machine": platform.machine()},
        "speed": _speed(outcome),
        "files": {},
    }


def _sampled(outcome: Outcome) -> list[str]:
    said = said_of(outcome.trial)
    return [f"ledger, mail and final standings are {said}; everybody is counted in the series"] if said else []


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _speed(outcome: Outcome) -> dict[str, Any]:
    return {
        "wall_seconds": 0.0,
        "total_seconds": 0.0,
        "compile_seconds": round(outcome.seconds.get("compile", 0.0), 3),
        "phase_seconds": {name: round(outcome.seconds[name], 3) for name in PHASES if name in outcome.seconds},
        "subject_days_per_second": 0,
        "peak_rss_bytes": peak_rss_bytes() + outcome.bytes_elsewhere,
    }


def timed(found: Mapping[str, Any], outcome: Outcome, *, wall_seconds: float, total_seconds: float) -> dict[str, Any]:
    """Return the manifest with the speed of the run in it.

    Args:
        found: the manifest so far.
        outcome: what came out.
        wall_seconds: from the first window to the last byte of the ledger on disk.
        total_seconds: from reading the files to the last byte of all.
    """
    pace = outcome.trial.people.n * outcome.trial.days / wall_seconds if wall_seconds > 0 else 0
    speed = {
        **found["speed"],
        "wall_seconds": round(wall_seconds, 3),
        "total_seconds": round(total_seconds, 3),
        "subject_days_per_second": round(pace),
        "peak_rss_bytes": peak_rss_bytes() + outcome.bytes_elsewhere,
    }
    return {**found, "speed": speed}


def listed(files: Mapping[str, tuple[Written, int]]) -> dict[str, dict[str, Any]]:
    """Return the manifest's list of files: SHA-256, bytes and rows of each, by name."""
    return {
        name: {"sha256": written.sha256, "bytes": written.n_bytes, "rows": rows}
        for name, (written, rows) in sorted(files.items())
    }


def text_of(found: Mapping[str, Any]) -> str:
    """Return a manifest as the text of its file, which ends with the SHA-256 of everything before."""
    facts = {name: value for name, value in found.items() if name != SEAL}
    seal = hashlib.sha256(json.dumps(facts, sort_keys=True).encode("utf-8")).hexdigest()
    return json.dumps({**facts, SEAL: seal}, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def read_manifest(directory: Path) -> dict[str, Any]:
    """Return the manifest of a run directory.

    Raises:
        DamagedRun: there is none, or it is not one that this version writes.
    """
    path = directory / NAME
    try:
        if not path.is_file():
            raise DamagedRun(
                f"{directory}: found no {NAME}, so this is no finished run; check the path, or run it again"
            )
        if path.stat().st_size > _MAX_BYTES:
            raise DamagedRun(f"{path}: is too large to be a manifest of Xinyong; run it again")
        text = path.read_bytes().decode("utf-8")
        found = json.loads(text, parse_constant=_refuse)
    except OSError as problem:
        raise DamagedRun(
            f"{path}: cannot be read ({problem.strerror}); check the path and the permissions"
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise DamagedRun(
            f"{path}: is damaged ({problem}); run it again, or take the directory from a copy"
        ) from problem
    if not isinstance(found, dict) or found.get("what") != "xinyong run":
        raise DamagedRun(f"{path}: is not the manifest of a run of Xinyong")
    if found.get("format") != FORMAT:
        raise DamagedRun(f"{path}: has format {found.get('format')!r}, this version reads {FORMAT}; run it again")
    if text != text_of(found):
        raise DamagedRun(f"{path}: is not as it was written (`{SEAL}` differs); take it from a copy, or run it again")
    return found


def _refuse(constant: str) -> float:
    raise ValueError(f"found {constant}, expected a finite number")
