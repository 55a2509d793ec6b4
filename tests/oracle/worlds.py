"""Harsh small worlds: rates high enough that every phase is busy in weeks, delays of 0, everybody or nobody seen.

`weekly`: mail takes a window at least and desks sit on whole weeks, so that windows of 7 and 1 must agree.
"""

from tests.oracle.calendar import count_working_days
from tests.oracle.cited import NONE, Json, cited, days, name, ratio, share
from tests.oracle.dice import Dice, chance, some
from tests.oracle.instances import add_evidence
from tests.oracle.lists import add_debts, add_registers, add_ties
from tests.oracle.moves import add_moves
from tests.oracle.observation import add_observation
from tests.oracle.occasions import add_occasions
from tests.oracle.politics import add_politics
from tests.oracle.rating import add_encounters

from xinyong.population.world import World

TRAITS = {"sex": ["woman", "man"], "age": ["young", "old"]}
PLACES = ("east", "west", "north")
CHANNELS = ("camera", "police", "neighbour")
SERVICES = ("flight", "loan")
DESKS = ("office", "court")
MEANS = ("letter", "board")
ACTS = (
    ("arrears", "late-payment"),
    ("jaywalking", "jaywalking"),
    ("petition", "petition"),
    ("siege", "obstruction"),
    ("help", "volunteering"),
    ("gift", "charity"),
    ("gaming", "leisure"),
)
"""Misdeeds, protected conduct, good deeds, and something lawful to which a world may add a right."""


def harsh_world(dice: Dice, *, weekly: bool = False) -> World:
    """Return a world in which everything that can happen does."""
    traits = chance(dice, 1, 1)
    acts = [_act(dice, id_, kind, traits=traits) for id_, kind in ACTS]
    found: Json = {
        "format": 1,
        "world": "harsh",
        "name": name("Harsh"),
        "first_day": "2020-01-01",
        "places": [_place(dice, id_) for id_ in PLACES[: dice.pick((1, 3))]],
        "acts": acts,
        "channels": [_channel(dice, id_, traits=traits, weekly=weekly) for id_ in CHANNELS],
        "sights": [_sight(dice, act["id"], channel) for act in acts for channel in some(dice, CHANNELS)],
        "services": [_service(dice, id_, traits=traits) for id_ in SERVICES],
        "means": [
            {"id": "letter", "reach": share(dice.pick((1, 1, 0.5, 0)))},
            {"id": "board", "reach": share(0.5), "ratios": [ratio(0.2, age="old")] if traits else []},
        ],
        "desks": [_desk(dice, id_, weekly=weekly) for id_ in DESKS],
        "purge": dice.pick((days(0), NONE, days(1), days(7), days(30))),
        "deterrence": _deterrence(dice),
        **_stories(dice.aside("stories")),
    }
    if traits:
        found |= {"traits": TRAITS, "margins": [_margin("by-sex", "sex", "woman"), _margin("by-age", "age", "young")]}
    if chance(dice, 1, 1):
        found["propensity"] = {"shape": cited(dice.pick((1, 0.6)), "shape")}
    if chance(dice, 3, 1):
        found["objecting"] = {
            "mistaken": share(dice.pick((1, 0.5))),
            "right": share(dice.pick((0.5, 1, 0))),
            "spread": days(dice.pick((0, 5, 20))),
        }
    if chance(dice, 1, 1):
        found["opt_in"] = share(dice.pick((0.6, 1, 0)))
    add_debts(dice.aside("debts"), found)
    add_observation(dice.aside("observation"), found)
    add_evidence(dice.aside("evidence"), found)
    count_working_days(dice.aside("clocks"), found)
    add_registers(dice.aside("registers"), found)
    add_encounters(dice.aside("encounters"), found)
    add_ties(dice.aside("ties"), found)
    add_politics(dice.aside("politics"), found)
    add_occasions(dice.aside("occasions"), found)
    add_moves(dice.aside("moves"), found)
    return World.model_validate(found)


def _place(dice: Dice, id_: str) -> Json:
    residents = dice.pick((1000, 300, 1))
    return {"id": id_, "name": name(id_), "residents": cited(residents, "person"), "room": dice.pick((65_536, 131_072))}


def _margin(id_: str, trait: str, level: str) -> Json:
    return {"id": id_, "traits": [trait], "shares": [{"levels": {trait: level}, "share": share(0.4)}]}


def _act(dice: Dice, id_: str, kind: str, *, traits: bool) -> Json:
    rate = dice.pick((10, 15, 5, 10, 15, 0))
    found: Json = {
        "id": id_,
        "name": name(id_),
        "kind": kind,
        "rate": cited(rate, "per year", rate * dice.pick((1, 1.5))),
        "steady": chance(dice, 1, 1),
        "once_a_day": chance(dice, 1, 1),
    }
    if chance(dice, 1, 1):
        found["bound"] = cited(rate, "per year")
    if traits and chance(dice, 1, 1):
        found["ratios"] = [ratio(dice.pick((3, 0)), sex="man")]
    if kind == "leisure" and chance(dice, 1, 1):
        found["protects"] = "expression"
    if chance(dice, 1, 1):
        channels = some(dice, CHANNELS[:2])
        found["law"] = {"penalty": "a fine", "severity": cited(dice.pick((1, 0)), "step"), "channels": channels}
    return found


def _channel(dice: Dice, id_: str, *, traits: bool, weekly: bool) -> Json:
    false = [act for act, _ in ACTS[:4] if chance(dice, 1, 1)]
    found: Json = {
        "id": id_,
        "name": name(id_),
        "sort": "agency",
        "misattributed": share(dice.pick((0, 0.2, 0.3, 0.1, 1))),
        "delay": days(dice.pick((7, 14) if weekly else (1, 0, 3, 7, 10))),
        "spread": days(dice.pick((0, 3, 20))),
        "false_reports": [{"act": act, "rate": cited(dice.pick((4, 15)), "per year")} for act in false],
    }
    if traits and chance(dice, 1, 1):
        found["coverage"] = [ratio(0.5, sex="woman")]
    return found


def _sight(dice: Dice, act: str, channel: str) -> Json:
    found: Json = {"act": act, "channel": channel, "share": share(dice.pick((0.3, 0.33, 0.2, 0)))}
    others = [other for other, _ in ACTS if other != act]
    if chance(dice, 1, 2):
        found["taken_for"] = {"act": dice.pick(others), "share": share(dice.pick((0.4, 1, 0)))}
    return found


def _service(dice: Dice, id_: str, *, traits: bool) -> Json:
    found: Json = {"id": id_, "name": name(id_), "rate": cited(dice.pick((30, 60, 30, 0)), "per year")}
    if traits and chance(dice, 1, 1):
        found["ratios"] = [ratio(2, age="young")]
    aside = dice.aside(f"quota of {id_}")
    if chance(aside, 1, 1):
        found["quota"] = cited(aside.pick((6_000, 2_000, 0, 12_000)), "per 100000 per day")
    tired = dice.aside(f"giving up {id_}")
    if chance(tired, 1, 2):
        found["gives_up"] = share(tired.pick((0.3, 1, 0)))
    return found


def _desk(dice: Dice, id_: str, *, weekly: bool) -> Json:
    return {
        "id": id_,
        "name": name(id_),
        "capacity": cited(dice.pick((100_000, 500, 3000, 10_000, 0)), "per 100000 per day"),
        "sits_every": days(dice.pick((7, 14) if weekly else (7, 1, 5, 14))),
        "takes": days(dice.pick((0, 3, 14))),
        "carries_out": days(dice.pick((0, 2, 14))),
        "reverses_mistaken": share(dice.pick((1, 0.7))),
        "reverses_right": share(dice.pick((0, 0.4, 1))),
    }


def _deterrence(dice: Dice) -> Json:
    return {
        "certainty": cited(dice.pick((0.5, 1)), "ratio"),
        "elasticity": cited(dice.pick((1, 0.5)), "elasticity"),
        "spill": share(dice.pick((0, 0.5))),
    }


def _stories(dice: Dice) -> Json:
    return {
        "conformity": {"pull": cited(dice.pick((2, 1)), "ratio"), "full": share(dice.pick((0.2, 0.5, 0.01)))},
        "fear_of_error": {"feared": cited(dice.pick((2, 1)), "ratio")},
        "reward_seeking": {"pull": cited(dice.pick((1, 0.5)), "ratio")},
        "hardship": {"ratio": cited(dice.pick((3, 1.5)), "ratio")},
        "evasion": {"share": share(dice.pick((0.5, 1, 0)))},
    }
