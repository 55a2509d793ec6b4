"""The record of what a measure means; the definitions themselves stand in `definitions_*.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OURS = "defined by this laboratory; docs/glossary.md"

PER_1000 = "per 1,000 subject-years"
SHARE = "share"

YEAR_DAYS = 365
"""Days of a subject-year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a figure of this name means.

    unit         of the value; a share lies between 0 and 1
    denominator  what the count is divided by, in words
    rests_on     the parts of scheme and world that it is made from
    cannot_say   what a reader might wrongly take from it; it travels with each figure as its caveat
    sense        whether more of it is a harm, a benefit, or neither by itself
    """

    name: str
    definition: str
    formula: str
    unit: str
    denominator: str
    rests_on: str
    cannot_say: str
    source: str = OURS
    sense: Literal["harm", "benefit", "neither"] = "harm"

    def as_json(self) -> dict[str, str]:
        """Return the fields under their names."""
        return {name: getattr(self, name) for name in self.__slots__}
