"""Phase 10, rate and reindex: where tiers are shares of people, their edges are found anew from everybody's score.

A tier with `top: s` holds those of whom less than the share s of the scored people of the place stand better; equal
scores share a rank, so a tier can hold more than its share. The edges hold until the next ranking. They are the same in
every account of a subject: how others stand does not change with what is thought of one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from xinyong.arrays import RANK
from xinyong.files.evidence import whole
from xinyong.reference.rulebook import Rulebook
from xinyong.reference.subject import Subject
from xinyong.trial.periods import period_ends
from xinyong.trial.trial import Trial


def edges_of(scores: Iterable[int], tops: Iterable[Fraction], *, higher: bool) -> list[int]:
    """Return the edge of each tier: the worst score of which less than the tier's share stands better.

    There is at least one score, and every share is above 0.
    """
    best_first = sorted(scores, reverse=higher)
    return [best_first[-(-top * len(best_first) // 1) - 1] for top in tops]


@dataclass
class Ranking:
    """The ranking of one place, and the days from which its results hold."""

    place: int
    book: Rulebook
    days: tuple[int, ...]

    @property
    def tops(self) -> list[Fraction]:
        """Return the share of each tier but the worst."""
        return [Fraction(str(tier.top.value)) for tier in self.book.scheme.tiers if tier.top is not None]

    def rank(self, subjects: Iterable[Subject], others: int, day: int) -> list[tuple[int, ...]]:
        """Find the edges that hold from a day on, and return their rows of `arrays.THRESHOLDS`.

        `others`: how many people under the scheme are not played, and stand where it starts.
        """
        start = self.book.clamp(self.book.start)
        scores = [s.standing.score for s in subjects if s.place == self.place and s.standing and s.scored]
        scores += [start] * others
        if scores:
            self.book.cut_offs.edges = edges_of(scores, self.tops, higher=self.book.higher_is_better)
        return [(day, self.place, RANK, item, edge) for item, edge in enumerate(self.book.edges)]


def ranking_of(trial: Trial, place: int, book: Rulebook | None) -> Ranking | None:
    """Return the ranking of a place whose tiers are shares of people."""
    if book is None or not book.scheme.ranked or book.scheme.score is None:
        return None
    every, layer = whole(book.scheme.score.rank_every) or 1, book.regime.scoring
    return Ranking(place, book, period_ends(trial.windows, every, layer.start_day, layer.end_day))
