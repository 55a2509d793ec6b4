"""From plain data with positions to a frozen record, telling every problem of a file at once and in its order.

Shape first (keys, types, evidence), then sense (the checks of the caller). Parts whose shape is wrong are left out for
the checks, so that a slip in one clause does not hide what is wrong with others; ids they declare still count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from xinyong.errors import BoundaryError, FileError, Problem
from xinyong.files.complaints import Finding, findings, seen
from xinyong.files.document import Document, Spot
from xinyong.files.evidence import Record
from xinyong.files.shape import field_types, is_collection
from xinyong.files.strict_yaml import MAX_PROBLEMS

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Declared:
    """What a file declares, read before its shape is known to be right: ids by list, and the keys at its top."""

    ids: Mapping[str, frozenset[str]]
    keys: frozenset[str]

    def of(self, name: str) -> frozenset[str]:
        """Return the ids that the list (or mapping) `name` declares."""
        return self.ids.get(name, frozenset())


Check = Callable[[R, Declared], Iterable[Finding]]


def declared_in(data: Any) -> Declared:
    """Return what plain data declares."""
    top = data if isinstance(data, dict) else {}
    ids = {}
    for key, value in top.items():
        if isinstance(value, dict):
            ids[key] = frozenset(value)
        elif isinstance(value, list):
            ids[key] = frozenset(
                item["id"] for item in value if isinstance(item, dict) and isinstance(item.get("id"), str)
            )
    return Declared(ids, frozenset(top))


def record_of(document: Document, model: type[R], check: Check[R], *, stand_ins: Mapping[str, Any]) -> R:
    """Return the record that a document states.

    `stand_ins` are values for required keys, used for the checks alone when the file's own are wrong.

    Raises:
        BoundaryError: the file could be about real people.
        FileError: with every problem of the file.
    """
    if not isinstance(document.data, dict):
        problem = document.problem((), f"found {seen(document.data)}, expected a mapping of `key: value`")
        raise FileError([*document.problems, problem])
    found: list[Finding] = []
    kept = _Kept(document.data)
    record: R | None = None
    try:
        record = model.model_validate(document.data)
    except ValidationError as error:
        found = findings(error, model, document, at_most=MAX_PROBLEMS)
        if len(found) < MAX_PROBLEMS:  # else there is enough to mend before the checks
            spots = [finding.spot for finding in found] + list(document.broken)
            record = _without(kept, spots, model, stand_ins)
    if record is not None:
        for finding in check(record, declared_in(document.data)):
            found.append(replace(finding, spot=kept.origin(finding.spot)))
    if beyond := _placed((one for one in found if one.boundary), document):
        raise BoundaryError("\n".join(str(problem) for problem in in_file_order(beyond)))
    problems = [*document.problems, *_placed(found, document)]
    if problems or record is None:
        raise FileError(in_file_order(problems)[:MAX_PROBLEMS])
    return record


def in_file_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of the file, each once."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.line, problem.column))


def _placed(found: Iterable[Finding], document: Document) -> list[Problem]:
    return [document.problem(one.spot, one.message, one.hint, at_key=one.at_key) for one in found]


class _Kept:
    """The parts of a document that are left for the checks, and where each stood in the file."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = dict(data)
        self.places: dict[str, list[int]] = {}

    def drop(self, spots: Iterable[Spot], stand_ins: Mapping[str, Any]) -> set[str]:
        """Leave out the smallest part around each spot that can be missed; return the keys that are left out whole."""
        whole: set[str] = set()
        items: dict[str, set[int]] = {}
        for spot in spots:
            if not spot:
                continue
            key = str(spot[0])
            value = self.data.get(key)
            if len(spot) > 1 and isinstance(value, list) and isinstance(spot[1], int):
                items.setdefault(key, set()).add(spot[1])
            elif len(spot) > 1 and key == "sources" and isinstance(value, dict):
                self.data[key] = {name: source for name, source in value.items() if name != spot[1]}
            elif key in stand_ins:
                self.data[key] = stand_ins[key]
            else:
                self.data.pop(key, None)
                whole.add(key)
        for key, gone in items.items():
            if isinstance(self.data.get(key), list):
                self.places[key] = [place for place in range(len(self.data[key])) if place not in gone]
                self.data[key] = [self.data[key][place] for place in self.places[key]]
        return whole

    def origin(self, spot: Spot) -> Spot:
        """Return where a spot of what was kept stood in the file."""
        if len(spot) > 1 and spot[0] in self.places and isinstance(spot[1], int):
            return (spot[0], self.places[str(spot[0])][spot[1]], *spot[2:])
        return spot


def _without(kept: _Kept, spots: list[Spot], model: type[R], stand_ins: Mapping[str, Any]) -> R | None:
    gone = kept.drop(spots, stand_ins)
    types = field_types(model)
    if any(key in types and is_collection(types[key]) for key in gone):
        return None  # others refer to what it declares: every check would only repeat that
    try:
        return model.model_validate(kept.data)
    except ValidationError:  # nothing whole is left: the problems of shape stand alone
        return None
