"""A figure made of two counts of one run, as a file may name it: so many of these among those.

Published numbers are shares of something, and often the quarrel is about of what. So both counts have names here, from
a closed list, and the same narrowing: a rule, a channel, a group of people.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from xinyong.audit.definition import YEAR_DAYS
from xinyong.audit.reading import SMALLEST_GROUP, Facts
from xinyong.errors import InputError
from xinyong.files.evidence import Record, Slug
from xinyong.files.frozen import FrozenDict
from xinyong.files.nearest import suggestion
from xinyong.population.levels import Levels
from xinyong.population.people import People
from xinyong.results.outcome import Outcome

OfEntries = Literal[
    "entries", "mistaken entries", "mistaken entries taken back", "mistaken entries paid", "entries told by notice",
    "objections", "late objections", "decided objections", "upheld objections", "decided reviews", "upheld reviews",
]  # fmt: skip
OfPeople = Literal["people", "people with an entry", "restricted people", "people restricted wrongly",
                   "restricted days", "wrongful days", "refused requests", "wrongly refused requests"]  # fmt: skip
FigureUnit = Literal["share", "ratio", "per 1000 per year", "day"]

Mask = NDArray[np.bool_]


class Figure(Record):
    """`of` for each of `among`, or `among` left out for a bare rate of people.

    `rule` and `channel` narrow entries and all that happens to them, `who` the people; with `against` the figure is
    divided by the same figure of those people.

    share               of / among
    ratio               the same where it may pass 1, or `who` divided by `against`
    day                 days for each of `among`
    per 1000 per year   of, for 1,000 of `among` and a year
    """

    of: OfEntries | OfPeople
    among: OfEntries | OfPeople
    unit: FigureUnit
    rule: Slug | None = None
    channel: Slug | None = None
    who: Levels = Field(default_factory=FrozenDict[str, str])
    against: Levels | None = None

    @model_validator(mode="after")
    def _compares_ratios(self) -> Figure:
        if self.against is not None and self.unit != "ratio":
            raise ValueError("a figure `against` other people is a `ratio`")
        return self


def figure_of(outcome: Outcome, figure: Figure) -> float | None:
    """Return the figure of a run of which everybody's rows are kept; None where it would be of fewer than ten.

    Raises:
        InputError: the run has no such rule, channel, trait or level, or keeps the rows of a sample alone.
    """
    if outcome.trial.kept is not None:
        raise InputError("a figure of this sort is counted from everybody's rows, and this run keeps a sample's")
    mine = _divided(outcome, figure, figure.who)
    if figure.against is None or mine is None:
        return mine
    theirs = _divided(outcome, figure, figure.against)
    return mine / theirs if theirs else None


def _divided(outcome: Outcome, figure: Figure, who: Levels) -> float | None:
    strata = _strata(outcome.trial.people, who)
    count, size = (_counted(outcome, name, figure, strata) for name in (figure.of, figure.among))
    if size < SMALLEST_GROUP:
        return None
    each = count / size
    return each * 1000 * YEAR_DAYS / outcome.trial.days if figure.unit == "per 1000 per year" else each


def _strata(people: People, who: Levels) -> Mask:
    """Tell of each stratum whether it has the levels.

    Raises:
        InputError: no stratum has such a trait or level.
    """
    found = np.array([all(levels.get(trait) == level for trait, level in who.items()) for levels in people.strata])
    if not found.any():
        raise InputError(f"found {dict(who)}, and nobody of this world is so")
    return found


def _counted(outcome: Outcome, name: str, figure: Figure, strata: Mask) -> int:
    facts = Facts(outcome)
    rows = _rows(outcome, figure) & facts.adverse & strata[facts.recipient_strata]
    if name == "people":
        return int(facts.people[strata].sum())
    if name == "people with an entry":
        return len(np.unique(outcome.ledger["recipient"][rows]))
    if name in _SUBJECTS:
        return _of_subjects(facts, name, strata)
    return int((rows & _entries(facts)[name]).sum())


def _rows(outcome: Outcome, figure: Figure) -> Mask:
    """Tell of each ledger row whether it is of the rule and the channel that the figure is about."""
    trial, found = outcome.trial, np.ones(len(outcome.ledger["day"]), bool)
    if figure.channel is not None:
        channels = [one.id for one in trial.world.channels]
        found &= outcome.ledger["channel"] == _place(figure.channel, channels, "channels")
    if figure.rule is not None:
        rules = [one.id for regime in trial.regimes if regime is not None for one in regime.scheme.rules]
        found &= outcome.ledger["clause"] == _place(figure.rule, rules, "rules")
    return found


def _place(name: str, known: list[str], what: str) -> int:
    if name not in known:
        raise InputError(f"found `{name}`, which this run does not have; {suggestion(name, known, what=what)}")
    return known.index(name)


def _entries(facts: Facts) -> dict[str, Mask]:
    """Return, for each count of entries, which ledger rows it counts."""
    ledger = facts.outcome.ledger
    undone = (ledger["reversed"] == 1) | (ledger["review_reversed"] == 1)
    return {
        "entries": facts.adverse,
        "mistaken entries": facts.mistaken,
        "mistaken entries taken back": facts.mistaken & undone,
        "mistaken entries paid": facts.mistaken & (ledger["outcome"] == MET),
        "entries told by notice": ledger["noticed"] >= 0,
        "objections": ledger["filed"] >= 0,
        "late objections": ledger["late"] == 1,
        "decided objections": ledger["decided"] >= 0,
        "upheld objections": ledger["reversed"] == 1,
        "decided reviews": ledger["review_decided"] >= 0,
        "upheld reviews": ledger["review_reversed"] == 1,
    }


MET = 5
"""The outcome of an entry that ended because the debt behind it was met."""

_SUBJECTS = {
    "restricted days": "restricted_days", "wrongful days": "wrongful_days", "refused requests": "refusals",
    "wrongly refused requests": "refused_wrongly", "restricted people": "first_restricted",
    "people restricted wrongly": "wrongful_days",
}  # fmt: skip
"""Counts of people and of their days, each with its column of the final standings."""


def _of_subjects(facts: Facts, name: str, strata: Mask) -> int:
    """Return a count of people or of their days.

    Raises:
        InputError: the scheme restricts people from the start, who have no standing of their own to be counted.
    """
    if facts.quiet.any():
        raise InputError("a scheme that restricts people from the start is not counted so")
    subjects = facts.outcome.subjects
    column = subjects[_SUBJECTS[name]][strata[subjects["stratum"]]]
    if name == "restricted people":
        return int((column >= 0).sum())
    return int((column > 0).sum()) if name.startswith("people") else int(column.sum())
