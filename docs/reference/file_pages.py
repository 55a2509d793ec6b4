# ruff: noqa: INP001  # documentation is no package
"""The reference of the files people write, from the frozen records and the sentences of `keys.toml`."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

from docs.reference.heads import HEADS, page, table
from pydantic.fields import FieldInfo

from xinyong.files.evidence import Cited, Nothing, Record, Rival, UnknownNumber
from xinyong.files.quantities import Asked
from xinyong.population.asked import WORLD_PLACES
from xinyong.population.world import World
from xinyong.scheme.clauses import Notice, Objection, Scheme, Stated, UnknownClause
from xinyong.scheme.quantities import SCHEME_PLACES
from xinyong.scheme.situations import Situations

KEYS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("keys.toml").read_text(encoding="utf-8"))
EVIDENCE: tuple[type[Record], ...] = (Cited, Rival, Nothing, UnknownNumber)
_EVIDENCE_TITLES: dict[type[Record], str] = {
    Cited: "A number",
    Rival: "Rival",
    Nothing: "None",
    UnknownNumber: "Unknown",
    Stated: "Evidence of a clause",
}
_PLACES = {**SCHEME_PLACES, **WORLD_PLACES}
_WORDS = {str: "text", bool: "`true` or `false`", int: "whole number", float: "number", date: "date, `YYYY-MM-DD`"}


def keys_of(record: type[Record]) -> dict[str, FieldInfo]:
    """Return the keys of a record as a file spells them."""
    return {field.alias or name: field for name, field in record.model_fields.items()}


def records_under(top: type[Record]) -> list[type[Record]]:
    """Return `top` and every record that its keys lead to, each once, in the order of the file; evidence left out."""
    found: list[type[Record]] = []

    def visit(record: type[Record]) -> None:
        if record in found or issubclass(record, (*EVIDENCE, UnknownClause)):
            return
        found.append(record)
        for field in record.model_fields.values():
            for inner in _records_in(field.annotation):
                visit(inner)

    visit(top)
    return found


def scheme_file() -> str:
    """Return the page on scheme.yaml and situations.yaml."""
    return page([
        HEADS["scheme-file"], HEADS["subset"],
        HEADS["three-forms"], *(_section(record, title) for record, title in _EVIDENCE_TITLES.items()),
        HEADS["scheme-keys"], *(_section(record) for record in records_under(Scheme)),
        HEADS["unknown-clauses"], _keys(UnknownClause),
        HEADS["situations"], *(_section(record) for record in records_under(Situations)),
    ])  # fmt: skip


def world_file() -> str:
    """Return the page on world.yaml."""
    parts = [HEADS["world-file"], HEADS["subset"], HEADS["world-keys"]]
    return page([*parts, *(_section(record) for record in records_under(World))])


def _section(record: type[Record], title: str = "") -> str:
    """Return one record: what it is, and its keys; the evidence that all clauses share is told once."""
    inherits = issubclass(record, Stated) and record is not Stated
    shared = " It carries the [evidence of a clause](#evidence-of-a-clause) as well." if inherits else ""
    # A docstring says to programmers what it raises; a jurist does not need it.
    words = (inspect.getdoc(record) or "").partition("\n\nRaises:")[0].strip()
    return f"### {title or record.__name__}\n\n{words}{shared}\n\n{_keys(record)}"


def _keys(record: type[Record]) -> str:
    """Return the table of a record's own keys."""
    told = KEYS[record.__name__]
    inherited = set(Stated.model_fields) if issubclass(record, Stated) and record is not Stated else set()
    own = {key: field for key, field in keys_of(record).items() if key not in inherited}
    rows = [
        (f"`{key}`", told[key], _type(record, key, field), "yes" if field.is_required() else "")
        for key, field in own.items()
    ]
    return table(("key", "what", "value", "needed"), rows)


def _type(record: type[Record], key: str, field: FieldInfo) -> str:
    """Return in words what a key holds."""
    if key == "between":
        return "two ends"
    asked = _PLACES.get(record, {}).get(key)
    members = _records_in(field.annotation)
    if Cited in members and UnknownNumber in members:
        return f"{_number(asked)}, `none` or `unknown`"
    if members == [Cited]:
        return _number(asked)
    if Notice in members or Objection in members:
        return f"[{members[0].__name__}](#{members[0].__name__.lower()}), `none` or `unknown`"
    if any(getattr(constraint, "pattern", None) for constraint in field.metadata):
        return "id"
    return _plain(field.annotation)


def _number(asked: Asked | None) -> str:
    """Return what a place asks of its number: the unit, wholeness and bounds."""
    if asked is None:
        return "[number](scheme-file.md#a-number)"
    units = " or ".join(f"`{unit}`" for unit in asked.units)
    least = "" if asked.least is None else f" from {asked.least:,}"
    most = "" if asked.most is None else f" to {asked.most:,}"
    return f"{'whole ' if asked.whole else ''}[number](scheme-file.md#a-number) in {units}{least}{most}"


def _plain(annotation: Any) -> str:
    """Return an annotation in the words of somebody who writes a file."""
    inner = [one for one in get_args(annotation) if one is not type(None)]
    if annotation in _WORDS:
        return _WORDS[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    if hasattr(annotation, "__metadata__"):
        return "id" if any(getattr(one, "pattern", None) for one in _metadata(annotation)) else _plain(inner[0])
    return _composite(get_origin(annotation), inner)


def _composite(origin: Any, inner: list[Any]) -> str:
    """Return a list, mapping, choice or alternative in words."""
    if origin is Literal:
        return " · ".join(f"`{str(one).lower() if isinstance(one, bool) else one}`" for one in inner)
    if origin is dict:
        return f"mapping of {_plain(inner[0])} to {_plain(inner[1])}"
    if origin is tuple and inner[1] is Ellipsis:
        return f"list of {_plain(inner[0])}"
    if origin is tuple:
        return "[low, high], two numbers"
    return "number" if set(inner) == {int, float} else " or ".join(dict.fromkeys(_plain(one) for one in inner))


def _metadata(annotation: Any) -> Iterator[Any]:
    for one in annotation.__metadata__:
        yield one
        yield from getattr(one, "metadata", ())


def _records_in(annotation: Any) -> list[type[Record]]:
    """Return the records that an annotation speaks of, in its order."""
    if isinstance(annotation, TypeVar):
        return []
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [found for inner in get_args(annotation) for found in _records_in(inner)]
