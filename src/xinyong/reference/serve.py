"""Phase 5, serve: requests are answered with the standing of the morning; a refusal tells."""

from __future__ import annotations

from xinyong.files.evidence import threshold
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
        if "refused" in effects:
            told += _refuse(subject, service, item, day)
        elif effects & set(SANCTIONS):
            subject.count(f"burdened.{name}")
        elif effects:
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
    news = subject.learn_all(day, 2)
    subject.count("told_by_refusal", len(news))
    return news


def _effects(  # noqa: PLR0917 (one request)
    subject: Subject, standing: Standing | None, service: int, item: int, day: int
) -> set[str]:
    """Return what a standing does to one request; a partial consequence binds by the request's own draw."""
    found: set[str] = set()
    if standing is None or subject.book is None:
        return found
    for index in standing.bound:
        consequence = subject.book.scheme.consequences[index]
        if consequence.service != subject.trial.world.services[service].id:
            continue
        share = consequence.share
        if share is None or item == SCRIPTED or _partial(subject, service, item, day) < threshold(share):
            found.add(str(consequence.effect))
    return found


def _partial(subject: Subject, service: int, item: int, day: int) -> int:
    code = int(subject.trial.odds.service_code[service])
    words = block(subject.trial.seed, subject.number, day // 7, Purpose.SERVE, code, item)
    return wide(words[0], words[1])
