"""How the people of a place answer to what governs them: whether a candidate is taken, and whether it is hidden."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xinyong.files.evidence import threshold
from xinyong.population.odds import Odds
from xinyong.population.stories import CONFORMITY_STEPS
from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme
from xinyong.trial.response import ONE, Rows, factors, in_hardship
from xinyong.trial.stakes import is_costly
from xinyong.vocabulary import WIDE

HARDSHIP, CONFORMITY = "hardship", "conformity"
"""Responses in which people under a sanction, and people who see others under one, have rows of their own."""


@dataclass(frozen=True)
class Answers:
    """The response table of a place: chances 0 … WIDE by row. `without` is the row of those whom no scheme governs.

    take    rows, strata, acts: the chance that a candidate is taken
    evade   rows, acts: the chance that one that was taken is done where no channel looks
    harder  from somebody's row to that of the same under a sanction; 0 where the two answer alike
    louder  from somebody's row to that of the same where one step more of the people around are restricted; 0 where
            nobody minds the others
    """

    take: NDArray[np.int64]
    evade: NDArray[np.int64]
    without: int
    harder: int
    louder: int


def answers_to(
    schemes: tuple[Scheme, ...], world: World, tables: Odds, response: str
) -> tuple[Answers, tuple[str, ...]]:
    """Return how people answer, and the (scheme, tier, act) whose response went above the bound and was cut.

    `schemes` are the whole of what governs, which has a row for each tier, then what governs alone where the last layer
    does not, each with a row of its own.
    """
    told = [(scheme, tier) for scheme in schemes for tier in range(max(len(scheme.tiers), 1))]
    lines: Rows = []
    for level in range(CONFORMITY_STEPS + 1 if response == CONFORMITY else 1):
        lines += [line for scheme in schemes for line in factors(scheme, world, response, level)]
        lines.append([ONE] * len(world.acts))
    soft = len(told) + 1
    lines += in_hardship(world, lines) if response == HARDSHIP else []
    rows, cut = [], []
    for number, line in enumerate(lines):
        # Python's whole numbers, since a threshold times a factor does not fit 64 bits.
        wanted = np.array([[int(b) * f >> 16 for b, f in zip(base, line, strict=True)] for base in tables.take], object)
        over = [act.id for act, column in zip(world.acts, wanted.T, strict=True) if max(column, default=0) > WIDE]
        cut += [_named(told, number % soft, name) for name in over]
        rows.append(np.minimum(wanted, WIDE).astype(np.int64))
    take, evade = np.stack(rows), _evade([scheme for scheme, _ in told], world, response, len(lines))
    take.setflags(write=False)
    evade.setflags(write=False)
    harder, louder = (soft if response == name else 0 for name in (HARDSHIP, CONFORMITY))
    return Answers(take, evade, soft - 1, harder, louder), tuple(dict.fromkeys(cut))


def _named(told: list[tuple[Scheme, int]], row: int, act: str) -> str:
    if row == len(told):
        return f"without scheme: {act}"
    scheme, tier = told[row]
    return f"{scheme.scheme}: tier {tier}: {act}"


def _evade(schemes: list[Scheme], world: World, response: str, n_rows: int) -> NDArray[np.int64]:
    """Return, by row and act, the chance that one that was taken is hidden: nobody hides a good deed."""
    share = threshold(world.evasion.share) if world.evasion is not None and response == "evasion" else 0
    found = np.zeros((n_rows, len(world.acts)), np.int64)
    for row, scheme in enumerate(schemes):
        costly = {rule.act for rule in scheme.rules if is_costly(scheme, rule)}
        found[row] = [share if act.id in costly else 0 for act in world.acts]
    return found
