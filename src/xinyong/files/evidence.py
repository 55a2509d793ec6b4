"""What every number and clause of a file carries: source, grade, range, rivals; or the plain word that it is not known.

Shared by scheme files and world files. A bare number is an error: what nobody has published is `assumed`, with a range
and a reason, or `unknown`, with both ends and the places where we looked.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from xinyong.vocabulary import WIDE, Grade, Unit

MAX_NUMBER = 1e9
"""No published rule or rate needs more; what is larger is a slip of the pen."""


def _as_date(found: Any) -> Any:
    """Read an ISO date that the strict loader kept as text."""
    if isinstance(found, str):
        try:
            return date.fromisoformat(found)
        except ValueError:
            raise ValueError("expected a date as YYYY-MM-DD") from None
    return found


def as_tuple(found: Any) -> Any:
    """Read a list of the file as a tuple, so that records stay frozen; other things are left for the type to refuse."""
    return tuple(found) if isinstance(found, list) else found


Date = Annotated[date, BeforeValidator(_as_date)]
Slug = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", max_length=64)]
Number = Annotated[int | float, Field(ge=-MAX_NUMBER, le=MAX_NUMBER, allow_inf_nan=False)]


class Record(BaseModel):
    """A frozen record read from a file: unknown keys, loose types and non-finite numbers are refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False, populate_by_name=True)


class Names(Record):
    """A name in English, with the original beside it where there is one."""

    en: str
    zh_hans: str = Field("", alias="zh-Hans")
    pinyin: str = ""


class Source(Record):
    """Where something was read. `reliability` uses the letters of the facts base: A seen and official … G guess."""

    title: str
    url: str = ""
    date: str = ""
    reliability: Literal["A", "B", "C", "D", "X", "G", "S"]
    note: str = ""


class Rival(Record):
    """A source that gives another value."""

    value: Number
    source: Slug
    grade: Grade
    note: str = ""


class Cited(Record):
    """One number with its evidence.

    `range` is (low, high) and is required when the grade is `assumed`; `why` says what the assumption leans on;
    `at` names the paragraph of the source; `neutral` is the value at which the assumption would say nothing.
    """

    value: Number
    unit: Unit
    grade: Grade
    source: Slug | None = None
    at: str = ""
    range: Annotated[tuple[Number, Number] | None, BeforeValidator(as_tuple)] = None
    why: str = ""
    also: Annotated[tuple[Slug, ...], BeforeValidator(as_tuple)] = ()
    rivals: Annotated[tuple[Rival, ...], BeforeValidator(as_tuple)] = ()
    from_: Date | None = Field(None, alias="from")
    to: Date | None = None
    neutral: Number | None = None

    @model_validator(mode="after")
    def _evidence_is_complete(self) -> Cited:
        if self.grade == "assumed":
            if self.range is None or not self.why:
                raise ValueError("an assumed value needs `range: [low, high]` and `why`")
        elif self.source is None and not (self.grade == "derived" and self.why):
            raise ValueError(f"a value graded `{self.grade}` needs a `source`")
        if self.range is not None and not self.range[0] <= self.value <= self.range[1]:
            raise ValueError(f"value {self.value} lies outside its range {list(self.range)}")
        if self.unit == "share" and not 0 <= self.value <= 1:
            raise ValueError(f"a share lies between 0 and 1, found {self.value}")
        if self.unit == "share" and self.range is not None and not 0 <= self.range[0] <= self.range[1] <= 1:
            raise ValueError(f"the range of a share lies between 0 and 1, found {list(self.range)}")
        if self.from_ and self.to and self.from_ > self.to:
            raise ValueError("`from` is later than `to`")
        return self


class Nothing(Record):
    """A source says that there is no such thing, or we assume so and say why."""

    none: Literal[True]
    grade: Grade
    source: Slug | None = None
    at: str = ""
    why: str = ""

    @model_validator(mode="after")
    def _evidence_is_complete(self) -> Nothing:
        if self.source is None and not self.why:
            raise ValueError("`none` needs a `source` that says so, or `why`")
        return self


def form_of(found: Any) -> str:
    """Tell a stated clause from `none` and `unknown` by its keys, so that errors speak of one form only."""
    if isinstance(found, dict):
        return "unknown" if "unknown" in found else "none" if "none" in found else "stated"
    return "none" if isinstance(found, Nothing) else "unknown" if hasattr(found, "unknown") else "stated"


class UnknownNumber(Record):
    """A number that was looked for and not found: a run does both ends, the first is the one shown first."""

    unknown: Literal[True]
    between: Annotated[
        tuple[
            Annotated[Annotated[Cited, Tag("stated")] | Annotated[Nothing, Tag("none")], Discriminator(form_of)], ...
        ],
        BeforeValidator(as_tuple),
    ] = Field(min_length=2, max_length=2)
    looked: Annotated[tuple[Slug, ...], BeforeValidator(as_tuple)] = Field(min_length=1)
    why: str = ""


Quantity = Annotated[
    Annotated[Cited, Tag("stated")] | Annotated[Nothing, Tag("none")] | Annotated[UnknownNumber, Tag("unknown")],
    Discriminator(form_of),
]
"""A number that may be stated, said to be none, or unknown with both ends."""


def threshold(share: Cited) -> int:
    """Return a stated share as a probability 0 … WIDE: floor of the exact decimal times 2**62."""
    return int(Fraction(str(share.value)) * WIDE)


def whole(quantity: Cited | Nothing | UnknownNumber | None) -> int | None:
    """Return the whole number a settled quantity states, or None where it states none.

    Raises:
        ValueError: the quantity is still unknown (`settle` it first), or is not a whole number.
    """
    if quantity is None or isinstance(quantity, Nothing):
        return None
    if isinstance(quantity, UnknownNumber):
        raise ValueError("an unknown quantity has no value before its end is chosen")
    if quantity.value != int(quantity.value):
        raise ValueError(f"expected a whole number of {quantity.unit}, found {quantity.value}")
    return int(quantity.value)
