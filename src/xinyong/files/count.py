"""Count how many values of a file are cited, assumed or unknown, which every report says first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xinyong.files.evidence import Cited, Nothing, Record
from xinyong.files.references import fields_of
from xinyong.files.unknowns import is_unknown


@dataclass(frozen=True, slots=True)
class ValueCount:
    """How many values there are of each sort. `what` says in the plural what is counted.

    A value is *assumed* by its grade, *unknown* where the file says so (however many ends it gives), else *cited*.
    """

    what: str
    cited: int
    assumed: int
    unknown: int

    @property
    def total(self) -> int:
        """Return how many values there are in all."""
        return self.cited + self.assumed + self.unknown

    def __str__(self) -> str:
        unknown = f", {self.unknown} unknown" if self.unknown else ""
        return f"{self.assumed} of {self.total} {self.what} are assumed{unknown}"


def count_in(record: Record, *, what: str) -> ValueCount:
    """Return the count of all values inside a record."""
    sorts = list(_sorts(record))
    return ValueCount(what, *(sorts.count(sort) for sort in ("cited", "assumed", "unknown")))


def _sorts(value: Any) -> Iterator[str]:
    if is_unknown(value):
        yield "unknown"
    elif isinstance(value, (Cited, Nothing)):
        yield "assumed" if value.grade == "assumed" else "cited"
    elif isinstance(value, Record):
        for _, inner in fields_of(value):
            yield from _sorts(inner)
    elif isinstance(value, (tuple, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _sorts(inner)
