"""Clauses and numbers that nobody published: find them, and choose one end for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TypeVar

from xinyong.files.complaints import Finding
from xinyong.files.document import Spot
from xinyong.files.evidence import Cited, Nothing, Record, UnknownNumber
from xinyong.files.references import fields_of, records_in

R = TypeVar("R", bound=Record)
End = Literal[0, 1]


def ends(quantity: Cited | Nothing | UnknownNumber | None) -> tuple[Cited | Nothing, ...]:
    """Return what a quantity may turn out to be: itself where it is known, both ends where it is not."""
    if isinstance(quantity, UnknownNumber):
        return quantity.between
    return () if quantity is None else (quantity,)


def values(quantity: Cited | Nothing | UnknownNumber | None) -> tuple[float, ...]:
    """Return every number that a quantity may turn out to be; `none` gives no number."""
    return tuple(end.value for end in ends(quantity) if isinstance(end, Cited))


def clause_ends(spot: Spot, clause: object) -> Iterator[tuple[Spot, object]]:
    """Yield what a clause at a spot may turn out to be, each with its spot: itself, or the ends of an unknown one."""
    if is_unknown(clause):
        yield from (((*spot, "between", n), end) for n, end in enumerate(clause.between))  # type: ignore[attr-defined]
    else:
        yield spot, clause


def with_end(record: R, end: End) -> R:
    """Return the record with end `end` of everything unknown in it, ends within ends included."""
    changed = {}
    for name in type(record).model_fields:
        before = getattr(record, name)
        after = _settled(before, end)
        if after is not before:
            changed[name] = after
    return record.model_copy(update=changed) if changed else record


def unknown_spots(record: Record) -> Iterator[Spot]:
    """Yield the spot of each unknown clause or number, outermost only, list items by their id where they have one."""
    for key, value in fields_of(record):
        yield from _unknown_in(value, (key,))


def same_ends(record: Record) -> Iterator[Finding]:
    """Yield a finding for each unknown whose two ends say the same: then it is either known, or no end was given."""
    for spot, inner in records_in(record):
        if is_unknown(inner):
            first, second = inner.between  # type: ignore[attr-defined]  # what `is_unknown` tells
            both_none = isinstance(first, Nothing) and isinstance(second, Nothing)
            numbers = isinstance(first, Cited) and isinstance(second, Cited)
            if both_none or first == second or (numbers and first.value == second.value):
                hint = "state the value, or give two different ends"
                yield Finding((*spot, "between"), "found two ends that say the same", hint)


def _settled(value: Any, end: End) -> Any:
    while is_unknown(value):
        value = value.between[end]
    if isinstance(value, Record):
        return with_end(value, end)
    if isinstance(value, tuple):
        after = tuple(_settled(item, end) for item in value)
        return value if all(new is old for new, old in zip(after, value, strict=True)) else after
    return value


def is_unknown(value: Any) -> bool:
    """Tell whether a value of a record is an unknown clause or number."""
    return isinstance(value, Record) and getattr(value, "unknown", False) is True


def _unknown_in(value: Any, spot: Spot) -> Iterator[Spot]:
    if is_unknown(value):
        yield spot
    elif isinstance(value, Record):
        for key, inner in fields_of(value):
            yield from _unknown_in(inner, (*spot, key))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            step = getattr(item, "id", None) if isinstance(item, Record) else None
            yield from _unknown_in(item, (*spot, step or place))
