"""What became of every candidate of the same lives under two sets of rules: both, one, the other, neither."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from xinyong.results.outcome import Outcome

NEITHER, ONLY_BASELINE, ONLY_CHANGED, BOTH = range(4)
"""Cells: taken under the baseline counts 1, taken under the changed rules counts 2."""

Cells = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Fates:
    """Candidates by fate: `cells` has shape windows, acts, strata, 4; every candidate is counted once."""

    cells: Cells

    def by_act(self, strata: NDArray[np.bool_] | None = None) -> Cells:
        """Return acts × 4, over all windows and all strata, or those chosen."""
        chosen = self._over_windows if strata is None else self._over_windows[:, strata, :]
        found: Cells = chosen.sum(axis=1)
        return found

    def by_act_and_stratum(self) -> Cells:
        """Return acts × strata × 4 over all windows."""
        return self._over_windows

    @cached_property
    def _over_windows(self) -> Cells:
        found: Cells = self.cells.sum(axis=0)
        return found

    def turned(self) -> Fates:
        """Return the same fates seen from the other side: the changed rules become the baseline."""
        return Fates(np.ascontiguousarray(self.cells[..., [NEITHER, ONLY_CHANGED, ONLY_BASELINE, BOTH]]))


@dataclass(frozen=True, slots=True, eq=False)
class Counterpart:
    """The same people with the same luck under the baseline rules, and the fate of each candidate against them.

    `said` names the baseline in a sentence ("ordinary law alone"); `other_end` is the same with everything unknown at
    its other end, on both sides.
    """

    outcome: Outcome
    fates: Fates
    said: str = "ordinary law alone"
    other_end: Counterpart | None = None
