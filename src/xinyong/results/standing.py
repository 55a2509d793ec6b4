"""Those who left no row: everybody without an entry or a refusal stands where the scheme starts.

An outcome keeps rows only for subjects with a history. Where the starting tier itself carries a sanction, the others
are restricted too, and the series says for how many days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import RANK
from xinyong.files.evidence import whole
from xinyong.population.world import World
from xinyong.results.outcome import Outcome, Table
from xinyong.scheme.clauses import Consequence, Scheme
from xinyong.scheme.lists import lists_of_tier
from xinyong.trial.distances import tier_of
from xinyong.trial.trial import Regime, Trial
from xinyong.vocabulary import SANCTIONS


@dataclass(frozen=True, slots=True)
class Start:
    """Where a place's scheme starts: score, index of the tier (−1: none), days on which a sanction binds there, and the
    lists that the tier brings.

    Where tiers are shares of people the tier is that of the last ranking looked at.
    """

    score: int
    tier: int
    restricted_days: int
    lists: frozenset[str] = frozenset()


def start_of(trial: Trial, place: int, thresholds: Table | None = None) -> Start:
    """Return where subjects of a place stand who have no history.

    `thresholds` is the table of the outcome; without it, people stand as before the first ranking. Those who moved
    stand where the scheme starts that keeps their score now, and were restricted under both.
    """
    regime = trial.regimes[place]
    if regime is None:
        return Start(0, -1, 0)
    starts = [start_under(trial, place, phase, thresholds) for phase in regime.phases]
    return replace(starts[-1], restricted_days=sum(start.restricted_days for start in starts))


def start_under(trial: Trial, place: int, regime: Regime, thresholds: Table | None = None) -> Start:
    """Return where subjects of a place stand under one of the regimes that govern it, who have no history."""
    scheme = regime.scheme
    score = (whole(scheme.score.start) or 0) if scheme.score else 0
    spans = [(regime.scoring.start_day, tier_of(scheme, score) if scheme.tiers else -1)]
    if thresholds is not None and scheme.ranked and scheme.score is not None:
        start, higher = score_of_nobody(scheme), scheme.score.better == "higher"
        spans += [(day, sum(start < e if higher else start > e for e in edges))
                  for day, edges in rank_edges(thresholds, place) if day < trial.days]  # fmt: skip
    ends = [day for day, _ in spans[1:]] + [regime.scoring.end_day]
    days = sum(
        _restricted_days(trial, regime, tier, (first, end)) for (first, tier), end in zip(spans, ends, strict=True)
    )
    tier = spans[-1][1]
    return Start(score, tier, days, _lists(scheme, tier))


def _lists(scheme: Scheme, tier: int) -> frozenset[str]:
    return lists_of_tier(scheme, scheme.tiers[tier].id) if tier >= 0 else frozenset()


def score_of_nobody(scheme: Scheme) -> int:
    """Return the score of somebody without entries, between floor and ceiling; 0 in a scheme without a score."""
    if scheme.score is None:
        return 0
    start, floor, ceiling = (whole(one) for one in (scheme.score.start, scheme.score.floor, scheme.score.ceiling))
    found = max(start or 0, start or 0 if floor is None else floor)
    return found if ceiling is None else min(found, ceiling)


def rank_edges(thresholds: Table, place: int) -> list[tuple[int, tuple[int, ...]]]:
    """Return the edges of the ranked tiers of a place, best first, each with the day from which they hold."""
    here = np.flatnonzero((thresholds["place"] == place) & (thresholds["what"] == RANK))
    order = here[np.lexsort((thresholds["item"][here], thresholds["day"][here]))]
    found: dict[int, tuple[int, ...]] = {}
    for day, edge in zip(thresholds["day"][order].tolist(), thresholds["value"][order].tolist(), strict=True):
        found[day] = (*found.get(day, ()), edge)
    return sorted(found.items())


def start_of_unscored(trial: Trial, place: int) -> Start:
    """Return where people of a place stand whom its scheme does not score, and who have no history."""
    return Start(0, -1, unscored_days(trial, place))


def unscored_days(trial: Trial, place: int) -> int:
    """Return on how many days a sanction binds those whom the scheme of a place does not score."""
    regime = trial.regimes[place]
    return 0 if regime is None else sum(unscored_days_under(trial, phase) for phase in regime.phases)


def unscored_days_under(trial: Trial, regime: Regime) -> int:
    """Return on how many days a sanction binds those whom one of the regimes of a place does not score."""
    hung = [c for c in regime.scoring.scheme.consequences if c.unscored]
    return _bound_days(trial, hung, (regime.scoring.start_day, regime.scoring.end_day))


def _restricted_days(trial: Trial, regime: Regime, tier: int, span: tuple[int, int]) -> int:
    if tier < 0:
        return 0
    name, lists = regime.scheme.tiers[tier].id, _lists(regime.scheme, tier)
    hung = [c for c in regime.scheme.consequences if name in c.tiers or lists & set(c.lists)]
    return _bound_days(trial, hung, span)


def _bound_days(trial: Trial, hung: Iterable[Consequence], span: tuple[int, int]) -> int:
    """Return on how many days of a span a sanction is among the consequences in force."""
    bound = np.zeros(trial.days, bool)
    for consequence in (one for one in hung if one.effect in SANCTIONS):
        first, end = days_in_force(trial.world, consequence)
        bound[max(first, 0) : max(end, 0)] = True
    bound[: max(span[0], 0)] = False
    bound[max(span[1], 0) :] = False
    return int(bound.sum())


def days_in_force(world: World, consequence: Consequence) -> tuple[int, int]:
    """Return from which day, and until before which, a consequence is in force by its own dates."""
    dates = consequence.in_force
    begins = (dates.from_ - world.first_day).days if dates and dates.from_ else 0
    ends = (dates.to - world.first_day).days if dates and dates.to else 1 << 30
    return begins, ends


def quiet_restricted(outcome: Outcome) -> NDArray[np.int64]:
    """Return how many people without a history were restricted, by place and stratum.

    Those whom the scheme scores stand at the start and are restricted on the same days, so their share of the series
    is a multiple of these. Those whom it does not score are restricted where a consequence binds for want of a score.
    Of people who moved from one scheme that keeps score to another, at least so many: they need not be restricted under
    both.
    """
    trial = outcome.trial
    days: NDArray[np.int64] = outcome.flows[:, outcome.layout.row["restricted_days"]].sum(axis=0)
    rows = outcome.subjects
    np.subtract.at(days, (rows["place"], rows["stratum"]), rows["restricted_days"])
    for place, regime in enumerate(trial.regimes):
        if regime is not None and regime.earlier is not None:
            starts = [start_under(trial, place, phase, outcome.thresholds) for phase in regime.phases]
            unscored_in = [unscored_days_under(trial, phase) for phase in regime.phases]
            most = sum(max(one.restricted_days, days_) for one, days_ in zip(starts, unscored_in, strict=True))
            days[place] = -(-days[place] // max(most, 1))
            continue
        each, unscored = start_of(trial, place, outcome.thresholds).restricted_days, unscored_days(trial, place)
        if unscored:
            others = quiet_unscored(outcome, place)
            days[place] = (days[place] - others * unscored) // max(each, 1) + others
        else:
            days[place] //= max(each, 1)
    return days


def quiet_unscored(outcome: Outcome, place: int) -> NDArray[np.int64]:
    """Return how many people without a history the scheme of a place does not score, by stratum."""
    rows, row = outcome.subjects, outcome.layout.row["unscored_people"]
    found: NDArray[np.int64] = outcome.flows[:, row, place].max(axis=0)
    here = (rows["place"] == place) & (rows["scored"] == 0)
    np.subtract.at(found, rows["stratum"][here], 1)
    return np.maximum(found, 0)
