"""Encounters: how many stars people are given, by who is rated and by who rates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import accumulate
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from xinyong.files.complaints import Finding
from xinyong.files.document import Spot
from xinyong.files.references import refer_one
from xinyong.population.quantities import exact, refusal, share, threshold
from xinyong.population.ratios import Population
from xinyong.population.world import Encounters, StarShares, World

Table = NDArray[np.int64]

MOST_STARS = 5


class Stars(TypedDict):
    """By stratum of the rated: cumulative thresholds of one to five stars; by stratum of the rater: the chance of one
    star more, and of one more or one fewer."""

    stars: Table
    one_more: Table
    one_changed: Table


def star_tables(world: World, population: Population) -> Stars:
    """Return the tables of a world's encounters; without length in a world without.

    Raises:
        InputError: a number that is no share, or a row of nothing.
    """
    n_strata = len(population.strata)
    if world.encounters is None:
        nothing = np.zeros(0, np.int64)
        return {"stars": np.zeros((n_strata, 0), np.int64), "one_more": nothing, "one_changed": nothing.copy()}
    stars = np.zeros((n_strata, MOST_STARS), np.int64)
    more, changed = np.zeros(n_strata, np.int64), np.zeros(n_strata, np.int64)
    given = [_shared_out(row) for row in world.encounters.stars]
    kind = [(share(row.more, "encounters.generosity"), share(row.fewer, "encounters.generosity"))
            for row in world.encounters.generosity]  # fmt: skip
    for stratum, levels in enumerate(population.strata):
        row = first_that_fits([one.levels for one in world.encounters.stars], levels)
        if row is not None:
            stars[stratum] = [threshold(reached) for reached in accumulate(given[row])]
        row = first_that_fits([one.levels for one in world.encounters.generosity], levels)
        if row is not None:
            more[stratum], changed[stratum] = threshold(kind[row][0]), threshold(sum(kind[row], Fraction(0)))
    return {"stars": stars, "one_more": more, "one_changed": changed}


def _shared_out(row: StarShares) -> list[Fraction]:
    """Return the shares of one to five stars; where one was moved away from the others, all of them over their sum."""
    found = [share(one, "encounters.stars") for one in row.shares]
    total = sum(found, Fraction(0))
    if total == 0:
        raise refusal("encounters.stars", "found shares of nothing", "give some stars a share above 0")
    return [one / total for one in found]


def first_that_fits(wanted: list[Mapping[str, str]], levels: Mapping[str, str]) -> int | None:
    """Return the position of the first row whose levels somebody has, or None."""
    fits = (all(levels[trait] == level for trait, level in one.items()) for one in wanted)
    return next((place for place, fit in enumerate(fits) if fit), None)


def encounter_findings(world: World) -> Iterator[Finding]:
    """Yield what is wrong with the encounters of a world: unknown levels, shares that do not add up, a wrong order."""
    met = world.encounters
    if met is None:
        return
    for key in ("stars", "generosity"):
        for place, row in enumerate(getattr(met, key)):
            yield from _levels(world, ("encounters", key, place, "levels"), row.levels)
    for place, row in enumerate(met.stars):
        total = sum((exact(one) for one in row.shares), Fraction(0))
        if total != 1:
            message = f"found shares of one to five stars that add up to {float(total):g}, expected 1"
            yield Finding(("encounters", "stars", place), message, "mend one of them")
    yield from _order(met)


def _levels(world: World, spot: Spot, levels: Mapping[str, str]) -> Iterator[Finding]:
    for trait, level in levels.items():
        if trait not in world.traits:
            yield from refer_one((*spot, trait), trait, world.traits, what="traits")
        else:
            yield from refer_one((*spot, trait), level, world.traits[trait], what=f"levels of `{trait}`")


def _order(met: Encounters) -> Iterator[Finding]:
    last = len(met.stars) - 1
    for place, row in enumerate(met.stars):
        if place == last and row.levels:
            message = "found levels in the last row, expected none: it is for everybody else"
            yield Finding(("encounters", "stars", place, "levels"), message, "add a row without levels at the end")
        if place < last and not row.levels:
            message = "found no levels in a row before the last, which nobody would get past"
            yield Finding(("encounters", "stars", place), message, "put it last")
    for place, one in enumerate(met.generosity):
        if exact(one.more) + exact(one.fewer) > 1:
            message = "found shares of one star more and one fewer that add up to more than 1"
            yield Finding(("encounters", "generosity", place), message, "lower one of them")
