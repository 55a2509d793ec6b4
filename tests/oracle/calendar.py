"""Clocks of a generated file turned into working days, here and there."""

from typing import Any

from tests.oracle.cited import Json
from tests.oracle.dice import Dice, chance

CLOCKS = frozenset({"window", "carried_out_within", "takes", "carries_out"})
"""Keys that are clocks of procedure wherever they stand."""


def count_working_days(dice: Dice, found: Json) -> None:
    """Count some of the clocks of a scheme or world, each by itself, in working days."""
    objection = found.get("objection", {})
    clauses = [
        found.get("notice"),
        objection,
        objection.get("review"),
        *found.get("publicity", ()),
        *found.get("desks", ()),
    ]
    clauses += [*found.get("repairs", ()), *(rule.get("met") for rule in found.get("rules", ()))]
    for clause in clauses:
        if clause:
            for key in sorted(clause.keys() & (CLOCKS | {"delay", "within"})):
                _turn(dice, clause[key])


def _turn(dice: Dice, clock: Any) -> None:
    if clock.get("unit") == "day" and chance(dice, 1, 2):
        clock["unit"] = "working day"
