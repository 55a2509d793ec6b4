"""The desk of a place: decides objections in the order (day filed, origin), as far as its capacity goes."""

from __future__ import annotations

from dataclasses import dataclass, field

from xinyong.reference.calendar import later
from xinyong.reference.chance import block, wide
from xinyong.reference.record import Decision, Filing
from xinyong.scheme.clauses import Objection
from xinyong.trial.trial import Trial
from xinyong.vocabulary import Purpose

ONE_DECISION = 100_000 * 1_000_000
"""Capacity is stored as millionths of a decision per 100,000 people and day."""


@dataclass
class Desk:
    """An office with a queue of objections and of reviews of refusals.

    Capacity accrues in whole numbers; what is left over is carried, idle time is not.

    `queue`: filings not decided yet; `credit`: capacity left, in parts of ONE_DECISION; `last_day`: of the last
    sitting.
    """

    trial: Trial
    place: int
    index: int
    queue: list[Filing] = field(default_factory=list)
    credit: int = 0
    last_day: int = 0

    def sit(self, day: int) -> tuple[list[Decision], Filing | None]:
        """Decide what capacity allows, at the end of the window before `day`; also return the last filing decided."""
        odds = self.trial.odds
        every = int(odds.desk_sits_every[self.index])
        if day // every == self.last_day // every:
            return [], None
        self.credit += (
            int(odds.desk_capacity[self.index]) * self.trial.living(self.place, day - 1) * (day - self.last_day)
        )
        self.last_day = day
        able, self.credit = divmod(self.credit, ONE_DECISION)
        self.queue.sort(key=lambda filing: filing.key)
        taken, self.queue = self.queue[:able], self.queue[able:]
        due = later(self.trial.world, day, self.trial.world.desks[self.index].takes)
        return [self._decide(filing, due) for filing in taken], taken[-1] if taken else None

    def _decide(self, filing: Filing, due: int) -> Decision:
        odds, record = self.trial.odds, filing.record
        subject, week, item, act = record.origin
        purpose = Purpose.REVIEW_DECIDE if filing.instance else Purpose.DECIDE
        words = block(self.trial.seed, subject, week, purpose, int(odds.act_code[act]), item)
        chances = odds.desk_reverses_mistaken if record.mistaken else odds.desk_reverses_right
        reversed_ = wide(words[0], words[1]) < int(chances[self.index])
        proven = filing.evidence or not record.mistaken
        return Decision(due, record, filing.clause, filing.recipient, reversed_ and proven, filing.instance)


def desks_of(trial: Trial, place: int) -> list[Desk]:
    """Return the desks that decide objections and reviews of a place, each once, in the order of the world file."""
    found = {desk for instance in (0, 1) for desk in desks_by_layer(trial, place, instance) if desk >= 0}
    return [Desk(trial, place, index) for index in sorted(found)]


def desks_by_layer(trial: Trial, place: int, instance: int) -> list[int]:
    """Return, for each layer of what governs a place, the index of the desk of its objections (or reviews), or −1."""
    regime, names = trial.regimes[place], [desk.id for desk in trial.world.desks]
    found = []
    for layer in regime.layers if regime else ():
        objection = layer.scheme.objection
        clause = None if not isinstance(objection, Objection) else objection.review if instance else objection
        found.append(-1 if clause is None else names.index(clause.desk))
    return found
