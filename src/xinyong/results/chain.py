"""The chain: one hash per window and block of ids, and one over the whole: two runs can be compared window by window.

A block's link covers all that happened to its ids in the window: its flows, the ledger rows that were made or changed
(as they stand at the window's end) and the mail it sent. State is nothing but the sum of these (docs/decisions/0003).
A row goes into the link as one number of 64 bits, which differs whenever one column of it does.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xinyong.results.outcome import Table

Hashes = NDArray[np.int64]

MOST_COLUMNS = 64
FOLD = 0xD6E8FEB86659FD93 - (1 << 64)
"""An odd multiplier that spreads each bit over those above it (Steele and Vigna 2021, doi:10.1002/spe.3030)."""


@lru_cache(maxsize=8)
def weights(n: int) -> NDArray[np.int64]:
    """Return an odd number of 64 bits for each of n columns: the first bytes of the hashes of their positions."""
    found = [hashlib.sha256(f"column {k}".encode("ascii")).digest()[:8] for k in range(n)]
    return np.array([int.from_bytes(each, "little", signed=True) | 1 for each in found], np.int64)


WEIGHTS = weights(MOST_COLUMNS)


def row_hashes(table: Table) -> Hashes:
    """Return a hash of 64 bits for each row of a table: the weighted sum of its columns, folded.

    Rows that differ in one column have different hashes, as each weight is odd; others with a chance of 2**-64.
    """
    columns = list(table.values())
    found: Hashes = np.zeros(len(columns[0]) if columns else 0, np.int64)
    for column, weight in zip(columns, WEIGHTS[: len(columns)], strict=True):
        found += column * weight
    found ^= (found >> 32) & 0xFFFFFFFF
    found *= FOLD
    return found ^ ((found >> 32) & 0xFFFFFFFF)


def link(previous: bytes, flows: NDArray[np.int64], rows: Hashes, mail: Hashes) -> bytes:
    """Return the hash of one block and window.

    Args:
        previous: the block's hash of the window before; empty at the start.
        flows: metrics, strata of the block's place; each metric goes in as the weighted sum of its strata.
        rows: hashes of the ledger rows of the block made or changed in the window, sorted by their key.
        mail: hashes of the records sent to other subjects in the window (columns of `arrays.FOREIGN`), sorted.
    """
    digest = hashlib.sha256(previous)
    digest.update(little_endian(flows @ weights(flows.shape[1])))
    digest.update(f"rows:{len(rows)};mail:{len(mail)};".encode("ascii"))
    if len(rows):
        digest.update(little_endian(rows))
    if len(mail):
        digest.update(little_endian(mail))
    return digest.digest()


def little_endian(numbers: NDArray[Any]) -> memoryview:
    """Return the bytes of numbers as they are hashed, whatever the machine; not copied where it keeps them so."""
    return np.ascontiguousarray(numbers, "<i8").reshape(-1).view(np.uint8).data


def whole(blocks: list[bytes]) -> bytes:
    """Return the hash over all blocks of a window, in block order."""
    return hashlib.sha256(b"".join(blocks)).digest()
