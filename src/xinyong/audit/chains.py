"""From acts to restricted days, link by link, for each source of entries and stratum: what a difference is made up of.

A *source* is where entries come from: a true act of the recipient's own, rightly recorded (one source for each act);
the same taken for another act (one for each act and the channel that took it so); mistaken entries that began with
somebody else or with nothing; rows that a tie brought; and restricted days of people who have no entry that could
explain them, as where a scheme starts with sanctions. For each source and stratum the *links* count, each for the one
before,

    years → acts → seen → records → entries → days of their terms → days stood → restricted days,

so that restricted days per subject-year are the product of what each link holds for one of the link before. *Seen* are
the acts that were rightly recorded, or the acts that a channel is expected to see of those taken, by the rates that the
world states; *records* are the right ones, or those that the channel took for another act. A link that a source does
not have holds as many as the one before.

Restricted days belong to people, so each person's are shared out over the person's adverse entries by the days that
these stood. Days that a shadow account explains (wrongful, protected or both) go to mistaken and protected entries and
to the overdue days of others, the rest to right entries of unprotected acts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import ORIGIN
from xinyong.audit.definition import YEAR_DAYS
from xinyong.audit.persons import Persons, persons
from xinyong.audit.reading import Counts, Facts, Mask
from xinyong.population.odds import VALENCES
from xinyong.vocabulary import WIDE, Cause

Amounts = NDArray[np.float64]


class Part(IntEnum):
    """What a difference between groups is booked to."""

    CONDUCT = 0
    RULE = 1
    EXPOSURE = 2
    ERROR = 3
    REMEDY = 4


LINKS = ("acts", "seen", "records", "entries", "term", "stood", "restricted")
"""What is counted of a source, in the order of the chain."""

MISDEEDS = (Part.CONDUCT, Part.EXPOSURE, Part.ERROR, Part.RULE, Part.RULE, Part.REMEDY, Part.RULE)
OTHER_ACTS = (Part.RULE, *MISDEEDS[1:])
"""An act that is no misdeed counts because a rule names it: protected and lawful conduct is booked to the rule."""
BY_RULE = (Part.RULE,) * len(LINKS)


@dataclass(frozen=True, eq=False)
class Chains:
    """Counts of every source, links × sources × strata, and to which part each link of a source belongs."""

    counts: Amounts
    parts: NDArray[np.int64]
    years: Amounts

    def of(self, strata: Mask) -> tuple[float, Amounts]:
        """Return the subject-years of some strata, and their links × sources."""
        return float(self.years[strata].sum()), self.counts[:, :, strata].sum(axis=2)


def chains(facts: Facts) -> Chains:
    """Return the chains of a run of which everybody's rows are kept."""
    trial, rows = facts.outcome.trial, _rows(facts)
    misdeeds = trial.odds.act_valence == VALENCES.index("misdeed")
    own = [MISDEEDS if misdeed else OTHER_ACTS for misdeed in misdeeds]
    parts = np.array([*own, *(own[act] for act, _ in rows.misread), MISDEEDS, BY_RULE, BY_RULE], np.int64).T
    years = facts.people * trial.days / YEAR_DAYS
    return Chains(_counts(rows, years), parts, years)


@dataclass(frozen=True, eq=False)
class _Rows:
    """The adverse rows of a ledger: whose, of which source, in which stratum, days of the term and days stood.

    `misread` are the acts that were taken for others, each with the channel.
    """

    facts: Facts
    found: Persons
    chosen: Mask
    misread: tuple[tuple[int, int], ...]

    @property
    def n_acts(self) -> int:
        """Return how many acts the world has."""
        return len(self.facts.outcome.trial.world.acts)

    @property
    def n_sources(self) -> int:
        """Return how many sources there are; the last three are mistaken entries, rows by a tie, and no entry."""
        return self.n_acts + len(self.misread) + 3

    def column(self, name: str) -> Counts:
        """Return a column of the rows."""
        return self.facts.outcome.ledger[name][self.chosen]

    def sources(self) -> Counts:
        """Return the source of each row: acts rightly recorded, acts taken for others, mistaken, by a tie."""
        cause, act, channel = self.column("cause"), self.column("true_act"), self.column("channel")
        own = self.column("origin_subject") == self.column("recipient")
        source = np.full(len(cause), self.n_acts + len(self.misread), np.int64)
        for number, (misread, by) in enumerate(self.misread, start=self.n_acts):
            source[own & (cause == int(Cause.MISCLASSIFIED)) & (act == misread) & (channel == by)] = number
        source[cause == int(Cause.TRUE)] = act[cause == int(Cause.TRUE)]
        source[(self.column("copy_of_other") >= 0) | (~own & (cause == int(Cause.TRUE)))] = self.n_sources - 2
        return source

    def stood(self) -> tuple[Counts, Counts, Counts]:
        """Return how many days each entry may stand by its term, stood, and stood too long; on its first day at least.

        All within the run.
        """
        end, day = self.facts.outcome.trial.days, self.column("day")
        until, ended, overdue = (self.column(name) for name in ("until", "ended", "overdue"))
        term = np.maximum(1, np.minimum(np.where(until < 0, end, until), end) - day)
        gone = np.maximum(day + 1, np.where(ended < 0, end, ended))
        return term, gone - day, np.where(overdue < 0, 0, np.maximum(0, gone - np.maximum(overdue, day)))


def _rows(facts: Facts) -> _Rows:
    ledger = facts.outcome.ledger
    misread = facts.adverse & (ledger["cause"] == int(Cause.MISCLASSIFIED))
    pairs = np.unique(np.stack([ledger["true_act"][misread], ledger["channel"][misread]], axis=1), axis=0)
    return _Rows(facts, persons(facts.outcome), facts.adverse, tuple((act, by) for act, by in pairs.tolist()))


def _counts(rows: _Rows, years: Amounts) -> Amounts:
    """Return links × sources × strata."""
    facts, source = rows.facts, rows.sources()
    n_strata, strata = facts.n_strata, facts.recipient_strata[rows.chosen]
    term, stood, late = rows.stood()

    def summed(each: Amounts | Counts) -> Amounts:
        total = np.bincount(source * n_strata + strata, weights=each, minlength=rows.n_sources * n_strata)
        return total.astype(np.float64).reshape(-1, n_strata)

    counts = np.stack([years + np.zeros((rows.n_sources, n_strata))] * len(LINKS))
    counts[:3, :-3] = _until_recorded(rows, source)
    # Mistaken entries that began with nobody's act of this group begin here, as so many a year.
    counts[2, -3] = summed(np.ones(len(source)))[-3]
    for link, total in enumerate((summed(np.ones(len(source))), summed(term), summed(stood)), start=3):
        counts[link, :-2] = total[:-2]
    counts[6] = summed(_shared_out(rows, stood, late))
    counts[6, -1] = facts.flow("restricted_days") - counts[6, :-1].sum(axis=0)
    return counts


def _until_recorded(rows: _Rows, source: Counts) -> Amounts:
    """Return acts, acts seen and records of people's own acts: 3 × sources × strata."""
    facts, at = rows.facts, np.flatnonzero(rows.chosen)
    acts = facts.outcome.trial.world.acts
    recorded, taken = (np.stack([facts.flow(f"{metric}.{act.id}") for act in acts]) for metric in ("recorded", "taken"))
    right = np.maximum(recorded - _wrong_records(facts), _distinct(facts, at[source < rows.n_acts], "true_act"))
    found = [np.stack([right] * 3)]
    for number, (act, channel) in enumerate(rows.misread, start=rows.n_acts):
        records = _distinct(facts, at[source == number], "true_act")[act]
        seen = expected_to_see(facts, act, channel)
        # By order, or under a rate that is none, more may be taken for another act than a channel is expected to see.
        found.append(np.stack([records, np.where(seen > 0, seen, records), records])[:, None])
        taken[act] = np.maximum(taken[act], records)
    found[0][0] = np.maximum(taken, right)
    for pair, (act, _) in zip(found[1:], rows.misread, strict=True):
        pair[0, 0] = found[0][0, act]
    return np.concatenate(found, axis=1).astype(np.float64)


def expected_to_see(facts: Facts, act: int, channel: int) -> Amounts:
    """Return how many of the acts that were taken a channel is expected to see, by stratum, by the world's rates."""
    outcome, odds = facts.outcome, facts.outcome.trial.odds
    taken = outcome.flows[:, outcome.layout.row[f"taken.{outcome.trial.world.acts[act].id}"]].sum(axis=0)
    below = odds.sight[:, act, channel - 1] if channel else np.zeros(facts.n_strata, np.int64)
    chance = (odds.sight[:, act, channel] - below) / WIDE
    found: Amounts = (taken * (odds.place_cover[:, channel] / (1 << 32))[:, None]).sum(axis=0) * chance
    return found


def _wrong_records(facts: Facts) -> Counts:
    """Return mistaken records by the act written down and stratum, acts × strata: those that became an entry."""
    ledger = facts.outcome.ledger
    wrong = (ledger["cause"] != int(Cause.TRUE)) & (ledger["cause"] != int(Cause.MISLINKED))
    wrong &= ledger["copy_of_other"] < 0
    return _distinct(facts, np.flatnonzero(wrong), "act")


def _distinct(facts: Facts, rows: Counts, act: str) -> Counts:
    """Return how many records some rows have, by a column of acts and by stratum: several rules may enter one."""
    ledger = facts.outcome.ledger
    keys = np.stack([ledger["recipient"][rows], ledger[act][rows], facts.recipient_strata[rows],
                     *(ledger[name][rows] for name in (*ORIGIN, "channel"))], axis=1)  # fmt: skip
    each = np.unique(keys, axis=0)
    found = np.zeros((len(facts.outcome.trial.world.acts), facts.n_strata), np.int64)
    np.add.at(found, (each[:, 1], each[:, 2]), 1)
    return found


def _shared_out(rows: _Rows, stood: Counts, late: Counts) -> Amounts:
    """Return the restricted days of each row: its person's, shared out by the days that entries stood."""
    who, n_persons = rows.found.at(rows.column("recipient")), len(rows.found.ids)
    mistaken, protected = rows.column("cause") != int(Cause.TRUE), rows.column("protected") == 1
    shadowed = np.where(mistaken | protected, stood, late)
    names = ("restricted", "wrongful", "protected", "twofold", "joint")
    days = {name: rows.found.standing(f"{name}_days") for name in names}
    explained = days["wrongful"] + days["protected"] - days["twofold"] + days["joint"]

    def shared(weights: Counts, of: Counts) -> Amounts:
        total = np.bincount(who, weights=weights, minlength=n_persons)
        found: Amounts = weights * (of / np.maximum(total, 1))[who]
        return found

    return shared(shadowed, explained) + shared(stood - shadowed, days["restricted"] - explained)
