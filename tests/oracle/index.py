"""A harsh index for a generated scheme: two dimensions, one of them soon used up, reckoned anew all the time."""

from tests.oracle.cited import NONE, Json, days, points, points_or_none, share
from tests.oracle.dice import Dice, chance
from tests.oracle.lists import TIES


def add_index(dice: Dice, scheme: Json) -> None:
    """Turn a sum into an index of two dimensions that begins at the same score."""
    score = scheme.get("score")
    if not score or score["method"] != "sum" or not chance(dice, 1, 2):
        return
    reach = dice.pick((1000, 2500))
    score |= {"method": "index", "refresh": days(dice.pick((7, 1, 10)))}
    score |= {"floor": points(score["start"]["value"] - reach), "ceiling": points(score["start"]["value"] + reach)}
    weight = dice.pick((0.35, 0.5, 1))
    score["parts"] = [
        {"id": id_, "start": points(500), "floor": points_or_none(dice.pick((None, 490, 500))),
         "ceiling": points_or_none(dice.pick((None, 510, 500))), "weight": share(size)}
        for id_, size in (("work", weight), ("home", round(1 - weight, 2)))
    ]  # fmt: skip
    for rule in scheme["rules"]:
        rule.pop("part", None)
        if rule["points"] is not NONE:
            rule["part"] = dice.pick(("work", "home"))


def add_tied(dice: Dice, scheme: Json) -> None:
    """Let one dimension of an index be made of households, whatever the start is worth beside the tier of the start."""
    score = scheme.get("score")
    if not score or score["method"] != "index" or len(scheme["tiers"]) < 2 or "rank_every" in score:
        return
    score["parts"][dice.pick((0, 1))]["tie"] = TIES[0]
    score["board"] = days(dice.pick((7, 1, 10, 14)))
