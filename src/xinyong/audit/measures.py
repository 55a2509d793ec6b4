"""The audit of a run: every defined figure, for everybody and for each level of each trait."""

from __future__ import annotations

from typing import Protocol

from xinyong.audit.access import access
from xinyong.audit.backlog import backlog
from xinyong.audit.bars import bars
from xinyong.audit.burden import burden
from xinyong.audit.conduct import conduct
from xinyong.audit.definition import Definition
from xinyong.audit.definitions_benefit import CONDUCT, FAVOURS
from xinyong.audit.definitions_disparity import DISPARITY
from xinyong.audit.definitions_harm import HARMS
from xinyong.audit.definitions_procedure import PROCEDURE
from xinyong.audit.definitions_proportion import PROPORTION
from xinyong.audit.definitions_time import COMPARED, TIME
from xinyong.audit.disparity import disparity
from xinyong.audit.fates import Counterpart
from xinyong.audit.favours import favours
from xinyong.audit.forgone import forgone
from xinyong.audit.group_luck import with_group_luck
from xinyong.audit.idle import idle
from xinyong.audit.measure import Measures, Side, gathered
from xinyong.audit.memory import memory
from xinyong.audit.mobility import mobility
from xinyong.audit.officials import officials
from xinyong.audit.others import others
from xinyong.audit.process import process
from xinyong.audit.published import published
from xinyong.audit.ranges import at_other_end
from xinyong.audit.reading import Reading, by_trait_level, everybody
from xinyong.audit.spiral import spiral
from xinyong.audit.stood import stood
from xinyong.audit.told import told
from xinyong.audit.unjustified import unjustified
from xinyong.audit.wrongful import restricted, wrongful
from xinyong.errors import NameUnknown
from xinyong.files.nearest import suggestion
from xinyong.results.outcome import Outcome

MEASURES: dict[str, Definition] = {
    each.name: each for each in (*HARMS, *DISPARITY, *PROCEDURE, *TIME, *COMPARED, *PROPORTION, *CONDUCT, *FAVOURS)
}
"""Every figure an audit gives, by name."""


class HasOutcome(Protocol):
    """Anything that carries the outcome of a run."""

    @property
    def outcome(self) -> Outcome:
        """Return what was played."""
        ...

    @property
    def other_end(self) -> HasOutcome | None:
        """Return the same run with the other end of what is unknown, if anything is."""
        ...


def explain(name: str) -> Definition:
    """Return the definition of a measure, or of the measure of which `name` is a part.

    Raises:
        NameUnknown: there is none of this name; says the nearest.
    """
    base = name.partition(".")[0]
    if base not in MEASURES:
        raise NameUnknown(f"found no measure `{name}`; {suggestion(base, list(MEASURES), what='measures')}")
    return MEASURES[base]


def audit(
    run: HasOutcome | Outcome,
    reference: Counterpart | None = None,
    *,
    groups: bool = True,
    side: Side = "a",
) -> Measures:
    """Return the figures of one run.

    Args:
        run: a run, or what was played. Where something in it is unknown, each figure that moves between its two ends is
            shown with the range of both.
        reference: the same lives under the baseline rules; without it prevention and chilling are "not asked".
        groups: whether to add the figures of each level of each trait.
        side: which side of a pair the run is.
    """
    outcome, other = (run, None) if isinstance(run, Outcome) else (run.outcome, run.other_end)
    whole = everybody(outcome, side)
    levels = list(by_trait_level(whole)) if groups else []
    found = gathered(
        _figures(whole, reference),
        disparity(whole, levels),
        access(whole),
        officials(whole),
        burden(whole),
        bars(whole),
        unjustified(whole),
        *(with_group_luck(_figures(level, reference)) for level in levels),
    )
    if other is None:
        return found
    there = audit(other.outcome, reference.other_end if reference else None, groups=groups, side=side)
    return at_other_end(found, there)


def _figures(reading: Reading, reference: Counterpart | None) -> Measures:
    return gathered(
        wrongful(reading),
        restricted(reading),
        others(reading),
        idle(reading),
        told(reading),
        process(reading),
        backlog(reading),
        stood(reading),
        spiral(reading),
        mobility(reading),
        memory(reading),
        conduct(reading, reference),
        forgone(reading, reference),
        favours(reading, reference),
        published(reading),
    )
