"""What generated worlds choose of politics, and generated schemes that a chosen opposition ends."""

from tests.oracle.cited import WHY, Json, cited, ratio, share
from tests.oracle.dice import Dice, chance


def add_politics(dice: Dice, world: Json) -> None:
    """Let a harsh world support and oppose, and order a channel to write protected conduct down as something else."""
    politics: Json = {}
    if chance(dice, 1, 1):
        politics["support"] = {
            "share": share(dice.pick((0.5, 1, 0))),
            "measured": share(0.8),
            "ratios": [ratio(0.5, sex="woman")] if "traits" in world else [],
            "opts_in": cited(dice.pick((2, 0.5)), "ratio"),
            "objects": cited(dice.pick((0.5, 3)), "ratio"),
        }
    if chance(dice, 1, 1):
        first, last = dice.pick((0.5, 0.2)), dice.pick((0.1, 0.9))
        politics["opposition"] = [
            {"id": "first", "from": "2020-01-10", "share": share(first)},
            {"id": "last", "from": f"2020-01-{dice.pick((13, 22)):02d}", "share": share(last)},
        ]
    if politics:
        world["politics"] = politics
    channels = [sight["channel"] for sight in world["sights"] if sight["act"] == "petition"]
    if channels and chance(dice, 2, 1):
        order = {
            "id": "order",
            "channel": dice.pick(channels),
            "of": "petition",
            "act": dice.pick(("siege", "arrears")),
            "share": share(dice.pick((0.5, 1, 0))),
            "from": f"2020-01-{dice.pick((8, 1)):02d}",
        }
        world["targeting"] = [order | ({"to": "2020-01-20"} if chance(dice, 1, 1) else {})]


def add_opposed_end(dice: Dice, scheme: Json) -> None:
    """Let a scheme end when opposition reaches a share, instead of on its day or beside it."""
    if "halt" in scheme and chance(dice, 1, 1):
        scheme["halt"]["when_opposition"] = share(dice.pick((0.5, 0.2, 0.95)))
        if chance(dice, 1, 1):
            del scheme["halt"]["date"]
    elif chance(dice, 1, 5):
        scheme["halt"] = {"when_opposition": share(0.5), **WHY}
