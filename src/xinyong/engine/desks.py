"""Phase 9, desks: the desk of a place decides objections by day filed and origin, as far as its capacity goes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from xinyong.engine.player import Sent
from xinyong.kernel import rows as c
from xinyong.kernel.calendar import counted_on
from xinyong.kernel.desk import decide_filings
from xinyong.kernel.rows import WORD, Ints, Rows
from xinyong.scheme.clauses import Objection
from xinyong.trial.trial import Regime, Trial

ONE_DECISION = 100_000 * 1_000_000
"""Capacity is stored as millionths of a decision per 100,000 people and day."""

KEY = (
    c.F_DAY, c.F_SUBJECT, c.F_WEEK, c.F_ITEM, c.F_ORIGIN_ACT, c.F_CHANNEL, c.F_RECIPIENT, c.F_CLAUSE
)  # fmt: skip
"""The order in which a desk decides."""
IDS = (c.F_SUBJECT, c.F_RECIPIENT)


def column(filings: Rows, name: int) -> Ints:
    """Return a column of filings, widened; ids have no sign."""
    found: Ints = filings[:, name].astype(np.int64) & (WORD if name in IDS else -1)
    return found


class Sitting(NamedTuple):
    """What a desk decided: filings, the outcome of each (1: for the recipient), the day on which answers arrive,
    and the row of `arrays.SITTINGS`."""

    filings: Rows
    outcome: Ints
    due: int
    row: tuple[int, ...]


@dataclass
class Desk:
    """An office with a queue. Capacity accrues in whole numbers; what is left over is carried, idle time is not.

    It decides objections to entries of the `clauses` that are listed, and reviews of refusals of those under `reviews`,
    of people who live in its place, by their home (or group of people who move). Filings of a window come after all
    those of the windows before, so the queue stays sorted.
    """

    trial: Trial
    place: int
    index: int
    decides: dict[int, tuple[list[int], list[int]]]
    queue: deque[Rows] = field(default_factory=deque)
    credit: int = 0
    last_day: int = 0

    def file(self, sent: Iterable[Sent]) -> None:
        """Put those filings of a window into the queue that this desk decides."""
        mine = [np.zeros((0, c.F_WIDTH), np.int32)]
        for one in sent:
            if one.lives == self.place and one.place in self.decides and len(one.filings):
                clauses, reviews = self.decides[one.place]
                clause, review = column(one.filings, c.F_CLAUSE), one.filings[:, c.F_INSTANCE] != 0
                mine.append(one.filings[np.where(review, np.isin(clause, reviews), np.isin(clause, clauses))])
        filings = np.concatenate(mine)
        if len(filings):
            self.queue.append(filings[np.lexsort([column(filings, name) for name in reversed(KEY)])])

    def take(self, able: int) -> Rows:
        """Take the first filings out of the queue, as many as the desk is able to decide."""
        taken = [np.zeros((0, c.F_WIDTH), np.int32)]
        while able and self.queue:
            first = self.queue.popleft()
            taken.append(first[:able])
            if len(first) > able:
                self.queue.appendleft(first[able:])
            able -= len(taken[-1])
        return np.concatenate(taken)

    def due(self, day: int) -> int:
        """Return the day on which decisions of a sitting arrive."""
        takes = int(self.trial.odds.desk_takes[self.index])
        if self.trial.odds.desk_takes_working[self.index]:
            return counted_on(day, takes, self.trial.world.first_day.weekday())
        return day + takes

    def sit(self, law: Ints, day: int) -> Sitting | None:
        """Decide what can be decided before `day`; None where that is nothing."""
        odds = self.trial.odds
        every = int(odds.desk_sits_every[self.index])
        if day // every == self.last_day // every:
            return None
        people = self.trial.living(self.place, day - 1)
        self.credit += int(odds.desk_capacity[self.index]) * people * (day - self.last_day)
        self.last_day = day
        able, self.credit = divmod(self.credit, ONE_DECISION)
        taken = self.take(able)
        if not len(taken):
            return None
        outcome = np.zeros(len(taken), np.int64)
        chances = int(odds.desk_reverses_mistaken[self.index]), int(odds.desk_reverses_right[self.index])
        decide_filings(law, taken, *chances, outcome)
        order = (
            c.F_DAY, c.F_RECIPIENT, c.F_CLAUSE, c.F_SUBJECT, c.F_WEEK, c.F_ITEM, c.F_ORIGIN_ACT, c.F_CHANNEL
        )  # fmt: skip
        row = (day, self.place, self.index, len(taken), *(int(column(taken[-1:], name)[0]) for name in order))
        return Sitting(taken, outcome, self.due(day), row)


def _decided(regime: Regime, names: list[str]) -> dict[int, tuple[list[int], list[int]]]:
    """Return, by desk, the rules of which it decides objections, and those of which it decides reviews."""
    found: dict[int, tuple[list[int], list[int]]] = {}
    for clause in range(len(regime.scheme.rules)):
        objection = regime.layers[regime.layer_of("rules", clause)].scheme.objection
        if isinstance(objection, Objection):
            found.setdefault(names.index(objection.desk), ([], []))[0].append(clause)
            if objection.review is not None:
                found.setdefault(names.index(objection.review.desk), ([], []))[1].append(clause)
    return found


def desks(trial: Trial) -> list[Desk]:
    """Return the desks of each place where people can object, in the order of places and of the world file."""
    names = [desk.id for desk in trial.world.desks]
    decided = [_decided(regime, names) if regime else {} for regime in trial.regimes]
    living = [{where for _, where in stays} for stays in trial.stays]
    return [
        Desk(trial, place, index, {home: decided[home][index] for home in range(len(decided))
                                   if place in living[home] and index in decided[home]})
        for place in range(len(decided)) if place in living[place] for index in sorted(decided[place])
    ]  # fmt: skip
