"""What travels and what is kept: records, entries, filings. Plain Python whole numbers throughout."""

from __future__ import annotations

from dataclasses import dataclass

from xinyong.scheme.clauses import Rule
from xinyong.trial.script import UNSAID
from xinyong.trial.trial import FOREVER
from xinyong.vocabulary import Cause

Origin = tuple[int, int, int, int]
"""Subject, week, item, act: where a record began."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a channel reports about a recipient. `true_act` is −1 when there was none; `met_day` is the day on which
    what the act left is met by itself. `sender` is who was played when it was
    sent, where that matters. A copy of a list is one too: `copy` is its index in the trial, else −1; it should
    be gone on `end_due` and is on `end_gone`, as far as is known; `ends` marks word that these are other days.
    `other` is the subject whose row a tie brought, else −1. `choice` is what a script says the office makes of it.
    """

    recipient: int
    due: int
    origin: Origin
    act: int
    true_act: int
    act_day: int
    channel: int
    cause: Cause
    protected: bool
    met_day: int = FOREVER
    sender: int = -1
    copy: int = -1
    ends: bool = False
    end_due: int = FOREVER
    end_gone: int = FOREVER
    other: int = -1
    choice: int = UNSAID

    @property
    def key(self) -> tuple[Origin, int]:
        """Return the record's identity: origin and channel."""
        return self.origin, self.channel

    @property
    def mistaken(self) -> bool:
        """Tell whether its facts are wrong: someone else's act, no act, or another act."""
        return self.cause != Cause.TRUE


@dataclass(slots=True)
class Entry:
    """A record that a rule turned into points or a listing, and what has happened to it since.

    worth: what the rule gives it, before repeats and caps.
    until, list_until: first day it should be gone by its term; drop, list_drop: on which it is, purge included.
    waits_from, waits_to: days from and before which an open objection takes its effect away.
    void_due, void_day: the same for a reversal; repair_due, repair_day: for a repair; met_due, met_gone: where the debt
    behind it is met, on met_day. FOREVER where there is none.
    told: what was last said of its end to the registers that copy it.
    pressed: whether a sanction has its debtor meet the debt, and this is the entry under which that is counted.
    """

    number: int
    record: Record
    clause: int
    rule: Rule
    day: int
    adverse: bool
    worth: int
    until: int
    drop: int
    list_until: int
    list_drop: int
    void_due: int = FOREVER
    void_day: int = FOREVER
    met_day: int = FOREVER
    met_due: int = FOREVER
    met_gone: int = FOREVER
    pressed: bool = False
    told: tuple[int, int] | None = None
    repair_due: int = FOREVER
    repair_day: int = FOREVER
    waits_from: int = FOREVER
    waits_to: int = FOREVER
    notice_day: int = FOREVER
    noticed: int = -1
    known: int = -1
    known_by: int = 0
    files_on: int = FOREVER
    filed: int = -1
    late: bool = False
    decided: int = -1
    reversed_: bool = False
    reviews_on: int = FOREVER
    review_filed: int = -1
    review_decided: int = -1
    review_reversed: bool = False
    published: int = -1
    shown_until: int = -1

    def waits(self, day: int) -> bool:
        """Tell whether an open objection takes the effect of the entry away on a day."""
        return self.waits_from <= day < self.waits_to

    @property
    def due_day(self) -> int:
        """Return the day on which it should be gone by the scheme's own rules."""
        return min(self.until, self.void_due, self.met_due, self.repair_due)


@dataclass(frozen=True, slots=True)
class Rating:
    """Stars given to somebody who was met, and what they weigh."""

    recipient: int
    stars: int
    weight: int


@dataclass(slots=True)
class Ratings:
    """What others gave a subject, shared by its accounts: of all ratings the sum of weight times stars, and of weights;
    and the mean of the tiers of those to whom it is tied, once that was another than at the start."""

    stars: int = 0
    weights: int = 0
    tied: int | None = None

    def __bool__(self) -> bool:
        """Tell whether anything arrived."""
        return self.weights > 0 or self.tied is not None


@dataclass(frozen=True, slots=True)
class Filing:
    """An objection (instance 0) or a review (1) on its way to a desk.

    `evidence`: whether its subject could show that the entry is mistaken, or nobody asks for it.
    """

    day: int
    record: Record
    clause: int
    recipient: int
    instance: int = 0
    evidence: bool = True

    @property
    def key(self) -> tuple[int, ...]:
        """Return the place in the desk's order: day filed, then origin."""
        return (self.day, *self.record.origin, self.record.channel, self.recipient, self.clause)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a desk decided on an entry; it arrives on `due`."""

    due: int
    record: Record
    clause: int
    recipient: int
    reversed_: bool
    instance: int = 0
