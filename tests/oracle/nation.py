"""Two places, one of which adopts a scheme with points, under lists that hold in both."""

from typing import Any

from tests.oracle.cited import NONE, WHY, cited, days, name
from tests.oracle.plain import desk, objection, plain_scheme, plain_trial, plain_world, refusal, rule

from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme
from xinyong.trial.trial import Trial


def nation(**changes: Any) -> World:
    """Return the plain world with two places and two desks."""
    places = [
        {"id": id_, "name": name(id_), "residents": cited(500, "person"), "room": 1 << 20} for id_ in ("east", "west")
    ]
    return plain_world(**({"places": places, "desks": [desk("court"), desk("office", takes=14)]} | changes))


def national(act: str = "prayer", **changes: Any) -> Scheme:
    """Return a national list that an act leads to, with `member` in the east from the 20th day on."""
    listing = {"list": "black", "term": days(10), **WHY}
    found = {
        "scheme": "nation",
        "score": None,
        "tiers": [],
        "lists": [{"id": "black", "name": name("Black"), **WHY}],
        "rules": [rule("theft", act, None, 30, listing=listing)],
        "consequences": [refusal(lists=["black"])],
        "objection": {**objection(), "desk": "court"},
        "members": [{"scheme": "member", "place": "east", "from": "2020-01-21"}],
    }
    return plain_scheme(**(found | changes))


def member(**changes: Any) -> Scheme:
    """Return a scheme with points whose ids are also those of the nation."""
    return plain_scheme(**({"scheme": "member", "objection": objection(), "notice": NONE} | changes))


def nation_trial(country: Scheme | None = None, local: Scheme | None = None, **changes: Any) -> Trial:
    """Return a trial of 100 people and 8 weeks."""
    world = changes.pop("world", nation())
    members = {"member": local or member()}
    return plain_trial(country or national(), world, **({"members": members, "days": 56} | changes))
