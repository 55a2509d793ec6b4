"""Generated schemes that score from files, and what becomes of those whom they do not score."""

from tests.oracle.cited import Json
from tests.oracle.dice import Dice, chance


def add_unscored(dice: Dice, scheme: Json) -> None:
    """Let a scheme that has a clause on consent score from files, and let consequences bind those left out."""
    if chance(dice, 1, 1):
        scheme["consent"]["file"] = True
    for consequence in scheme["consequences"]:
        if chance(dice, 1, 1):
            consequence["unscored"] = True
