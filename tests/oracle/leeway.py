"""Harsh leeway for a generated scheme: points that an office sets, repeats that count for less, subtotals."""

from tests.oracle.cited import NONE, WHY, Json, points, points_or_none
from tests.oracle.dice import Dice, chance


def add_leeway(dice: Dice, scheme: Json) -> None:
    """Give the rules of a scheme leeway, and its sum subtotals that are soon used up."""
    for rule in scheme["rules"]:
        value = rule["points"].get("value", 0)
        if value and chance(dice, 1, 2):
            sign = 1 if value > 0 else -1
            rule["discretion"] = {"to": points(sign * dice.pick((abs(value) + 4, 1, 13))), **WHY}
        if value and "repeat" in rule and chance(dice, 1, 1):
            _let_fall(dice, rule)
    score = scheme.get("score")
    if score and score["method"] == "sum" and chance(dice, 1, 1):
        _add_parts(dice, score, scheme["rules"])


def _let_fall(dice: Dice, rule: Json) -> None:
    """Turn a repeat against the points of its rule, down to nothing at most."""
    value = rule["points"]["value"]
    least = min(abs(value), abs(rule["discretion"]["to"]["value"]) if "discretion" in rule else abs(value))
    against = -1 if value > 0 else 1
    rule["repeat"] |= {"step": points(against * dice.pick((1, 2))), "limit": points(against * dice.pick((least, 1)))}


def _add_parts(dice: Dice, score: Json, rules: list[Json]) -> None:
    start = score["start"]["value"]
    first = dice.pick((start // 4, 0, start))
    score["parts"] = [
        {"id": id_, "start": points(begins), "floor": points_or_none(dice.pick((begins - 6, None, begins))),
         "ceiling": points_or_none(dice.pick((begins + 6, None, begins)))}
        for id_, begins in (("work", first), ("home", start - first))
    ]  # fmt: skip
    for rule in rules:
        if rule["points"] is not NONE and chance(dice, 2, 1):
            rule["part"] = dice.pick(("work", "home"))
