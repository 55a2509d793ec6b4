"""Who moved between tiers from the end of one year of a run to that of the next, read back from the ledger.

What is read is held against the series, which counted the people in each tier: where the two differ, nothing is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from xinyong.audit.definition import YEAR_DAYS
from xinyong.audit.score_paths import Ints, Path, Rows, is_readable, overrides, rows_of_place, tier_path
from xinyong.results.layout import tier_names
from xinyong.results.outcome import Outcome
from xinyong.results.standing import start_under
from xinyong.trial.trial import Regime

UNREAD = (
    "tiers that are shares of people, that decay, that hang on an index or on ratings, or that belong to people who"
    " moved are not followed here"
)
DIFFERS = "the tiers read back from the entries of this run are not those that were counted"


@dataclass(frozen=True, eq=False)
class Moves:
    """Moves between the tiers of one scheme in one place: `counts` has shape tiers, tiers, strata, best tier first.

    `why`: why they cannot be told, and then nothing is counted.
    """

    names: tuple[str, ...]
    counts: Ints
    why: str = ""


def year_ends(outcome: Outcome) -> list[int]:
    """Return the windows that end with a year of the run, or last before one does."""
    ends = np.array([end for _, end in outcome.trial.windows])
    years = range(1, outcome.trial.days // YEAR_DAYS + 1)
    return [int(np.searchsorted(ends, year * YEAR_DAYS, side="right")) - 1 for year in years]


def moves_between_years(outcome: Outcome) -> tuple[Moves, ...]:
    """Return who moved from which tier to which between the ends of years, for each place whose scheme has tiers."""
    every = [(place, one) for place, one in enumerate(outcome.trial.regimes) if one and one.scheme.tiers]
    return tuple(_in_place(outcome, place, regime) for place, regime in every)


def _in_place(outcome: Outcome, place: int, regime: Regime) -> Moves:
    names = tier_names(outcome.trial, place)
    counts = np.zeros((len(names), len(names), len(outcome.trial.people.strata)), np.int64)
    if not is_readable(regime):
        return Moves(names, counts, UNREAD)
    read = _read(outcome, place, regime)
    standings = [_standing(outcome, place, regime, window, read) for window in year_ends(outcome)
                 if regime.scoring.in_force(outcome.trial.windows[window][1] - 1)]  # fmt: skip
    if any(one is None for one in standings):
        return Moves(names, counts, DIFFERS)
    known = [one for one in standings if one is not None]
    for before, after in pairwise(known):
        np.add.at(counts, (before.tiers, after.tiers, before.strata), 1)
        start = before.start
        counts[start, start] += np.minimum(before.quiet, after.quiet)
    return Moves(names, counts)


@dataclass(frozen=True, eq=False)
class _Read:
    """The people of a place with an entry whom its scheme scores, their rows, and the path of their tiers."""

    people: Ints
    strata: Ints
    rows: Rows
    path: Path
    start: int


def _read(outcome: Outcome, place: int, regime: Regime) -> _Read:
    people, rows = _scored(outcome, *rows_of_place(outcome, place, regime))
    strata = outcome.trial.people.strata_of(people)
    path = tier_path(regime, rows, outcome.trial.days)
    return _Read(people, strata, rows, path, start_under(outcome.trial, place, regime).tier)


@dataclass(frozen=True, eq=False)
class _Standing:
    """The tier of each recipient at the end of a window, their strata, and how many others stand where all start."""

    tiers: Ints
    strata: Ints
    start: int
    quiet: Ints


def _standing(  # noqa: PLR0917 (one look)
    outcome: Outcome, place: int, regime: Regime, window: int, read: _Read
) -> _Standing | None:
    """Return who stood in which tier at the end of a window; None where it is not what was counted."""
    tiers = _tiers_on(regime, read, outcome.trial.windows[window][1] - 1)
    stock = np.stack([outcome.flows[window, outcome.layout.row[f"tier.{name}"], place]
                      for name in tier_names(outcome.trial, place)])  # fmt: skip
    found = np.zeros_like(stock)
    np.add.at(found, (tiers, read.strata), 1)
    rest = stock - found
    agrees = not np.delete(rest, read.start, axis=0).any() and bool((rest[read.start] >= 0).all())
    return _Standing(tiers, read.strata, read.start, rest[read.start]) if agrees else None


def _scored(outcome: Outcome, recipients: Ints, rows: Rows) -> tuple[Ints, Rows]:
    """Return the people and rows without those whom the scheme of their place does not score."""
    subjects = outcome.subjects
    unscored = subjects["subject"][subjects["scored"] == 0]
    kept = ~np.isin(recipients, unscored)
    if kept.all():
        return recipients, rows
    mine = kept[rows["who"]]
    left = {name: column[mine] for name, column in rows.items()}
    left["who"] = (np.cumsum(kept) - 1)[left["who"]]
    return recipients[kept], left


def _tiers_on(regime: Regime, read: _Read, day: int) -> Ints:
    """Return the tier of each of them on a day."""
    path, width = read.path, max(int(read.path.day.max(initial=0)), day) + 1
    everybody = np.arange(len(read.people), dtype=np.int64)
    at = np.searchsorted(path.who * width + path.day, everybody * width + day, side="right") - 1
    tiers = np.full(len(read.people), read.start, np.int64)
    if len(path.who):
        last = np.maximum(at, 0)
        tiers = np.where((at >= 0) & (path.who[last] == everybody), path.tier[last], read.start)
    for index, whom, begins, ends in overrides(regime.scheme, read.rows):
        np.maximum.at(tiers, whom[(begins <= day) & (day < ends)], index)
    return tiers
