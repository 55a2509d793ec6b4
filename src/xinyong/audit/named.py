"""Groups by the name that a reader gives: `sex: woman`, `role: official & sex: woman`, `age: old against age: young`.

Whom a group is compared with is everybody else, unless somebody else was named before the run (`against`): a reference
chosen after a look at the figures can make any of them large.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from xinyong.audit.crossed import crossings
from xinyong.audit.disparity import disparity
from xinyong.audit.measure import Measures, Side
from xinyong.audit.reading import SMALLEST_GROUP, Group, Mask, Reading, everybody
from xinyong.errors import InputError
from xinyong.files.nearest import suggestion
from xinyong.population.world import World
from xinyong.results.outcome import Outcome

AGAINST = " against "

Levels = tuple[tuple[str, str], ...]


def groups_of(world: World) -> dict[str, Levels]:
    """Return the groups that an audit of a world knows, by name: levels of a trait, and two joined by ` & `."""
    one = {f"{trait}: {level}": ((trait, level),) for trait, levels in world.traits.items() for level in levels}
    return {**one, **crossings(world)}


def refuse_unknown_group(world: World, name: str) -> None:
    """Refuse a name of no group, or one of a group against people who are in it.

    Raises:
        InputError: says the nearest name.
    """
    known = groups_of(world)
    here, against, there = name.partition(AGAINST)
    for one in (here, there) if against else (here,):
        if one not in known:
            raise InputError(f"found no group `{one}`; {suggestion(one, list(known), what='groups')}")
    if against and not _apart(known[here], known[there]):
        raise InputError(
            f"found `{name}`, expected two groups that nobody is in both of, as in two levels of one trait"
        )


def _apart(here: Levels, there: Levels) -> bool:
    return any(trait == other and level != its for trait, level in here for other, its in there)


def compared_as_named(outcome: Outcome, names: Iterable[str], side: Side = "a") -> Measures:
    """Return the comparisons of groups that an audit does not give by itself: of two traits, or against somebody named.

    A name of fewer than 10 people on either side is left out, as everywhere.
    """
    whole = everybody(outcome, side)
    levels = groups_of(outcome.trial.world)
    groups = [_reading(whole, name) for name in names if AGAINST in name or len(levels.get(name, ())) > 1]
    known = [one for one in groups if min(one.n_people, one.opposite().n_people) >= SMALLEST_GROUP]
    return disparity(whole, known) if known else Measures()


def _reading(whole: Reading, name: str) -> Reading:
    known, (here, _, there) = groups_of(whole.outcome.trial.world), name.partition(AGAINST)
    others = _strata(whole, known[there]) if there else None
    return Reading(whole.facts, Group(name, there or "everybody else", _strata(whole, known[here]), others), whole.side)


def _strata(whole: Reading, wanted: Levels) -> Mask:
    strata = whole.outcome.trial.people.strata
    return np.array([all(levels[trait] == level for trait, level in wanted) for levels in strata], bool)
