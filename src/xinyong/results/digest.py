"""The hash of a result: over its content, not its files, so that engines, threads and formats cannot change it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from xinyong.results.chain import little_endian
from xinyong.results.mapped import CHUNK_ROWS, let_go
from xinyong.results.outcome import Outcome, Table
from xinyong.vocabulary import code_of

if TYPE_CHECKING:
    from hashlib import _Hash as Hash


class _Codes:
    """The permanent codes that indices of one trial are hashed as."""

    def __init__(self, outcome: Outcome) -> None:
        world = outcome.trial.world
        self.trial = outcome.trial
        acts = np.array([code_of(a.id) for a in world.acts] + [-1], np.int64)
        self.flat = {
            **dict.fromkeys(("act", "true_act", "origin_act"), acts),
            "channel": np.array([code_of(c.id) for c in world.channels] + [-1], np.int64),
            "copy": np.array([code_of(name) for name in outcome.trial.copies] + [-1], np.int64),
        }

    def of(self, name: str, column: NDArray[np.int64], recipients: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return some rows of a column with indices of clauses, acts, channels and copies replaced by codes of ids."""
        if name == "clause":
            return self._clauses(recipients, column)
        return self.flat[name][column] if name in self.flat else column

    def _clauses(self, recipients: NDArray[np.int64], clauses: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the code of each rule's id; a clause is numbered within the scheme of its recipient's place."""
        where = self.trial.people.places_of(recipients)
        codes = np.full(len(clauses), -1, np.int64)
        for place, regime in enumerate(self.trial.regimes):
            if regime is not None and regime.scheme.rules:
                known = np.array([code_of(rule.id) for rule in regime.scheme.rules], np.int64)
                here = where == place
                codes[here] = known[clauses[here]]
        return codes


def _add(digest: Hash, codes: _Codes, table: Table) -> None:
    """Hash a table column by column, some rows at a time: it may be larger than the memory."""
    for name, column in table.items():
        digest.update(f"{name}:{len(column)};".encode("ascii"))
        for begin in range(0, len(column), CHUNK_ROWS):
            rows = slice(begin, begin + CHUNK_ROWS)
            whose = table["recipient"][rows] if name == "clause" else column[:0]
            digest.update(little_endian(codes.of(name, column[rows], whose)))
        let_go(column)


def result_sha256(outcome: Outcome) -> str:
    """Return the SHA-256 over ledger, series, foreign mail and final standings as little-endian integer columns.

    Engine, threads, versions, times and memory are not part of it.
    """
    digest, codes = hashlib.sha256(), _Codes(outcome)
    for title, table in (
        ("ledger", outcome.ledger),
        ("foreign", outcome.foreign),
        ("sittings", outcome.sittings),
        ("subjects", outcome.subjects),
        *((("thresholds", outcome.thresholds),) if len(outcome.thresholds["day"]) else ()),
        *((("ratings", outcome.ratings),) if len(outcome.ratings["due"]) else ()),
        *((("tied", outcome.tied),) if len(outcome.tied["due"]) else ()),
    ):
        digest.update(title.encode("ascii"))
        _add(digest, codes, table)
    for title, array in (("series", outcome.flows), ("people", outcome.people_asking)):
        digest.update(f"{title}:{array.shape};".encode("ascii"))
        for one in array:
            digest.update(little_endian(one))
            let_go(array)
    digest.update(" ".join(outcome.layout.names).encode("ascii"))
    return digest.hexdigest()
