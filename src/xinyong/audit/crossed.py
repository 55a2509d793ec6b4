"""Groups by two traits at once: everybody with one level of each, beside everybody else.

A world with many traits has more such groups than anybody can read, and of many figures some are striking by luck. So
only groups with at least 10 people inside and outside are looked at, of these no more than a fixed number, and those
with the most people: which ones does not depend on what came out. What was left out is a row of its own, without a
value. The rest of an audit is not repeated for them: whom it restricted, by error and for protected conduct, and the
comparisons.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from xinyong.audit.definitions_disparity import DISPARITY
from xinyong.audit.disparity import disparity
from xinyong.audit.group_luck import with_group_luck
from xinyong.audit.measure import Measures, Side, gathered
from xinyong.audit.reading import SMALLEST_GROUP, Group, Reading, everybody, figure
from xinyong.audit.wrongful import restricted, wrongful
from xinyong.population.world import World
from xinyong.results.outcome import Outcome

MOST_GROUPS = 40
"""So many groups of two traits are shown at most."""


def crossings(world: World) -> dict[str, tuple[tuple[str, str], tuple[str, str]]]:
    """Return, by label, every pair of levels of two traits: `role: official & sex: woman`.

    Traits stand in the order of their names, levels in that of the file.
    """
    return {
        f"{one}: {here} & {other}: {there}": ((one, here), (other, there))
        for one, other in combinations(world.traits, 2)
        for here in world.traits[one]
        for there in world.traits[other]
    }


def by_two_traits(whole: Reading, most: int = MOST_GROUPS) -> tuple[list[Reading], str]:
    """Return the run read for each group of two traits that is shown, in the order of the file, and what is left out,
    in words; nothing where nothing is."""
    people, found = whole.outcome.trial.people, []
    for label, wanted in crossings(whole.outcome.trial.world).items():
        strata = np.array([all(levels[trait] == level for trait, level in wanted) for levels in people.strata], bool)
        traits = " and ".join(trait for trait, _ in wanted)
        found.append(Reading(whole.facts, Group(label, f"everybody else by {traits}", strata), whole.side))
    known = [one for one in found if min(one.n_people, whole.n_people - one.n_people) >= SMALLEST_GROUP]
    chosen = sorted(known, key=lambda one: -one.n_people)[:most]
    return [one for one in known if one in chosen], _left_out(len(found) - len(known), len(known) - len(chosen), most)


def _left_out(few: int, more: int, most: int) -> str:
    said = []
    if few:
        said.append(f"{few} with fewer than {SMALLEST_GROUP} people inside or outside")
    if more:
        said.append(f"{more} smaller than the {most} that are shown, which are those with the most people")
    return f"groups of two traits are left out: {'; '.join(said)}" if said else ""


def crossed(outcome: Outcome, side: Side = "a", most: int = MOST_GROUPS) -> Measures:
    """Return the figures of the groups of two traits of one run; none where the world has fewer than two traits."""
    whole = everybody(outcome, side)
    groups, left_out = by_two_traits(whole, most)
    if not groups and not left_out:
        return Measures()
    rest = Reading(whole.facts, Group("groups of two traits left out", None, whole.group.strata), side)
    told = [figure(rest, DISPARITY[0], 0, 0, why=left_out)] if left_out else []
    compared = disparity(whole, groups) if groups else Measures()
    outcomes = (with_group_luck(gathered(restricted(group), wrongful(group))) for group in groups)
    return gathered(compared, *outcomes, told)
