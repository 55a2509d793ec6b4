"""Harsh ranks for a generated scheme: tiers that are shares of the people of a place, found anew all the time."""

from tests.oracle.cited import Json, days, share
from tests.oracle.dice import Dice, chance


def add_ranks(dice: Dice, scheme: Json) -> None:
    """Turn the tiers of a scheme whose points add up into shares of people."""
    score, tiers = scheme.get("score"), scheme["tiers"]
    if not score or score["method"] == "running" or len(tiers) < 2 or not chance(dice, 1, 1):
        return
    score["rank_every"] = days(dice.pick((7, 1, 10)))
    least = dice.pick((0.1, 0.7, 0.3))
    for number, tier in enumerate(tiers[:-1]):
        tier.pop("at_least", None)
        tier.pop("at_most", None)
        tier["top"] = share(round(least + (1 - least) * number / len(tiers), 3))
