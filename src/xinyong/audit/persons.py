"""Everybody with a row in a run, once each: the people of the ledger and of the final standings, by ascending id."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xinyong.audit.reading import Counts
from xinyong.results.outcome import Outcome


@dataclass(frozen=True, eq=False)
class Persons:
    """Ids, ascending, and the stratum of each."""

    outcome: Outcome
    ids: Counts
    strata: Counts

    def at(self, ids: Counts) -> Counts:
        """Return the positions of people who have a row."""
        return np.searchsorted(self.ids, ids).astype(np.int64)

    def standing(self, column: str, otherwise: int = 0) -> Counts:
        """Return a column of the final standings, one value for each person; `otherwise` for who has none."""
        found = np.full(len(self.ids), otherwise, np.int64)
        found[self.at(self.outcome.subjects["subject"])] = self.outcome.subjects[column]
        return found


def persons(outcome: Outcome) -> Persons:
    """Return everybody with a row."""
    ids = np.union1d(outcome.subjects["subject"], outcome.ledger["recipient"]).astype(np.int64)
    return Persons(outcome, ids, outcome.trial.people.strata_of(ids))
