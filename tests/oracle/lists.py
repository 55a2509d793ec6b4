"""What generated schemes and worlds have of lists: entered with a tier, met, extended, repaired, copied.

Its choices are made apart, so that seeded cases keep everything else.
"""

from tests.oracle.cited import Json
from tests.oracle.dice import Dice, chance, some


def add_lists(dice: Dice, scheme: Json) -> None:
    """Let the lists of a harsh scheme do what lists can do besides."""
    tiers = [tier["id"] for tier in scheme["tiers"]]
    for one in scheme["lists"]:
        if tiers and chance(dice, 1, 2):
            one["tiers"] = some(dice, tiers)
