"""Phase 10, rate and reindex: a week's ratings are sent to those they are about, and the board is copied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from xinyong.arrays import BLOCK, RATINGS
from xinyong.engine.player import Sent, as_table
from xinyong.files.evidence import whole
from xinyong.kernel import rows as c
from xinyong.kernel.rows import Ints
from xinyong.results.kept import are_kept
from xinyong.results.outcome import Table
from xinyong.trial.periods import period_ends, weeks
from xinyong.trial.trial import Trial


@dataclass
class RatingPost:
    """Ratings given since the week began, and what was sent of those before it (columns of `arrays.RATINGS`)."""

    trial: Trial
    given: list[Ints] = field(default_factory=list)
    sent: list[Ints] = field(default_factory=list)

    def carry(self, sent: Iterable[Sent], end_day: int) -> Ints | None:
        """At the end of a week, whatever the window, return the sums of its ratings, to be sent, if any."""
        self.given += [one.ratings for one in sent if len(one.ratings)]
        if end_day % 7 or end_day >= self.trial.days or not self.given:
            return None
        sums = _by_recipient(np.concatenate(self.given), end_day)
        self.given = []
        self.sent.append(sums[:, are_kept(self.trial, sums[0])])
        return sums

    def table(self) -> Table:
        """Return everything that was sent, by recipient and day."""
        rows = np.concatenate([np.zeros((len(RATINGS), 0), np.int64), *self.sent], axis=1)
        return as_table(RATINGS, np.ascontiguousarray(rows[:, np.lexsort(rows[1::-1])]))


def _by_recipient(given: Ints, due: int) -> Ints:
    """Return the sums of ratings by recipient, ascending, as columns."""
    order = np.argsort(given[:, c.RATING_TO], kind="stable")
    recipients, begins, times = np.unique(given[order, c.RATING_TO], return_index=True, return_counts=True)
    weights = given[order, c.RATING_WEIGHT]
    stars = np.add.reduceat(weights * given[order, c.RATING_STARS], begins)
    return np.array([recipients, np.full_like(recipients, due), times, stars, np.add.reduceat(weights, begins)])


def rating_mail(sums: Ints) -> Ints:
    """Return what brings people of one block their ratings (`tables.rated_row`)."""
    found = np.zeros((sums.shape[1], c.M_WIDTH), np.int64)
    found[:, c.M_TO], found[:, c.M_DUE] = sums[0] % BLOCK, sums[1]
    found[:, c.M_CHANNEL], found[:, c.M_COPY] = c.RATED, -1
    found[:, c.RATED_STARS], found[:, c.RATED_WEIGHTS] = sums[3], sums[4]
    return found


@dataclass(frozen=True)
class Board:
    """The board of one place, and the days before which it is copied."""

    place: int
    days: tuple[int, ...]


def boards_of(trial: Trial) -> list[Board]:
    """Return the boards that are kept: of places whose scheme asks for one."""
    found = []
    for place, regime in enumerate(trial.regimes):
        every = whole(regime.scheme.score.board) if regime and regime.scheme.score else None
        if regime is not None and every is not None:
            days = period_ends(weeks(trial.days), every, regime.scoring.start_day, regime.scoring.end_day)
            found.append(Board(place, days))
    return found
