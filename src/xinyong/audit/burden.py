"""What first entries cost people in a run, beside the gravity of the act in ordinary law."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xinyong.audit.definition import YEAR_DAYS
from xinyong.audit.definitions_proportion import PROPORTION
from xinyong.audit.legal.burden import TWICE
from xinyong.audit.measure import Measure, Measures
from xinyong.audit.reading import SMALLEST_GROUP, Counts, Facts, Reading, figure
from xinyong.audit.spiral import why_unread
from xinyong.results.outcome import Table
from xinyong.trial.trial import FOREVER

_D = {each.name: each for each in PROPORTION}


@dataclass(frozen=True, slots=True)
class Cost:
    """What first entries for one act cost: index of the act recorded, its severity, how many, and days in all."""

    act: int
    severity: int
    entries: int
    days: int

    @property
    def mean(self) -> float:
        """Return the days that one first entry cost."""
        return self.days / self.entries


def costs(facts: Facts) -> tuple[Cost, ...]:
    """Return what first entries cost, by act in the order of the world; acts with fewer than ten are left out."""
    ledger, trial = facts.outcome.ledger, facts.outcome.trial
    rows, stops = _first_entries(facts)
    who, day = ledger["recipient"][rows], ledger["day"][rows]
    days = facts.spells.days_between(who, day, stops) + _shown(ledger, rows, stops)
    acts, n_acts = ledger["act"][rows], len(trial.world.acts)
    entries = np.bincount(acts, minlength=n_acts)
    total = np.bincount(acts, days, n_acts).astype(np.int64)
    severity = trial.odds.law_severity
    return tuple(
        Cost(act, int(severity[act]), int(entries[act]), int(total[act]))
        for act in np.flatnonzero(entries >= SMALLEST_GROUP).tolist()
    )


def _first_entries(facts: Facts) -> tuple[Counts, Counts]:
    """Return the ledger rows of first entries with a year left to watch, and the day on which each is watched no more:
    a year later, or when another entry came. Who has two on the first day has no first."""
    ledger, trial = facts.outcome.ledger, facts.outcome.trial
    adverse = np.flatnonzero(facts.adverse)
    order = adverse[np.lexsort((ledger["day"][adverse], ledger["recipient"][adverse]))]
    who, day = ledger["recipient"][order], ledger["day"][order]
    first = np.append(True, who[1:] != who[:-1]) if len(who) else np.zeros(0, bool)
    following = np.append(np.where(who[1:] == who[:-1], day[1:], FOREVER), [FOREVER] * bool(len(who))).astype(np.int64)
    kept = first & (following > day) & (day + YEAR_DAYS <= trial.days) & np.isin(who, facts.trusted)
    return order[kept], np.minimum(following, day + YEAR_DAYS)[kept]


def _shown(ledger: Table, rows: Counts, stops: Counts) -> Counts:
    """Return on how many days each entry was shown in public before it is watched no more."""
    begin, until = ledger["published"][rows], ledger["shown_until"][rows]
    end = np.minimum(np.where(until < 0, FOREVER, until), stops)
    found: Counts = np.where(begin >= 0, np.maximum(end - begin, 0), 0)
    return found


def burden(whole: Reading) -> Measures:
    """Return the share of pairs of acts in the wrong order, the days a step of severity costs, and days by severity."""
    every, why = costs(whole.facts), why_unread(whole.facts.spells)
    pairs = [(light, heavy) for light in every for heavy in every if light.severity < heavy.severity]
    wrong = sum(light.mean > 0 and light.mean >= TWICE * heavy.mean for light, heavy in pairs)
    return Measures(
        (figure(whole, _D["burden_out_of_order"], wrong, len(pairs), why=why, rows=True), *_steps(whole, every, why))
    )


def _steps(whole: Reading, every: tuple[Cost, ...], why: str) -> list[Measure]:
    levels = sorted({one.severity for one in every})
    by_level = {level: [one for one in every if one.severity == level] for level in levels}
    sums = {level: (sum(c.days for c in of_it), sum(c.entries for c in of_it)) for level, of_it in by_level.items()}
    means = {level: days / entries for level, (days, entries) in sums.items()}
    steps = levels[-1] - levels[0] if levels else 0
    few = (
        ""
        if steps
        else f"acts of one severity alone, or of none, have {SMALLEST_GROUP} first entries watched for a year"
    )
    rise = means[levels[-1]] - means[levels[0]] if steps else 0.0
    definition = _D["burden_per_step"]
    return [
        figure(whole, definition, rise, steps, why=why or ("" if steps else few), rows=True),
        *(figure(whole, definition, *sums[level], part=f"severity-{level}", why=why, rows=True) for level in levels),
    ]
