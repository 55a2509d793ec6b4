"""Phase 10, rate and reindex: a dimension of an index that is made of ties is found anew once the board was copied.

Only the groups of people in which somebody stands elsewhere on the board are looked at: what does not change costs
nothing, and those who hear nothing stay as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import BLOCK, TIED
from xinyong.engine.player import as_table
from xinyong.engine.ratings import Board, boards_of
from xinyong.engine.rings import Rings
from xinyong.files.evidence import whole
from xinyong.kernel import rows as c
from xinyong.kernel.rows import Ints
from xinyong.results.kept import are_kept
from xinyong.results.outcome import Table
from xinyong.scheme.clauses import DIMENSION
from xinyong.scheme.tied import tied_part
from xinyong.trial.trial import Trial

Bytes = NDArray[np.uint8]
"""What the board has of each number of a place: the tier and 1; 0 for nobody."""


@dataclass(frozen=True)
class TiedDimension:
    """The dimension of the index of one place that a tie makes.

    `start`: what it is where the board has nobody tied; `steps`: how many steps lead from the worst tier to the best.
    """

    trial: Trial
    place: int
    tie: int
    start: int
    steps: int

    def changes(self, before: Bytes, after: Bytes, *, first: bool) -> Ints:
        """Return those whose mean is another than it was: id, what it is now, by how much it moved (as columns).

        `first`: the board was copied for the first time, and what it was is the start.
        """
        ties, people = self.trial.ties, self.trial.people
        size, rings = int(ties.size[self.tie]), Rings(ties.ring(self.tie, self.place))
        found = [np.zeros((3, 0), np.int64)]
        for groups in self._groups(before, after, rings, size, everybody=first and self._starts_elsewhere(before)):
            positions = (groups[:, None] * size + np.arange(size)).ravel()
            present = positions < len(after)
            numbers = np.zeros(len(positions), np.int64)
            numbers[present] = rings.numbers(positions[present])
            ids = people.offsets[self.place] + numbers
            strata = people.strata_of(ids)
            now = self._means(after[numbers], strata, present, size)
            was = np.full_like(now, self.start) if first else self._means(before[numbers], strata, present, size)
            told = present & (after[numbers] > 0) & (now != was)
            found.append(np.stack([ids, now, now - was])[:, told])
        return np.concatenate(found, axis=1)

    def _starts_elsewhere(self, before: Bytes) -> bool:
        """Tell whether the tier in which everybody begins is worth something else than the start."""
        tier = int(before.max(initial=0)) - 1
        return DIMENSION * (self.steps - tier) // self.steps != self.start

    def _groups(self, before: Bytes, after: Bytes, rings: Rings, size: int, *, everybody: bool) -> Iterator[Ints]:
        """Yield the groups along the ring in which somebody stands elsewhere, a block of them at a time."""
        moved = np.arange(len(after)) if everybody else np.flatnonzero(before != after)
        groups = np.unique(rings.positions(moved) // size)
        for begin in range(0, len(groups), BLOCK):
            yield groups[begin : begin + BLOCK]

    def _means(self, on_board: Bytes, strata: Ints, present: NDArray[np.bool_], size: int) -> Ints:
        """Return the mean of the others of each one's group, rounded down; `size` people after each other are one."""
        ties, tiers = self.trial.ties, on_board.astype(np.int64) - 1
        counts = (present & (tiers >= 0) & (ties.tied_to[self.tie, strata] != 0)).astype(np.int64).reshape(-1, size)
        worth = (self.steps - tiers).reshape(-1, size) * counts
        others = counts.sum(axis=1, keepdims=True) - counts
        total = worth.sum(axis=1, keepdims=True) - worth
        means = (DIMENSION * total // np.maximum(self.steps * others, 1)).ravel()
        tied = (others.ravel() > 0) & (ties.tied_from[self.tie, strata] != 0)
        return np.where(tied, means, self.start)


@dataclass
class TiedPost:
    """The dimensions that ties make, by place, and what was sent of them (columns of `arrays.TIED`)."""

    dimensions: dict[int, TiedDimension]
    sent: list[Ints] = field(default_factory=list)

    def changed(self, board: Board, before: Bytes, after: Bytes, end_day: int) -> Ints:
        """Return what tells people whose dimension a copy of the board moved, by how much."""
        found = self.dimensions[board.place].changes(before, after, first=end_day == board.days[0])
        found = found[:, np.argsort(found[0])]
        told = found[:, are_kept(self.dimensions[board.place].trial, found[0])]
        self.sent.append(np.stack([told[0], np.full_like(told[0], end_day), told[1]]))
        return _mail(found, end_day)

    def table(self) -> Table:
        """Return everything that was sent, by recipient and day."""
        rows = np.concatenate([np.zeros((len(TIED), 0), np.int64), *self.sent], axis=1)
        return as_table(TIED, np.ascontiguousarray(rows[:, np.lexsort(rows[1::-1])]))


def _mail(changes: Ints, due: int) -> Ints:
    """Return what tells people by how much ties moved their dimension."""
    found = np.zeros((changes.shape[1], c.M_WIDTH), np.int64)
    found[:, c.M_TO], found[:, c.M_DUE] = changes[0], due
    found[:, c.M_CHANNEL], found[:, c.M_COPY] = c.RATED, -1
    found[:, c.RATED_STARS], found[:, c.RATED_WEIGHTS] = changes[2], 1
    return found


def tied_post(trial: Trial) -> TiedPost:
    """Return the dimensions that ties make in a trial, of which nothing was sent yet."""
    found = {}
    for board in boards_of(trial):
        regime = trial.regimes[board.place]
        part = tied_part(regime.scheme) if regime else None
        if regime is not None and part is not None:
            tie, steps = trial.ties.ids.index(part.tie or ""), len(regime.scheme.tiers) - 1
            found[board.place] = TiedDimension(trial, board.place, tie, whole(part.start) or 0, steps)
    return TiedPost(found)
