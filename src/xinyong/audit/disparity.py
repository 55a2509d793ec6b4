"""How unequally it falls on a group and on everybody else: four versions of the comparison, and what makes it up.

As it falls; among people with the same record; by error alone; and what the scheme adds to what the registers saw. The
definitions stand in `definitions_disparity.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from xinyong.audit.chains import Chains, Part, chains
from xinyong.audit.definition import Definition
from xinyong.audit.definitions_disparity import DISPARITY
from xinyong.audit.intervals import Interval, rate_ratio_interval, share_ratio_interval
from xinyong.audit.measure import Measure, Measures, gathered
from xinyong.audit.parted import parted
from xinyong.audit.reading import NEEDS_ALL, Facts, Reading, figure
from xinyong.audit.standardised import Records, records
from xinyong.audit.wrongful import clean_restricted
from xinyong.scheme.compose import is_adverse

_D = {each.name: each for each in DISPARITY}

DAYS = "restricted_days"
"""The part of a comparison that takes restricted days as the outcome."""

PARTS = {
    "disparity_as_it_falls": ("", DAYS),
    "disparity_same_acts": ("", DAYS),
    "disparity_error_only": ("", "clean_restricted"),
    "disparity_added": ("", DAYS),
    "disparity_difference": ("", *(part.name.lower() for part in Part)),
}
"""Every measure of this file with its parts."""

SAMPLING = "The range is luck within this one synthetic population: 95 %, from its counts"

Counted = tuple[float, float]
"""A count and what it is divided by."""

Between = Callable[[Counted, Counted], Interval]
"""How far luck moves the ratio of two such."""


def disparity(whole: Reading, groups: Sequence[Reading]) -> Measures:
    """Return each group's figures over those of everybody else; without a value where nobody can be compared."""
    if not groups:
        why = "no trait of this world has two levels of at least 10 people each"
        return Measures(figure(whole, _D[name], 0, 0, part=part, why=why) for name in PARTS for part in PARTS[name])
    shared = _Shared(whole.facts)
    return gathered(*(_of_group(shared, group) for group in groups))


@dataclass(frozen=True, eq=False)
class _Shared:
    """What the comparisons of all groups of one run are made from, each worked out once."""

    facts: Facts

    @cached_property
    def records(self) -> Records:
        return records(self.facts)

    @cached_property
    def chains(self) -> Chains:
        return chains(self.facts)

    @cached_property
    def counting(self) -> tuple[str, ...]:
        """Return the acts whose records count against people."""
        acts = {rule.act for scheme in self.facts.schemes for rule in scheme.rules if is_adverse(scheme, rule)}
        return tuple(act.id for act in self.facts.outcome.trial.world.acts if act.id in acts)


def _of_group(shared: _Shared, group: Reading) -> Iterator[Measure]:
    others, unread = group.opposite(), group.facts.unread
    restricted, days = (_ever_restricted(group), _ever_restricted(others)), (_days(group), _days(others))
    yield _ratio(group, "disparity_as_it_falls", *restricted, between=share_ratio_interval, why=unread, rows=True)
    yield _ratio(group, "disparity_as_it_falls", *days, part=DAYS)
    yield from _same_acts(shared, group)
    mistaken = _mistaken(group), _mistaken(others)
    yield _ratio(group, "disparity_error_only", *mistaken, between=rate_ratio_interval, rows=True)
    clean = clean_restricted(group), clean_restricted(others)
    yield _ratio(group, "disparity_error_only", *clean, part="clean_restricted", between=share_ratio_interval,
                 why=unread, rows=True)  # fmt: skip
    yield _added(shared, group, *restricted, why=unread)
    yield _added(shared, group, *days, part=DAYS)
    yield from _difference(shared, group, others)


def _ever_restricted(reading: Reading) -> Counted:
    return reading.n_restricted, reading.n_followed


def _days(reading: Reading) -> Counted:
    return reading.flow("restricted_days"), reading.subject_years


def _mistaken(reading: Reading) -> Counted:
    return int((reading.rows & reading.facts.mistaken).sum()), reading.followed_years


def _rate(counted: Counted) -> float:
    return counted[0] / counted[1] if counted[1] else 0.0


def _nothing_else(group: Reading) -> str:
    whose = group.group.reference if group.group.against is not None else "everybody else"
    return f"there is nothing to compare with: the figure of {whose} is 0"


def _ratio(
    group: Reading, name: str, mine: Counted, theirs: Counted, *, part: str = "", between: Between | None = None,
    why: str = "", rows: bool = False,
) -> Measure:  # fmt: skip
    """Return one figure over the other with the range of luck, where it can be told from counts."""
    definition: Definition = _D[name]
    reason = why or ("" if _rate(theirs) else _nothing_else(group))
    found = figure(group, definition, _rate(mine), _rate(theirs), part=part, why=reason, rows=rows)
    if reason or between is None:
        return found
    low, high = between(mine, theirs)
    return replace(found, low=low, high=high, band="luck", caveat=f"{found.caveat}. {SAMPLING}")


def _same_acts(shared: _Shared, group: Reading) -> Iterator[Measure]:
    found, definition = shared.records.compared(group.group.strata, group.group.others), _D["disparity_same_acts"]
    nobody = "no record of misdeeds is found in the group and outside it" if found is None else ""
    why = group.facts.unread or nobody
    for part, (mine, theirs) in (("", found.shares), (DAYS, found.days)) if found else (("", (0, 0)), (DAYS, (0, 0))):
        reason = why or ("" if theirs else _nothing_else(group))
        one = figure(group, definition, mine, theirs, part=part, why=reason, rows=True)
        if found is None or not found.left_out:
            yield one
            continue
        left = (
            f"{100 * found.left_out:.2g} % of the people of both had a record that only one side has, and are left out"
        )
        yield replace(one, caveat=f"{one.caveat}. {left}")


def _added(
    shared: _Shared, group: Reading, mine: Counted, theirs: Counted, *, part: str = "", why: str = ""
) -> Measure:
    """Return the ratio of an outcome over that of what was observed."""
    seen, others_seen = (sum(reading.flow(f"recorded.{act}") for act in shared.counting) / reading.subject_years
                         for reading in (group, group.opposite()))  # fmt: skip
    reason = why or ("" if _rate(theirs) else _nothing_else(group))
    if not reason and not (seen and others_seen):
        reason = "no record of an act that counts against people in the group, or none outside it"
    outcome, observed = (0.0, 0.0) if reason else (_rate(mine) / _rate(theirs), seen / others_seen)
    return figure(group, _D["disparity_added"], outcome, observed, part=part, why=reason, rows=not part)


def _difference(shared: _Shared, group: Reading, others: Reading) -> Iterator[Measure]:
    """Return the difference in restricted days and its five parts, in days per 1,000 subject-years."""
    definition, years = _D["disparity_difference"], group.subject_years
    whole = _rate(_days(group)) - _rate(_days(others))
    yield figure(group, definition, whole * years, years, times=1000.0)
    why = NEEDS_ALL if group.outcome.trial.kept is not None else ""
    shares = dict.fromkeys(Part, 0.0) if why else parted(shared.chains, group.group.strata, group.group.others)
    for part, share in shares.items():
        yield figure(group, definition, share * years, years, part=part.name.lower(), times=1000.0, why=why)
