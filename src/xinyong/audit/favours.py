"""What a scheme's rewards gave to people at services: deposits waived, and requests granted that had found no room."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xinyong.audit.definitions_benefit import FAVOURS
from xinyong.audit.fates import Counterpart
from xinyong.audit.measure import EVERYBODY, Measure, Measures
from xinyong.audit.reading import Facts, Reading, per_1000
from xinyong.vocabulary import Effect

_D = {each.name: each for each in FAVOURS}

NO_WAITING = "not modelled: a service answers on the day it is asked, so nobody waits and nobody waits less"


def favours(reading: Reading, reference: Counterpart | None) -> Measures:
    """Return deposits waived, and the requests granted to favoured people that would have found no room otherwise."""
    return Measures((_waived(reading), *_granted(reading, reference)))


def _services(facts: Facts, effect: Effect) -> list[str]:
    """Return the services at which a scheme of the run gives a reward of this sort, in the order of the world."""
    named = {one.service for scheme in facts.schemes for one in scheme.consequences if one.effect == effect}
    return [name for name in facts.outcome.layout.services if name in named]


def _waived(reading: Reading) -> Measure:
    """Return requests met without a deposit; where a service knows both rewards they are counted as one."""
    waiving, favouring = _services(reading.facts, "waived"), _services(reading.facts, "favoured")
    mixed = [name for name in waiving if name in favouring]
    why = "" if waiving else "no scheme of this run waives anything"
    if mixed:
        why = f"requests with a deposit waived and requests favoured are counted together at: {', '.join(mixed)}"
    count = sum(reading.flow(f"favoured.{name}") for name in waiving)
    return per_1000(reading, _D["deposits_waived"], count, why=why)


def _granted(reading: Reading, reference: Counterpart | None) -> Iterator[Measure]:
    definition, world = _D["granted_instead"], reading.outcome.trial.world
    quotas = {service.id for service in world.services if service.quota is not None}
    rewarded = (*_services(reading.facts, "favoured"), *_services(reading.facts, "waived"))
    scarce = [name for name in rewarded if name in quotas]
    why = "" if reference is not None else "not asked: the same lives were not played without the scheme"
    if not scarce:
        why = (
            "not modelled: at no service with a reward is there less room than requests, so favoured people are "
            "granted nothing, a loan among it, that they would not have had"
        )
    gained = {name: _gained(reading, reference, name) for name in dict.fromkeys(scarce)} if reference and scarce else {}
    yield per_1000(reading, definition, sum(gained.values()), why=why)
    for name, count in gained.items():
        yield per_1000(reading, definition, count, part=name, why=why)
    if reading.group.label == EVERYBODY:
        yield per_1000(reading, definition, 0, part="waiting_saved", why=NO_WAITING)


def _gained(reading: Reading, reference: Counterpart, service: str) -> float:
    """Return how many requests of favoured people were granted at a service beyond those that the lot would grant."""
    granted, full = reading.flow(f"favoured.{service}"), reading.flow(f"full_favoured.{service}")
    row, strata = reference.outcome.layout.row, reading.group.strata
    asked, turned_away = (
        int(np.sum(reference.outcome.flows[:, row[f"{what}.{service}"]][..., strata])) for what in ("requested", "full")
    )
    return granted - (granted + full) * (1 - turned_away / asked) if asked else 0.0
