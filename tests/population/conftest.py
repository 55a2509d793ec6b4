"""Small worlds, written the way a world file is, for the tests of the numbers made from them."""

from types import SimpleNamespace
from typing import Any

import pytest

from xinyong.population.world import World

Json = dict[str, Any]


def cited(value: float, unit: str, range_: tuple[float, float] | None = None) -> Json:
    low, high = range_ or (value, value)
    return {"value": value, "unit": unit, "grade": "assumed", "range": [low, high], "why": "made for a test"}


def ratio(value: float, **levels: str) -> Json:
    return {"levels": levels, "ratio": cited(value, "ratio")}


def name(text: str) -> Json:
    return {"en": text}


def act(id_: str, kind: str, rate: float, **more: Any) -> Json:
    return {"id": id_, "name": name(id_), "kind": kind, "rate": cited(rate, "per year"), **more}


def channel(id_: str, **more: Any) -> Json:
    parts = {"misattributed": cited(0.01, "share"), "delay": cited(7, "day"), "spread": cited(0, "day")}
    return {"id": id_, "name": name(id_), "sort": "agency", **parts, **more}


def shares(id_: str, trait: str, **levels: float) -> Json:
    rows = [{"levels": {trait: level}, "share": cited(value, "share")} for level, value in levels.items()]
    return {"id": id_, "traits": [trait], "shares": rows}


def place(id_: str, residents: float, room: int = 1 << 20) -> Json:
    return {"id": id_, "name": name(id_), "residents": cited(residents, "person"), "room": room}


def bare_world(**changes: Any) -> World:
    """Return the least a world can be: one place, one act, nothing else."""
    found: Json = {
        "format": 1,
        "world": "bare",
        "name": name("Bare"),
        "first_day": "2020-01-01",
        "places": [place("here", 1000)],
        "acts": [act("theft", "theft", 0.5)],
        "purge": {"none": True, "grade": "assumed", "why": "made for a test"},
    }
    return World.model_validate(found | changes)


def town_world(**changes: Any) -> World:
    """Return a world with two traits, two places and one of everything else."""
    desk = {
        "id": "office",
        "name": name("Office"),
        "capacity": cited(2.5, "per 100000 per day"),
        "sits_every": cited(14, "day"),
        "takes": cited(7, "day"),
        "carries_out": cited(3, "day"),
        "reverses_mistaken": cited(0.75, "share"),
        "reverses_right": cited(0.1, "share"),
    }
    found: Json = {
        "world": "town",
        "places": [place("east", 700), place("west", 300)],
        "traits": {"sex": ["man", "woman"], "age": ["young", "middle", "old"]},
        "margins": [shares("by-sex", "sex", man=0.5), shares("by-age", "age", young=0.3, middle=0.5, old=0.2)],
        "propensity": {"shape": cited(0.5, "shape")},
        "acts": [
            act("theft", "theft", 0.25, ratios=[ratio(3, sex="man")]),
            act("petition", "petition", 0.125, law=None),
            act("blood-donation", "blood-donation", 0.5, steady=True, ratios=[ratio(0, age="old")]),
            act("siege", "obstruction", 0.0625, bound=cited(0.25, "per year")),
        ],
        "channels": [
            channel("police", coverage=[ratio(0.5, sex="woman")]),
            channel("camera", false_reports=[{"act": "theft", "rate": cited(30, "per 1000 per year")}]),
        ],
        "sights": [
            {"act": "theft", "channel": "camera", "share": cited(0.2, "share")},
            {"act": "theft", "channel": "police", "share": cited(0.3, "share")},
            {
                "act": "petition",
                "channel": "police",
                "share": cited(0.4, "share"),
                "taken_for": {"act": "siege", "share": cited(0.05, "share")},
            },
        ],
        "services": [
            {
                "id": "loan",
                "name": name("Loan"),
                "rate": cited(250, "per 1000 per year"),
                "ratios": [ratio(2, age="middle")],
            }
        ],
        "means": [{"id": "letter", "reach": cited(0.5, "share"), "ratios": [ratio(0.5, age="old")]}],
        "objecting": {"mistaken": cited(0.25, "share"), "right": cited(0.02, "share"), "spread": cited(30, "day")},
        "desks": [desk],
        "purge": cited(60, "day"),
        "opt_in": cited(0.4, "share"),
    }
    return bare_world(**(found | changes))


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """Builders of whole worlds (`bare`, `town`) and of their parts, for tests that change one thing."""
    return SimpleNamespace(
        act=act,
        bare=bare_world,
        channel=channel,
        cited=cited,
        name=name,
        place=place,
        ratio=ratio,
        shares=shares,
        town=town_world,
    )
