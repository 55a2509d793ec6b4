"""What differs between schemes, clause by clause, with the source of each side. Nothing is run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from xinyong.files.evidence import Cited, Nothing, Record
from xinyong.files.references import fields_of, records_in
from xinyong.files.unknowns import is_unknown
from xinyong.files.words import in_words
from xinyong.scheme.clauses import Scheme, Stated

_NOT_CLAUSES = frozenset({"format", "scheme", "name", "about", "sources"})
_EVIDENCE_KEYS = frozenset({"source", "also", "at", "why", "grade", "text"})


@dataclass(frozen=True, slots=True)
class Change:
    """One clause or value that differs. `before` and `after` are in words, empty where there is nothing.

    `grade_…` and `sources_…` say what each side rests on.
    """

    kind: Literal["added", "removed", "changed"]
    path: str
    before: str
    after: str
    grade_before: str = ""
    grade_after: str = ""
    sources_before: tuple[str, ...] = ()
    sources_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes from the scheme `first` to the scheme `second`, in the order of the file."""

    first: str
    second: str
    changes: tuple[Change, ...]


def diff(first: Scheme, *others: Scheme) -> tuple[Difference, ...]:
    """Return what differs between `first` and each of `others`. Clauses are the same when their ids are."""
    return tuple(Difference(first.scheme, other.scheme, tuple(_record(first, other, ""))) for other in others)


def _record(before: Record, after: Record, path: str) -> Iterator[Change]:
    new = dict(fields_of(after))
    for key, old in fields_of(before):
        if not (path == "" and key in _NOT_CLAUSES) and not (path and key in _EVIDENCE_KEYS):
            yield from _value(old, new[key], f"{path}.{key}" if path else key)
    if path and _own_evidence(before) != _own_evidence(after):
        yield _change(before, after, path)


def _value(old: Any, new: Any, path: str) -> Iterator[Change]:
    if old == new:
        return
    if _has_ids(old) or _has_ids(new):
        yield from _by_id(old, new, path)
    elif isinstance(old, Record) and type(old) is type(new) and not _is_one_value(old):
        yield from _record(old, new, path)
    else:
        yield _change(old, new, path)


def _by_id(old: tuple[Any, ...], new: tuple[Any, ...], path: str) -> Iterator[Change]:
    later = {clause.id: clause for clause in new}
    earlier = {clause.id: clause for clause in old}
    for ident, clause in earlier.items():
        yield from _value(clause, later.get(ident), f"{path}.{ident}")
    for ident, clause in later.items():
        if ident not in earlier:
            yield _change(None, clause, f"{path}.{ident}")
    shared = [ident for ident in earlier if ident in later]
    if shared != [ident for ident in later if ident in earlier]:
        yield Change("changed", path, f"order {', '.join(earlier)}", f"order {', '.join(later)}")


def _change(old: Any, new: Any, path: str) -> Change:
    kind: Literal["added", "removed", "changed"] = "added" if _empty(old) else "removed" if _empty(new) else "changed"
    return Change(
        kind,
        path,
        "" if _empty(old) else in_words(old),
        "" if _empty(new) else in_words(new),
        grade_before=_grade(old),
        grade_after=_grade(new),
        sources_before=_sources(old),
        sources_after=_sources(new),
    )


def _empty(value: Any) -> bool:
    return value is None or value in ((), "")


def _has_ids(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(hasattr(item, "id") for item in value)


def _is_one_value(record: Record) -> bool:
    return isinstance(record, (Cited, Nothing)) or is_unknown(record)


def _own_evidence(record: Record) -> tuple[Any, ...]:
    return (record.grade, record.source, record.at) if isinstance(record, Stated) else ()


def _grade(value: Any) -> str:
    if is_unknown(value):
        return "unknown"
    grade = getattr(value, "grade", "")
    return grade if isinstance(grade, str) else ""


def _sources(value: Any) -> tuple[str, ...]:
    """Return every source that a value or clause cites, in its order, each once."""
    if not isinstance(value, Record):
        return ()
    cited: dict[str, None] = {}
    for _, record in records_in(value):
        for key in ("source", "also", "looked"):
            found = getattr(record, key, None)
            cited |= dict.fromkeys([found] if isinstance(found, str) else found or ())
    return tuple(cited)
