"""Whose synthetic life is told when nobody says: the worst off, the median of those with a history, three at random."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from xinyong.experiment.replay import somebody
from xinyong.results.outcome import Outcome

AT_RANDOM = 3


def chosen(outcome: Outcome) -> list[tuple[str, int]]:
    """Return whose life to tell, with the reason; the same people for the same run.

    Worst and median are taken of those with an entry or a refusal, ordered by restricted days, wrongful days, refusals
    and adverse entries; the three at random are anybody.
    """
    found: dict[int, str] = {}
    for why, subject in [*_by_restriction(outcome), *_at_random(outcome)]:
        found.setdefault(subject, why)
    return [(why, subject) for subject, why in found.items()]


def _by_restriction(outcome: Outcome) -> Iterator[tuple[str, int]]:
    rows = outcome.subjects
    n_rows = len(rows["subject"])
    if not n_rows:
        return
    against = outcome.ledger["recipient"][outcome.ledger["adverse"] == 1]
    adverse = _times(rows["subject"], against)
    keys = [rows["subject"], -adverse, -rows["refusals"], -rows["wrongful_days"], -rows["restricted_days"]]
    order = np.lexsort(keys)
    yield "the worst off by restricted days, refusals and entries", int(rows["subject"][order[0]])
    yield "the median of those with an entry or a refusal", int(rows["subject"][order[n_rows // 2]])


def _times(subjects: NDArray[np.int64], recipients: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how often each subject is among the recipients, which are in ascending order."""
    last = np.searchsorted(recipients, subjects, side="right")
    return (last - np.searchsorted(recipients, subjects, side="left")).astype(np.int64)


def _at_random(outcome: Outcome) -> Iterator[tuple[str, int]]:
    for turn in range(AT_RANDOM):
        digest = hashlib.sha256(f"case {outcome.trial.seed} {turn}".encode("ascii")).digest()
        yield "at random", somebody(outcome, int.from_bytes(digest[:8], "big"))
