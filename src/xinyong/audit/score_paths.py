"""The score of each person day by day, read back from the ledger, and the tier it put them in.

A score is start plus the points in force, clamped; the ledger stores the points granted and the day on which each entry
really ended, so the path of a score needs no replay. A path has one point for each day on which points came or went.
Between two of them a score stands still, or moves towards its start where it decays.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xinyong.files.evidence import whole
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Objection, Part, Scheme, Score
from xinyong.trial.distances import tier_edges
from xinyong.trial.trial import FOREVER, Regime

_UNDONE = (2, 3)
"""Outcomes of entries that were reversed or repaired: a running score gets their points back."""

_COLUMNS = (
    "day", "ended", "outcome", "points", "clause", "filed", "late", "decided", "reversed", "review_filed",
    "review_decided", "review_reversed", "list_until",
)  # fmt: skip

Ints = NDArray[np.int64]
Rows = dict[str, Ints]
"""Ledger rows of one place, column by column; `who` is the index of the recipient among all of the place."""


class Path(NamedTuple):
    """Who stood in which tier (best is 0) after each day on which points came or went, by person and day."""

    who: Ints
    day: Ints
    tier: Ints


def rows_of_place(outcome: Outcome, place: int, regime: Regime | None, until: int | None = None) -> tuple[Ints, Rows]:
    """Return the recipients of a place, ascending, and their ledger rows, of the days before `until` where it is given.

    Of people who move, only rows of rules that keep the score under `regime`.
    """
    ledger = outcome.ledger
    days = outcome.trial.days if until is None else min(until, outcome.trial.days)
    here = np.flatnonzero((outcome.trial.people.places_of(ledger["recipient"]) == place) & (ledger["day"] < days))
    if regime is not None and len(outcome.trial.stays[place]) > 1:
        mine = [clause for clause in range(len(regime.scheme.rules)) if regime.keeps_score(clause)]
        here = here[np.isin(ledger["clause"][here], mine)]
    recipients = np.unique(ledger["recipient"][here])
    rows = {name: ledger[name][here] for name in _COLUMNS}
    rows["who"] = np.searchsorted(recipients, ledger["recipient"][here])
    return recipients, rows


def tier_path(regime: Regime, rows: Rows, days: int) -> Path:
    """Return the path of the tiers that the score of each person gave, before `days` and while the scheme governed."""
    score = regime.scheme.score
    if score is None:
        return Path(*(np.zeros(0, np.int64) for _ in range(3)))
    walk = _running_path if score.method == "running" else _sum_path
    who, day, scores = walk(regime, score, rows, min(regime.scoring.end_day, days))
    return Path(who, day, _tiers(regime.scheme, scores))


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


def _sum_path(regime: Regime, score: Score, rows: Rows, end_day: int) -> tuple[Ints, Ints, Ints]:
    """Return who stood at which score after each day on which points came or went, while the scheme governed."""
    which, day, sign = moves(regime, rows)
    order = np.lexsort((day, rows["who"][which]))
    which, day, sign = which[order], day[order], sign[order]
    who, step, clause = rows["who"][which], sign * rows["points"][which], rows["clause"][which]
    reached = _reached(regime, score, who, step, clause=clause)
    last_of_day = np.append((who[1:] != who[:-1]) | (day[1:] != day[:-1]), True) if len(who) else np.zeros(0, bool)
    kept = last_of_day & (day < end_day)
    return who[kept], day[kept], _clamped(score, reached[kept])


def moves(regime: Regime, rows: Rows) -> tuple[Ints, Ints, Ints]:
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


def _running_path(regime: Regime, score: Score, rows: Rows, end_day: int) -> tuple[Ints, Ints, Ints]:
    """Return who stood at which kept score on each day of an event; points of a day come after what it undoes."""
    steps: dict[tuple[int, int], list[int]] = {}
    for who, day, ended, how, points in zip(
        *(rows[n].tolist() for n in ("who", "day", "ended", "outcome", "points")), strict=True
    ):
        steps.setdefault((who, day), [0, 0])[1] += points
        if how in _UNDONE and ended > day:
            steps.setdefault((who, ended), [0, 0])[0] -= points
    people, on, scores = [], [], []
    kept, last, first = 0, (-1, 0), regime.scoring.start_day
    for who, day in sorted(steps):
        if day >= end_day:
            continue
        if who != last[0]:
            kept, last = whole(score.start) or 0, (who, first - 1)
        kept = _decayed(score, kept, last[1] - first, day - 1 - first)
        for points in steps[who, day]:
            kept = int(_clamped(score, np.array([kept + points]))[0])
        kept, last = _decayed(score, kept, day - 1 - first, day - first), (who, day)
        people.append(who)
        on.append(day)
        scores.append(kept)
    return np.array(people, np.int64), np.array(on, np.int64), np.array(scores, np.int64)


def _decayed(score: Score, kept: int, after_day: int, to_day: int) -> int:
    """Return a running score after the decays that fall after one day of the scheme, up to and with another."""
    if score.decay is None:
        return kept
    every, size = whole(score.decay.every) or 1, whole(score.decay.points) or 0
    times = (to_day + 1) // every - (after_day + 1) // every
    gap = (whole(score.start) or 0) - kept
    return kept + max(-size * times, min(size * times, gap))


def has_no_path(scheme: Scheme) -> bool:
    """Tell whether a ledger does not say who stood in which tier.

    Tiers that are shares of people hold as many whatever happens, an index is held between its reckonings, and ratings
    make no entries.
    """
    return scheme.ranked or (scheme.score is not None and scheme.score.method in {"index", "rating"})


def is_readable(regime: Regime) -> bool:
    """Tell whether a ledger says in which tier people stood on every day, and not only on days on which points moved.

    A score that decays also moves between them, and people who move stand under two scores one after the other.
    """
    score = regime.scheme.score
    return not has_no_path(regime.scheme) and not (score and score.decay) and len(regime.phases) == 1


def overrides(scheme: Scheme, rows: Rows) -> list[tuple[int, Ints, Ints, Ints]]:
    """Return, for each rule that holds people in a tier: its index, and whom, from which day, until before which."""
    names, found = [tier.id for tier in scheme.tiers], []
    for clause, rule in enumerate(scheme.rules):
        if rule.override is None or rule.override.tier not in names:
            continue
        term, chosen = whole(rule.override.term), rows["clause"] == clause
        day, ended = rows["day"][chosen], rows["ended"][chosen]
        ends = np.minimum(np.where(ended >= 0, ended, FOREVER), FOREVER if term is None else day + term)
        found.append((names.index(rule.override.tier), rows["who"][chosen], day, ends))
    return found
