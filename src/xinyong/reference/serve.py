"""Phase 5, serve: requests are answered with the standing of the morning; a refusal tells."""

from __future__ import annotations

from xinyong.files.evidence import threshold, whole
from xinyong.reference.chance import block, wide
from xinyong.reference.live import happenings
from xinyong.reference.record import Entry
from xinyong.reference.rulebook import Standing
from xinyong.reference.subject import Subject
from xinyong.vocabulary import SANCTIONS, Purpose

SCRIPTED = -1
"""Item number of a request in a script: no draw belongs to it, and a partial consequence always binds."""


def serve(subject: Subject, day: int) -> list[Entry]:
    """Answer the day's requests, and return the entries that a refusal told of."""
    told: list[Entry] = []
    asks = [(h.what, h.item) for h in happenings(subject, day) if h.sort == "request"]
    asks += [(line.service, SCRIPTED) for _, line in subject.script if line.what == "asks" and line.day == day]
    for service, item in asks:
        name = subject.trial.world.services[service].id
        subject.count(f"requested.{name}")
        subject.asked.add(("asking", service))
        effects = _effects(subject, subject.standing, service, item, day)
        favoured = bool(effects) and not set(effects) & set(SANCTIONS)
        if "refused" in effects and service in subject.given_up:
            subject.count(f"given_up.{name}")
        elif "refused" in effects:
            told += _refuse(subject, service, item, day)
        elif _is_full(subject, service, item, day, favoured=favoured):
            subject.count(f"full.{name}")
            subject.count(f"full_favoured.{name}", int(favoured))
        elif set(effects) & set(SANCTIONS):
            subject.count(f"burdened.{name}")
            subject.count(f"charged.{name}", sum(effects.values()))
        elif favoured:
            subject.count(f"favoured.{name}")
    return told


def _refuse(subject: Subject, service: int, item: int, day: int) -> list[Entry]:
    name = subject.trial.world.services[service].id
    subject.count(f"refused.{name}")
    subject.asked.add(("refused", service))
    subject.refusals += 1
    if "refused" not in _effects(subject, subject.rightful_standing, service, item, day):
        subject.count(f"refused_wrongly.{name}")
        subject.asked.add(("refused_wrongly", service))
        subject.refused_wrongly += 1
    if item != SCRIPTED and _gives_up(subject, service, item, day):
        subject.given_up.add(service)
    news = subject.learn_all(day, 2)
    subject.count("told_by_refusal", len(news))
    return news


def _gives_up(subject: Subject, service: int, item: int, day: int) -> bool:
    """Tell whether a refusal was the last that the subject asked for."""
    odds = subject.trial.odds
    words = block(subject.trial.seed, subject.number, day // 7, Purpose.GIVE_UP, int(odds.service_code[service]), item)
    return wide(words[0], words[1]) < int(odds.service_gives_up[service])


def _effects(  # noqa: PLR0917 (one request)
    subject: Subject, standing: Standing | None, service: int, item: int, day: int
) -> dict[str, int]:
    """Return what a standing does to one request, and how many yuan each effect costs.

    A partial consequence binds by the request's own draw.
    """
    found: dict[str, int] = {}
    if standing is None or subject.book is None:
        return found
    for index in standing.bound:
        consequence = subject.book.scheme.consequences[index]
        if consequence.service != subject.trial.world.services[service].id:
            continue
        share = consequence.share
        if share is None or item == SCRIPTED or _partial(subject, service, item, day) < threshold(share):
            effect = str(consequence.effect)
            found[effect] = found.get(effect, 0) + (whole(consequence.amount) or 0)
    return found


def _is_full(subject: Subject, service: int, item: int, day: int, *, favoured: bool) -> bool:
    """Tell whether the quota of a service leaves no room for a request."""
    around = subject.around.favoured if favoured else subject.around.others
    if item == SCRIPTED or service not in around:
        return False
    code = int(subject.trial.odds.service_code[service])
    words = block(subject.trial.seed, subject.number, day // 7, Purpose.QUOTA, code, item)
    return wide(words[0], words[1]) >= around[service]


def _partial(subject: Subject, service: int, item: int, day: int) -> int:
    code = int(subject.trial.odds.service_code[service])
    words = block(subject.trial.seed, subject.number, day // 7, Purpose.SERVE, code, item)
    return wide(words[0], words[1])
