"""The chain: one hash per window and block of ids, and one over the whole: two runs can be compared window by window.

A block's link covers all that happened to its ids in the window: its flows, the ledger rows that were made or changed
(as they stand at the window's end) and the mail it sent. State is nothing but the sum of these (docs/decisions/0003).
"""

from __future__ import annotations

import hashlib

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
    digest.update(np.ascontiguousarray(flows, "<i8").tobytes())
    for table in (rows, mail):
        for name, column in table.items():
            digest.update(f"{name}:{len(column)};".encode("ascii"))
            digest.update(np.ascontiguousarray(column, "<i8").tobytes())
    return digest.digest()


def whole(blocks: list[bytes]) -> bytes:
    """Return the hash over all blocks of a window, in block order."""
    return hashlib.sha256(b"".join(blocks)).digest()
