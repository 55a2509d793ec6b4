"""What generated schemes and worlds have of lists: entered with a tier, met, extended, repaired by desks.

Its choices are made aside, so that seeded cases keep everything else.
"""

from tests.oracle.cited import WHY, Json, cited, days, days_or_none, ratio, share
from tests.oracle.dice import Dice, chance, some

DESKS = ("office", "court")
TIES = ("household", "representative")


def add_lists(dice: Dice, scheme: Json) -> None:
    """Let the lists of a harsh scheme do what lists can do besides."""
    tiers = [tier["id"] for tier in scheme["tiers"]]
    for one in scheme["lists"]:
        if tiers and chance(dice, 1, 2):
            one["tiers"] = some(dice, tiers)
    running = "score" in scheme and scheme["score"]["method"] == "running"
    for rule in scheme["rules"]:
        still = "none" in rule["points"] and "repeat" not in rule
        if (still or not running) and chance(dice, 1, 1):
            rule["met"] = {"within": days_or_none(dice.pick((None, 0, 3, 30))), "desk": dice.pick(DESKS), **WHY}
        if "listing" in rule and "none" not in rule["listing"]["term"] and chance(dice, 1, 1):
            least = dice.pick((0, 5))
            rule["listing"]["extension"] = {
                "share": share(dice.pick((0.5, 1, 0))),
                "least": days(least),
                "most": days(least + dice.pick((0, 9))),
                **WHY,
            }
    lists = [one["id"] for one in scheme["lists"]]
    if len(lists) == 2 and chance(dice, 2, 1):
        scheme["copies"] = [
            {
                "id": f"copy-{n}",
                "from": lists[0],
                "to": lists[1],
                **_road(dice, n),
                "delay": days(dice.pick((7, 0, 14, 3))),
                "deletions": days_or_none(dice.pick((7, 0, 14, None))),
                "term": days_or_none(dice.pick((None, 10, 0))),
                **WHY,
            }
            for n in range(dice.pick((1, 2)))
        ]
    for repair in scheme["repairs"]:
        repair["every"] = chance(dice, 1, 1)
        if chance(dice, 1, 1):
            repair |= {"within": days_or_none(dice.pick((None, 1, 30))), "desk": dice.pick(DESKS)}


def _road(dice: Dice, n: int) -> Json:
    """Return a register or, of some copies, a tie of the world."""
    through, aside = dice.pick(("platform", "agency")), dice.aside(f"tie-{n}")
    return {"tie": aside.pick(TIES)} if chance(aside, 1, 1) else {"through": through}


def add_ties(dice: Dice, world: Json) -> None:
    """Let everybody in a harsh world belong to somebody: in twos or tens, to men alone, or to nobody."""
    levels: Json = {"sex": "man"} if "traits" in world else {}
    world["ties"] = [
        {"id": TIES[0], "sort": "household", "size": cited(dice.pick((2, 10, 3)), "person"), "to": levels},
        {"id": TIES[1], "sort": "legal-representative", "size": cited(dice.pick((1, 2)), "person"), "from": levels},
    ]


def add_debts(dice: Dice, world: Json) -> None:
    """Let some acts of a harsh world leave a debt that is met later."""
    for act in world["acts"]:
        if not chance(dice, 1, 1):
            continue
        act["met"] = {
            "share": share(dice.pick((0.5, 0.3, 0, 0.6))),
            "after": days(dice.pick((0, 1, 10, 20))),
            "spread": days(dice.pick((0, 14))),
        }
        if "traits" in world and chance(dice, 1, 2):
            act["met"]["ratios"] = [ratio(0.5, sex="man")]
        if chance(dice, 1, 1):
            more = {"after": days(dice.pick((0, 5))), "spread": days(dice.pick((0, 9)))}
            act["met"]["pressed"] = {"share": share(dice.pick((0.6, 1))), **more}


def add_registers(dice: Dice, world: Json) -> None:
    """Give a harsh world registers that miss copies, join them to others, and make them twice."""
    world["registers"] = [
        {
            "id": id_,
            "name": {"en": id_},
            "by": dice.pick(("id", "name")),
            "missed": share(dice.pick((0, 0.2))),
            "mislinked": share(dice.pick((0.3, 0, 0.8))),
            "duplicated": share(dice.pick((0.3, 0, 1))),
        }
        for id_ in ("platform", "agency")
    ]
