"""When each restriction of each person began and ended, read back from the ledger.

What binds on a day follows from the tier and the lists of that day, and both follow from the entries, so nothing is
played again. The days read so are held against those that were counted while the run was played, person by person:
whoever does not agree is left out, and how many that were is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from xinyong.audit.score_paths import Ints, Rows, is_readable, moves, overrides, rows_of_place, tier_path
from xinyong.results.outcome import Outcome, Table
from xinyong.results.standing import days_in_force, start_under
from xinyong.scheme.clauses import Consequence
from xinyong.scheme.lists import lists_of_tier
from xinyong.trial.trial import FOREVER, Regime
from xinyong.vocabulary import SANCTIONS

Wanted = Callable[[Consequence], bool]
"""Tells which sanctions are looked at."""

_UNDONE = (2, 3, 5, 6)
"""Outcomes of entries that end a listing as well: reversed, repaired, met, deletion propagated."""


@dataclass(frozen=True, eq=False)
class Spells:
    """Spells of restriction of people with an entry, by person and day.

    who        ids of subjects
    begin      first day of the spell
    end        first day after it
    until      day on which the watch of its person stopped: the end of the run or of what governed them
    agreed     ids of people with an entry who were restricted, on as many days as were counted, ascending
    left_out   how many were not, so that their spells are not among these
    """

    who: Ints
    begin: Ints
    end: Ints
    until: Ints
    agreed: Ints
    left_out: int

    def days_between(self, who: Ints, begin: Ints, end: Ints) -> Ints:
        """Return how many days each person was restricted from a day until before another."""
        return self._days_before(who, end) - self._days_before(who, begin)

    def _days_before(self, who: Ints, day: Ints) -> Ints:
        """Return the restricted days of a person before a day, and all those of people with a smaller id."""
        if not len(self.who):
            return np.zeros(len(who), np.int64)
        width = max(int(self.end.max()), int(day.max(initial=0))) + 1
        at = np.searchsorted(self.who * width + self.begin, who * width + day, side="left")
        total = np.append(0, np.cumsum(self.end - self.begin))[at]
        last = np.maximum(at - 1, 0)
        beyond = np.where((at > 0) & (self.who[last] == who), np.maximum(self.end[last] - day, 0), 0)
        found: Ints = total - beyond
        return found


@dataclass(frozen=True, eq=False)
class _Events:
    """Sanctions that begin (1) and end (-1) for some people of a place on some days, day by day clipped to a span."""

    who: list[Ints]
    day: list[Ints]
    step: list[Ints]

    def add(self, who: Ints, begin: Ints, end: Ints, span: tuple[int, int]) -> None:
        """Add one sanction for each person from `begin` until before `end`, as far as it falls into the span."""
        self.move(who, begin, np.ones_like(who), span)
        self.move(who, end, -np.ones_like(who), span)

    def move(self, who: Ints, day: Ints, step: Ints, span: tuple[int, int]) -> None:
        """Add moves as they are; a sanction that ends before the span, or begins after it, cancels itself out."""
        self.who.append(who)
        self.day.append(np.clip(day, *span))
        self.step.append(step)


def spells(outcome: Outcome, wanted: Wanted | None = None) -> Spells:
    """Return the spells of restriction of everybody whose rows are kept.

    With `wanted` only those of the sanctions that are wanted; they are of everybody, since there is nothing counted to
    hold them against.
    """
    parts = [_in_place(outcome, place, regime, wanted) for place, regime in enumerate(outcome.trial.regimes) if regime]
    none = np.zeros(0, np.int64)
    who, begin, end, until, agreed = (
        np.concatenate([none, *(getattr(part, name) for part in parts)])
        for name in ("who", "begin", "end", "until", "agreed")
    )
    return Spells(who, begin, end, until, agreed, sum(part.left_out for part in parts))


def _in_place(outcome: Outcome, place: int, regime: Regime, wanted: Wanted | None) -> Spells:
    counted = _counted(outcome.subjects, place)
    if not is_readable(regime):
        none = np.zeros(0, np.int64)
        return Spells(none, none, none, none, none, int((counted[1] > 0).sum()))
    recipients, rows = rows_of_place(outcome, place, regime)
    who, begin, end = _joined(_events(outcome, place, regime, rows, len(recipients), wanted))
    lengths = np.bincount(who, end - begin, len(recipients)).astype(np.int64)
    agree = (lengths == _days_of(recipients, counted)) | (wanted is not None)
    kept = agree[who]
    until = np.full(int(kept.sum()), min(regime.end_day, outcome.trial.days), np.int64)
    agreed = recipients[agree & (lengths > 0)]
    return Spells(recipients[who[kept]], begin[kept], end[kept], until, agreed, int((~agree).sum()))


def _counted(subjects: Table, place: int) -> tuple[Ints, Ints]:
    """Return the people of a place with a history, ascending, and the restricted days that were counted of each."""
    here = subjects["place"] == place
    order = np.argsort(subjects["subject"][here])
    return subjects["subject"][here][order], subjects["restricted_days"][here][order]


def _days_of(recipients: Ints, counted: tuple[Ints, Ints]) -> Ints:
    ids, days = counted
    if not len(ids):
        return np.zeros(len(recipients), np.int64)
    at = np.minimum(np.searchsorted(ids, recipients), len(ids) - 1)
    found: Ints = np.where(ids[at] == recipients, days[at], 0)
    return found


def _events(  # noqa: PLR0917 (one place)
    outcome: Outcome, place: int, regime: Regime, rows: Rows, n_people: int, wanted: Wanted | None
) -> _Events:
    """Return the sanctions that begin and end for each recipient of a place."""
    found = _Events([], [], [])
    days, scoring = outcome.trial.days, regime.scoring
    kept = (scoring.start_day, min(scoring.end_day, days))
    for tiers, lists, (first, last) in _sanctions(outcome, regime, wanted):
        span = _both((0, days), (first, last))
        if regime.scheme.tiers:
            start = start_under(outcome.trial, place, regime).tier
            _in_tiers(found, regime, rows, n_people, start=start, tiers=tiers, kept=kept, span=span)
        for clause, rule in enumerate(regime.scheme.rules):
            if rule.listing is not None and rule.listing.list in lists:
                layer = regime.layers[regime.layer_of("rules", clause)]
                end = days if rule.listing.list in layer.survives else layer.end_day
                held = _both(span, (layer.start_day, end))
                _on_list(found, regime, rows, clause, purge=int(outcome.trial.odds.purge), span=held)
    return found


def _sanctions(
    outcome: Outcome, regime: Regime, wanted: Wanted | None
) -> Iterator[tuple[Ints, set[str], tuple[int, int]]]:
    """Yield, for each pair of dates between which sanctions are in force, the tiers and the lists that carry one."""
    scheme = regime.scheme
    by_dates: dict[tuple[int, int], set[str]] = {}
    for one in scheme.consequences:
        if one.effect in SANCTIONS and (wanted is None or wanted(one)):
            dates = days_in_force(outcome.trial.world, one)
            by_dates.setdefault(dates, set()).update({f"tier {t}" for t in one.tiers}, {f"list {n}" for n in one.lists})
    for dates, names in by_dates.items():
        lists = {name.removeprefix("list ") for name in names if name.startswith("list ")}
        tiers = [index for index, tier in enumerate(scheme.tiers)
                 if f"tier {tier.id}" in names or lists & lists_of_tier(scheme, tier.id)]  # fmt: skip
        yield np.array(tiers, np.int64), lists, dates


def _both(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """Return the days that two spans have in common; an empty span where they have none."""
    begin = max(one[0], other[0])
    return begin, max(begin, min(one[1], other[1]))


def _in_tiers(
    found: _Events, regime: Regime, rows: Rows, n_people: int, *, start: int, tiers: Ints, kept: tuple[int, int],
    span: tuple[int, int],
) -> None:  # fmt: skip
    """Add the days on which people stood in one of the tiers, by their score or held there by a rule.

    `kept`: from which day until before which the scheme kept score; `span`: when the sanctions were in force.
    """
    span = _both(span, kept)
    path = tier_path(regime, rows, kept[1])
    # Everybody stands at the start until their first entry.
    everybody = np.arange(n_people, dtype=np.int64)
    who = np.concatenate([everybody, path.who])
    day = np.concatenate([np.full(n_people, kept[0] - 1, np.int64), path.day])
    tier = np.concatenate([np.full(n_people, start, np.int64), path.tier])
    order = np.lexsort((day, who))
    who, day, tier = who[order], day[order], tier[order]
    left = np.append(np.where(who[1:] == who[:-1], day[1:], FOREVER), [FOREVER] * bool(len(who))).astype(np.int64)
    bound = np.isin(tier, tiers)
    found.add(who[bound], day[bound], left[bound], span)
    for index, whom, begins, ends in overrides(regime.scheme, rows):
        if index in tiers:
            held = begins < ends
            found.add(whom[held], begins[held], ends[held], span)


def _on_list(found: _Events, regime: Regime, rows: Rows, clause: int, *, purge: int, span: tuple[int, int]) -> None:
    """Add the days on which the rows of a rule held people on its list."""
    mine = rows["clause"] == clause
    row = {name: column[mine] for name, column in rows.items()}
    ended = np.where(row["ended"] >= 0, row["ended"], FOREVER)
    undone = np.where(np.isin(row["outcome"], _UNDONE), ended, FOREVER)
    # A listing with a term of its own outlasts the points of its entry, and is dropped by the same purge.
    off = np.minimum(np.where(row["list_until"] >= 0, row["list_until"] + purge, ended), undone)
    row["ended"] = np.where(off < FOREVER, np.maximum(off, row["day"]), -1)
    which, day, sign = moves(regime, row)
    who = row["who"][which]
    found.move(who, day, sign, span)
    lasting = np.bincount(who, sign, int(who.max()) + 1 if len(who) else 0).astype(np.int64)
    still = np.repeat(np.arange(len(lasting), dtype=np.int64), np.maximum(lasting, 0))
    found.move(still, np.full(len(still), FOREVER, np.int64), -np.ones_like(still), span)


def united(who: Ints, begin: Ints, end: Ints) -> tuple[Ints, Ints, Ints]:
    """Return stretches of days, some of which overlap or touch, as the fewest that cover the same days."""
    events = _Events([], [], [])
    events.add(who, begin, end, (0, FOREVER))
    return _joined(events)


def _joined(events: _Events) -> tuple[Ints, Ints, Ints]:
    """Return who was restricted from which day until before which: the days on which at least one sanction held."""
    none = np.zeros(0, np.int64)
    who, day, step = (np.concatenate([none, *parts]) for parts in (events.who, events.day, events.step))
    order = np.lexsort((day, who))
    who, day, step = who[order], day[order], step[order]
    new = np.append(True, (who[1:] != who[:-1]) | (day[1:] != day[:-1])) if len(who) else np.zeros(0, bool)
    first = np.flatnonzero(new)
    delta = np.add.reduceat(step, first) if len(first) else none
    # What begins for somebody also ends, so that the level is zero again before the next person.
    level = np.cumsum(delta)
    begins, ends = (level > 0) & (level == delta), (level == 0) & (delta < 0)
    return who[first][begins], day[first][begins], day[first][ends]
