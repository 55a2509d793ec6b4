"""A file of tables that is whole or not there: written under another name, flushed, hashed, renamed.

It is a line that says what it is, the length of a header, the header (JSON), the tables end to end, and the SHA-256 of
all that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xinyong.errors import DamagedRun
from xinyong.results.disk import HashingFile, flush_folder, spoken, write_file

MARK = b"XINYONG CHECKPOINT 1\n"
LENGTH_BYTES, DIGEST_BYTES = 8, 32
_CHUNK_BYTES = 1 << 20

Tables = Mapping[str, NDArray[Any]]


def write_tables(path: Path, said: Mapping[str, Any], tables: Tables) -> None:
    """Put a file of tables in place; what was there under its name is replaced.

    Args:
        said: plain data to go with the tables.

    Raises:
        ResourceError, InputError: the disk refused; what was there before is still there.
    """
    header = {"said": said, "tables": [[name, each.dtype.str, list(each.shape)] for name, each in tables.items()]}
    with spoken(path, "write the checkpoint"):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.name}.partial")
        partial.unlink(missing_ok=True)
        try:
            write_file(partial, lambda out: _fill(out, json.dumps(header).encode("utf-8"), tables))
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        flush_folder(path.parent)


def _fill(out: HashingFile, header: bytes, tables: Tables) -> None:
    out.write(MARK + len(header).to_bytes(LENGTH_BYTES, "little") + header)
    for each in tables.values():
        flat = np.ascontiguousarray(each).reshape(-1).view(np.uint8)
        for begin in range(0, len(flat), _CHUNK_BYTES):
            out.write(flat[begin : begin + _CHUNK_BYTES].tobytes())
    out.write(bytes.fromhex(out.sha256))


def read_tables(path: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Return what goes with the tables of a file, and the tables.

    Raises:
        DamagedRun: it is not there, or its bytes are not those that were written.
    """
    if not path.is_file():
        raise DamagedRun(f"{path}: is missing")
    with spoken(path, "read the checkpoint"):
        _check(path)
        with path.open("rb") as file:
            file.seek(len(MARK))
            header = json.loads(file.read(int.from_bytes(file.read(LENGTH_BYTES), "little")))
            tables = {name: np.fromfile(file, np.dtype(kind), int(np.prod(shape, dtype=np.int64))).reshape(shape)
                      for name, kind, shape in header["tables"]}  # fmt: skip
    return header["said"], tables


def _check(path: Path) -> None:
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
        raise DamagedRun(f"{path}: is not the file that was written (its SHA-256 differs)")
