"""Who ever stood below the tier everybody starts in: the score of each person, read back from the ledger.

A score is start plus the points in force, clamped; the ledger stores the points granted and the day on which each entry
really ended, so the path of a score needs no replay. Between two events of a ledger a score can only move towards its
start (decay), so the worst standing falls on a day of an event.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xinyong.files.evidence import whole
from xinyong.results.layout import tier_names
from xinyong.results.outcome import Outcome
from xinyong.results.standing import start_under
from xinyong.scheme.clauses import Objection, Part, Scheme, Score
from xinyong.trial.distances import tier_edges
from xinyong.trial.trial import FOREVER, Regime

_UNDONE = (2, 3)
"""Outcomes of entries that were reversed or repaired: a running score gets their points back."""

_COLUMNS = (
    "day", "ended", "outcome", "points", "clause", "filed", "late", "decided", "reversed", "review_filed",
    "review_decided", "review_reversed",
)  # fmt: skip

Ints = NDArray[np.int64]
Rows = dict[str, Ints]


def worst_tiers(
    outcome: Outcome, place: int, until: int | None = None, *, under: Regime | None = None
) -> tuple[Ints, Ints]:
    """Return the recipients of a place and the worst tier index (best is 0) each stood in, the start tier included.

    People without an entry are not among them: they stand where the scheme starts. With `until` only the days before it
    are looked at; `under` is the phase of what governs people who move of which the tiers are meant.
    """
    regime, ledger = under or outcome.trial.regimes[place], outcome.ledger
    days = outcome.trial.days if until is None else min(until, outcome.trial.days)
    here = np.flatnonzero((outcome.trial.people.places_of(ledger["recipient"]) == place) & (ledger["day"] < days))
    if regime is not None and len(outcome.trial.stays[place]) > 1:
        mine = [clause for clause in range(len(regime.scheme.rules)) if regime.keeps_score(clause)]
        here = here[np.isin(ledger["clause"][here], mine)]
    recipients = np.unique(ledger["recipient"][here])
    if regime is None or not regime.scheme.tiers:
        return recipients, np.zeros(len(recipients), np.int64)
    worst = np.full(len(recipients), start_under(outcome.trial, place, regime).tier, np.int64)
    rows = {name: ledger[name][here] for name in _COLUMNS}
    rows["who"] = np.searchsorted(recipients, ledger["recipient"][here])
    if regime.scheme.score is not None:
        walk = _running_path if regime.scheme.score.method == "running" else _sum_path
        who, scores = walk(regime, regime.scheme.score, rows, min(regime.scoring.end_day, days))
        np.maximum.at(worst, who, _tiers(regime.scheme, scores))
    _overridden(regime.scheme, rows, worst)
    return recipients, worst


def _clamped(score: Score | Part, points: Ints) -> Ints:
    floor, ceiling = whole(score.floor), whole(score.ceiling)
    return np.clip(points, -FOREVER if floor is None else floor, FOREVER if ceiling is None else ceiling)


def _tiers(scheme: Scheme, points: Ints) -> Ints:
    """Return the tier index of each score: how many edges it does not reach."""
    edges, higher = tier_edges(scheme), scheme.score is None or scheme.score.better == "higher"
    found = np.zeros(len(points), np.int64)
    for edge in edges:
        found += (points < edge) if higher else (points > edge)
    return found


def _sum_path(regime: Regime, score: Score, rows: Rows, end_day: int) -> tuple[Ints, Ints]:
    """Return who stood at which score after each day on which points came or went, while the scheme governed."""
    which, day, sign = _moves(regime, rows)
    order = np.lexsort((day, rows["who"][which]))
    which, day, sign = which[order], day[order], sign[order]
    who, step, clause = rows["who"][which], sign * rows["points"][which], rows["clause"][which]
    reached = _reached(regime, score, who, step, clause=clause)
    last_of_day = np.append((who[1:] != who[:-1]) | (day[1:] != day[:-1]), True) if len(who) else np.zeros(0, bool)
    kept = last_of_day & (day < end_day)
    return who[kept], _clamped(score, reached[kept])


def _moves(regime: Regime, rows: Rows) -> tuple[Ints, Ints, Ints]:
    """Return each coming (1) and going (-1) of an entry's points: its row, the day, the sign.

    An open objection that suspends takes them away from the day after it was filed to a decision against the subject.
    """
    every, ended = np.arange(len(rows["day"])), np.where(rows["ended"] >= 0, rows["ended"], FOREVER)
    found = [(every, rows["day"], 1), (every, ended, -1)]
    suspends = _suspends(regime)[rows["clause"]]
    if suspends.any():
        heard = suspends & (rows["filed"] >= 0) & (rows["late"] == 0)
        again = suspends & (rows["review_filed"] >= 0)
        for asked, answer in ((heard, ""), (again, "review_")):
            begins = np.where(asked, rows[f"{answer}filed"] + 1, FOREVER)
            refused = (rows[f"{answer}decided"] >= 0) & (rows[f"{answer}reversed"] == 0)
            begin = np.minimum(begins, ended)
            end = np.clip(np.where(refused, rows[f"{answer}decided"], FOREVER), begin, ended)
            found += [(every, begin, -1), (every, end, 1)]
    which, day = np.concatenate([w for w, _, _ in found]), np.concatenate([d for _, d, _ in found])
    sign = np.concatenate([np.full(len(w), s, np.int64) for w, _, s in found])
    real = day < FOREVER
    return which[real], day[real], sign[real]


def _suspends(regime: Regime) -> NDArray[np.bool_]:
    """Tell of each rule whether an open objection takes the effect of its entries away."""
    layers = (regime.layers[regime.layer_of("rules", clause)] for clause in range(len(regime.scheme.rules)))
    objections = [layer.scheme.objection for layer in layers]
    return np.array([isinstance(one, Objection) and one.suspends for one in objections], bool)


def _reached(regime: Regime, score: Score, who: Ints, step: Ints, *, clause: Ints) -> Ints:
    """Return the points each person stood at after each step, before the clamp; each subtotal clamped for itself."""
    first = np.searchsorted(who, who, side="left")

    def added(chosen: Ints) -> Ints:
        total = np.cumsum(chosen)
        return total - np.where(first > 0, total[first - 1], 0)

    if not score.parts:
        return (whole(score.start) or 0) + added(step)
    names = [part.id for part in score.parts]
    part_of = np.array(
        [names.index(rule.part) if rule.part in names else -1 for rule in regime.scheme.rules], np.int64
    )[clause]
    found = added(np.where(part_of < 0, step, 0))
    for index, part in enumerate(score.parts):
        found += _clamped(part, (whole(part.start) or 0) + added(np.where(part_of == index, step, 0)))
    return found


def _running_path(regime: Regime, score: Score, rows: Rows, end_day: int) -> tuple[Ints, Ints]:
    """Return who stood at which kept score on each day of an event; points of a day come after what it undoes."""
    moves: dict[tuple[int, int], list[int]] = {}
    for who, day, ended, how, points in zip(
        *(rows[n].tolist() for n in ("who", "day", "ended", "outcome", "points")), strict=True
    ):
        moves.setdefault((who, day), [0, 0])[1] += points
        if how in _UNDONE and ended > day:
            moves.setdefault((who, ended), [0, 0])[0] -= points
    people, scores = [], []
    kept, last, first = 0, (-1, 0), regime.scoring.start_day
    for who, day in sorted(moves):
        if day >= end_day:
            continue
        if who != last[0]:
            kept, last = whole(score.start) or 0, (who, first - 1)
        kept = _decayed(score, kept, last[1] - first, day - 1 - first)
        for points in moves[who, day]:
            kept = int(_clamped(score, np.array([kept + points]))[0])
        kept, last = _decayed(score, kept, day - 1 - first, day - first), (who, day)
        people.append(who)
        scores.append(kept)
    return np.array(people, np.int64), np.array(scores, np.int64)


def _decayed(score: Score, kept: int, after_day: int, to_day: int) -> int:
    """Return a running score after the decays that fall after one day of the scheme, up to and with another."""
    if score.decay is None:
        return kept
    every, size = whole(score.decay.every) or 1, whole(score.decay.points) or 0
    times = (to_day + 1) // every - (after_day + 1) // every
    gap = (whole(score.start) or 0) - kept
    return kept + max(-size * times, min(size * times, gap))


def _overridden(scheme: Scheme, rows: Rows, worst: Ints) -> None:
    """Lower those whom an override held in a worse tier for at least one day."""
    names = [tier.id for tier in scheme.tiers]
    for clause, rule in enumerate(scheme.rules):
        if rule.override is None or rule.override.tier not in names:
            continue
        term = whole(rule.override.term)
        lasted = (rows["ended"] < 0) | (rows["ended"] > rows["day"])
        if term is None or term > 0:
            chosen = (rows["clause"] == clause) & lasted
            np.maximum.at(worst, rows["who"][chosen], names.index(rule.override.tier))


def has_no_path(scheme: Scheme) -> bool:
    """Tell whether a ledger does not say who stood in which tier.

    Tiers that are shares of people hold as many whatever happens, an index is held between its reckonings, and ratings
    make no entries.
    """
    return scheme.ranked or (scheme.score is not None and scheme.score.method in {"index", "rating"})


def fallen(outcome: Outcome, strata: NDArray[np.bool_], until: int | None = None) -> tuple[int, dict[str, int]]:
    """Return how many people of some strata stood below the start tier on at least one day.

    Places where no path of scores can be read from the ledger are left out (`has_no_path`).
    And, for each tier below it, how many fell to it or a worse one; tiers named as in the series, best first.
    With `until`, on a day before it.
    """
    people, total, found = outcome.trial.people, 0, dict[str, int]()
    for place, regime in enumerate(outcome.trial.regimes):
        ids = [np.zeros(0, np.int64)]
        for phase in regime.phases if regime is not None else ():
            if not phase.scheme.tiers or has_no_path(phase.scheme):
                continue
            recipients, worst = worst_tiers(outcome, place, until, under=phase)
            chosen = strata[people.strata_of(recipients)]
            recipients, ranks = recipients[chosen], worst[chosen]
            start = start_under(outcome.trial, place, phase).tier
            names = tier_names(outcome.trial, place, phase.since)
            ids.append(recipients[ranks > start])
            for index in range(start + 1, len(names)):
                found[names[index]] = found.get(names[index], 0) + int((ranks >= index).sum())
        total += len(np.unique(np.concatenate(ids)))
    return total, found
