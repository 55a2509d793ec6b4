"""One run as an auditor reads it: counts by stratum, rows by group, subject-years; nothing here is decided again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from xinyong.audit.definition import YEAR_DAYS, Definition
from xinyong.audit.measure import EVERYBODY, Measure, Side
from xinyong.audit.spells import Spells, spells
from xinyong.audit.tier_moves import Moves, moves_between_years
from xinyong.results.kept import said_of
from xinyong.results.outcome import Outcome
from xinyong.results.standing import quiet_restricted, start_of, unscored_days
from xinyong.scheme.clauses import Scheme
from xinyong.vocabulary import Cause

SMALLEST_GROUP = 10
"""A group of fewer people is not shown: its figures would be noise, and small cells invite guesses about persons."""

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Facts:
    """What all groups of one run share, each worked out once; arrays by stratum have one value per stratum."""

    outcome: Outcome

    @cached_property
    def people(self) -> Counts:
        """Return how many people each stratum has."""
        return self.outcome.trial.people.by_stratum()

    @cached_property
    def followed(self) -> Counts:
        """Return of how many people of each stratum the rows are kept."""
        trial = self.outcome.trial
        if trial.kept is None:
            return self.people
        return np.bincount(trial.people.strata_of(trial.kept), minlength=self.n_strata).astype(np.int64)

    @cached_property
    def unread(self) -> str:
        """Return why nobody can count the people restricted without a row; nothing where one can.

        Where a sample is kept, the series does not say which of those without a history are in it.
        """
        trial = self.outcome.trial
        if trial.kept is None:
            return ""
        restricted = (start_of(trial, p, self.outcome.thresholds).restricted_days + unscored_days(trial, p)
                      for p in range(len(trial.regimes)))  # fmt: skip
        return NEEDS_ALL if any(restricted) else ""

    @property
    def n_strata(self) -> int:
        """Return how many strata the world has."""
        return len(self.outcome.trial.people.strata)

    @cached_property
    def _totals(self) -> Counts:
        """Return what was counted over the whole run, metrics × strata."""
        found: Counts = self.outcome.flows.sum(axis=(0, 2))
        return found

    def flow(self, name: str) -> Counts:
        """Return what was counted under a metric over the whole run, by stratum."""
        found: Counts = self._totals[self.outcome.layout.row[name]]
        return found

    @cached_property
    def recipient_strata(self) -> Counts:
        """Return the stratum of the recipient of each ledger row."""
        return self.outcome.trial.people.strata_of(self.outcome.ledger["recipient"])

    @cached_property
    def adverse(self) -> Mask:
        """Tell of each ledger row whether it counts against the recipient."""
        found: Mask = self.outcome.ledger["adverse"] == 1
        return found

    @cached_property
    def mistaken(self) -> Mask:
        """Tell of each ledger row whether it counts against the recipient and its facts are wrong."""
        found: Mask = self.adverse & (self.outcome.ledger["cause"] != int(Cause.TRUE))
        return found

    @cached_property
    def doers(self) -> Counts:
        """Return the ids of those of whose acts at least one became an entry, of theirs or of somebody else's."""
        ledger = self.outcome.ledger
        found: Counts = np.unique(ledger["origin_subject"][ledger["true_act"] >= 0])
        return found

    def _by_window(self, *names: str) -> Counts:
        """Return what was counted under some metrics together: windows × strata."""
        found: Counts = self.outcome.flows[:, [self.outcome.layout.row[name] for name in names]].sum(axis=(1, 2))
        return found

    @cached_property
    def waiting(self) -> Counts:
        """Return how many objections and reviews wait for a decision at the end of each window: windows × strata."""
        came, went = self._by_window("filed", "reviews_filed"), self._by_window("late", "decided", "reviews_decided")
        found: Counts = np.cumsum(came - went, axis=0)
        return found

    @cached_property
    def spells(self) -> Spells:
        """Return when restrictions of people with an entry began and ended."""
        return spells(self.outcome)

    @cached_property
    def trusted(self) -> Counts:
        """Return the ids of those with a history whose restricted days read back are those that were counted."""
        never = self.outcome.subjects["subject"][self.outcome.subjects["restricted_days"] == 0]
        found: Counts = np.union1d(self.spells.agreed, never)
        return found

    @cached_property
    def moves(self) -> tuple[Moves, ...]:
        """Return who moved between tiers from year to year, by place."""
        return moves_between_years(self.outcome)

    @cached_property
    def quiet(self) -> Counts:
        """Return how many people without a history were restricted all the same, because the scheme starts so."""
        if self.outcome.trial.kept is not None:
            return np.zeros(self.n_strata, np.int64)
        found: Counts = quiet_restricted(self.outcome).sum(axis=0)
        return found

    @cached_property
    def schemes(self) -> tuple[Scheme, ...]:
        """Return the schemes that govern somewhere, each once."""
        found = {r.scheme.scheme: r.scheme for r in self.outcome.trial.regimes if r is not None}
        return tuple(found.values())


@dataclass(frozen=True, eq=False)
class Group:
    """Some strata under a label, and the label of those they are compared with (None for everybody).

    `against` are the strata of these where they are not all others.
    """

    label: str
    reference: str | None
    strata: Mask
    against: Mask | None = None

    @property
    def others(self) -> Mask:
        """Return the strata that the group is compared with."""
        return ~self.strata if self.against is None else self.against


@dataclass(frozen=True, eq=False)
class Reading:
    """One run read for one group of people."""

    facts: Facts
    group: Group
    side: Side = "a"

    @property
    def outcome(self) -> Outcome:
        """Return the run that is read."""
        return self.facts.outcome

    @cached_property
    def n_people(self) -> int:
        """Return how many people the group has."""
        return int(self.facts.people[self.group.strata].sum())

    @cached_property
    def n_followed(self) -> int:
        """Return of how many people of the group the rows are kept: all, or those in the sample."""
        return int(self.facts.followed[self.group.strata].sum())

    @property
    def followed_years(self) -> float:
        """Return the subject-years of those whose rows are kept."""
        return self.n_followed * self.outcome.trial.days / YEAR_DAYS

    @property
    def subject_years(self) -> float:
        """Return people times days of the run over 365."""
        return self.n_people * self.outcome.trial.days / YEAR_DAYS

    def flow(self, name: str) -> int:
        """Return what was counted in the group under a metric, over the whole run."""
        return int(self.facts.flow(name)[self.group.strata].sum())

    @cached_property
    def rows(self) -> Mask:
        """Tell of each ledger row whether its recipient is in the group."""
        return self.group.strata[self.facts.recipient_strata]

    @cached_property
    def subjects(self) -> Mask:
        """Tell of each row of the subjects table whether it is about somebody in the group."""
        return self.group.strata[self.outcome.subjects["stratum"]]

    @property
    def quiet(self) -> int:
        """Return how many people of the group have no history and were restricted all the same."""
        return int(self.facts.quiet[self.group.strata].sum())

    @cached_property
    def n_restricted(self) -> int:
        """Return how many people of the group were restricted on at least one day."""
        restricted = self.subjects & (self.outcome.subjects["first_restricted"] >= 0)
        return int(restricted.sum()) + self.quiet

    def opposite(self) -> Reading:
        """Return the same run read for those with whom the group is compared: everybody outside it, unless others are
        named."""
        mine = self.group
        return Reading(self.facts, Group(mine.reference or "nobody", mine.label, mine.others, mine.strata), self.side)


def everybody(outcome: Outcome, side: Side = "a") -> Reading:
    """Return a run read for everybody."""
    facts = Facts(outcome)
    return Reading(facts, Group(EVERYBODY, None, np.ones(facts.n_strata, bool)), side)


def by_trait_level(whole: Reading) -> Iterator[Reading]:
    """Yield the run read for each level of each trait that has at least 10 people inside and 10 outside."""
    people = whole.outcome.trial.people
    for trait, levels in whole.outcome.trial.world.traits.items():
        for level in levels:
            strata = np.array([found[trait] == level for found in people.strata], bool)
            group = Reading(whole.facts, Group(f"{trait}: {level}", f"everybody else by {trait}", strata), whole.side)
            if min(group.n_people, whole.n_people - group.n_people) >= SMALLEST_GROUP:
                yield group


NEEDS_ALL = (
    "counted from the final standings of everybody, and this run keeps those of a sample: run it with --ledger all"
)


def figure(
    reading: Reading,
    definition: Definition,
    numerator: float,
    denominator: float,
    *,
    part: str = "",
    times: float = 1.0,
    why: str = "",
    rows: bool = False,
) -> Measure:
    """Return `times` × numerator / denominator as a measure; no value where the denominator is 0 or `why` is given.

    `rows`: counted from ledger or final standings; where these are a sample's, the measure says so.
    """
    reason = why or ("" if denominator else f"the denominator is 0: there were no {definition.denominator}")
    trial = reading.outcome.trial
    return Measure(
        name=f"{definition.name}.{part}" if part else definition.name,
        definition=definition.definition,
        value=None if reason else times * numerator / denominator,
        unit=definition.unit,
        numerator=None if why else numerator,
        denominator=None if why else denominator,
        group=reading.group.label,
        reference=reading.group.reference,
        side=reading.side,
        response=trial.response,
        seeds=(trial.seed,),
        horizon_days=trial.days,
        caveat=_caveat(reading, definition) if rows else definition.cannot_say,
        source=definition.source,
        why=reason,
    )


def _caveat(reading: Reading, definition: Definition) -> str:
    said = said_of(reading.outcome.trial)
    return f"{said[0].upper()}{said[1:]}. {definition.cannot_say}" if said else definition.cannot_say


def per_1000(reading: Reading, definition: Definition, count: float, *, part: str = "", why: str = "") -> Measure:
    """Return a count of the series per 1,000 subject-years."""
    return figure(reading, definition, count, reading.subject_years, part=part, times=1000.0, why=why)


def rows_per_1000(reading: Reading, definition: Definition, count: float, *, part: str = "", why: str = "") -> Measure:
    """Return a count of rows per 1,000 years of those whose rows are kept."""
    return figure(reading, definition, count, reading.followed_years, part=part, times=1000.0, why=why, rows=True)
