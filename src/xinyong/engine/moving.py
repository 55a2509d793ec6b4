"""People who move: on the first day of a week a block of them lives elsewhere, under what governs there.

What the scheme of the new place keeps begins anew. What both places share goes on: entries, lists and days are numbered
alike before and after.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xinyong.engine.player import Player
from xinyong.kernel import rows as c
from xinyong.kernel.rows import Ints
from xinyong.trial.trial import Trial


@dataclass(frozen=True)
class Moving:
    """Where groups of people move, and on which day: by group, the day and the place; `books`: the row of the scheme
    that keeps their score from then on, where that is another."""

    to: dict[int, tuple[int, int]]
    books: dict[int, int]

    def begin(self, law: Ints, player: Player, first_day: int) -> None:
        """Let a block of people move if they do on the first day of a window."""
        spot = player.block.spot
        group = int(spot[c.S_PLACE])
        day, place = self.to.get(group, (c.FOREVER, group))
        if day != first_day:
            return
        spot[c.S_LIVES] = place
        if group in self.books:
            spot[c.S_BOOK] = self.books[group]
            _begin_anew(law, player, first_day)


def _begin_anew(law: Ints, player: Player, day: int) -> None:
    """Put everybody whose standing is reckoned at the start of the score that is kept from a day on."""
    block, book = player.block, int(player.block.spot[c.S_BOOK])
    holders = block.holders[: int(block.spot[c.S_HOLDERS])]
    held = np.flatnonzero(holders[:, c.H_RECKONED] > 0)
    kept = int(law[book + c.B_QUIET_KEPT]) + holders[held, c.H_COVERS].astype(np.int64) * (int(law[c.W_DAYS]) + 1) + day
    holders[held, c.H_KEPT : c.H_KEPT + c.LANES] = law[kept][:, None]
    holders[held, c.H_STARS : c.H_WEIGHTS_HIGH + 1] = 0
    holders[held, c.H_KEPT_ON], holders[held, c.H_TIER] = day - 1, -1
    block.turns[held] = np.minimum(block.turns[held], day)
    block.in_tier[:] = 0


def moving(trial: Trial, law: Ints) -> Moving:
    """Return who moves in a trial."""
    to = {group: stays[1] for group, stays in enumerate(trial.stays) if len(stays) > 1}
    later = [place for place, regime in enumerate(trial.regimes) if regime is not None and regime.earlier is not None]
    first = int(law[c.W_BOOKS]) + len(trial.regimes) * c.B_WIDTH
    return Moving(to, {place: first + n * c.B_WIDTH for n, place in enumerate(later)})
