"""Check that what a file names is declared in it, that ids are there once, and that cited sources are listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from xinyong.files.complaints import Finding
from xinyong.files.document import Spot
from xinyong.files.evidence import Record
from xinyong.files.nearest import suggestion


def refer(spot: Spot, names: Sequence[str], known: Iterable[str], *, what: str) -> Iterator[Finding]:
    """Yield a finding for each of `names` at `spot` (a list) that is not known, or that stands there twice."""
    known = set(known)
    for place, name in enumerate(names):
        yield from refer_one((*spot, place), name, known, what=what)
        if name in names[:place]:
            yield Finding((*spot, place), f"found `{name}` again, expected it once", "take one out")


def refer_one(spot: Spot, name: str, known: Iterable[str], *, what: str) -> Iterator[Finding]:
    """Yield a finding when `name` at `spot` is not known. `what` says in the plural what it should be one of."""
    if name not in (known := set(known)):
        yield Finding(spot, f"found `{name}`, expected one of the declared {what}", suggestion(name, known, what=what))


def once(name: str, items: Sequence[Any]) -> Iterator[Finding]:
    """Yield a finding for each id that stands twice in the list `name`."""
    first: dict[str, int] = {}
    for place, item in enumerate(items):
        if item.id in first:
            yield Finding((name, place, "id"), f"found the id `{item.id}` again, expected it once", "give one a new id")
        first.setdefault(item.id, place)


def records_in(record: Record, spot: Spot = ()) -> Iterator[tuple[Spot, Record]]:
    """Yield every record inside a record, itself first, with its spot, in the order of the file's keys."""
    yield spot, record
    for key, value in fields_of(record):
        yield from _inside(value, (*spot, key))


def fields_of(record: Record) -> Iterator[tuple[str, Any]]:
    """Yield (key as people write it, value) for each field of a record."""
    for name, info in type(record).model_fields.items():
        yield info.alias or name, getattr(record, name)


def sources_listed(record: Record, known: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each cited source that the file does not list under `sources`."""
    known = set(known)
    for spot, inner in records_in(record):
        for key in ("source", "also", "looked"):
            cited = getattr(inner, key, None)
            if isinstance(cited, str):
                yield from refer_one((*spot, key), cited, known, what="sources")
            elif isinstance(cited, tuple):
                yield from refer((*spot, key), cited, known, what="sources")


def _inside(value: Any, spot: Spot) -> Iterator[tuple[Spot, Record]]:
    if isinstance(value, Record):
        yield from records_in(value, spot)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _inside(item, (*spot, place))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, (*spot, key))
