"""How each table is written down for people: names instead of indices, empty cells instead of −1, narrow numbers.

An outcome is whole numbers in the order of `arrays.py`; on disk and in frames a column is *coded*: small whole numbers
and, where they stand for something, the names they stand for. `coded` and `plain` are each other's inverse.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from xinyong.arrays import DAYS, FOREIGN, LEDGER, RATINGS, SITTINGS, SUBJECTS, THRESHOLDS, TIED
from xinyong.results.layout import names_in_place, tier_names
from xinyong.results.mapped import CHUNK_ROWS
from xinyong.results.outcome import Table
from xinyong.trial.trial import Trial
from xinyong.vocabulary import Cause

Width = Literal["i1", "i2", "i4", "i8", "u4", "flag"]
Whole = NDArray[np.int64]

OUTCOMES = ("stands", "expired", "reversed", "repaired", "scheme ended", "met", "deletion propagated")
KNOWN_BY = ("nobody", "notice", "refusal")
THRESHOLD_SORTS = ("rank",)


@dataclass(frozen=True, slots=True)
class Kind:
    """How a column is written: its width, whose names its values stand for, and whether −1 means "none"."""

    width: Width = "i4"
    names: str = ""
    none: bool = False


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as it is written: `codes` (−1 where it is empty, if it may be) and the names they stand for, if any."""

    name: str
    kind: Kind
    codes: Whole
    names: tuple[str, ...] = ()


_DAY, _PERHAPS_A_DAY, _SUBJECT, _FLAG = Kind(), Kind(none=True), Kind("u4"), Kind("flag")
_ACT, _CHANNEL, _CLAUSE, _PLACE = Kind(names="act"), Kind(names="channel"), Kind(names="clause"), Kind(names="place")

KINDS: dict[str, Kind] = {
    **dict.fromkeys(("day", "due", "act_day", "origin_week", "origin_item", "points", "score"), _DAY),
    **dict.fromkeys(("refusals", "refused_wrongly"), _DAY),
    **dict.fromkeys(
        (
            "until",
            "ended",
            "overdue",
            "noticed",
            "known",
            "filed",
            "decided",
            "published",
            "review_filed",
            "shown_until",
            "review_decided",
            "list_until",
            "met",
            "end_due",
            "end_gone",
        ),
        _PERHAPS_A_DAY,
    ),
    **dict.fromkeys(("recipient", "subject", "origin_subject", "sender"), _SUBJECT),
    **dict.fromkeys(
        ("protected", "adverse", "listed", "late", "reversed", "review_reversed", "own_misdeed", "scored"), _FLAG
    ),
    **dict.fromkeys((f"{name}_days" for name in DAYS), _DAY),
    "copy": Kind(names="copy", none=True),
    "copy_of_other": Kind("u4", none=True),
    "ends": _FLAG,
    "first_restricted": _PERHAPS_A_DAY,
    "origin_act": _ACT,
    "act": _ACT,
    "true_act": Kind(names="act", none=True),
    "channel": _CHANNEL,
    "clause": _CLAUSE,
    "cause": Kind(names="cause"),
    "outcome": Kind(names="outcome"),
    "known_by": Kind(names="known_by"),
    "place": _PLACE,
    "desk": Kind(names="desk"),
    "tier": Kind(names="tier", none=True),
    "lists": Kind(names="lists"),
    "what": Kind(names="threshold"),
    "item": Kind(),
    "value": Kind("i8"),
    **dict.fromkeys(("ratings", "stars", "weights"), _DAY),
}

TABLES: dict[str, tuple[str, ...]] = {
    "ledger": LEDGER,
    "foreign": FOREIGN,
    "sittings": SITTINGS,
    "thresholds": THRESHOLDS,
    "ratings": RATINGS,
    "tied": TIED,
    "subjects": tuple(name for name in SUBJECTS if name != "stratum"),
}
"""Columns of each table in their order. The stratum of a subject follows from its id and is written as its traits."""

_OTHERWISE = {
    ("sittings", "decided"): _DAY,
    ("sittings", "filed"): _DAY,
    ("subjects", "noticed"): _FLAG,
    ("tied", "value"): _DAY,
}
"""Columns that mean something else in one table."""


def kind_of(table: str, column: str) -> Kind:
    """Return how a column of a table is written."""
    return _OTHERWISE.get((table, column)) or KINDS[column]


class Names:
    """The names that indices stand for in one trial.

    Rules, tiers and lists are numbered within what governs a place, the national layer first. Where several schemes
    govern, their names are `<scheme>/<id>`, the scheme being the one whose file they stand in.
    """

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        world = trial.world
        self.flat: dict[str, tuple[str, ...]] = {
            "act": tuple(a.id for a in world.acts),
            "channel": tuple(c.id for c in world.channels),
            "place": tuple(p.id for p in world.places),
            "desk": tuple(d.id for d in world.desks),
            "cause": tuple(c.name.lower() for c in Cause),
            "copy": trial.copies,
            "outcome": OUTCOMES,
            "known_by": KNOWN_BY,
            "threshold": THRESHOLD_SORTS,
        }

    def of_place(self, what: str, place: int) -> tuple[str, ...]:
        """Return the names of the clauses, tiers or lists of a place's scheme, by index."""
        if what == "tier":
            return tier_names(self.trial, place)
        return names_in_place(self.trial, place, {"clause": "rules", "lists": "lists"}[what])

    def by_scheme(self, what: str) -> tuple[tuple[str, ...], Whole]:
        """Return the names of all schemes one after the other, and where those of each place begin."""
        names: list[str] = []
        begins: dict[tuple[str, ...], int] = {}
        for place in range(len(self.trial.regimes)):
            here = self.of_place(what, place)
            if here not in begins:
                begins[here] = len(names)
                names += here
        places = range(len(self.trial.regimes))
        return tuple(names), np.array([begins[self.of_place(what, place)] for place in places], np.int64)


def coded(trial: Trial, title: str, table: Table, met: Whole | None = None) -> list[Coded]:
    """Return a table of an outcome, or some of its rows, as coded columns.

    Args:
        trial: what was played.
        title: `ledger`, `foreign`, `sittings`, `thresholds`, `ratings`, `tied` or `subjects`.
        table: the columns of `arrays.py`, int64.
        met: of some rows of the subjects, what `masks_met` found in all of them: the names are then those of all.
    """
    names, places = Names(trial), _places(trial, title, table)
    if met is None and title == "subjects":
        met = masks_met(trial, table)
    return [_coded(names, places, Coded(name, kind_of(title, name), table[name]), met) for name in TABLES[title]]


def masks_met(trial: Trial, subjects: Table) -> Whole:
    """Return each pair of a place and a mask of lists that rows of the subjects have, ascending: 2 × pairs."""
    found = np.zeros((2, 0), np.int64)
    for begin in range(0, len(subjects["subject"]), CHUNK_ROWS):
        rows = slice(begin, begin + CHUNK_ROWS)
        pairs = np.stack([trial.people.places_of(subjects["subject"][rows]), subjects["lists"][rows]])
        found = np.unique(np.concatenate([found, pairs], axis=1), axis=1)
    return found


def plain(trial: Trial, title: str, columns: list[Coded]) -> Table:
    """Return coded columns as the table of an outcome.

    Raises:
        ValueError: a name that the trial does not know.
    """
    names = Names(trial)
    table: Table = {c.name: c.codes for c in columns if not kind_of(title, c.name).names}
    if title == "subjects":
        table["stratum"] = trial.people.strata_of(table["subject"])
    whose = next((c.codes for c in columns if c.name == ("subject" if title == "subjects" else "recipient")), None)
    places = None if whose is None else trial.people.places_of(whose)
    for column in columns:
        if column.kind.names:
            table[column.name] = _plain(names, column, places)
    order = SUBJECTS if title == "subjects" else TABLES[title]
    return {name: np.ascontiguousarray(table[name]) for name in order}


def _places(trial: Trial, title: str, table: Table) -> Callable[[], Whole]:
    """Return a function that gives the home (or group of people who move) whose clauses are numbered in each row."""
    who = "recipient" if "recipient" in table else "subject" if title == "subjects" else ""
    return lambda: trial.people.places_of(table[who]) if who else table["place"]


def _coded(names: Names, places: Callable[[], Whole], column: Coded, met: Whole | None) -> Coded:
    """Return a column of indices with the names that they stand for."""
    what = column.kind.names
    if not what:
        return column
    if what in names.flat:
        return replace(column, names=names.flat[what])
    if what == "lists" and met is not None:
        return _coded_lists(names, places(), column, met)
    known, begins = names.by_scheme(what)
    # National clauses are among those of every place; each name is kept once.
    distinct = {one: index for index, one in enumerate(dict.fromkeys(known))}
    once = np.array([distinct[one] for one in known], np.int64)
    codes = once[np.where(column.codes < 0, 0, column.codes + begins[places()])] if known else column.codes
    return replace(column, codes=np.where(column.codes < 0, -1, codes), names=tuple(distinct))


def _coded_lists(names: Names, places: Whole, column: Coded, met: Whole) -> Coded:
    """Return bit masks as names of lists joined by spaces, which no id has."""
    labels = [
        " ".join(n for i, n in enumerate(names.of_place("lists", place)) if mask >> i & 1)
        for place, mask in met.T.tolist()
    ]
    distinct = tuple(dict.fromkeys(labels))
    again = np.array([distinct.index(label) for label in labels], np.int64)
    codes = np.zeros(len(places), np.int64)
    for place in np.unique(places).tolist():
        first, end = np.searchsorted(met[0], [place, place + 1])
        here = places == place
        codes[here] = again[first + np.searchsorted(met[1, first:end], column.codes[here])]
    return replace(column, codes=codes, names=distinct)


def _mask(known: dict[str, int], listed: str) -> int:
    """Return names of lists joined by spaces as a bit mask, or −2 where one is unknown."""
    if any(one not in known for one in listed.split()):
        return -2
    return sum(1 << known[one] for one in listed.split())


def _numbered(names: Names, column: Coded, places: Whole) -> Whole:
    """Return the indices of clauses, tiers or lists by the places in which they are numbered."""
    what, values = column.kind.names, np.full(len(column.codes), -1, np.int64)
    tables: dict[tuple[str, ...], Whole] = {}
    for place in np.unique(places).tolist():
        here = names.of_place(what, place)
        if here not in tables:
            known = {name: index for index, name in enumerate(here)}
            meant = [_mask(known, name) if what == "lists" else known.get(name, -2) for name in column.names]
            tables[here] = np.array([*meant, -1], np.int64)
        chosen = places == place
        values[chosen] = tables[here][column.codes[chosen]]
    return values


def _plain(names: Names, column: Coded, places: Whole | None) -> Whole:
    """Return the indices that a column's names stand for; those of clauses as they are numbered in the place."""
    what = column.kind.names
    if what in names.flat:
        known = {name: index for index, name in enumerate(names.flat[what])}
        table = np.array([*(known.get(name, -2) for name in column.names), -1], np.int64)
        values: Whole = table[column.codes]
    else:
        values = _numbered(names, column, np.zeros(len(column.codes), np.int64) if places is None else places)
    if bool((values < -1).any()) or (not column.kind.none and bool((values < 0).any())):
        raise ValueError(f"column `{column.name}` holds a name that is not in the scheme or world")
    return values
