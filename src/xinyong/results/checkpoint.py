"""One checkpoint: everything that a run remembers between two windows, in a file that is whole or not there.

The file is a line that says what it is, the length of a header, the header (JSON), the tables end to end, and the
SHA-256 of all that. It is written under another name, flushed, and renamed; the one before stays until then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xinyong.errors import DamagedRun
from xinyong.results.disk import HashingFile, flush_folder, spoken, write_file

MARK = b"XINYONG CHECKPOINT 1\n"
LENGTH_BYTES, DIGEST_BYTES = 8, 32
SUFFIX = ".checkpoint"
KEPT = 2
"""How many lie beside each other: the last, and the one before in case the last is damaged."""
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class Snapshot:
    """What a run remembers when `windows` windows are done. `numbers` is plain data, `arrays` are tables by name."""

    windows: int
    numbers: Mapping[str, Any] = field(default_factory=dict)
    arrays: Mapping[str, NDArray[Any]] = field(default_factory=dict)


def write(folder: Path, snapshot: Snapshot, *, made_by: str) -> Path:
    """Put a checkpoint into a folder, and remove those older than the one before.

    Args:
        made_by: what must be equal where it is read again: the recipe, and the version of the rules.

    Raises:
        ResourceError, InputError: the disk refused; what was there before is still there.
    """
    path = folder / f"window-{snapshot.windows:06}{SUFFIX}"
    header = {
        "made_by": made_by,
        "windows": snapshot.windows,
        "numbers": dict(snapshot.numbers),
        "arrays": [[name, each.dtype.str, list(each.shape)] for name, each in snapshot.arrays.items()],
    }
    with spoken(path, "write the checkpoint"):
        folder.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        try:
            write_file(partial, lambda out: _fill(out, json.dumps(header).encode("utf-8"), snapshot.arrays))
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        flush_folder(folder)
        for older in found_in(folder)[KEPT:]:
            older.unlink()
    return path


def _fill(out: HashingFile, header: bytes, arrays: Mapping[str, NDArray[Any]]) -> None:
    out.write(MARK + len(header).to_bytes(LENGTH_BYTES, "little") + header)
    for each in arrays.values():
        flat = np.ascontiguousarray(each).reshape(-1).view(np.uint8)
        for begin in range(0, len(flat), _CHUNK_BYTES):
            out.write(flat[begin : begin + _CHUNK_BYTES].tobytes())
    out.write(bytes.fromhex(out.sha256))


def found_in(folder: Path) -> list[Path]:
    """Return the checkpoints in a folder, newest first."""
    return sorted(folder.glob(f"window-*{SUFFIX}"), reverse=True)


def newest(folder: Path, *, made_by: str) -> tuple[Snapshot | None, list[str]]:
    """Return the newest checkpoint that is whole, and a sentence about each newer one that is not.

    Raises:
        DamagedRun: there are checkpoints, and none of them is whole; or one was made by other rules.
    """
    complaints: list[str] = []
    for path in found_in(folder):
        try:
            return read(path, made_by=made_by), complaints
        except DamagedRun as problem:
            complaints.append(str(problem))
    if complaints:
        raise DamagedRun(f"{'; '.join(complaints)}; no checkpoint is left to go on from: remove {folder.parent} "
                         "and run it again")  # fmt: skip
    return None, []


def read(path: Path, *, made_by: str) -> Snapshot:
    """Return a checkpoint.

    Raises:
        DamagedRun: it is not whole, or was made from something else.
    """
    with spoken(path, "read the checkpoint"):
        _check(path)
        with path.open("rb") as file:
            file.seek(len(MARK))
            header = json.loads(file.read(int.from_bytes(file.read(LENGTH_BYTES), "little")))
            if header["made_by"] != made_by:
                raise DamagedRun(f"{path}: was made by another version of the rules or from another recipe")
            arrays = {name: np.fromfile(file, np.dtype(kind), int(np.prod(shape, dtype=np.int64))).reshape(shape)
                      for name, kind, shape in header["arrays"]}  # fmt: skip
    return Snapshot(header["windows"], header["numbers"], arrays)


def _check(path: Path) -> None:
    """Refuse a file whose bytes are not those that were written."""
    left = path.stat().st_size - DIGEST_BYTES
    with path.open("rb") as file:
        start = file.read(len(MARK))
        digest = hashlib.sha256(start)
        left -= len(start)
        while left > 0 and (data := file.read(min(left, _CHUNK_BYTES))):
            digest.update(data)
            left -= len(data)
        stated = file.read()
    if start != MARK or stated != digest.digest():
        raise DamagedRun(f"{path}: is not the checkpoint that was written (its SHA-256 differs)")
