"""What decides a trial: two trials that are decided by the same tables and the same rules have the same outcome.

A value that was moved and changes none of it needs no run.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

from xinyong.files.evidence import Nothing
from xinyong.population.odds import tables_of
from xinyong.scheme.clauses import Scheme
from xinyong.trial.trial import Trial

OBJECTING = frozenset({
    "objects_mistaken", "objects_right", "object_spread", "desk_capacity", "desk_sits_every", "desk_takes",
    "desk_carries_out", "desk_reverses_mistaken", "desk_reverses_right",
})  # fmt: skip
"""Tables that are read only where somebody can object."""


def decided_by(trial: Trial) -> tuple[Any, ...]:
    """Return what decides the outcome of a trial, to be compared with that of another.

    A table of the world is left out where no clause of any scheme of the trial leads to it: objecting and desks where
    nobody can object, the reach of notices where none is sent, consent where none is needed, the purge where there are
    no entries. Every other table counts, whoever reads it.
    """
    schemes = [layer.scheme for regime in trial.regimes if regime is not None for layer in regime.layers]
    unread = _unread(schemes)
    digest = hashlib.sha256(np.ascontiguousarray(trial.people.pattern).tobytes())
    for name, value in tables_of(trial.odds):
        if name not in unread:
            table = np.asarray(value, dtype="<i8")
            digest.update(f"{name}:{table.shape};".encode("ascii"))
            digest.update(table.tobytes())
    for regime in trial.regimes:
        if regime is not None:
            for table in (regime.answers.take, regime.answers.evade):
                digest.update(f"{table.shape};".encode("ascii"))
                digest.update(np.ascontiguousarray(table, "<i8").tobytes())
    rules = tuple(regime.layers if regime is not None else None for regime in trial.regimes)
    others = str(trial.world.conformity) if trial.response == "conformity" else ""
    clock = (trial.seed, trial.days, trial.window_days, trial.people.counts, trial.people.offsets, trial.stays)
    return (digest.digest(), rules, clock, trial.script, others)


def _unread(schemes: list[Scheme]) -> frozenset[str]:
    """Return the tables of a world to which no clause of any scheme leads."""
    found: set[str] = set()
    if all(isinstance(scheme.objection, Nothing) for scheme in schemes):
        found |= OBJECTING
    if all(isinstance(scheme.notice, Nothing) for scheme in schemes):
        found.add("reach")
    if not any(scheme.consent is not None and scheme.consent.needed for scheme in schemes):
        found.add("opt_in")
    if not any(scheme.consent is not None and scheme.consent.file for scheme in schemes):
        found.add("no_file")
    if not schemes:
        found.add("purge")
    return frozenset(found)
