"""Whose rows a run keeps: everybody's, or those of a sample whose full stories can be told.

Everybody is simulated and counted in the series either way.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.results.outcome import Table
from xinyong.trial.trial import Trial

WHOSE = {
    "ledger": ("recipient",), "foreign": ("recipient", "sender"), "subjects": ("subject",), "ratings": ("recipient",),
    "tied": ("recipient",),
}  # fmt: skip
"""Columns of each table by which its rows are kept: one of these people is in the sample."""


def are_kept(trial: Trial, *whose: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each row whether it is kept, from the ids of those it is about."""
    if trial.kept is None:
        return np.ones(len(whose[0]), bool)
    found = np.zeros(len(whose[0]), bool)
    for ids in whose:
        at = np.minimum(np.searchsorted(trial.kept, ids), len(trial.kept) - 1)
        found |= trial.kept[at] == ids
    return found


def only_kept(trial: Trial, title: str, table: Table) -> Table:
    """Return the rows of a table that are kept."""
    if trial.kept is None:
        return table
    here = are_kept(trial, *(table[name] for name in WHOSE[title]))
    return {name: column[here] for name, column in table.items()}


def said_of(trial: Trial) -> str:
    """Return the sentence that goes with figures that rest on the rows of a sample, or nothing."""
    if trial.kept is None:
        return ""
    return f"from the full rows of {len(trial.kept):,} of {trial.people.n:,} synthetic people, a fixed sample"
