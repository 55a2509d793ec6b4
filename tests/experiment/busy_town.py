"""A small harsh world and a scheme with a bit of everything: strays, false reports, a busy desk, lists, repair."""

from typing import Any

from xinyong.population.world import World
from xinyong.results.recipe import Recipe
from xinyong.scheme.clauses import Scheme

Json = dict[str, Any]


def cited(value: float, unit: str, range_: tuple[float, float] | None = None) -> Json:
    low, high = range_ or (value, value)
    return {"value": value, "unit": unit, "grade": "assumed", "range": [low, high], "why": "made for a test"}


def name(text: str) -> Json:
    return {"en": text}


STATED: Json = {"grade": "assumed", "why": "made for a test"}
NONE: Json = {"none": True, **STATED}


def act(id_: str, kind: str, rate: float, **more: Any) -> Json:
    return {"id": id_, "name": name(id_), "kind": kind, "rate": cited(rate, "per year"), **more}


def channel(id_: str, astray: float, delay: int, spread: int, **more: Any) -> Json:
    parts = {"misattributed": cited(astray, "share"), "delay": cited(delay, "day"), "spread": cited(spread, "day")}
    return {"id": id_, "name": name(id_), "sort": "agency", **parts, **more}


def sight(act_: str, channel_: str, share: float, **more: Any) -> Json:
    return {"act": act_, "channel": channel_, "share": cited(share, "share"), **more}


def world(**changes: Any) -> World:
    """Return a town of two places where much is done, much is seen, and much of it is written to the wrong name."""
    desk = {
        "id": "office",
        "name": name("Office"),
        "capacity": cited(120, "per 100000 per day"),
        "sits_every": cited(7, "day"),
        "takes": cited(3, "day"),
        "carries_out": cited(10, "day"),
        "reverses_mistaken": cited(0.7, "share"),
        "reverses_right": cited(0.2, "share"),
    }
    found: Json = {
        "format": 1,
        "world": "busy-town",
        "name": name("Busy town"),
        "first_day": "2020-01-01",
        "places": [
            {"id": "east", "name": name("East"), "residents": cited(700, "person"), "room": 65_536},
            {"id": "west", "name": name("West"), "residents": cited(300, "person"), "room": 65_536},
        ],
        "traits": {"sex": ["man", "woman"], "role": ["resident", "official"]},
        "margins": [
            {"id": "sex", "traits": ["sex"], "shares": [{"levels": {"sex": "man"}, "share": cited(0.5, "share")}]},
            {
                "id": "role",
                "traits": ["role"],
                "shares": [{"levels": {"role": "resident"}, "share": cited(0.9, "share")}],
            },
        ],
        "propensity": {"shape": cited(0.7, "shape")},
        "acts": [
            act("theft", "theft", 1.5),
            act("petition", "petition", 1),
            act("siege", "obstruction", 0.5),
            act("blood-donation", "blood-donation", 1, steady=True),
        ],
        "channels": [
            channel("police", 0.2, 2, 9, false_reports=[{"act": "theft", "rate": cited(300, "per 1000 per year")}]),
            channel("camera", 0.3, 1, 0),
        ],
        "sights": [
            sight("theft", "police", 0.5),
            sight("theft", "camera", 0.3),
            sight("petition", "police", 0.6, taken_for={"act": "siege", "share": cited(0.3, "share")}),
            sight("siege", "camera", 0.8),
            sight("blood-donation", "police", 0.9),
        ],
        "services": [
            {"id": "loan", "name": name("Loan"), "rate": cited(2, "per year")},
            {"id": "school", "name": name("School"), "rate": cited(1, "per year")},
        ],
        "means": [{"id": "letter", "reach": cited(0.4, "share")}],
        "objecting": {"mistaken": cited(0.8, "share"), "right": cited(0.3, "share"), "spread": cited(20, "day")},
        "desks": [desk],
        "purge": cited(30, "day"),
        "deterrence": {
            "certainty": cited(0.5, "share"),
            "elasticity": cited(0.5, "elasticity"),
            "spill": cited(0.1, "share"),
        },
    }
    return World.model_validate(found | changes)


def rule(id_: str, act_: str, points: int, validity: Json | None = None, **more: Any) -> Json:
    lasts = validity or cited(60, "day")
    return {"id": id_, "act": act_, "points": cited(points, "point"), "validity": lasts, **STATED, **more}


def scheme(**changes: Any) -> Scheme:
    """Return a scheme in which points, a list, refusals, notice, objection and repair all happen within weeks."""
    found: Json = {
        "format": 1,
        "scheme": "busy-rules",
        "evidence": "composite",
        "name": name("Busy rules"),
        "issued_by": {"body": "nobody", "place": "busy town", "level": "fiction"},
        "in_force": {},
        "world": "busy-town",
        "score": {
            "method": "sum",
            "start": cited(100, "point"),
            "floor": cited(0, "point"),
            "ceiling": cited(120, "point"),
        },
        "tiers": [
            {"id": "good", "at_least": cited(90, "point")},
            {"id": "watched", "at_least": cited(60, "point")},
            {"id": "bad"},
        ],
        "lists": [{"id": "black", "name": name("Black list"), **STATED}],
        "rules": [
            rule("theft", "theft", -30, listing={"list": "black", "term": cited(40, "day"), **STATED}),
            rule("petition", "petition", -10),
            rule("siege", "siege", -50, NONE),
            rule("blood", "blood-donation", 10, NONE),
        ],
        "caps": [
            {"id": "blood-cap", "rules": ["blood"], "points": cited(20, "point"), "per": cited(365, "day"), **STATED},
        ],
        "consequences": [
            {"id": "no-loan", "tiers": ["watched", "bad"], "service": "loan", "effect": "refused",
             "share": cited(0.6, "share"), **STATED},
            {"id": "no-school", "lists": ["black"], "service": "school", "effect": "refused", **STATED},
            {"id": "easy-loan", "tiers": ["good"], "service": "loan", "effect": "favoured", **STATED},
        ],
        "notice": {"by": "letter", "delay": cited(5, "day"), **STATED},
        "objection": {"window": cited(10, "day"), "counts_from": "notice", "desk": "office",
                      "carried_out_within": cited(3, "day"), **STATED},
        "repairs": [
            {"id": "give-blood", "rules": ["theft"], "act": "blood-donation", "after": cited(7, "day"), **STATED},
        ],
        "publicity": [{"id": "board", "channel": "web-list", "delay": cited(2, "day"), "term": NONE, **STATED}],
    }  # fmt: skip
    return Scheme.model_validate(found | changes)


UNKNOWN_WINDOW: Json = {"unknown": True, "between": [cited(10, "day"), NONE], "looked": ["gazette"]}
GAZETTE: Json = {"title": "The gazette of a town that is not there", "date": "2020", "reliability": "G"}


def busy_recipe(**changes: Any) -> Recipe:
    """Return the recipe of 150 people over 21 weeks, with an unknown objection window."""
    objection = {"window": UNKNOWN_WINDOW, "counts_from": "notice", "desk": "office",
                 "carried_out_within": cited(3, "day"), **STATED}  # fmt: skip
    rules = scheme(objection=objection, sources={"gazette": GAZETTE})
    asked = {"scheme": rules, "world": world(), "n_people": 150, "days": 145, "seed": 3, **changes}
    return Recipe(**asked)


def copying_recipe(**changes: Any) -> Recipe:
    """Return the recipe with a list that is copied to a register, half of it to the wrong people, and to households."""
    errors = {"missed": cited(0.1, "share"), "mislinked": cited(0.5, "share"), "duplicated": cited(0.2, "share")}
    register = {"id": "platform", "name": name("Platform"), "by": "name", **errors}
    tie = {"id": "household", "sort": "household", "size": cited(3, "person")}
    copies = [
        {"id": to, "from": "black", "to": to, **road, "delay": cited(7, "day"), "deletions": cited(14, "day"),
         "term": NONE, **STATED}
        for to, road in (("national", {"through": "platform"}), ("kin", {"tie": "household"}))
    ]  # fmt: skip
    lists = [{"id": id_, "name": name(id_), **STATED} for id_ in ("black", "national", "kin")]
    rules = scheme(lists=lists, copies=copies)
    return busy_recipe(**({"scheme": rules, "world": world(registers=[register], ties=[tie])} | changes))


def shares_of(id_: str, trait: str, level: str) -> Json:
    """Return a margin that gives half of the people one level of a trait with two."""
    return {"id": id_, "traits": [trait], "shares": [{"levels": {trait: level}, "share": cited(0.5, "share")}]}
