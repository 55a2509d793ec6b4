"""A plain world and a plain scheme in which one thing at a time can be put to the test.

The world has one place, three acts that everybody does about once a week, and a camera that sees all, the day after.
"""

from typing import Any

from tests.oracle.cited import NONE, WHY, Json, cited, days, days_or_none, name, points, points_or_none, share

from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme
from xinyong.trial.trial import Trial, trial


def act(id_: str, kind: str, rate: float = 50, **more: Any) -> Json:
    return {"id": id_, "name": name(id_), "kind": kind, "rate": cited(rate, "per year"), "steady": True, **more}


def channel(id_: str, *, delay: int = 1, misattributed: float = 0, **more: Any) -> Json:
    parts = {"misattributed": share(misattributed), "delay": days(delay), "spread": days(0)}
    return {"id": id_, "name": name(id_), "sort": "camera", **parts, **more}


def desk(id_: str, *, capacity: float = 100_000, takes: int = 7, carries_out: int = 0, right: float = 0) -> Json:
    return {
        "id": id_,
        "name": name(id_),
        "capacity": cited(capacity, "per 100000 per day"),
        "sits_every": days(7),
        "takes": days(takes),
        "carries_out": days(carries_out),
        "reverses_mistaken": share(1),
        "reverses_right": share(right),
    }


def false_report(id_: str, rate: float) -> Json:
    return {"act": id_, "rate": cited(rate, "per year")}


def sight(act_id: str, share_: float = 1, channel_id: str = "camera", **more: Any) -> Json:
    return {"act": act_id, "channel": channel_id, "share": share(share_), **more}


def plain_world(**changes: Any) -> World:
    """Return the plain world, with keys of its file replaced."""
    found: Json = {
        "format": 1,
        "world": "plain",
        "name": name("Plain"),
        "first_day": "2020-01-01",
        "places": [{"id": "here", "name": name("Here"), "residents": cited(1000, "person"), "room": 1 << 20}],
        "acts": [act("theft", "theft"), act("help", "volunteering"), act("prayer", "worship")],
        "channels": [channel("camera")],
        "sights": [sight("theft"), sight("help"), sight("prayer")],
        "services": [{"id": "flight", "name": name("Flight"), "rate": cited(50, "per year")}],
        "means": [{"id": "letter", "reach": share(1)}],
        "objecting": {"mistaken": share(1), "right": share(1), "spread": days(0)},
        "desks": [desk("office")],
        "purge": NONE,
    }
    return World.model_validate(found | changes)


def rule(id_: str = "theft", act_id: str = "theft", size: int | None = -10, validity: int | None = None,
         **more: Any) -> Json:  # fmt: skip
    return {"id": id_, "act": act_id, "points": points_or_none(size), "validity": days_or_none(validity), **more, **WHY}


def score(method: str = "sum", start: int = 100, floor: int | None = None, ceiling: int | None = None,
          better: str = "higher", **more: Any) -> Json:  # fmt: skip
    bounds = {"floor": points_or_none(floor), "ceiling": points_or_none(ceiling)}
    return {"method": method, "start": points(start), **bounds, "better": better, **more}


def tier(id_: str, at_least: int | None = None) -> Json:
    return {"id": id_} | ({} if at_least is None else {"at_least": points(at_least)})


def refusal(id_: str = "no-flights", service: str = "flight", **more: Any) -> Json:
    return {"id": id_, "service": service, "effect": "refused", **more, **WHY}


def objection(window: int | None = None, **more: Any) -> Json:
    return {"window": days_or_none(window), "desk": "office", "carried_out_within": NONE, **more, **WHY}


def plain_scheme(**changes: Any) -> Scheme:
    """Return a sum score that falls by 10 with each theft, with flights refused in the worse of two tiers."""
    found: Json = {
        "format": 1,
        "scheme": "plain",
        "evidence": "composite",
        "name": name("Plain"),
        "issued_by": {"body": "nobody", "place": "nowhere", "level": "none"},
        "in_force": {},
        "score": score(),
        "tiers": [tier("good", 95), tier("bad")],
        "rules": [rule()],
        "consequences": [refusal(tiers=["bad"])],
        "notice": {"by": "letter", "delay": days(2), **WHY},
        "objection": NONE,
    }
    return Scheme.model_validate(found | changes)


def plain_trial(scheme: Scheme | None = None, world: World | None = None, **changes: Any) -> Trial:
    """Return a trial of 100 people and 5 weeks, with arguments changed by name."""
    arguments: dict[str, Any] = {"n_people": 100, "days": 35, "seed": 1}
    return trial(scheme or plain_scheme(), world or plain_world(), **(arguments | changes))
