"""The frozen records of a situations file: scripted lives with the outcome that a lawyer would expect under the scheme.

A situation names kinds of people, never persons, and is run only as a test of its scheme: no score comes out of it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from xinyong.files.evidence import Record, Slug, as_tuple
from xinyong.files.frozen import FrozenDict

SubjectKind = Literal["a resident", "an official", "a foreigner", "a firm"]
SUBJECT_KINDS: tuple[SubjectKind, ...] = ("a resident", "an official", "a foreigner", "a firm")
MAX_SUBJECTS = 3
MAX_EVENTS = 40
MAX_SITUATIONS = 100
MAX_DAY = 36_500
"""A hundred years: no situation is longer."""

Day = Annotated[int, Field(ge=0, le=MAX_DAY)]
SubjectNumber = Annotated[int, Field(ge=1, le=MAX_SUBJECTS)]
EventNumber = Annotated[int, Field(ge=1, le=MAX_EVENTS)]
Levels = Annotated[dict[Slug, Slug], AfterValidator(FrozenDict)]


def _kind_alone(found: Any) -> Any:
    """Read the short form: the kind alone, without levels."""
    return {"kind": found} if isinstance(found, str) else found


class SituationSubject(Record):
    """One subject of a situation: a kind, and trait levels where they matter."""

    kind: SubjectKind
    levels: Levels = Field(default_factory=lambda: FrozenDict[str, str]())


class Recorded(Record):
    """On `day` a record of the act `record` through `channel` arrives about `subject` (its number in `subjects`).

    What is true behind it is `true_act`: the act itself where not said, another act, or `none`. The act was done
    `days_ago` days before. Its number among the events (from 1) is what objections refer to.
    """

    day: Day
    subject: SubjectNumber = 1
    record: Slug
    channel: Slug
    true_act: Slug | None = None
    days_ago: Day = 0

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


_EVENT_KEYS = ("record", "asks", "told", "objects", "objection_of")


def _event_sort(found: Any) -> str | None:
    """Tell events apart by the key that only one of them has."""
    there = found if isinstance(found, dict) else type(found).model_fields if isinstance(found, Record) else ()
    return next((key for key in _EVENT_KEYS if key in there), None)


Event = Annotated[
    Annotated[Recorded, Tag("record")]
    | Annotated[Asked, Tag("asks")]
    | Annotated[Told, Tag("told")]
    | Annotated[Objected, Tag("objects")]
    | Annotated[Decided, Tag("objection_of")],
    Discriminator(_event_sort),
]


class Expected(Record):
    """What must hold for `subject` at the end of `day`. `entries` counts those in force; `late` says that an objection
    came too late or a correction was not carried out in time; `refused` and `served` name services asked for that day."""

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
    late: bool | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Expected:
        if not self.model_fields_set - {"day", "subject"}:
            said = "score, tier, lists, refused, served, restricted, wrongful, entries, late"
            raise ValueError(f"found nothing that is expected; say at least one of {said}")
        return self


class Situation(Record):
    """A scripted life: what happens on which day, and what must come of it."""

    id: Slug
    says: Annotated[str, Field(min_length=10, max_length=1_000)]
    subjects: Annotated[
        tuple[Annotated[SituationSubject, BeforeValidator(_kind_alone)], ...], BeforeValidator(as_tuple)
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
