"""Situations: scripted lives with the outcome that a lawyer would expect under the scheme, as records and as a file.

A situation names kinds of people, never persons, and is run only as a test of its scheme: no score comes out of it.
What could be about a real person is refused before anything else is looked at.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from xinyong.errors import BoundaryError
from xinyong.files.catalogue import find
from xinyong.files.complaints import Finding, seen
from xinyong.files.document import Document, Spot
from xinyong.files.evidence import Record, Slug, as_tuple
from xinyong.files.frozen import FrozenDict
from xinyong.files.nearest import suggestion
from xinyong.files.records import Declared, record_of
from xinyong.files.references import once
from xinyong.files.strict_yaml import load
from xinyong.files.unknowns import End

SubjectKind = Literal["a resident", "an official", "a foreigner", "a firm"]
SUBJECT_KINDS: tuple[SubjectKind, ...] = ("a resident", "an official", "a foreigner", "a firm")
MAX_SUBJECTS = 3
MAX_EVENTS = 40
MAX_SITUATIONS = 100
MAX_DAY = 36_500
"""A hundred years: no situation is longer."""

NOT_PUBLISHED = "not-published"
"""What stands in the place of a tier where a scheme is known in outline only: nobody published its values."""

_STAND_INS: dict[str, Any] = {"format": 1, "scheme": "stand-in"}
_LONG_NUMBER = re.compile(r"[0-9](?:[ .\-/]?[0-9]){7,}[Xx]?")

Day = Annotated[int, Field(ge=0, le=MAX_DAY)]
SubjectNumber = Annotated[int, Field(ge=1, le=MAX_SUBJECTS)]
EventNumber = Annotated[int, Field(ge=1, le=MAX_EVENTS)]
Levels = Annotated[dict[Slug, Slug], AfterValidator(FrozenDict)]


def _kind_alone(found: Any) -> Any:
    """Read the short form: the kind alone, without levels."""
    return {"kind": found} if isinstance(found, str) else found


class SituationSubject(Record):
    """One subject of a situation: a kind, and trait levels where they matter. `scored: false` is somebody whom the
    scheme does not score: who did not agree to it, or about whom there is no file. By a `tie` of the world somebody
    belongs to an earlier subject, the number `of` whom is given."""

    kind: SubjectKind
    levels: Levels = Field(default_factory=FrozenDict[str, str])
    scored: bool = True
    tie: Slug | None = None
    of: SubjectNumber | None = None

    @model_validator(mode="after")
    def _tied_to_somebody(self) -> SituationSubject:
        if (self.tie is None) != (self.of is None):
            raise ValueError("`tie` and `of` go together: who belongs to which earlier subject")
        return self


class Recorded(Record):
    """On `day` a record of the act `record` through `channel` arrives about `subject` (its number in `subjects`).

    What is true behind it is `true_act`: the act itself where not said, another act, or `none`. The act was done
    `days_ago` days before. Its number among the events (from 1) is what objections refer to. Where whoever decides may
    extend the term of a listing, or set the points, `choice` says how far they go: without it no term is extended and
    the points are those stated first; with `least` a term is extended as little, with `most` as much as may be, and the
    points are those furthest from what is stated first.
    """

    day: Day
    subject: SubjectNumber = 1
    record: Slug
    channel: Slug
    true_act: Slug | None = None
    days_ago: Day = 0
    choice: Literal["least", "most"] | None = None

    @property
    def rests_on(self) -> str | None:
        """Return the act that is true behind the record, or None where nothing is."""
        if self.true_act is None:
            return self.record
        return None if self.true_act == "none" else self.true_act


class Asked(Record):
    """On `day` the subject asks for the service `asks`."""

    day: Day
    subject: SubjectNumber = 1
    asks: Slug


class Told(Record):
    """On `day` the subject learns of all its entries."""

    day: Day
    subject: SubjectNumber = 1
    told: Literal[True]


class Objected(Record):
    """On `day` the subject objects to the entry that the record with event number `objects` brought."""

    day: Day
    subject: SubjectNumber = 1
    objects: EventNumber


class Decided(Record):
    """On `day` the decision on the objection to the record with event number `objection_of` arrives."""

    day: Day
    objection_of: EventNumber
    decided: Literal["reversed", "upheld"]


class Fulfilled(Record):
    """On `day` the debt or duty behind the record with event number `met` is met."""

    day: Day
    met: EventNumber


class Rated(Record):
    """On `day` ratings of `rated` stars arrive: `times` of them, by people who stand in the tier `by`."""

    day: Day
    subject: SubjectNumber = 1
    rated: Annotated[int, Field(ge=1, le=5)]
    by: Slug
    times: Annotated[int, Field(ge=1, le=1_000)] = 1


_EVENT_KEYS = ("record", "asks", "told", "objects", "objection_of", "met", "rated")


def _event_sort(found: Any) -> str | None:
    """Tell events apart by the key that only one of them has."""
    there = found if isinstance(found, dict) else type(found).model_fields if isinstance(found, Record) else ()
    return next((key for key in _EVENT_KEYS if key in there), None)


Event = Annotated[
    Annotated[Recorded, Tag("record")]
    | Annotated[Asked, Tag("asks")]
    | Annotated[Told, Tag("told")]
    | Annotated[Objected, Tag("objects")]
    | Annotated[Decided, Tag("objection_of")]
    | Annotated[Fulfilled, Tag("met")]
    | Annotated[Rated, Tag("rated")],
    Discriminator(_event_sort),
]


class Expected(Record):
    """What must hold for `subject` at the end of `day`; what is not said is not looked at.

    `tier: not-published` holds exactly where the scheme's evidence is an outline: its values are assumptions, and no
    tier is said. `entries` counts those in force, `published` those shown to the public so far; `late` says that an
    objection came too late or a correction was not carried out in time; `refused` and `served` name services asked for
    on that day.
    """

    day: Day
    subject: SubjectNumber = 1
    score: int | None = None
    tier: Slug | None = None
    lists: Annotated[tuple[Slug, ...] | None, BeforeValidator(as_tuple)] = None
    refused: Slug | None = None
    served: Slug | None = None
    restricted: bool | None = None
    wrongful: bool | None = None
    entries: Annotated[int, Field(ge=0, le=MAX_EVENTS)] | None = None
    published: Annotated[int, Field(ge=0, le=MAX_EVENTS)] | None = None
    late: bool | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Expected:
        if not self.model_fields_set - {"day", "subject"}:
            said = "score, tier, lists, refused, served, restricted, wrongful, entries, published, late"
            raise ValueError(f"found nothing that is expected; say at least one of {said}")
        return self


class Situation(Record):
    """A scripted life: what happens on which day, and what must come of it.

    `place` is where its subjects live; without it, the first place under the scheme. Day 0 is the first day on which
    the scheme is in force there; of a scheme with members, the first day of its own clauses. A situation holds for both
    ends of every unknown clause; with `end` it is about one of them, 0 the first and 1 the second.
    """

    id: Slug
    place: Slug | None = None
    end: End | None = None
    says: Annotated[str, Field(min_length=10, max_length=1_000)]
    subjects: Annotated[
        tuple[
            Annotated[
                SituationSubject, BeforeValidator(_kind_alone, json_schema_input_type=SubjectKind | SituationSubject)
            ],
            ...,
        ],
        BeforeValidator(as_tuple),
    ] = Field(min_length=1, max_length=MAX_SUBJECTS)
    events: Annotated[tuple[Event, ...], BeforeValidator(as_tuple)] = Field(default=(), max_length=MAX_EVENTS)
    expect: Annotated[tuple[Expected, ...], BeforeValidator(as_tuple)] = Field(min_length=1, max_length=MAX_EVENTS)


class Situations(Record):
    """A whole situations file, the companion of one scheme."""

    format: Literal[1]
    scheme: Slug
    situations: Annotated[tuple[Situation, ...], BeforeValidator(as_tuple)] = Field(
        min_length=1, max_length=MAX_SITUATIONS
    )


def read_situations(name_or_path: str | os.PathLike[str]) -> tuple[Situation, ...]:
    """Return the situations of a shipped scheme, of a scheme's folder, or of a file of one's own.

    Raises:
        BoundaryError: a subject is not of the closed list of kinds, or the words hold a number like that of a person.
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
        yield from _ties_make_sense(("situations", place), situation)
        yield from _events_make_sense(("situations", place), situation)
        yield from _expectations_make_sense(("situations", place), situation)


def _ties_make_sense(spot: Spot, situation: Situation) -> Iterator[Finding]:
    for place, subject in enumerate(situation.subjects):
        if subject.of is not None and subject.of > place:
            message = f"found subject {place + 1} tied to subject {subject.of}"
            yield Finding(
                (*spot, "subjects", place, "of"), message, "name one that stands before it; they count from 1"
            )


def _events_make_sense(spot: Spot, situation: Situation) -> Iterator[Finding]:
    last_day = 0
    objected: set[int] = set()
    for place, event in enumerate(situation.events):
        here = (*spot, "events", place)
        if event.day < last_day:
            message = f"found day {event.day} after day {last_day}"
            yield Finding((*here, "day"), message, "put events in the order of days")
        last_day = max(last_day, event.day)
        if isinstance(event, Fulfilled):
            yield from _is_a_record((*here, "met"), event.met, place, situation)
        elif not isinstance(event, Decided):
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
    return f"records are events {', '.join(numbers)}, counted from 1" if numbers else "none of the events is a record"


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
        if not isinstance(event, (Recorded, Objected, Decided, Fulfilled)) and hasattr(event, "asks")
        if (event.day, event.subject) == (expected.day, expected.subject)
    }
    for key in ("refused", "served"):
        service = getattr(expected, key)
        if service is not None and service not in asked:
            message = f"found `{service}` expected to be {key} on day {expected.day}, when nobody asks for it"
            yield Finding((*spot, key), message, "add the request to the events of that day")
