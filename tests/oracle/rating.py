"""Harsh ratings: a generated world in which people meet, and a generated scheme whose score is made of stars.

The choices are made apart, so that seeded cases keep everything else.
"""

from tests.oracle.cited import NONE, Json, cited, days, points, points_or_none, ratio, share
from tests.oracle.dice import Dice, chance

from xinyong.population.world import World

SHARES = ((0.2, 0.2, 0.2, 0.2, 0.2), (0, 0, 0, 0, 1), (1, 0, 0, 0, 0), (0.5, 0, 0, 0, 0.5))
NUMBERS = ("one", "two", "three", "four", "five")
START = 3000


def stars(shares: tuple[float, ...], **levels: str) -> Json:
    """Return a row of `stars` in a world file."""
    return {"levels": levels, **{name: share(value) for name, value in zip(NUMBERS, shares, strict=True)}}


def generous(more: float, fewer: float, **levels: str) -> Json:
    """Return a row of `generosity` in a world file."""
    return {"levels": levels, "more": share(more), "fewer": share(fewer)}


def add_encounters(dice: Dice, world: Json) -> None:
    """Let people of a harsh world meet, often enough that most are rated."""
    if not chance(dice, 4, 1):
        return
    traits = "traits" in world
    found: Json = {"rate": cited(dice.pick((150, 40)), "per year"), "stars": [stars(dice.pick(SHARES))]}
    if traits and chance(dice, 1, 1):
        found["ratios"] = [ratio(3, sex="man")]
        found["stars"].insert(0, stars(dice.pick(SHARES), sex="woman"))
    found["generosity"] = [generous(0.3, 0.3), *([generous(1, 0, sex="man")] if traits else [])][:: dice.pick((1, -1))]
    world["encounters"] = found


def add_rating(dice: Dice, scheme: Json, world: World) -> None:
    """Turn a sum into a score made of ratings, whose rules may only override or list."""
    score, tiers = scheme.get("score"), scheme["tiers"]
    if not score or score["method"] != "sum" or score["better"] != "higher" or "rank_every" in score:
        return
    if world.encounters is None or not tiers or not chance(dice, 4, 1):
        return
    bounds = {
        "floor": points_or_none(dice.pick((None, 2000, START))),
        "ceiling": points_or_none(dice.pick((None, 4000))),
    }
    score |= {"method": "rating", "start": points(START), "prior": cited(dice.pick((0, 1, 10)), "person"), **bounds}
    score["board"] = days(dice.pick((7, 1, 10, 14)))
    score.pop("parts", None)
    for tier in tiers[:-1]:
        tier["at_least"] = points(START + 40 * (tier["at_least"]["value"] - 100))
    for tier in tiers:
        if chance(dice, 1, 1):
            tier["weight"] = cited(dice.pick((0, 3, 1000)), "ratio")
    for rule in scheme["rules"]:
        rule["points"] = NONE
        for key in ("repeat", "part", "discretion"):
            rule.pop(key, None)
