"""Which debts and duties are met later, and when: by themselves, or under a sanction."""

from __future__ import annotations

from fractions import Fraction
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from xinyong.population.quantities import days, refusal, share, threshold
from xinyong.population.ratios import Population, relative
from xinyong.population.world import Act, World

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
        shares = _shares(act, population)
        more = share(act.met.pressed.share, f"acts.{act.id}.met.pressed.share") if act.met and act.met.pressed else 0
        found["met"][row] = [threshold(each) for each in shares]
        found["pressed"][row] = [threshold(each + (1 - each) * more) for each in shares]
    return found


def _shares(act: Act, population: Population) -> list[Fraction]:
    """Return the share of debts that each stratum meets by itself; ratios keep the stated mean."""
    if act.met is None:
        return [Fraction(0)] * len(population.strata)
    path = f"acts.{act.id}.met"
    stated = share(act.met.share, f"{path}.share")
    shares = [stated * each for each in relative(act.met.ratios, population, f"{path}.ratios")]
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
