"""What generated worlds choose of acts that need what others leave behind."""

from tests.oracle.cited import Json, cited
from tests.oracle.dice import Dice, chance


def add_occasions(dice: Dice, world: Json) -> None:
    """Let somebody help, or give, only where others left something to be done."""
    for act in world["acts"]:
        if act["id"] in ("help", "gift") and chance(dice, 1, 1):
            act["occasion"] = {"left_by": dice.pick(("arrears", "jaywalking", "siege")),
                               "each": cited(dice.pick((1, 0.3, 0, 5)), "ratio")}  # fmt: skip
