"""What a run will bring on average, worked out from its tables before anything is played.

Floats are allowed here: these are forecasts of size, never results. Everybody is taken to stand where the scheme
starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xinyong.files.evidence import threshold, whole
from xinyong.population.people import People
from xinyong.results.standing import start_of
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.rating import rates
from xinyong.scheme.tied import tied_part
from xinyong.trial.copies import COPIED
from xinyong.trial.trial import Regime, Trial
from xinyong.vocabulary import WIDE

Floats = NDArray[np.float64]

WEEKS_A_YEAR = 365 / 7


@dataclass(frozen=True)
class Expected:
    """Expected counts per subject and year, and shares of the people at the end of the run.

    `waiting` are the records on their way to their subject on any day, per subject.
    `history_share` have an entry, a refusal or a rating; `shadow_share` have an entry that is mistaken or rests on
    protected conduct, so that their shadows may differ from their standing. `series_rows` are the rows of the series
    of the whole run, what is not zero.
    """

    chances: float
    requests: float
    acts_taken: float
    false_reports: float
    records: float
    astray: float
    waiting: float
    entries: float
    adverse: float
    notices: float
    objections: float
    ratings: float
    history_share: float
    shadow_share: float
    series_rows: float


def expected(trial: Trial) -> Expected:
    """Return what a trial will bring on average."""
    flow = _Flow(trial)
    people = np.array(trial.people.counts, float)
    parts = [_Place(flow, place) for place in range(len(people))]

    def mean(name: str) -> float:
        values = [float(getattr(part, name)) for part in parts]
        return float(np.dot(values, people) / people.sum())

    return Expected(
        chances=float(flow.weights @ flow.chances.sum(axis=1)),
        requests=float(flow.weights @ flow.requests.sum(axis=1)),
        false_reports=float(flow.weights @ flow.false_reports.sum(axis=(1, 2))),
        acts_taken=mean("acts_taken"),
        records=mean("records"),
        astray=mean("astray"),
        waiting=mean("waiting"),
        entries=mean("entries"),
        adverse=mean("adverse"),
        notices=mean("notices"),
        objections=mean("objections"),
        ratings=mean("ratings"),
        history_share=mean("history_share"),
        shadow_share=mean("shadow_share"),
        series_rows=sum(part.series_rows() for part in parts),
    )


def _share(thresholds: NDArray[np.int64]) -> Floats:
    return np.asarray(thresholds, float) / WIDE


def _steps(cumulative: NDArray[np.int64]) -> Floats:
    """Return cumulative thresholds along the last axis as the share of each step."""
    return np.diff(_share(cumulative), axis=-1, prepend=0.0)


class _Flow:
    """Yearly rates of everything a life brings, by stratum: what no scheme can change."""

    def __init__(self, trial: Trial) -> None:
        odds = trial.odds
        self.trial = trial
        self.weights = _shares(trial.people)
        n_strata, n_acts = len(self.weights), len(trial.world.acts)
        shape = (n_strata, n_acts)
        # The mean of a count is the sum over k of P(count > k).
        by_class = (1 - _share(odds.chance_count)).sum(axis=-1)[odds.chance_row] * WEEKS_A_YEAR
        errands = (1 - _share(odds.errand_count)).sum(axis=-1)[odds.errand_row] * WEEKS_A_YEAR
        mean = by_class.mean(axis=1)
        self.propensity = by_class / np.where(mean > 0, mean, 1.0)[:, None]
        self.chances, self.steady = np.zeros(shape), np.zeros(shape)
        picked = mean[:, None] * _steps(odds.chance_pick)
        for column, act in enumerate(odds.chance_act.tolist()):
            self.chances[:, act] += picked[:, column]
        self.requests = np.zeros((n_strata, len(trial.world.services)))
        self.false_reports = np.zeros((*shape, len(trial.world.channels)))
        self.encounters = np.zeros(n_strata)
        each = errands[:, None] * _steps(odds.errand_pick)
        for column, (sort, what, channel) in enumerate(
            zip(odds.errand_sort.tolist(), odds.errand_what.tolist(), odds.errand_channel.tolist(), strict=True)
        ):
            if sort == 0:
                self.steady[:, what] += each[:, column]
            elif sort == 1:
                self.requests[:, what] += each[:, column]
            elif sort == 3:
                self.encounters += each[:, column]
            else:
                self.false_reports[:, what, channel] += each[:, column]
        self.seen = _steps(odds.sight)
        self.astray_share = _share(odds.misattributed)
        self.other_act = np.asarray(odds.taken_for_act)
        self.other_share = np.where(self.other_act >= 0, _share(odds.taken_for), 0.0)
        self.chances += self.steady
        # What comes late in the run arrives after it.
        late = np.asarray(odds.delay, float) + np.asarray(odds.spread, float) / 2
        # What would come after the last day is not sent; of a short run little is ever on its way.
        self.late_years = np.clip(np.minimum(late, trial.days - late), 0.0, None) / 365
        self.in_time = np.clip(1 - late / trial.days, 0.0, 1.0)


class _Place:
    """What one place under its scheme makes of the flow, per subject and year, and shares at the end of the run."""

    def __init__(self, flow: _Flow, place: int) -> None:
        self.flow, self.place = flow, place
        trial = flow.trial
        self.regime = trial.regimes[place]
        tier = max(start_of(trial, place).tier, 0)
        take = trial.odds.take if self.regime is None else self.regime.answers.take[tier]
        self.taken = flow.chances * _share(take)
        self.records_by = self.taken[:, :, None] * flow.seen
        self.in_force = 0.0
        if self.regime is not None:
            days = max(0, min(self.regime.end_day, trial.days) - self.regime.start_day)
            self.in_force = days / trial.days
        self._count()

    def _count(self) -> None:
        flow = self.flow
        self.acts_taken = float(flow.weights @ self.taken.sum(axis=1))
        self.records = float(flow.weights @ self.records_by.sum(axis=(1, 2)))
        self.waiting = float(flow.weights @ (self.records_by * flow.late_years).sum(axis=(1, 2)))
        self.astray = float(flow.weights @ (self.records_by * flow.astray_share).sum(axis=(1, 2)))
        if self.regime is None:
            self.entries = self.adverse = self.notices = self.objections = 0.0
            self.history_share = self.shadow_share = self.ratings = 0.0
            return
        self.ratings = float(flow.weights @ flow.encounters) * self.in_force if rates(self.regime.scheme) else 0.0
        every, adverse = _rules(self.flow.trial, self.regime)
        by_stratum, against = self._entries(every), self._entries(adverse)
        self.entries = float(flow.weights @ by_stratum.sum(axis=0))
        self.adverse = float(flow.weights @ against.sum(axis=0))
        self._tell(against, self._suspect(adverse, protected=False))
        self.history_share = self._share(by_stratum, self._refusals() + self.ratings)
        self.history_share = _with_those_tied(flow.trial, self.regime, self.history_share)
        self.shadow_share = self._share(self._suspect(every, protected=True), np.zeros(len(flow.weights)))

    def _entries(self, rules: Floats, records: Floats | None = None) -> Floats:
        """Return yearly entries by stratum, in three rows: on acts by propensity, on steady acts, on anything else.

        `rules` counts the rules that a record of an act through a channel falls under, by stratum.
        """
        flow = self.flow
        made = (self.records_by if records is None else records) * flow.in_time
        under = rules * (1 - flow.other_share) + _shifted(rules, flow.other_act) * flow.other_share
        own = (made * under * (1 - flow.astray_share)).sum(axis=2)
        steady_share = np.divide(flow.steady, flow.chances, out=np.zeros_like(own), where=flow.chances > 0)
        sent = np.einsum("s,sac->ac", flow.weights, made) * flow.astray_share
        strays = np.einsum("ac,sac->s", sent, under)
        reports = (flow.false_reports * flow.in_time * rules).sum(axis=(1, 2))
        if records is not None:
            reports = np.zeros(len(own))
        rows = [(own * (1 - steady_share)).sum(axis=1), (own * steady_share).sum(axis=1), strays + reports]
        return np.stack(rows) * self.in_force

    def _suspect(self, rules: Floats, *, protected: bool) -> Floats:
        """Return yearly entries that are mistaken (or rest on protected conduct), in the rows of `_entries`."""
        flow = self.flow
        covered = (np.asarray(flow.trial.odds.act_valence) == 3)[None, :, None] & protected
        found = self._entries(rules, self.records_by * np.where(covered, 1.0, flow.other_share))
        found[2] = self._entries(rules)[2]
        return found

    def _refusals(self) -> Floats:
        """Return yearly refusals, by stratum, of people who stand where the scheme starts."""
        trial, regime = self.flow.trial, self.regime
        start = start_of(trial, self.place)
        found = np.zeros(len(self.flow.weights))
        if regime is None or not start.restricted_days or start.tier < 0:
            return found
        name, services = regime.scheme.tiers[start.tier].id, [s.id for s in trial.world.services]
        for one in regime.scheme.consequences:
            if one.effect == "refused" and name in one.tiers:
                share = threshold(one.share) / WIDE if one.share else 1.0
                found += self.flow.requests[:, services.index(one.service)] * share
        return found * start.restricted_days / trial.days

    def _tell(self, adverse: Floats, mistaken: Floats) -> None:
        """Work out notices and objections from yearly adverse entries, and those of them that are mistaken."""
        trial, scheme = self.flow.trial, self.regime.scheme if self.regime else None
        by = getattr(scheme.notice, "by", None) if scheme else None
        means = [m.id for m in trial.world.means]
        reach = _share(trial.odds.reach[means.index(by)]) if by in means else np.zeros(len(self.flow.weights))
        self.notices = float(self.flow.weights @ (adverse.sum(axis=0) * reach))
        wrong = mistaken.sum(axis=0) * reach
        right = adverse.sum(axis=0) * reach - wrong
        heard = scheme is not None and hasattr(scheme.objection, "desk")
        objected = wrong * _share(trial.odds.objects_mistaken) + right * _share(trial.odds.objects_right)
        self.objections = float(self.flow.weights @ objected) if heard else 0.0

    def series_rows(self) -> float:
        """Return how many cells of the series are expected not to be zero."""
        flow, trial = self.flow, self.flow.trial
        people = flow.weights * trial.people.counts[self.place]
        windows = len(trial.windows)
        by_window = trial.days / 365 / windows
        recorded = self.records_by.sum(axis=2)
        rates = np.concatenate([flow.chances, self.taken, recorded, recorded, flow.requests], axis=1)
        busy = (1 - np.exp(-people[:, None] * rates * by_window)).sum()
        return windows * (float(busy) + self._stocks(people, by_window))

    def _stocks(self, people: Floats, by_window: float) -> float:
        """Return how many stocks and flows of tiers, kinds of day, lists and procedures are not zero in a window.

        Somebody is always in a tier; on a list, or under a sanction without tiers, only where entries have been made.
        """
        if self.regime is None:
            return 0.0
        scheme, half = self.regime.scheme, self.flow.trial.days / 730
        alone = self.entries / max(len(scheme.lists), 1)
        listed, moved = (float((1 - np.exp(-people * alone * span)).sum()) for span in (half, by_window))
        touched = float((1 - np.exp(-people * self.entries * half)).sum())
        everybody = float((people >= 1).sum()) if scheme.tiers else touched
        procedures = 4 * hasattr(scheme.objection, "desk") + len(scheme.publicity[:1])
        return 8 * everybody + len(scheme.lists) * (listed + 2 * moved) + procedures * touched

    def _share(self, entries: Floats, others: Floats) -> float:
        """Return the share of people with an entry, refusal or rating by the end, over strata and propensities."""
        years = self.flow.trial.days / 365
        rates = entries[0][:, None] * self.flow.propensity + (entries[1] + entries[2] + others)[:, None]
        return float(self.flow.weights @ (1 - np.exp(-rates * years)).mean(axis=1))


def _shifted(rules: Floats, other_act: NDArray[np.int64]) -> Floats:
    """Return the rules that fit what a channel writes down instead of each act."""
    channels = np.arange(rules.shape[2])
    return rules[:, np.maximum(other_act, 0), channels[None, :]]


def _rules(trial: Trial, regime: Regime) -> tuple[Floats, Floats]:
    """Return how many rules, and how many adverse ones, a record falls under, by stratum, act and channel."""
    world, scheme = trial.world, regime.scheme
    acts, channels = [a.id for a in world.acts], [c.id for c in world.channels]
    black = {one.id for one in scheme.lists if one.sense == "black"}
    higher = scheme.score is None or scheme.score.better == "higher"
    every = np.zeros((len(trial.people.strata), len(acts), len(channels)))
    adverse = np.zeros_like(every)
    for rule in scheme.rules:
        if rule.act == COPIED:
            continue
        strata = [all(s[t] in wanted for t, wanted in rule.applies_to.items()) for s in trial.people.strata]
        through = [not rule.channels or name in rule.channels for name in channels]
        copied = _copies_of(trial, scheme, rule.listing.list) if rule.listing else 0
        fits = np.outer(strata * (1 + copied), through)
        every[:, acts.index(rule.act), :] += fits
        points = whole(rule.points) or 0
        listed = rule.listing is not None and rule.listing.list in black
        if (points < 0 if higher else points > 0) or listed or rule.override is not None:
            adverse[:, acts.index(rule.act), :] += fits
    return every, adverse


def _copies_of(trial: Trial, scheme: Scheme, name: str, seen: frozenset[str] = frozenset()) -> Floats:
    """Return how many copies, and copies of these, an entry on a list brings by stratum, but for what linkage loses."""
    passed, found = seen | {name}, np.zeros(len(trial.people.strata))
    for copy in scheme.copies:
        if copy.from_ != name or copy.to in passed:
            continue
        found += _tied(trial, copy.tie) if copy.tie is not None else 1 + _copies_of(trial, scheme, copy.to, passed)
    return found


def _tied(trial: Trial, name: str) -> Floats:
    """Return how many belong by a tie to somebody of each stratum, on average."""
    ties, tie = trial.ties, trial.ties.ids.index(name)
    met = float(_shares(trial.people) @ ties.tied_to[tie])
    size = (ties.size[tie] - 1) * met if ties.together[tie] else ties.size[tie]
    return np.asarray(ties.tied_from[tie] * size, np.float64)


@lru_cache(maxsize=4)
def _shares(people: People) -> Floats:
    """Return the share of each stratum among the people of the world."""
    weights = np.array(people.weights(), float)
    shares: Floats = weights / weights.sum()
    return shares


def _with_those_tied(trial: Trial, regime: Regime, share: float) -> float:
    """Return the share of people with a history where an index reads the tiers of whole groups: at most that of those
    in whose group somebody has one."""
    part = tied_part(regime.scheme)
    if part is None:
        return share
    return 1 - float((1 - share) ** int(trial.ties.size[trial.ties.ids.index(part.tie or "")]))
