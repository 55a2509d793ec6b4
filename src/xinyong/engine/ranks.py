"""Phase 10, rate and reindex: where tiers are shares of people, their edges are found anew from everybody's score.

The edges stand in the tables of the place's scheme, which change between windows and never inside one; so do the tables
by day that say how people without entries stand, from the first day of the new edges on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from threading import Lock

import numpy as np

from xinyong.arrays import RANK
from xinyong.engine.player import Player
from xinyong.files.evidence import whole
from xinyong.kernel import rows as c
from xinyong.kernel.numbers import Numbers
from xinyong.kernel.quiet import first_with
from xinyong.kernel.rows import Ints
from xinyong.kernel.scheme_tables import SchemeTables
from xinyong.kernel.scores import scores_on
from xinyong.results.layout import Layout
from xinyong.scheme.clauses import Scheme
from xinyong.trial.periods import period_ends
from xinyong.trial.trial import Trial

_MOVING = Lock()

BY_DAY = (c.B_QUIET_TIER, c.B_QUIET_ROW, c.B_QUIET_BOUND, c.B_QUIET_RESTRICTED, c.B_QUIET_LISTS)
"""Tables by day that the edges decide, but for what is summed over days, and the first days of something."""


@dataclass
class Ranking:
    """The ranking of one place. `numbers` are the tables of the trial, as they can be written to."""

    trial: Trial
    layout: Layout
    place: int
    scheme: Scheme
    days: tuple[int, ...]
    numbers: Ints

    @property
    def book(self) -> int:
        """Return where the row of the place's scheme begins."""
        return int(self.numbers[c.W_BOOKS]) + self.place * c.B_WIDTH

    def scores(self, players: Iterable[Player], day: int) -> Ints:
        """Return the scores of those of the place among some blocks, on the day before."""
        here = [player for player in players if int(player.block.spot[c.S_PLACE]) == self.place]
        return np.concatenate([np.zeros(0, np.int64), *(self._scores(player, day) for player in here)])

    def edges(self, scores: Ints) -> list[int] | None:
        """Return the edges that everybody's scores make; None where nobody has any."""
        if not len(scores):
            return None
        ascending = np.sort(scores)
        best_first = ascending[::-1] if self.numbers[self.book + c.B_HIGHER] else ascending
        return [int(best_first[-(-top * len(scores) // 1) - 1]) for top in self._tops()]

    def _tops(self) -> list[Fraction]:
        return [Fraction(str(tier.top.value)) for tier in self.scheme.tiers if tier.top is not None]

    def _scores(self, player: Player, day: int) -> Ints:
        """Return the scores of a block on the day before, of those who have entries and of those who have none."""
        block, numbers, scoring = player.block, self.numbers, self.numbers[self.book + c.B_SCORING]
        holders = block.holders[: int(block.spot[c.S_HOLDERS])]
        entered = (holders[:, c.H_RECKONED] > 0) & (holders[:, c.H_COVERS] & scoring > 0)
        scores = [scores_on(numbers, self.book, holders[entered], day - 1)]
        enrolled = block.enrolled.sum(axis=0)
        for covers in range(len(enrolled) // 2):
            if covers & scoring:
                quiet = numbers[self._by_day(c.B_QUIET_SCORE, covers) + day - 1]
                scores.append(np.full(enrolled[2 * covers] - enrolled[2 * covers + 1], quiet, np.int64))
        return np.concatenate(scores)

    def _by_day(self, column: int, covers: int) -> int:
        """Return where a table by day stands for those whom a set of layers scores."""
        return int(self.numbers[self.book + column]) + covers * (self.trial.days + 1)

    def move(self, edges: list[int], day: int) -> None:
        """Let new edges hold from a day on; done once, however many share the tables."""
        with _MOVING:
            if edges != edges_in_force(self):
                self._move(edges, day)

    def _move(self, edges: list[int], day: int) -> None:
        fresh = Numbers(0)
        book = SchemeTables(self.trial, self.layout, fresh, {self.place: edges}).book(self.place)
        found, ours, width = fresh.array([]), self.numbers, self.trial.days + 1
        ours[ours[self.book + c.B_EDGES] :][: len(edges)] = edges
        for covers in range(ours[self.book + c.B_COVERS_ALL] + 1):
            for column in BY_DAY:
                fresh_row = found[book[column] + covers * width :][day:width]
                ours[self._by_day(column, covers) :][day:width] = fresh_row
            self._sum_up(covers)

    def wake(self, players: Iterable[Player], day: int) -> None:
        """Have everybody of the place who has entries looked at again on a day."""
        for player in players:
            if int(player.block.spot[c.S_PLACE]) != self.place:
                continue
            holders = player.block.holders[: int(player.block.spot[c.S_HOLDERS])]
            entered = holders[:, c.H_RECKONED] > 0
            turns = player.block.turns
            turns[np.flatnonzero(entered)] = np.minimum(turns[: len(holders)][entered], day)

    def _sum_up(self, covers: int) -> None:
        """Sum restricted days, and find the first days of something, for those whom a set of layers scores."""
        ours, days = self.numbers, self.trial.days
        restricted = ours[self._by_day(c.B_QUIET_RESTRICTED, covers) :][:days]
        ours[self._by_day(c.B_QUIET_DAYS, covers) :][1 : days + 1] = np.cumsum(restricted)
        first = np.flatnonzero(restricted)
        ours[ours[self.book + c.B_QUIET_FIRST] + covers] = first[0] if len(first) else c.NONE
        lists, n_lists = ours[self._by_day(c.B_QUIET_LISTS, covers) :][:days], len(self.scheme.lists)
        for bit in range(n_lists):
            ours[ours[self.book + c.B_QUIET_FIRST_LISTED] + covers * n_lists + bit] = first_with(lists, bit)


def edges_in_force(ranking: Ranking) -> list[int]:
    """Return the edges that hold, best tier first."""
    numbers = ranking.numbers
    edges: list[int] = numbers[numbers[ranking.book + c.B_EDGES] :][: len(ranking.scheme.tiers) - 1].tolist()
    return edges


def threshold_rows(ranking: Ranking, day: int) -> list[tuple[int, ...]]:
    """Return the rows of `arrays.THRESHOLDS` that say which edges hold from a day on."""
    return [(day, ranking.place, RANK, item, edge) for item, edge in enumerate(edges_in_force(ranking))]


def rankings(trial: Trial, layout: Layout, numbers: Ints) -> list[Ranking]:
    """Return the ranking of each place whose tiers are shares of people."""
    found = []
    for place, regime in enumerate(trial.regimes):
        if regime is None or regime.scheme.score is None or not regime.scheme.ranked:
            continue
        every = whole(regime.scheme.score.rank_every) or 1
        days = period_ends(trial.windows, every, regime.scoring.start_day, regime.scoring.end_day)
        found.append(Ranking(trial, layout, place, regime.scheme, days, numbers))
    return found
