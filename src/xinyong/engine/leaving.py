"""The end of a play: shards hand over what their blocks leave, some blocks at a time, and forget them.

The rows of the shards follow one another as their blocks do, so that every row goes where it belongs at once.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from xinyong.arrays import LEDGER, SUBJECTS
from xinyong.engine.crew import Crew
from xinyong.engine.gather import Left, Sizes
from xinyong.engine.player import as_table
from xinyong.kernel.rows import Ints
from xinyong.results.mapped import CHUNK_ROWS, let_go, table_on
from xinyong.results.outcome import Table


def leave(crew: Crew, folder: Path | None) -> tuple[Table, Table]:
    """Return the ledger, sorted by its key, and the final standings by id.

    Args:
        folder: where large tables lie; without one they stay in memory.

    Raises:
        ResourceError, InputError: the disk refused.
    """
    found: list[Sizes] = crew.each("sizes")
    parts = [_batches(one) for one in found]
    begins = np.cumsum([[0, 0], *([int(one.entries.sum()), int(one.holders.sum())] for one in found)], axis=0)
    ledger, subjects = table_on(folder, (len(LEDGER), begins[-1, 0])), table_on(folder, (len(SUBJECTS), begins[-1, 1]))
    at = begins[:-1].copy()
    for turn in range(max(map(len, parts))):
        asked = [batches[turn] if turn < len(batches) else None for batches in parts]
        answers = iter(crew.parcels("leave", asked))
        for shard, given in enumerate(asked):
            if given is not None:
                at[shard] += _put(next(answers), ledger, subjects, at[shard])
        let_go(ledger, subjects)
    return as_table(LEDGER, ledger), as_table(SUBJECTS, subjects)


def _put(left: Left, ledger: Ints, subjects: Ints, at: Ints) -> tuple[int, int]:
    """Put rows where they belong, and return how many they are."""
    n_entries, n_subjects = left.ledger.shape[1], left.subjects.shape[1]
    ledger[:, at[0] : at[0] + n_entries] = left.ledger
    subjects[:, at[1] : at[1] + n_subjects] = left.subjects
    return n_entries, n_subjects


def _batches(sizes: Sizes) -> list[tuple[int, int]]:
    """Return runs of blocks that leave about as many rows as are worked on at a time: the first, and that after the
    last."""
    rows = np.cumsum(sizes.entries + sizes.holders)
    which = (rows - 1) // CHUNK_ROWS
    firsts = [0, *(np.flatnonzero(np.diff(which)) + 1).tolist()]
    return list(zip(firsts, [*firsts[1:], len(rows)], strict=True))
