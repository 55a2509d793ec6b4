"""Read situations, and refuse those that could be about a real person."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

from xinyong.errors import BoundaryError
from xinyong.files.catalogue import find
from xinyong.files.complaints import Finding, seen
from xinyong.files.document import Document, Spot
from xinyong.files.nearest import suggestion
from xinyong.files.records import Declared, record_of
from xinyong.files.references import once
from xinyong.files.strict_yaml import load
from xinyong.scheme.situations import SUBJECT_KINDS, Decided, Expected, Objected, Recorded, Situation, Situations

_STAND_INS: dict[str, Any] = {"format": 1, "scheme": "stand-in"}
_LONG_NUMBER = re.compile(r"[0-9](?:[ .\-/]?[0-9]){7,}[Xx]?")


def read_situations(name_or_path: str | os.PathLike[str]) -> tuple[Situation, ...]:
    """Return the situations of a shipped scheme, of a scheme's folder, or of a file of one's own.

    Raises:
        BoundaryError: a subject is not one of the closed list of kinds, or the words hold a number like that of a person.
        NameUnknown, FileError, InputError: as `read_scheme`.
    """
    found = find(name_or_path, "situations")
    return situations_of(load(found.path, shown=found.shown)).situations


def situations_of(document: Document) -> Situations:
    """Return the situations that a document states.

    Raises:
        BoundaryError, FileError: as `read_situations`.
    """
    persons = [
        str(document.problem(one.spot, one.message, one.hint)) for one in _like_persons(document.data, document.broken)
    ]
    if persons:
        raise BoundaryError("\n".join(persons))
    return record_of(document, Situations, _findings, stand_ins=_STAND_INS)


def _like_persons(data: Any, broken: frozenset[Spot]) -> Iterator[Finding]:
    """Yield what could point at a real person, looked for before the shape of the file."""
    situations = data.get("situations") if isinstance(data, dict) else None
    for place, situation in enumerate(situations if isinstance(situations, list) else ()):
        if not isinstance(situation, dict):
            continue
        spot: Spot = ("situations", place)
        subjects = situation.get("subjects")
        for number, subject in enumerate(subjects if isinstance(subjects, list) else ()):
            kind = subject.get("kind") if isinstance(subject, dict) else subject
            here = (*spot, "subjects", number)
            if kind not in SUBJECT_KINDS and kind is not None and here not in broken:
                yield _not_a_kind(here, kind)
        says = situation.get("says")
        if isinstance(says, str) and _LONG_NUMBER.search(says):
            yield Finding(
                (*spot, "says"),
                "found a long number, which could be that of an identity card, telephone or docket",
                "a situation retells nobody's case: say it without the number",
            )


def _not_a_kind(spot: Spot, kind: Any) -> Finding:
    near = suggestion(kind, SUBJECT_KINDS, what="kinds") if isinstance(kind, str) else ""
    listed = ", ".join(f"`{one}`" for one in SUBJECT_KINDS)
    return Finding(
        spot,
        f"found {seen(kind)} as a subject, expected a kind of subject and never a person",
        near if near.startswith("did you") else f"write one of {listed}; `levels` may say more about them",
    )


def _findings(file: Situations, _declared: Declared) -> Iterator[Finding]:
    yield from once("situations", file.situations)
    for place, situation in enumerate(file.situations):
        yield from _events_make_sense(("situations", place), situation)
        yield from _expectations_make_sense(("situations", place), situation)


def _events_make_sense(spot: Spot, situation: Situation) -> Iterator[Finding]:
    last_day = 0
    objected: set[int] = set()
    for place, event in enumerate(situation.events):
        here = (*spot, "events", place)
        if event.day < last_day:
            yield Finding((*here, "day"), f"found day {event.day} after day {last_day}", "put events in the order of days")
        last_day = max(last_day, event.day)
        if not isinstance(event, Decided):
            yield from _subject_is_there((*here, "subject"), event.subject, situation)
        if isinstance(event, Objected):
            yield from _is_a_record((*here, "objects"), event.objects, place, situation)
            yield from _own_record((*here, "objects"), event, situation)
            objected.add(event.objects)
        if isinstance(event, Decided):
            yield from _is_a_record((*here, "objection_of"), event.objection_of, place, situation)
            if event.objection_of not in objected:
                message = f"found a decision on event {event.objection_of}, to which nobody has objected before"
                yield Finding((*here, "objection_of"), message, "add the objection above, or correct the number")


def _is_a_record(spot: Spot, number: int, place: int, situation: Situation) -> Iterator[Finding]:
    if number > len(situation.events) or not isinstance(situation.events[number - 1], Recorded):
        yield Finding(spot, f"found event number {number}, which brings no record", _records_listed(situation))
    elif number - 1 >= place:
        yield Finding(spot, f"found event number {number}, which comes later", _records_listed(situation))


def _own_record(spot: Spot, event: Objected, situation: Situation) -> Iterator[Finding]:
    meant = situation.events[event.objects - 1] if event.objects <= len(situation.events) else None
    if isinstance(meant, Recorded) and meant.subject != event.subject:
        message = f"found subject {event.subject} objecting to a record about subject {meant.subject}"
        yield Finding(spot, message, "a subject objects to its own entries")


def _records_listed(situation: Situation) -> str:
    numbers = [str(number) for number, event in enumerate(situation.events, 1) if isinstance(event, Recorded)]
    return f"records are events {', '.join(numbers)}, counted from 1" if numbers else "there is no record among the events"


def _subject_is_there(spot: Spot, number: int, situation: Situation) -> Iterator[Finding]:
    if number > len(situation.subjects):
        yield Finding(spot, f"found subject {number}, but there are {len(situation.subjects)}", "they count from 1")


def _expectations_make_sense(spot: Spot, situation: Situation) -> Iterator[Finding]:
    for place, expected in enumerate(situation.expect):
        here = (*spot, "expect", place)
        yield from _subject_is_there((*here, "subject"), expected.subject, situation)
        yield from _was_asked_for(here, expected, situation)


def _was_asked_for(spot: Spot, expected: Expected, situation: Situation) -> Iterator[Finding]:
    asked = {
        event.asks
        for event in situation.events
        if not isinstance(event, (Recorded, Objected, Decided)) and hasattr(event, "asks")
        if (event.day, event.subject) == (expected.day, expected.subject)
    }
    for key in ("refused", "served"):
        service = getattr(expected, key)
        if service is not None and service not in asked:
            message = f"found `{service}` expected to be {key} on day {expected.day}, when nobody asks for it"
            yield Finding((*spot, key), message, "add the request to the events of that day")
