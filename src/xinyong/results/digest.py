"""The hash of a result: over its content, not its files, so that engines, threads and formats cannot change it."""

from __future__ import annotations

import hashlib

import numpy as np

from xinyong.results.outcome import Outcome, Table
from xinyong.vocabulary import code_of


def _canonical_names(outcome: Outcome, table: Table, key: str) -> Table:
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
    if "clause" in out:
        out["clause"] = _clause_codes(outcome, table["place"] if "place" in table else None, table[key], out["clause"])
    return out


def _clause_codes(outcome: Outcome, places: object, ids: object, clauses: object) -> object:
    trial = outcome.trial
    where = places if places is not None else trial.people.places_of(ids)  # type: ignore[arg-type]
    codes = np.full(len(clauses), -1, np.int64)  # type: ignore[arg-type]
    for place, regime in enumerate(trial.regimes):
        if regime is not None:
            known = np.array([code_of(r.id) for r in regime.scheme.rules] + [-1], np.int64)
            codes = np.where(np.asarray(where) == place, known[np.asarray(clauses) % len(known)], codes)
    return codes


def result_sha256(outcome: Outcome) -> str:
    """Return the SHA-256 over ledger, series, foreign mail and final standings as little-endian integer columns.

    Engine, threads, versions, times and memory are not part of it.
    """
    digest = hashlib.sha256()
    for title, table, key in (
        ("ledger", outcome.ledger, "recipient"),
        ("foreign", outcome.foreign, "recipient"),
        ("sittings", outcome.sittings, "recipient"),
        ("subjects", outcome.subjects, "subject"),
    ):
        digest.update(title.encode("ascii"))
        for name, column in _canonical_names(outcome, table, key).items():
            digest.update(f"{name}:{len(column)};".encode("ascii"))
            digest.update(np.ascontiguousarray(column, "<i8").tobytes())
    for title, array in (("series", outcome.flows), ("people", outcome.people_asking)):
        digest.update(f"{title}:{array.shape};".encode("ascii"))
        digest.update(np.ascontiguousarray(array, "<i8").tobytes())
    digest.update(" ".join(outcome.layout.names).encode("ascii"))
    return digest.hexdigest()
