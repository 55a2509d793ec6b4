"""A JSON Schema for a sort of file, from its records, so that an editor completes keys and explains them.

The schema knows shapes; what only the whole file can tell (names, dates, sums) is left to `check`.
"""

from __future__ import annotations

import json
from typing import Any

from xinyong.files.evidence import Record

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_KEYS = {
    "value": "The number itself.",
    "unit": "What the number counts. It has to suit its place.",
    "grade": "How sure we are: law, official, academic, press, hearsay, derived or assumed.",
    "source": "An id listed under `sources`.",
    "also": "Other sources that say the same.",
    "rivals": "Sources that give another value.",
    "range": "Low and high end. Required when the grade is assumed.",
    "why": "What an assumption or derivation leans on.",
    "at": "The paragraph or page of the source.",
    "from": "First day it holds, as YYYY-MM-DD.",
    "to": "First day it no longer holds, as YYYY-MM-DD.",
    "neutral": "The value at which the assumption would say nothing.",
    "none": "true: there is no such thing, as a source says or as we assume.",
    "unknown": "true: looked for and not found.",
    "between": "The two ends of what is unknown; a run does both.",
    "looked": "The sources where we looked.",
    "id": "A plain id: letters a-z, digits, single . _ - between them.",
    "text": "The words of the provision.",
    "format": "The version of this file format.",
    "sources": "Where things were read, by id.",
    "name": "The name in English, with the original beside it.",
    "about": "A paragraph for readers.",
    "evidence": "text: its own rules read; items: some values, from press; outline: none; composite: parts of several.",
    "optional": "true: a world without this act or service gives a warning instead of an error.",
    "in_force": "From when to when it holds.",
    "better": "Whether a higher or a lower score is better.",
    "basis": "What the provision rests on in law.",
    "day": "A day number, from 0.",
    "subject": "The number of the subject in `subjects`, from 1.",
    "says": "One sentence that a lawyer can check.",
    "levels": "A level for each trait that matters.",
    "table": "A CSV of counts beside this file, with a column `count` and one for each trait.",
    "room": "How many ids are kept for the place, so that ids never move: a multiple of 65,536.",
}


def schema_text(model: type[Record], *, name: str, title: str, about: str) -> str:
    """Return the JSON Schema of a record as text; `name` is the file's own name in `$id`."""
    schema = model.model_json_schema(by_alias=True, mode="validation")
    for part in (schema, *schema.get("$defs", {}).values()):
        _explain(part)
    head = {"$schema": _DIALECT, "$id": f"urn:xinyong:schema:{name}", "title": title, "description": about}
    body = {key: value for key, value in schema.items() if key not in ("title", "description")}
    return json.dumps({**head, **body}, ensure_ascii=False, indent=2) + "\n"


def _explain(part: dict[str, Any]) -> None:
    """Give each key of one object a description, and take out titles that only repeat its name."""
    if "description" in part:
        part["description"] = " ".join(str(part["description"]).split())
    for key, inner in part.get("properties", {}).items():
        inner.pop("title", None)
        if key in _KEYS:
            inner.setdefault("description", _KEYS[key])
