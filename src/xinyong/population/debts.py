"""Which debts and duties are met later, and when: by themselves, or under a sanction."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from xinyong.population.quantities import days, refusal, share, threshold
from xinyong.population.ratios import KEPT, Population, relative
from xinyong.population.world import Met, World

Table = NDArray[np.int64]


class Debts(TypedDict):
    """Thresholds by act and stratum, days by act. `pressed` is cumulative: by itself, or else under a sanction."""

    met: Table
    met_after: Table
    met_spread: Table
    pressed: Table
    pressed_after: Table
    pressed_spread: Table


def debt_tables(world: World, population: Population) -> Debts:
    """Return how often, and how late, what an act leaves is met; nothing is where the world does not say so.

    Raises:
        InputError: the ratios lift somebody's share above 1.
    """
    shape = (len(world.acts), len(population.strata))
    found = Debts(
        met=np.zeros(shape, np.int64),
        met_after=_days(world, "met", "after"),
        met_spread=_days(world, "met", "spread"),
        pressed=np.zeros(shape, np.int64),
        pressed_after=_days(world, "pressed", "after"),
        pressed_spread=_days(world, "pressed", "spread"),
    )
    for row, act in enumerate(world.acts):
        if act.met is not None:
            found["met"][row], found["pressed"][row] = _thresholds(act.met, population, f"acts.{act.id}.met")
    return found


@lru_cache(maxsize=KEPT)
def _thresholds(met: Met, population: Population, path: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return, by stratum, with which chance a debt is met by itself, and that or else under a sanction."""
    shares = _shares(met, population, path)
    more = share(met.pressed.share, f"{path}.pressed.share") if met.pressed else Fraction(0)
    return tuple(map(threshold, shares)), tuple(threshold(each + (1 - each) * more) for each in shares)


def _shares(met: Met, population: Population, path: str) -> list[Fraction]:
    """Return the share of debts that each stratum meets by itself; ratios keep the stated mean."""
    stated = share(met.share, f"{path}.share")
    shares = [stated * each for each in relative(met.ratios, population, f"{path}.ratios")]
    if max(shares) > 1:
        found = f"the ratios lift the share who meet it to {float(max(shares))} for some people"
        raise refusal(f"{path}.ratios", found, "lower the share, or bring the ratios closer together")
    return shares


def _days(world: World, which: str, name: str) -> Table:
    found = []
    for act in world.acts:
        clause = act.met if which == "met" or act.met is None else act.met.pressed
        found.append(days(getattr(clause, name), f"acts.{act.id}.{which}.{name}") if clause else 0)
    return np.array(found, np.int64)
