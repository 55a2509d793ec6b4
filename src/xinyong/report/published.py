"""The scheme's published counts beside the same counts in the simulated population, and by what factor they differ."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from xinyong.audit.falls import fallen_by_tier
from xinyong.population.world import SMALLEST_CELL
from xinyong.report.targets import PublishedCount, Targets
from xinyong.results.outcome import Outcome

NEAR = 3.0
"""Within this factor, either way, the model counts as near a published count."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """A count in the simulated population and its rate per 1,000 people and year."""

    count: int
    rate: float


@dataclass(frozen=True, slots=True)
class Beside:
    """One published rate per 1,000 people a year, with its rivals, and two simulated ones.

    `early` covers as many first days of the run as the published period has; `whole` the whole run.
    """

    published: PublishedCount
    rate: float
    low: float
    high: float
    early: Simulated
    whole: Simulated

    def factor(self, simulated: Simulated) -> float | None:
        """Return simulated over published; None where fewer than ten were simulated, so that luck would decide."""
        return simulated.rate / self.rate if simulated.count >= SMALLEST_CELL else None

    def reason(self, simulated: Simulated) -> str:
        """Return why the model differs by more than `NEAR`, in the words of the targets file; empty where it does not."""
        factor = self.factor(simulated)
        if factor is None or 1 / NEAR <= factor <= NEAR:
            return ""
        return self.published.if_above if factor > 1 else self.published.if_below


def beside(outcome: Outcome, targets: Targets) -> tuple[Beside, ...]:
    """Return each published count beside the run's."""
    days = outcome.trial.days
    early_days = min(targets.period.days, days)
    found = []
    for one in targets.counts:
        low, high = targets.published_range(one)
        rate = targets.per_thousand_a_year(one.count.value, targets.population.value)
        early, whole = (_simulated(outcome, one, length) for length in (early_days, days))
        found.append(Beside(one, rate, low, high, early, whole))
    return tuple(found)


def _simulated(outcome: Outcome, published: PublishedCount, days: int) -> Simulated:
    count = _count(first_days(outcome, days), published)
    return Simulated(count, count * 1000 * 365 / (outcome.trial.people.n * days))


def _count(outcome: Outcome, published: PublishedCount) -> int:
    ledger = outcome.ledger
    if published.what == "adverse entries":
        return int((ledger["adverse"] == 1).sum())
    if published.what == "people published":
        return len(np.unique(ledger["recipient"][(ledger["published"] >= 0) & (ledger["adverse"] == 1)]))
    fallen = fallen_by_tier(outcome, np.ones(len(outcome.trial.people.strata), bool))
    # Who fell to the best of the tiers named, or to a worse one.
    return max((count for tier, count in fallen.items() if tier.rpartition("/")[2] in published.tiers), default=0)


def first_days(outcome: Outcome, days: int) -> Outcome:
    """Return an outcome whose ledger holds only what was entered in the first `days` days, as it stood at their end.

    An entry of those days counts as published if it ever was: a list comes out some weeks after the days it is about.
    """
    if days >= outcome.trial.days:
        return outcome
    kept = outcome.ledger["day"] < days
    ledger = {name: column[kept] for name, column in outcome.ledger.items()}
    ledger["ended"] = np.where(ledger["ended"] < days, ledger["ended"], -1)
    return replace(outcome, ledger=ledger)
