"""Phase 10, rate and reindex: the board, everybody's tier as it was when it was last copied.

Whoever reads how somebody stands reads the board, never the standing itself: what one does reaches nobody else sooner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xinyong.files.evidence import whole
from xinyong.reference.subject import Subject
from xinyong.trial.periods import period_ends, weeks
from xinyong.trial.trial import Trial


@dataclass(frozen=True)
class Board:
    """The board of one place, and the days before which it is copied."""

    place: int
    days: tuple[int, ...]

    def copy(self, subjects: Iterable[Subject]) -> None:
        """Copy the tiers of the last day played."""
        for subject in subjects:
            if subject.place == self.place:
                subject.board = subject.standing.tier if subject.standing else -1


def boards_of(trial: Trial) -> list[Board]:
    """Return the boards that are kept: of places whose scheme asks for one."""
    found = []
    for place, regime in enumerate(trial.regimes):
        every = whole(regime.scheme.score.board) if regime and regime.scheme.score else None
        if regime is not None and every is not None:
            days = period_ends(weeks(trial.days), every, regime.scoring.start_day, regime.scoring.end_day)
            found.append(Board(place, days))
    return found
