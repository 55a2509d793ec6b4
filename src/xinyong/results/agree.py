"""What the tables of a run say about each other: counts of the series must be those of the ledger and of the subjects.

A ledger that was written by hand, or taken from another run, seldom agrees with the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import DAYS, LEDGER_KEY, RANK
from xinyong.files.evidence import whole
from xinyong.results.kept import WHOSE, are_kept
from xinyong.results.layout import BY_CAUSE, tier_names
from xinyong.results.outcome import Outcome, Table
from xinyong.scheme.clauses import DIMENSION, Objection, Part, Score
from xinyong.scheme.rating import STAR, rates
from xinyong.scheme.tied import tied_part
from xinyong.trial.periods import period_ends, weeks
from xinyong.trial.trial import Regime, copy_clauses
from xinyong.vocabulary import Cause

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]


def contradictions(outcome: Outcome) -> Iterator[str]:
    """Yield each thing that two tables of an outcome say differently."""
    if not _present(outcome):
        yield "a table names a subject or a day that is not in the run"
        return
    yield from _only_kept(outcome)
    yield from _in_order(outcome.ledger)
    yield from _strangers(outcome)
    yield from _series_against_ledger(outcome)
    yield from _series_against_subjects(outcome)
    yield from _scores(outcome)
    yield from _everybody_stands(outcome)
    yield from _ranked_when_due(outcome)
    yield from _rated(outcome)
    yield from _tied(outcome)


def _present(outcome: Outcome) -> bool:
    """Tell whether every subject of a table is in the run, and lives where it says."""
    people, days = outcome.trial.people, outcome.trial.days
    counts, offsets = np.array(people.counts), np.array(people.offsets)
    named = [
        outcome.ledger["recipient"],
        outcome.ledger["origin_subject"],
        outcome.foreign["recipient"],
        outcome.foreign["origin_subject"],
        outcome.sittings["recipient"],
        outcome.subjects["subject"],
    ]
    for ids in named:
        places = people.places_of(ids)
        if bool(((ids < 0) | (ids - offsets[places] >= counts[places])).any()):
            return False
    subjects = outcome.subjects
    if bool((subjects["place"] != people.places_of(subjects["subject"])).any()):
        return False
    return not bool(((outcome.ledger["day"] < 0) | (outcome.ledger["day"] >= days)).any())


def _only_kept(outcome: Outcome) -> Iterator[str]:
    """Where a sample is kept, every row is about somebody in it."""
    for title, whose in WHOSE.items():
        table: Table = getattr(outcome, title)
        if not are_kept(outcome.trial, *(table[name] for name in whose)).all():
            yield f"the {title} holds a row of somebody who is not in the sample that is kept"


def _in_order(ledger: Table) -> Iterator[str]:
    order = np.lexsort([ledger[name] for name in reversed(LEDGER_KEY)])
    if bool((order != np.arange(len(order))).any()):
        yield "the rows of the ledger are not in the order of their keys"


def copies_in(outcome: Outcome) -> Mask:
    """Return which rows of the ledger are copies of a list: entered under a clause that no act falls under."""
    ledger = outcome.ledger
    found, places = np.zeros(len(ledger["clause"]), bool), outcome.trial.people.places_of(ledger["recipient"])
    for place, regime in enumerate(outcome.trial.regimes):
        if regime is not None:
            found |= (places == place) & np.isin(ledger["clause"], list(copy_clauses(regime).values()))
    return found


def _strangers(outcome: Outcome) -> Iterator[str]:
    """Entries on somebody else's act, and only those, came with foreign mail, and so did what a tie brought.

    A register may join a copy of anything to anybody, so of copies only those that a tie brought are held to it.
    """
    ledger, copied = outcome.ledger, copies_in(outcome)
    other = (ledger["cause"] == Cause.MISATTRIBUTED) & ~copied
    strange = (ledger["origin_subject"] != ledger["recipient"]) & ~copied
    if bool((other != strange).any()):
        yield "an entry rests on somebody else's act and the ledger says otherwise"
    names = ("recipient", "origin_subject", "origin_week", "origin_item", "origin_act", "channel")
    other |= ledger["copy_of_other"] >= 0
    mail = {*zip(outcome.foreign["due"].tolist(), *(outcome.foreign[n].tolist() for n in names), strict=True)}
    rows = zip(ledger["day"][other].tolist(), *(ledger[n][other].tolist() for n in names), strict=True)
    if any(row not in mail for row in rows):
        yield "the ledger holds an entry on somebody else's act that no foreign mail brought"
    if not set(np.unique(ledger["recipient"]).tolist()) <= set(outcome.subjects["subject"].tolist()):
        yield "the ledger has an entry of a subject who has no final standing"


def _series_against_ledger(outcome: Outcome) -> Iterator[str]:
    """Count ledger rows by window, place and stratum as the series counts them; those of a sample are no more."""
    ledger, people = outcome.ledger, outcome.trial.people
    spot = people.places_of(ledger["recipient"]) * len(people.strata) + people.strata_of(ledger["recipient"])
    adverse = ledger["adverse"] == 1
    everything = np.ones(len(spot), bool)
    claims: list[tuple[str, str, Mask]] = [
        *((f"entries.{name}", "day", ledger["cause"] == cause) for cause, name in enumerate(BY_CAUSE)),
        ("entries_protected", "day", ledger["protected"] == 1),
        ("adverse", "day", adverse),
        ("adverse_mistaken", "day", adverse & (ledger["cause"] != Cause.TRUE)),
        ("noticed", "noticed", everything),
        ("told_by_refusal", "known", ledger["known_by"] == 2),
        ("filed", "filed", everything),
        ("late", "filed", ledger["late"] == 1),
        ("decided", "decided", everything),
        ("reversed", "decided", ledger["reversed"] == 1),
        ("reviews_filed", "review_filed", everything),
        ("by_tie", "day", ledger["copy_of_other"] >= 0),
        ("reviews_decided", "review_decided", everything),
        ("reviews_reversed", "review_decided", ledger["review_reversed"] == 1),
    ]
    for metric, day, which in claims:
        here = which & (ledger[day] >= 0)
        if not _same(outcome, metric, spot[here], ledger[day][here]):
            yield f"the ledger does not give the `{metric}` of the series"


def _same(outcome: Outcome, metric: str, spot: Whole, day: Whole) -> bool:
    """Tell whether rows at these places and strata (`spot`) on these days are as many as the series counts, or where
    a sample is kept, at most as many."""
    shape = outcome.flows.shape
    if bool((day >= outcome.trial.days).any()):
        return False
    cells = shape[2] * shape[3]
    counted = np.bincount(day // outcome.trial.window_days * cells + spot, minlength=shape[0] * cells)
    told = outcome.flows[:, outcome.layout.row[metric]].reshape(-1)
    return np.array_equal(counted, told) if outcome.trial.kept is None else bool((counted <= told).all())


def _series_against_subjects(outcome: Outcome) -> Iterator[str]:
    """Days and refusals of subjects add up to those of the series, or where a sample is kept, to no more; quiet people
    are at most restricted."""
    rows, flows, row = outcome.subjects, outcome.flows, outcome.layout.row
    sampled = outcome.trial.kept is not None
    for name in DAYS:
        counted = np.zeros(flows.shape[2:], np.int64)
        np.add.at(counted, (rows["place"], rows["stratum"]), rows[f"{name}_days"])
        told = flows[:, row[f"{name}_days"]].sum(axis=0)
        if bool((counted > told).any() if sampled or name == "restricted" else (counted != told).any()):
            yield f"the final standings do not give the `{name}_days` of the series"
    for metric in ("refused", "refused_wrongly"):
        told = sum(int(flows[:, row[f"{metric}.{s}"]].sum()) for s in outcome.layout.services)
        found = int(rows["refusals" if metric == "refused" else metric].sum())
        if found > told or (found < told and not sampled):
            yield f"the final standings do not give the `{metric}` requests of the series"


def _waits(outcome: Outcome, regime: Regime) -> Mask:
    """Tell of each entry whether, on the last day, an open objection or review takes its effect away.

    Clauses are those of one place; what is said of entries of other places means nothing.
    """
    ledger, rules = outcome.ledger, len(regime.scheme.rules)
    of_rule = [regime.layers[regime.layer_of("rules", k)].scheme.objection for k in range(rules)]
    suspends = np.array([isinstance(one, Objection) and one.suspends for one in of_rule] or [False])
    last, waits = outcome.trial.days - 1, np.zeros(len(ledger["day"]), np.bool_)
    for filed, decided, reversed_, late in (
        ("filed", "decided", "reversed", ledger["late"]),
        ("review_filed", "review_decided", "review_reversed", 0),
    ):
        open_or_won = (ledger[decided] < 0) | (ledger[reversed_] == 1)
        waits |= (ledger[filed] >= 0) & (ledger[filed] < last) & (late == 0) & open_or_won
    waits &= suspends[np.minimum(ledger["clause"], len(suspends) - 1)]
    return waits


def _scores(outcome: Outcome) -> Iterator[str]:
    """In a sum score the final score is the start plus the points of what stands, subtotal by subtotal."""
    ledger, rows, trial = outcome.ledger, outcome.subjects, outcome.trial
    who, at = np.unique(rows["subject"], return_index=True)
    places = trial.people.places_of(ledger["recipient"])
    for place, regime in enumerate(trial.regimes):
        score = regime.scheme.score if regime else None
        if regime is None or score is None or score.method != "sum":
            continue
        if not regime.scoring.in_force(trial.days - 1):
            continue
        standing = np.flatnonzero((ledger["ended"] < 0) & (places == place) & ~_waits(outcome, regime))
        names = [part.id for part in score.parts]
        part_of = np.array(
            [names.index(r.part) if r.part in names else len(names) for r in regime.scheme.rules], np.int64
        )
        points = np.zeros((len(names) + 1, len(rows["subject"])), np.int64)
        whose = at[np.searchsorted(who, ledger["recipient"][standing])]
        np.add.at(points, (part_of[ledger["clause"][standing]], whose), ledger["points"][standing])
        sums = [_within(part, (whole(part.start) or 0) + points[k]) for k, part in enumerate(score.parts)]
        expected = _within(score, points[-1] + (sum(sums) if names else whole(score.start) or 0))
        expected = np.where(rows["scored"] != 0, expected, 0)
        here = rows["place"] == place
        if bool((expected[here] != rows["score"][here]).any()):
            yield "the points of the ledger do not give the final scores"


def _within(bounds: Score | Part, points: Whole) -> Whole:
    """Return points between floor and ceiling."""
    floor, ceiling = whole(bounds.floor), whole(bounds.ceiling)
    return np.clip(points, -(1 << 40) if floor is None else floor, 1 << 40 if ceiling is None else ceiling)


def _ranked_when_due(outcome: Outcome) -> Iterator[str]:
    """Edges of ranked tiers are found at the end of each period, and at no other time."""
    expected: list[tuple[int, int, int]] = []
    for place, regime in enumerate(outcome.trial.regimes):
        score = regime.scheme.score if regime else None
        if regime is None or score is None or not regime.scheme.ranked:
            continue
        every = whole(score.rank_every) or 1
        days = period_ends(outcome.trial.windows, every, regime.scoring.start_day, regime.scoring.end_day)
        expected += [(day, place, item) for day in days for item in range(len(regime.scheme.tiers) - 1)]
    rows = outcome.thresholds
    ranked = rows["what"] == RANK
    found = zip(*(rows[name][ranked].tolist() for name in ("day", "place", "item")), strict=True)
    if sorted(expected) != list(found):
        yield "the edges of ranked tiers are not those of the periods of their scheme"


def _rated(outcome: Outcome) -> Iterator[str]:
    """Where people rate each other, the final score is what all ratings that arrived make of it."""
    rows, ratings, trial = outcome.subjects, outcome.ratings, outcome.trial
    if bool((ratings["due"] % 7 != 0).any() or (ratings["due"] >= trial.days).any()):
        yield "ratings arrive on the first day of a week"
        return
    sums = np.zeros((2, len(rows["subject"])), np.int64)
    at = np.searchsorted(rows["subject"], ratings["recipient"])
    known = at < len(rows["subject"])
    known[known] = rows["subject"][at[known]] == ratings["recipient"][known]
    for k, name in enumerate(("stars", "weights")):
        np.add.at(sums[k], at[known], ratings[name][known])
    for place, regime in enumerate(trial.regimes):
        score = regime.scheme.score if regime else None
        if regime is None or score is None or not rates(regime.scheme) or trial.script is not None:
            continue
        here = (rows["place"] == place) & (rows["tier"] >= 0)
        prior, start = whole(score.prior) or 0, whole(score.start) or 0
        made = (prior * start + STAR * sums[0]) // np.maximum(prior + sums[1], 1)
        expected = _within(score, np.where(prior + sums[1] > 0, made, start))
        if bool((expected[here] != rows["score"][here]).any()):
            yield "the ratings do not give the final scores"


def _tied(outcome: Outcome) -> Iterator[str]:
    """A dimension made of ties changes when the board of its place is copied, at most once each time for anybody."""
    rows, trial = outcome.tied, outcome.trial
    if not len(rows["due"]):
        return
    places, right = trial.people.places_of(rows["recipient"]), np.zeros(len(rows["due"]), bool)
    for place, regime in enumerate(trial.regimes):
        score = regime.scheme.score if regime else None
        if regime is None or score is None or tied_part(regime.scheme) is None:
            continue
        every = whole(score.board) or 1
        days = period_ends(weeks(trial.days), every, regime.scoring.start_day, regime.scoring.end_day)
        right |= (places == place) & np.isin(rows["due"], days)
    pairs = {*zip(rows["recipient"].tolist(), rows["due"].tolist(), strict=True)}
    if len(pairs) != len(right) or not right.all() or not ((rows["value"] >= 0) & (rows["value"] <= DIMENSION)).all():
        yield "what ties make of a dimension changes at other times, or to other values, than the board allows"


def _everybody_stands(outcome: Outcome) -> Iterator[str]:
    """Where everybody is scored, the tiers of the last day hold everybody."""
    trial, row = outcome.trial, outcome.layout.row
    for place, regime in enumerate(trial.regimes):
        if regime is None or not regime.scoring.in_force(trial.days - 1):
            continue
        consent = regime.scheme.consent
        names = tier_names(trial, place)
        if names and not (consent and (consent.needed or consent.file)):
            standing = sum(int(outcome.flows[-1, row[f"tier.{name}"], place].sum()) for name in names)
            if standing != trial.people.counts[place]:
                yield "the tiers of the series do not hold everybody"
