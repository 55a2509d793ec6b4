"""Objects of JSON that hold the hash of all they say, so that one that was touched is known for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xinyong.errors import DamagedRun
from xinyong.results.disk import hash_text

SEAL = "sha256"
AGAIN = "take the directory from a copy, or compare again"


def sealed(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object with its seal."""
    return {**found, SEAL: _seal(found)}


def is_whole(found: Mapping[str, Any]) -> bool:
    """Tell whether an object is the one that was sealed."""
    return found.get(SEAL) == _seal(found)


def _seal(found: Mapping[str, Any]) -> str:
    return hash_text(json.dumps({k: v for k, v in found.items() if k != SEAL}, sort_keys=True, ensure_ascii=False))


def read_comparison(path: Path, *, what: str, version: int, called: str, at_most_bytes: int) -> dict[str, Any]:
    """Return what a comparison says of itself.

    Args:
        path: the file.
        what: what it must call itself; `version`: of its format.
        called: the sort of comparison, as in an error.
        at_most_bytes: no such file is longer.

    Raises:
        DamagedRun: it is not there, is something else, or was touched.
    """
    try:
        if path.stat().st_size > at_most_bytes:
            raise DamagedRun(f"{path}: is too large to be a comparison of Xinyong; compare again")
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise DamagedRun(f"{path}: cannot be read ({problem.strerror}); {AGAIN}") from problem
    except (ValueError, RecursionError) as problem:
        raise DamagedRun(f"{path}: is damaged ({problem}); {AGAIN}") from problem
    if not isinstance(found, dict) or found.get("what") != what or found.get("format") != version:
        raise DamagedRun(f"{path}: is not a {called} that this version reads; compare again")
    if not is_whole(found):
        raise DamagedRun(f"{path}: is not what was written (its own SHA-256 differs); {AGAIN}")
    return found
