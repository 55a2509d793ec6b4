"""Those who left no row: everybody without an entry or a refusal stands where the scheme starts.

An outcome keeps rows only for subjects with a history. Where the starting tier itself carries a sanction, the others
are restricted too, and the series says for how many days.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xinyong.files.evidence import whole
from xinyong.population.world import World
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Consequence
from xinyong.scheme.lists import lists_of_tier
from xinyong.trial.distances import tier_of
from xinyong.trial.trial import Regime, Trial
from xinyong.vocabulary import SANCTIONS


@dataclass(frozen=True, slots=True)
class Start:
    """Where a place's scheme starts: score, index of the tier (−1: none), days on which a sanction binds there, and the
    lists that the tier brings."""

    score: int
    tier: int
    restricted_days: int
    lists: frozenset[str] = frozenset()


def start_of(trial: Trial, place: int) -> Start:
    """Return where subjects of a place stand who have no history."""
    regime = trial.regimes[place]
    if regime is None:
        return Start(0, -1, 0)
    scheme = regime.scheme
    score = (whole(scheme.score.start) or 0) if scheme.score else 0
    tier = tier_of(scheme, score) if scheme.tiers else -1
    lists = lists_of_tier(scheme, scheme.tiers[tier].id) if tier >= 0 else frozenset()
    return Start(score, tier, _restricted_days(trial, regime, tier, lists), lists)


def _restricted_days(trial: Trial, regime: Regime, tier: int, lists: frozenset[str]) -> int:
    if tier < 0:
        return 0
    name = regime.scheme.tiers[tier].id
    hung = [
        c for c in regime.scheme.consequences if (name in c.tiers or lists & set(c.lists)) and c.effect in SANCTIONS
    ]
    bound = np.zeros(trial.days, bool)
    for consequence in hung:
        first, end = _days(trial.world, consequence)
        bound[max(first, 0) : max(end, 0)] = True
    bound[: regime.scoring.start_day] = False
    bound[max(regime.scoring.end_day, 0) :] = False
    return int(bound.sum())


def _days(world: World, consequence: Consequence) -> tuple[int, int]:
    dates = consequence.in_force
    begins = (dates.from_ - world.first_day).days if dates and dates.from_ else 0
    ends = (dates.to - world.first_day).days if dates and dates.to else 1 << 30
    return begins, ends


def quiet_restricted(outcome: Outcome) -> NDArray[np.int64]:
    """Return how many people without a history were restricted, by place and stratum.

    All of them stand at the start and are restricted on the same days, so their share of the series is a multiple of
    these. People who did not opt in are not among them.
    """
    trial = outcome.trial
    days: NDArray[np.int64] = outcome.flows[:, outcome.layout.row["restricted_days"]].sum(axis=0)
    rows = outcome.subjects
    np.subtract.at(days, (rows["place"], rows["stratum"]), rows["restricted_days"])
    for place in range(len(trial.regimes)):
        each = start_of(trial, place).restricted_days
        days[place] //= max(each, 1)
    return days
