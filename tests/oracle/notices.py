"""Notices of a generated scheme that are sent on coming into a tier, and objections that need a notice."""

from typing import Any

from tests.oracle.cited import Json
from tests.oracle.dice import Dice, chance, some

from xinyong.scheme.clauses import Notice


def add_notices(dice: Dice, scheme: Json) -> None:
    """Let the clause on notices, if there is one, wait for a tier, and that on objections for a notice."""
    notice, objection = scheme["notice"], scheme["objection"]
    if "by" not in notice:
        return
    tiers = [tier["id"] for tier in scheme["tiers"]]
    if tiers and chance(dice, 1, 1):
        notice["tiers"] = some(dice, tiers, at_least=1)
        notice["tells"] = dice.pick(("all", "latest"))
    if "desk" in objection and chance(dice, 1, 2):
        objection["needs_notice"] = True


def at_once(clause: Any) -> Any:
    """Return a clause on notices with which they are sent when entries are made, if they are sent at all."""
    return clause.model_copy(update={"tiers": (), "tells": None}) if isinstance(clause, Notice) else clause
