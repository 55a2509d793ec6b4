"""Check that each number has the unit, size and wholeness that its place asks for, ranges and ends included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xinyong.files.complaints import Finding
from xinyong.files.document import Spot
from xinyong.files.evidence import Cited, Record, UnknownNumber
from xinyong.files.references import fields_of, records_in
from xinyong.vocabulary import Unit

MAX_DAYS = 73_000
"""Two hundred years of 365 days: no published term, delay or period is longer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a place asks of its number: one of `units`, between `least` and `most`, whole or not."""

    units: tuple[Unit, ...]
    least: float | None = None
    most: float | None = None
    whole: bool = False


DAYS = Asked(("day",), least=0, most=MAX_DAYS, whole=True)
CLOCK = Asked(("day", "working day"), least=0, most=MAX_DAYS, whole=True)
"""A period of procedure, which offices may count in days on which they work."""
PERIOD = Asked(("day",), least=1, most=MAX_DAYS, whole=True)
SHARE = Asked(("share",), least=0, most=1)

Places = Mapping[type[Record], Mapping[str, Asked]]
"""For each sort of record, what each of its keys asks of its number."""


def quantity_findings(record: Record, places: Places) -> Iterator[Finding]:
    """Yield what is wrong with the numbers of a record and of all records inside it."""
    for spot, inner in records_in(record):
        asked_by_key = places.get(type(inner), {})
        for key, value in fields_of(inner):
            if key in asked_by_key:
                yield from _quantity((*spot, key), value, asked_by_key[key])


def _quantity(spot: Spot, value: object, asked: Asked) -> Iterator[Finding]:
    if isinstance(value, Cited):
        yield from _number(spot, value, asked)
    elif isinstance(value, UnknownNumber):
        for place, end in enumerate(value.between):
            if isinstance(end, Cited):
                yield from _number((*spot, "between", place), end, asked)


def _number(spot: Spot, cited: Cited, asked: Asked) -> Iterator[Finding]:
    if cited.unit not in asked.units:
        wanted = " or ".join(f"`{unit}`" for unit in asked.units)
        yield Finding((*spot, "unit"), f"found the unit `{cited.unit}`, expected {wanted}")
        return
    yield from _size((*spot, "value"), cited.value, asked)
    for place, bound in enumerate(cited.range or ()):
        yield from _size((*spot, "range", place), bound, asked)
    if asked.whole and cited.value != int(cited.value):
        yield Finding((*spot, "value"), f"found {cited.value:,}, expected a whole number of {cited.unit}s", "round it")


def _size(spot: Spot, value: float, asked: Asked) -> Iterator[Finding]:
    unit = asked.units[0] + ("s" if asked.units[0] in ("day", "point", "person") else "")
    if asked.least is not None and value < asked.least:
        yield Finding(spot, f"found {value:,}, expected at least {asked.least:,} ({unit})")
    if asked.most is not None and value > asked.most:
        yield Finding(spot, f"found {value:,}, expected at most {asked.most:,} ({unit})")
