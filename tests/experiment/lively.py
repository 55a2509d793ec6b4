"""A town in which everybody does a lot and half of it is seen, so that a few weeks of a few people say something."""

from dataclasses import replace
from typing import Any

from tests.audit.hand_made import NONE, WHY, act, cited, ladder, no_scheme, rule, town

from xinyong.population.world import World
from xinyong.results.recipe import Recipe
from xinyong.scheme.clauses import Scheme

N_PEOPLE = 100
DAYS = 56


def lively_town(**changes: Any) -> World:
    """Return the town with six acts a person and year of each sort, services asked for, errors of each cause."""
    acts = [
        act("theft", "theft", 12, severity=3, spares="neighbour"),
        act("petition", "petition", 12),
        act("worship", "worship", 12),
        act("donation", "blood-donation", 12),
    ]
    sights = [
        {"act": name, "channel": "police", "share": cited(share, "share")}
        for name, share in (("theft", 0.5), ("petition", 0.3), ("donation", 0.5))
    ]
    channel = town().channels[0].model_dump(by_alias=True) | {
        "misattributed": cited(0.1, "share", 0.05, 0.2),
        "false_reports": [{"act": "theft", "rate": cited(1, "per year")}],
    }
    services = [{"id": "loan", "name": {"en": "Loan"}, "rate": cited(10, "per year")}]
    found = {"acts": acts, "sights": sights, "channels": [channel], "services": services, "purge": cited(7, "day")}
    return town(**(found | changes))


def strict(**changes: Any) -> Scheme:
    """Return the ladder with points for everything that can be seen."""
    rules = [rule("theft", "theft", -20), rule("petition", "petition", -20), rule("donation", "donation", 5)]
    objection = {"window": NONE, "desk": "office", "carried_out_within": NONE, **WHY}
    return ladder(**({"rules": rules, "objection": objection} | changes))


def recipe(scheme: Scheme | None = None, world: World | None = None, **changes: Any) -> Recipe:
    return replace(Recipe(scheme or strict(), world or lively_town(), N_PEOPLE, DAYS), **changes)


def law_alone(world: World | None = None, **changes: Any) -> Recipe:
    return recipe(no_scheme(), world, **changes)
