"""How unequally it falls: each trait level against everybody else, as it falls and by error alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xinyong.audit.definitions_harm import HARMS
from xinyong.audit.measure import Measure, Measures, gathered
from xinyong.audit.reading import Reading, figure
from xinyong.audit.wrongful import clean_restricted

_D = {each.name: each for each in HARMS}

Compared = Callable[[Reading], tuple[float, float]]
"""What is compared: a count and what it is divided by."""


def _ever_restricted(reading: Reading) -> tuple[float, float]:
    return reading.n_restricted, reading.n_followed


def _restricted_days(reading: Reading) -> tuple[float, float]:
    return reading.flow("restricted_days"), reading.subject_years


def _mistaken_entries(reading: Reading) -> tuple[float, float]:
    return int((reading.rows & reading.facts.mistaken).sum()), reading.followed_years


_COMPARED: tuple[tuple[str, str, Compared], ...] = (
    ("disparity_as_it_falls", "", _ever_restricted),
    ("disparity_as_it_falls", "restricted_days", _restricted_days),
    ("disparity_error_only", "", _mistaken_entries),
    ("disparity_error_only", "clean_restricted", clean_restricted),
)


def disparity(whole: Reading, groups: Sequence[Reading]) -> Measures:
    """Return each group's figures over those of everybody else; without a value where nobody can be compared."""
    if not groups:
        why = "no trait of this world has two levels of at least 10 people each"
        return Measures(figure(whole, _D[name], 0, 0, part=part, why=why) for name, part, _ in _COMPARED)
    return gathered(*(_of_group(group) for group in groups))


def _of_group(group: Reading) -> list[Measure]:
    others = group.opposite()
    found = []
    for name, part, outcome in _COMPARED:
        rows = outcome is not _restricted_days
        mine, theirs = (count / total if total else 0.0 for count, total in (outcome(group), outcome(others)))
        why = "" if theirs else "there is nothing to compare with: the figure of everybody else is 0"
        why = group.facts.unread if rows and outcome is not _mistaken_entries and group.facts.unread else why
        found.append(figure(group, _D[name], mine, theirs, part=part, why=why, rows=rows))
    return found
