"""The chain: one hash per window and block of ids, and one over the whole: two runs can be compared window by window.

A block's link covers all that happened to its ids in the window: its flows, the ledger rows that were made or changed
(as they stand at the window's end) and the mail it sent. State is nothing but the sum of these (docs/decisions/0003).
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xinyong.results.outcome import Table


def link(previous: bytes, flows: NDArray[np.int64], rows: Table, mail: Table) -> bytes:
    """Return the hash of one block and window.

    Args:
        previous: the block's hash of the window before; empty at the start.
        flows: metrics, strata of the block's place.
        rows: ledger rows of the block made or changed in the window, sorted by their key.
        mail: records sent to other subjects in the window (columns of `arrays.FOREIGN`), sorted by all columns.
    """
    digest = hashlib.sha256(previous)
    digest.update(little_endian(flows))
    parts: list[bytes | memoryview] = []
    for table in (rows, mail):
        length = len(next(iter(table.values()), ()))
        for head, column in zip(_heads(tuple(table), length), table.values(), strict=True):
            parts += (head, little_endian(column)) if length else (head,)
    digest.update(b"".join(parts))
    return digest.digest()


@lru_cache(maxsize=1024)
def _heads(names: tuple[str, ...], length: int) -> tuple[bytes, ...]:
    """Return what goes in front of each column of a table; most blocks of a short window leave empty ones."""
    return tuple(f"{name}:{length};".encode("ascii") for name in names)


def little_endian(numbers: NDArray[np.int64]) -> memoryview:
    """Return the bytes of numbers as they are hashed, whatever the machine; not copied where it keeps them so."""
    return np.ascontiguousarray(numbers, "<i8").reshape(-1).view(np.uint8).data


def whole(blocks: list[bytes]) -> bytes:
    """Return the hash over all blocks of a window, in block order."""
    return hashlib.sha256(b"".join(blocks)).digest()
