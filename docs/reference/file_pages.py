# ruff: noqa: INP001  # documentation is no package
"""The reference of the files people write, from the frozen records and the sentences of `keys.toml`."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

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
_EVIDENCE_TITLES = {Cited: "A number", Rival: "Rival", Nothing: "None", UnknownNumber: "Unknown", Stated: "Evidence of a clause"}
_PLACES = {**SCHEME_PLACES, **WORLD_PLACES}
_PLAIN = {bool: "`true` or `false`", int: "whole number", float: "number", date: "date, `YYYY-MM-DD`"}


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
    head = (
        "# Scheme files\n\nA scheme is a folder with `scheme.yaml` and, beside it, `situations.yaml`: scripted lives that test "
        "it. `xinyong new NAME` writes a commented starter, `xinyong check NAME` names every error at once. "
        "A JSON Schema for editors ships as `xinyong/schemas/scheme.schema.json`.\n\n" + _SUBSET
    )
    notice = "`notice` and `objection` may also be `none` (as above) or unknown, with both ends as whole clauses:"
    unknown = f"{notice}\n\n{_table(UnknownClause, KEYS['UnknownClause'])}"
    parts = [head, _evidence(), *(_section(r) for r in records_under(Scheme)), "## Unknown clauses", unknown]
    situations = (
        "## Situations\n\nThey run through both engines as tests of their scheme. They name kinds of subject and retell no "
        "real person's case; nothing returns a score to whoever wrote them."
    )
    return _page([*parts, situations, *(_section(r) for r in records_under(Situations))])


def world_file() -> str:
    """Return the page on world.yaml."""
    head = (
        "# World files\n\nA world is a folder with `world.yaml` and, if it likes, tables of counts beside it. It holds published "
        "counts, shares and rates, never a list of people ([the boundary](../boundary.md)). `xinyong new --world NAME` "
        "writes a commented starter. A JSON Schema for editors ships as `xinyong/schemas/world.schema.json`.\n\n"
        "Numbers carry their evidence as in a scheme file: [the three forms](scheme-file.md#the-three-forms).\n\n" + _SUBSET
    )
    return _page([head, *(_section(record) for record in records_under(World))])


_SUBSET = (
    "The files are a strict part of YAML: no aliases, anchors, tags or repeated keys; finite numbers; bounded size and depth. "
    "Words that some readers take for something else (`no`, `on`, `12:30`) are written in quotes."
)


def _evidence() -> str:
    head = (
        "## The three forms\n\nA number, and the clauses `notice` and `objection`, are *stated*, `none` or `unknown`. A bare "
        "number is an error: every number says where it comes from, or that it is assumed."
    )
    parts = [head]
    for record in (Cited, Rival, Nothing, UnknownNumber, Stated):
        title = _EVIDENCE_TITLES[record]
        parts.append(f"### {title}\n\n{_words(inspect.getdoc(record) or '')}\n\n{_table(record, KEYS[record.__name__])}")
    return "\n\n".join(parts)


def _section(record: type[Record]) -> str:
    """Return one record: what it is, and its keys; the evidence that all clauses share is told once."""
    shared = " It carries the [evidence of a clause](#evidence-of-a-clause) as well." if issubclass(record, Stated) else ""
    return f"### {record.__name__}\n\n{_words(inspect.getdoc(record) or '')}{shared}\n\n{_table(record, KEYS[record.__name__])}"


def _table(record: type[Record], told: dict[str, str]) -> str:
    inherited = Stated.model_fields if issubclass(record, Stated) and record is not Stated else {}
    rows = [
        f"| `{key}` | {told[key]} | {_type(record, key, field)} | {'yes' if field.is_required() else ''} |"
        for key, field in keys_of(record).items()
        if key not in inherited
    ]
    return "\n".join(["| key | what | value | needed |", "|---|---|---|---|", *rows])


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
    assert asked is not None
    units = " or ".join(f"`{unit}`" for unit in asked.units)
    least = "" if asked.least is None else f" from {asked.least:,}"
    most = "" if asked.most is None else f" to {asked.most:,}"
    return f"{'whole ' if asked.whole else ''}[number](scheme-file.md#a-number) in {units}{least}{most}"


def _plain(annotation: Any) -> str:
    origin, inner = get_origin(annotation), [a for a in get_args(annotation) if a is not type(None)]
    if origin is Literal:
        return " · ".join(f"`{str(a).lower() if isinstance(a, bool) else a}`" for a in inner)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    if origin is tuple:
        one = _plain(inner[0])
        return f"[low, high], each a {one}" if len(inner) == 2 and inner[1] is not Ellipsis else f"list of {one}"
    if origin is dict:
        return f"mapping of {_plain(inner[0])} to {_plain(inner[1])}"
    if annotation is str:
        return "text"
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if hasattr(annotation, "__metadata__"):
        pattern = any(getattr(m, "pattern", None) for m in _metadata(annotation))
        return "id" if pattern else _plain(inner[0])
    if set(inner) == {int, float}:
        return "number"
    return " or ".join(dict.fromkeys(_plain(a) for a in inner))


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


def _words(text: str) -> str:
    """Return a docstring as one paragraph each, without what only a programmer needs."""
    return text.split("\n\nRaises:")[0].strip()


def _page(parts: list[str]) -> str:
    return "<!-- written by `python -m docs.reference.make`; do not edit -->\n\n" + "\n\n".join(parts) + "\n"
