"""Harsh small schemes: floors near the start, caps used up at once, terms of no days, everybody listed, sudden ends."""

from datetime import date, timedelta

from tests.oracle.calendar import count_working_days
from tests.oracle.cited import NONE, WHY, Json, cited, days, days_or_none, name, points, points_or_none, share
from tests.oracle.consent import add_unscored
from tests.oracle.dice import Dice, chance, some
from tests.oracle.index import add_index, add_tied
from tests.oracle.instances import add_instances
from tests.oracle.leeway import add_leeway
from tests.oracle.lists import add_lists
from tests.oracle.notices import add_notices
from tests.oracle.politics import add_opposed_end
from tests.oracle.ranks import add_ranks
from tests.oracle.rating import add_rating
from tests.oracle.worlds import ACTS, CHANNELS, DESKS, MEANS, SERVICES

from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme

FIRST_DAY = date(2020, 1, 1)
START = 100


def harsh_scheme(dice: Dice, world: World, id_: str = "harsh") -> Scheme:
    """Return a settled scheme that fits a harsh world."""
    score = dice.pick((_score(dice), _score(dice), _score(dice), None))
    lower = score is not None and score["better"] == "lower"
    lists = [{"id": f"list-{n}", "name": name("List"), "sense": dice.pick(("black", "red")), **WHY}
             for n in range(dice.pick((2, 1, 0) if score else (2, 1)))]  # fmt: skip
    tiers = _tiers(dice, lower=lower) if score else []
    rules = [_rule(dice, n, world, score, tiers, lists) for n in range(dice.pick((6, 9, 12, 3)))]
    found: Json = {
        "format": 1,
        "scheme": id_,
        "evidence": "composite",
        "name": name(id_),
        "issued_by": {"body": "nobody", "place": "nowhere", "level": "none"},
        "in_force": {"from": str(_day(dice, (0, 0, 5, 9)))},
        "lists": lists,
        "tiers": tiers,
        "rules": rules,
        "caps": _caps(dice, rules) if score else [],
        "consequences": _consequences(dice, tiers, lists),
        "notice": _notice(dice),
        "objection": _objection(dice),
        "repairs": _repairs(dice, rules),
        "publicity": _publicity(dice, rules),
    }
    if score:
        found["score"] = score
    if chance(dice, 1, 6):
        found["in_force"]["to"] = str(_day(dice, (25, 32)))
    if chance(dice, 1, 2):
        found["consent"] = {"needed": chance(dice, 1, 1), **WHY}
    if chance(dice, 1, 3):
        found["halt"] = {"date": str(_day(dice, (15, 21, 40))), "survives": some(dice, _ids(lists)), **WHY}
    add_lists(dice.aside(f"{id_}-lists"), found)
    if "consent" in found:
        add_unscored(dice.aside(f"{id_}-file"), found)
    add_opposed_end(dice.aside(f"{id_}-opposed"), found)
    add_leeway(dice.aside(f"{id_}-leeway"), found)
    add_index(dice.aside(f"{id_}-index"), found)
    add_ranks(dice.aside(f"{id_}-ranks"), found)
    add_tied(dice.aside(f"{id_}-tied"), found)
    add_rating(dice.aside(f"{id_}-rating"), found, world)
    add_instances(dice.aside(f"{id_}-instances"), found, DESKS)
    count_working_days(dice.aside(f"{id_}-clocks"), found)
    add_notices(dice.aside(f"{id_}-notices"), found)
    return Scheme.model_validate(found)


def _ids(clauses: list[Json]) -> list[str]:
    return [clause["id"] for clause in clauses]


def _day(dice: Dice, options: tuple[int, ...]) -> date:
    return FIRST_DAY + timedelta(days=dice.pick(options))


def _score(dice: Dice) -> Json:
    found: Json = {
        "method": dice.pick(("sum", "running", "sum")),
        "start": points(START),
        "floor": points_or_none(dice.pick((None, START - 6, START, 0))),
        "ceiling": points_or_none(dice.pick((None, START + 6, START, 1000))),
        "better": dice.pick(("higher", "lower")),
    }
    if found["method"] == "running" and chance(dice, 1, 1):
        found["decay"] = {"points": points(dice.pick((1, 7))), "every": days(dice.pick((7, 1, 10))), **WHY}
    return found


def _tiers(dice: Dice, *, lower: bool) -> list[Json]:
    """Return up to four tiers, best first, with edges close to the start on either side."""
    offsets = dice.pick(((0, -10), (0,), (5, 0, -1, -20), (-3,), (1,), ()))
    found: list[Json] = []
    for number, offset in enumerate(offsets):
        edge = {"at_most": points(START - offset)} if lower else {"at_least": points(START + offset)}
        found.append({"id": f"tier-{number}", "label": "band", **edge})
    return [*found, {"id": "tier-worst", "label": "band"}] if found or chance(dice, 1, 1) else []


def _rule(dice: Dice, number: int, world: World, score: Json | None, tiers: list[Json], lists: list[Json]) -> Json:
    act, kind = dice.pick(ACTS)
    good = kind in {"volunteering", "charity"}
    costs = dice.pick((not good, not good, not good, good))
    size = dice.pick((5, 1, 11, 30, 0))
    lower = score is not None and score["better"] == "lower"
    signed = size if costs == lower else -size
    runs = score is not None and score["method"] == "running"
    found: Json = {
        "id": f"rule-{number}",
        "act": act,
        "points": points_or_none(dice.pick((signed, signed, signed, None)) if score else None),
        "validity": days_or_none(None if runs else dice.pick((7, None, 1, 0, 30, 14))),
        "channels": dice.pick(((), (), some(dice, CHANNELS))),
        **WHY,
    }
    if world.traits and chance(dice, 1, 2):
        found["applies_to"] = {"sex": ["woman"]} if chance(dice, 1, 1) else {"sex": ["man"], "age": ["young"]}
    if chance(dice, 1, 2) and found["points"] is not NONE and size:
        found["repeat"] = _repeat(dice, signed)
    if tiers and chance(dice, 1, 2):
        found["override"] = {
            "tier": dice.pick(_ids(tiers)),
            "term": days_or_none(dice.pick((None, 10, 20, 1, 0))),
            **WHY,
        }
    if lists and chance(dice, 1, 1):
        found["listing"] = {
            "list": dice.pick(_ids(lists)),
            "term": days_or_none(dice.pick((None, 10, 20, 1, 0))),
            **WHY,
        }
    if chance(dice, 1, 2):
        found["in_force"] = {"from": str(_day(dice, (0, 10))), "to": str(_day(dice, (10, 25, 60)))}
    return found


def _repeat(dice: Dice, signed: int) -> Json:
    step = (1 if signed > 0 else -1) * dice.pick((2, 7))
    limit = dice.pick((None, step, 3 * step))
    return {"within": days(dice.pick((30, 1, 7))), "step": points(step), "limit": points_or_none(limit), **WHY}


def _caps(dice: Dice, rules: list[Json]) -> list[Json]:
    if not chance(dice, 1, 1):
        return []
    half = len(rules) // 2
    split = (_ids(rules)[:half], _ids(rules)[half:])
    return [
        {"id": f"cap-{n}", "rules": some(dice, ids, at_least=1), "points": points(dice.pick((12, 5, 0))),
         "per": days(dice.pick((30, 7, 1))), **WHY}
        for n, ids in enumerate(split)
    ]  # fmt: skip


def _consequences(dice: Dice, tiers: list[Json], lists: list[Json]) -> list[Json]:
    effects = ("refused", "refused", "waived", "delayed", "favoured", "priced", "deposit", "checked", "waived")
    found = []
    for number in range(dice.pick((4, 7, 10, 10, 0))):
        on_tiers, on_lists = some(dice, _ids(tiers)), some(dice, _ids(lists))
        if not on_tiers and not on_lists:
            on_tiers, on_lists = _ids(tiers)[-1:], _ids(lists)[:1]
        if not on_tiers and not on_lists:
            continue
        clause: Json = {
            "id": f"consequence-{number}",
            "tiers": on_tiers,
            "lists": on_lists,
            "service": dice.pick(SERVICES),
            "effect": dice.pick(effects),
            **WHY,
        }
        if chance(dice, 1, 2):
            clause["share"] = share(dice.pick((0.5, 0, 1)))
        if chance(dice, 1, 2):
            clause["in_force"] = {"from": str(_day(dice, (0, 10))), "to": str(_day(dice, (10, 25, 60)))}
        if clause["effect"] in {"priced", "deposit"}:
            clause["amount"] = cited(dice.aside(f"amount of {number}").pick((200, 0, 1)), "yuan")
        found.append(clause)
    return found


def _notice(dice: Dice) -> Json:
    if chance(dice, 1, 3):
        return NONE
    return {"by": dice.pick(MEANS), "delay": days(dice.pick((0, 1, 5, 10))), **WHY}


def _objection(dice: Dice) -> Json:
    if dice.pick((False, False, False, False, True)):
        return NONE
    return {
        "window": days_or_none(dice.pick((None, 14, 7, 0))),
        "counts_from": dice.pick(("entry", "notice")),
        "desk": dice.pick(DESKS),
        "carried_out_within": days_or_none(dice.pick((None, 0, 2, 30))),
        **WHY,
    }


def _repairs(dice: Dice, rules: list[Json]) -> list[Json]:
    """Return clauses that lift entries when a good deed, or the act itself, is recorded: at the soonest that day."""
    acts = dice.pick((("help",), (), ("help", "gift"), (rules[0]["act"],), (rules[0]["act"], rules[1]["act"])))
    return [
        {
            "id": f"repair-{number}",
            "rules": dice.pick((_ids(rules), some(dice, _ids(rules), at_least=2))),
            "act": act,
            "after": days(dice.pick((0, 0, 5, 20))),
            **WHY,
        }
        for number, act in enumerate(acts)
    ]


def _publicity(dice: Dice, rules: list[Json]) -> list[Json]:
    return [
        {"id": f"publicity-{n}", "rules": dice.pick(((), some(dice, _ids(rules)))), "channel": "web-list",
         "delay": days(dice.pick((0, 3, 10))), "term": days_or_none(dice.pick((None, 5))), **WHY}
        for n in range(dice.pick((1, 0, 2)))
    ]  # fmt: skip
