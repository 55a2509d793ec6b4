"""Objections of a generated scheme that suspend, ask for evidence and go on to a next instance."""

from tests.oracle.cited import WHY, Json, days_or_none, ratio, share
from tests.oracle.dice import Dice, chance


def add_instances(dice: Dice, scheme: Json, desks: tuple[str, ...]) -> None:
    """Give the clause on objections, if there is one, what makes it longer."""
    objection = scheme["objection"]
    if "desk" not in objection:
        return
    if chance(dice, 2, 1):
        objection["review"] = {
            "window": days_or_none(dice.pick((None, 14, 0))),
            "desk": next(desk for desk in desks if desk != objection["desk"]),
            "carried_out_within": days_or_none(dice.pick((None, 0, 2))),
            **WHY,
        }
    if chance(dice, 1, 1) and scheme.get("score", {}).get("method") != "running":
        objection["suspends"] = True
    if chance(dice, 1, 1):
        objection["evidence"] = "required"


def add_evidence(dice: Dice, world: Json) -> None:
    """Say who asks the next instance and who has evidence, wherever people object."""
    if "objecting" not in world:
        return
    world["objecting"]["review"] = share(dice.pick((1, 0.7)))
    world["objecting"]["evidence"] = {"share": share(dice.pick((0.5, 0.3)))}
    if "traits" in world and chance(dice, 1, 1):
        world["objecting"]["evidence"]["ratios"] = [ratio(0.5, age="old")]
