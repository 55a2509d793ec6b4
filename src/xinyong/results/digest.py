"""The hash of a result: over its content, not its files, so that engines, threads and formats cannot change it."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from xinyong.results.chain import little_endian
from xinyong.results.outcome import Outcome, Table
from xinyong.vocabulary import code_of


def _canonical_names(outcome: Outcome, table: Table) -> Table:
    """Return the table with indices of clauses, acts and channels replaced by the codes of their ids."""
    world = outcome.trial.world
    acts = np.array([code_of(a.id) for a in world.acts] + [-1], np.int64)
    channels = np.array([code_of(c.id) for c in world.channels] + [-1], np.int64)
    out = dict(table)
    for name in ("act", "true_act", "origin_act"):
        if name in out:
            out[name] = acts[out[name]]
    if "channel" in out:
        out["channel"] = channels[out["channel"]]
    if "copy" in out:
        out["copy"] = np.array([code_of(name) for name in outcome.trial.copies] + [-1], np.int64)[out["copy"]]
    if "clause" in out:
        out["clause"] = _clause_codes(outcome, table["recipient"], out["clause"])
    return out


def _clause_codes(outcome: Outcome, recipients: NDArray[np.int64], clauses: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the code of each rule's id; a clause is numbered within the scheme of its recipient's place."""
    trial = outcome.trial
    where = trial.people.places_of(recipients)
    codes = np.full(len(clauses), -1, np.int64)
    for place, regime in enumerate(trial.regimes):
        if regime is not None and regime.scheme.rules:
            known = np.array([code_of(rule.id) for rule in regime.scheme.rules], np.int64)
            here = where == place
            codes[here] = known[clauses[here]]
    return codes


def result_sha256(outcome: Outcome) -> str:
    """Return the SHA-256 over ledger, series, foreign mail and final standings as little-endian integer columns.

    Engine, threads, versions, times and memory are not part of it.
    """
    digest = hashlib.sha256()
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
        for name, column in _canonical_names(outcome, table).items():
            digest.update(f"{name}:{len(column)};".encode("ascii"))
            digest.update(little_endian(column))
    for title, array in (("series", outcome.flows), ("people", outcome.people_asking)):
        digest.update(f"{title}:{array.shape};".encode("ascii"))
        digest.update(little_endian(array))
    digest.update(" ".join(outcome.layout.names).encode("ascii"))
    return digest.hexdigest()
