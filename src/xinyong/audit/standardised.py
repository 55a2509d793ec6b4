"""Outcomes of groups among people with the same record: direct standardisation over their own scored misdeeds.

A record is how many misdeeds of their own became an adverse entry of theirs, and how heavy a penalty ordinary law sets
for the gravest. Severity never comes from the scheme, and protected conduct is no misdeed. The mix is that of both
sides together, over the records that both have: where one side has nobody, nothing can be compared.

Source: direct standardisation as in Breslow and Day 1987, Statistical Methods in Cancer Research II, IARC 82,
chapter 2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xinyong.arrays import ORIGIN
from xinyong.audit.definition import YEAR_DAYS
from xinyong.audit.persons import Persons, persons
from xinyong.audit.reading import Counts, Facts, Mask
from xinyong.population.odds import VALENCES
from xinyong.results.outcome import Outcome
from xinyong.vocabulary import Cause

LEAST = np.array([0, 1, 2, 3, 5])
"""Least numbers of own scored misdeeds of each class: none, 1, 2, 3 or 4, 5 or more."""

OF_ONES_OWN = (int(Cause.TRUE), int(Cause.MISCLASSIFIED))
"""Causes of entries about an act of the recipient's own."""


@dataclass(frozen=True, slots=True)
class SameActs:
    """Outcomes of a group and of those it is compared with, in one mix of records.

    shares    of people ever restricted: the group's, and the others'
    days      restricted days per person and year, likewise
    left_out  share of the people of both whose record only one side has
    """

    shares: tuple[float, float]
    days: tuple[float, float]
    left_out: float


@dataclass(frozen=True, eq=False)
class Records:
    """People, people ever restricted and restricted days by record and stratum: three arrays of records × strata."""

    people: Counts
    restricted: Counts
    days: Counts
    years: float

    def compared(self, strata: Mask, others: Mask) -> SameActs | None:
        """Return the outcomes of some strata beside those of others; None where no record is on both sides."""
        mine, theirs = self.people[:, strata].sum(axis=1), self.people[:, others].sum(axis=1)
        both = (mine > 0) & (theirs > 0)
        if not both.any():
            return None
        mix = (mine + theirs) * both
        mix = mix / mix.sum()

        def standardised(counted: Counts, chosen: Mask, people: Counts) -> float:
            total = counted[:, chosen].sum(axis=1)[both] / people[both]
            return float((mix[both] * total).sum())

        shares = standardised(self.restricted, strata, mine), standardised(self.restricted, others, theirs)
        days = standardised(self.days, strata, mine), standardised(self.days, others, theirs)
        left_out = float((mine + theirs)[~both].sum() / (mine + theirs).sum())
        return SameActs(shares, (days[0] / self.years, days[1] / self.years), left_out)


def records(facts: Facts) -> Records:
    """Return who has which record, and what became of them; of those whose rows are kept."""
    outcome, found = facts.outcome, persons(facts.outcome)
    n_cells, cells = _cells(outcome, found)

    def counted(each: Counts) -> Counts:
        at, size = cells * facts.n_strata + found.strata, n_cells * facts.n_strata
        total = np.bincount(at, weights=each, minlength=size)
        return total.astype(np.int64).reshape(n_cells, facts.n_strata)

    people, days = counted(np.ones_like(cells)), counted(found.standing("restricted_days"))
    restricted = counted((found.standing("first_restricted", -1) >= 0).astype(np.int64))
    # Who has no row has no record, and is restricted only where the scheme starts so.
    people[0] += facts.followed - people.sum(axis=0)
    restricted[0] += facts.quiet
    if outcome.trial.kept is None:
        days[0] += facts.flow("restricted_days") - days.sum(axis=0)
    return Records(people, restricted, days, outcome.trial.days / YEAR_DAYS)


def _cells(outcome: Outcome, found: Persons) -> tuple[int, Counts]:
    """Return how many records there are, and that of each person as a number; 0 for no scored misdeed."""
    ledger, odds = outcome.ledger, outcome.trial.odds
    severities = int(odds.law_severity.max(initial=0)) + 1
    true_act = ledger["true_act"]
    own = (ledger["adverse"] == 1) & (ledger["recipient"] == ledger["origin_subject"]) & (ledger["copy_of_other"] < 0)
    own &= np.isin(ledger["cause"], OF_ONES_OWN) & (odds.act_valence[true_act] == VALENCES.index("misdeed"))
    # One act may have made several entries.
    acts = np.unique(np.stack([ledger[name][own] for name in (*ORIGIN, "true_act")], axis=1), axis=0)
    who = found.at(acts[:, 0])
    many, gravest = np.bincount(who, minlength=len(found.ids)), np.zeros(len(found.ids), np.int64)
    np.maximum.at(gravest, who, odds.law_severity[acts[:, -1]])
    cells: Counts = (np.searchsorted(LEAST, many, side="right") - 1) * severities + gravest
    return len(LEAST) * severities, cells
