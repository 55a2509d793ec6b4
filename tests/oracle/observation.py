"""What generated worlds have of observation: funnels, places that a channel does not watch, errors that fall on some.

Its choices are made apart, so that seeded cases keep everything else.
"""

from tests.oracle.cited import Json, ratio, share
from tests.oracle.dice import Dice, chance, some

STAGES = ("seen", "matched", "checked", "contact-found", "accepted")


def _import(dice: Dice, world: Json, number: int) -> Json:
    found: Json = {
        "id": f"import-{number}",
        "date": f"2020-01-{dice.pick((8, 1, 14, 25)):02d}",
        "channel": dice.pick(world["channels"])["id"],
        "act": dice.pick(world["acts"])["id"],
        "share": share(dice.pick((0.5, 0.1, 1, 0))),
    }
    if "traits" in world and chance(dice, 1, 1):
        found["who"] = {"sex": "man"}
    if chance(dice, 1, 1):
        found["place"] = dice.pick(world["places"])["id"]
    return found


def add_observation(dice: Dice, world: Json) -> None:
    """Let the channels of a harsh world see as channels can."""
    for channel in world["channels"]:
        if chance(dice, 1, 2):
            channel["funnel"] = [{"id": id_, "share": share(dice.pick((0.9, 1, 0)))} for id_ in some(dice, STAGES)]
        if chance(dice, 1, 2):
            places = [place["id"] for place in world["places"]]
            channel["places"] = [{"place": id_, "share": share(dice.pick((0.5, 1, 0)))} for id_ in some(dice, places)]
        if "traits" in world and chance(dice, 1, 1):
            channel["strays_to"] = [ratio(dice.pick((5, 0.1)), sex="man"), ratio(dice.pick((2, 1)), age="old")]
    if chance(dice, 1, 2):
        world["imports"] = [_import(dice, world, number) for number in range(dice.pick((1, 3)))]
    if chance(dice, 1, 1):
        world["thin_file"] = {"share": share(dice.pick((0.3, 0.1, 0)))}
    if "traits" in world and "opt_in" in world and chance(dice, 1, 1):
        world["opt_in_ratios"] = [ratio(0.5, sex="woman")]
        world["opt_in"] = share(0.6)
