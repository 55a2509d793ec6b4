"""What a page of a diary says beside the entries: standing, chances, reports that rest on nothing, requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from xinyong.experiment.citing import consequence_cited
from xinyong.experiment.draws import Draw, Met, draws_of_chance, draws_of_request
from xinyong.experiment.events import Event
from xinyong.experiment.traced import Traced
from xinyong.reference.diary import Chance, Page
from xinyong.reference.rulebook import Standing
from xinyong.scheme.clauses import Consequence
from xinyong.trial.trial import Regime, Trial
from xinyong.vocabulary import SANCTIONS

ANSWERED = (
    ("refused", "refused"),
    ("given_up", "not asked any more, since a refusal was the last"),
    ("full", "turned away, since the quota leaves no room"),
    ("burdened", "served, with a burden"),
    ("favoured", "served, with favour"),
)
"""How a request ends, and how that is said; any other is served."""


def daily_events(trial: Trial, regime: Regime | None, subject: int, found: Traced) -> Iterator[Event]:
    """Yield what the pages of a life say beside its entries, day by day.

    Args:
        trial: what was played.
        regime: what governs the subject's place, or None.
        subject: whose life it is.
        found: the life, written down.
    """
    met = iter(found.met)
    for page in found.pages:
        if page.moved and page.standing is not None and regime is not None:
            yield _standing(regime.on(page.day), page.day, page.standing, found.rightful[page.day])
        for chance in page.chances:
            yield _chance(trial, subject, page.day, chance, next(met))
        for report in page.false_reports:
            act, channel = trial.world.acts[report.what].id, trial.world.channels[report.channel].id
            yield Event(page.day, "false report", f"somebody reports {act} to {channel}; it did not happen",
                        {"act": act, "channel": channel})  # fmt: skip
        for service, counts in page.answers.items():
            yield _answer(trial, regime, subject, page, service, counts, found)


def _sanctions(regime: Regime, standing: Standing | None) -> list[Consequence]:
    if standing is None:
        return []
    clauses = (regime.scheme.consequences[index] for index in standing.bound)
    return sorted((one for one in clauses if one.effect in SANCTIONS), key=lambda one: one.id)


def _standing(regime: Regime, day: int, standing: Standing, rightful: Standing | None) -> Event:
    scheme, bound = regime.scheme, _sanctions(regime, standing)
    tier = scheme.tiers[standing.tier].id if standing.tier >= 0 else None
    lists, names = sorted(standing.lists), [one.id for one in bound]
    wrongly = sorted(set(names) - {one.id for one in _sanctions(regime, rightful)})
    parts = [
        *([f"{standing.score:,} points"] if scheme.score else []),
        *([f"tier {tier}"] if tier else []),
        *(f"on list {name}" for name in lists),
        f"under {', '.join(names)}" if names else "restricted in nothing",
    ]
    said = f"stands at {', '.join(parts)}"
    if wrongly:
        said += f"; rightful entries alone would not have brought {', '.join(wrongly)}"
    data = {"score": standing.score if scheme.score else None, "tier": tier, "lists": lists, "sanctions": names,
            "wrongful_sanctions": wrongly, "clauses": [consequence_cited(scheme, one) for one in bound]}  # fmt: skip
    return Event(day, "standing", said, data)


def _chance(trial: Trial, subject: int, day: int, chance: Chance, met: Met) -> Event:  # noqa: PLR0917 (a chance)
    world, happening, record = trial.world, chance.happening, chance.record
    act = world.acts[happening.what]
    data: dict[str, Any] = {"act": act.id, "kind": act.kind, "item": happening.item, "taken": chance.taken}
    data |= {"channel": None, "recorded_as": None, "misattributed": False}
    draws = tuple(draws_of_chance(trial, subject, happening, met, record, taken=chance.taken))
    if not chance.taken:
        return Event(day, "chance", f"a chance of {act.id}, left", data, draws)
    if record is None:
        return Event(day, "chance", f"{act.id}; nobody writes it down", data, draws)
    data |= {"channel": world.channels[record.channel].id, "recorded_as": world.acts[record.act].id}
    said = f"{act.id}; {data['channel']} writes it down"
    if data["recorded_as"] != act.id:
        said += f" as {data['recorded_as']}"
    if record.recipient != subject:
        said, data["misattributed"] = f"{said}, under somebody else's name", True
    return Event(day, "chance", said, data, draws)


def _answer(  # noqa: PLR0917 (a day's requests for one service)
    trial: Trial, regime: Regime | None, subject: int, page: Page, service: str, counts: Mapping[str, int],
    found: Traced,
) -> Event:  # fmt: skip
    ends = [(counts[name], said) for name, said in ANSWERED if counts[name]]
    served = counts["requested"] - sum(n for n, _ in ends)
    ends += [(served, "served")] if served else []
    ended = ", ".join(said if counts["requested"] == 1 else f"{n} times {said}" for n, said in ends)
    if counts["refused_wrongly"]:
        ended += ", which rightful entries alone would not have brought"
    bound = _at_service(regime, page, service)
    draws = tuple(_drawn(trial, subject, page.day, service, bound, found))
    scheme = None if regime is None else regime.on(page.day).scheme
    data = {"service": service, **counts,
            "clauses": [consequence_cited(scheme, one) for one in bound] if scheme is not None else []}  # fmt: skip
    if meeting := _meeting(bound, draws):
        ended += f", under {', '.join(meeting)}"
    return Event(page.day, "request", f"asks for {service}: {ended}", data, draws)


def _meeting(bound: list[Consequence], draws: tuple[Draw, ...]) -> list[str]:
    """Return the consequences that met some request of a day: each that meets all, or for which a draw says so."""
    partial = [one.id for one in bound if one.share is not None]
    hit = {partial[n % len(partial)] for n, draw in enumerate(draws) if draw.gives == "yes"}
    return [one.id for one in bound if one.share is None or one.id in hit]


def _at_service(regime: Regime | None, page: Page, service: str) -> list[Consequence]:
    """Return the consequences at a service under which the subject stands on a day."""
    if regime is None or page.standing is None:
        return []
    clauses = (regime.on(page.day).scheme.consequences[index] for index in sorted(page.standing.bound))
    return [one for one in clauses if one.service == service]


def _drawn(  # noqa: PLR0917 (a day's requests for one service)
    trial: Trial, subject: int, day: int, service: str, bound: list[Consequence], found: Traced
) -> Iterator[Draw]:
    for request in found.requests[day]:
        if trial.world.services[request.what].id == service:
            yield from draws_of_request(trial, request, subject, bound)
