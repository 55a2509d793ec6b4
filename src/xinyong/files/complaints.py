"""Say in plain words what pydantic found wrong with the shape of a file. None of its own words reach the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from xinyong.files.document import Document, Spot
from xinyong.files.evidence import Cited, form_of
from xinyong.files.letters import cut, foreign_letter
from xinyong.files.nearest import suggestion
from xinyong.files.shape import Wanted, allowed_words, bare, field_types, follow, forms, has_forms, is_record


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a spot, not yet placed in a file. `at_key` points at the key instead of its value.

    `boundary`: the file could be about real people; it is refused as a whole.
    """

    spot: Spot
    message: str
    hint: str = ""
    at_key: bool = False
    boundary: bool = False


FORMS_HINT = (
    "state it, or write {none: true, source: …} where a source says that there is none, or "
    "{unknown: true, between: [one end, other end], looked: [sources]}"
)
_TYPES = {
    "string_type": "a text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "dict_type": "a mapping of `key: value`",
    "model_type": "a mapping of `key: value`",
    "model_attributes_type": "a mapping of `key: value`",
    "tuple_type": "a list",
    "list_type": "a list",
    "date_type": "a date as YYYY-MM-DD",
    "int_from_float": "a whole number",
}
_LIMITS = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
    "greater_than": ("gt", "more than"),
    "less_than": ("lt", "less than"),
    "multiple_of": ("multiple_of", "a multiple of"),
}
_LENGTHS = {
    "too_short": ("min_length", "at least"),
    "too_long": ("max_length", "at most"),
    "string_too_short": ("min_length", "at least"),
    "string_too_long": ("max_length", "at most"),
}


_LOOKED_AT = 10
"""How many slips are looked at for each one told: several may stand at one spot, or where the parser stumbled."""


def findings(error: ValidationError, model: type[BaseModel], document: Document, *, at_most: int) -> list[Finding]:
    """Return one finding for each place that `error` names: the first `at_most` of the file, in its order."""
    # A file can hold fifty thousand slips: they are put in order by clause first, and only the first looked at closely.
    details = sorted(error.errors(include_url=False), key=lambda detail: document.mark(detail["loc"][:2]))
    followed = [(follow(model, detail["loc"]), detail) for detail in details[: _LOOKED_AT * at_most]]
    followed.sort(key=lambda pair: document.mark(pair[0].spot))
    by_spot: dict[tuple[Spot, bool], Finding] = {}
    for wanted, detail in followed:
        if _is_broken(wanted.spot, document):
            continue
        # A number that is neither whole nor fractional is told of twice; the later word says more.
        finding = _finding(detail, wanted, document, model)
        by_spot[(finding.spot, detail["type"] == "value_error")] = finding
    return [one for one in by_spot.values() if not _explained(one, by_spot.values())][:at_most]


def _is_broken(spot: Spot, document: Document) -> bool:
    return any(spot[:length] in document.broken for length in range(len(spot) + 1))


def _explained(finding: Finding, others: Iterable[Finding]) -> bool:
    """Tell whether a list is called too short only because its items are wrong, which is told of below it."""
    spot = finding.spot
    return "items, expected at least" in finding.message and any(
        len(other.spot) > len(spot) and other.spot[: len(spot)] == spot for other in others
    )


def _finding(detail: Mapping[str, Any], wanted: Wanted, document: Document, model: type[BaseModel]) -> Finding:
    spot, sort, found, context = wanted.spot, detail["type"], detail["input"], detail.get("ctx", {})
    if sort == "missing":
        return _missing(wanted)
    if sort == "extra_forbidden":
        return _unknown_key(wanted, document, model)
    if "[key]" in detail["loc"]:
        return Finding(spot, f"found the key `{spot[-1]}`, {_slug_words(str(spot[-1]))}", "", at_key=True)
    if sort == "literal_error":
        return _not_in_list(wanted, found)
    if sort in _TYPES:
        return _wrong_type(wanted, sort, found)
    return Finding(spot, _wrong_value(wanted, sort, found, context))


def _wrong_value(wanted: Wanted, sort: str, found: Any, context: Mapping[str, Any]) -> str:
    if sort == "value_error":
        return str(context["error"])
    if sort == "string_pattern_mismatch":
        return f"found {seen(found)}, {_slug_words(found)}"
    if sort in _LIMITS:
        name, words = _LIMITS[sort]
        return f"found {seen(found)}, expected {words} {_number(context[name])}"
    if sort in _LENGTHS:
        return _wrong_length(sort, context, found)
    if sort == "union_tag_not_found":
        keys = ", ".join(form for form, _ in forms(wanted.type))
        return f"found {seen(found)} without any of {keys}, expected one of these keys"
    return f"found {seen(found)}, expected another value"


def _missing(wanted: Wanted) -> Finding:
    key = wanted.spot[-1]
    hint = f"add `{key}`"
    if words := allowed_words(wanted.type):
        hint = f"add `{key}`, one of {', '.join(words)}"
    elif has_forms(wanted.type):
        hint = FORMS_HINT
    return Finding(wanted.spot, "is missing", hint)


def _unknown_key(wanted: Wanted, document: Document, model: type[BaseModel]) -> Finding:
    holder = wanted.holder or model
    keys = field_types(holder)
    there = document.at(wanted.spot[:-1])
    free = [key for key in keys if not isinstance(there, dict) or key not in there]
    key = str(wanted.spot[-1])
    return Finding(wanted.spot, "found an unknown key", suggestion(key, free or keys, what="keys here"), at_key=True)


def _slug_words(found: Any) -> str:
    reason = foreign_letter(found) if isinstance(found, str) else ""
    rule = "expected an id of letters a-z, digits and single . _ - between them"
    return f"expected a plain id; {reason}" if reason else rule


def _not_in_list(wanted: Wanted, found: Any) -> Finding:
    words = allowed_words(wanted.type)
    if not isinstance(found, str) or not words or not isinstance(words[0], str):
        return Finding(wanted.spot, f"found {seen(found)}, expected {' or '.join(words).lower()}")
    message = f"found {seen(found)}, expected one of {', '.join(words)}"
    hint = suggestion(found, words, what="words")
    return Finding(wanted.spot, message, hint if hint.startswith("did you") else "")


def _wrong_length(sort: str, context: Mapping[str, Any], found: Any) -> str:
    name, words = _LENGTHS[sort]
    if isinstance(found, str):
        return f"found a text of {len(found):,} characters, expected {words} {context[name]}"
    n_found = len(found) if isinstance(found, (list, tuple, dict)) else 0
    return f"found {n_found} items, expected {words} {context[name]}"


def _wrong_type(wanted: Wanted, sort: str, found: Any) -> Finding:
    kind = bare(wanted.type)
    cited = kind is Cited or (has_forms(wanted.type) and not is_record(kind))
    if is_record(kind) and cited and isinstance(found, (int, float)) and not isinstance(found, bool):
        return Finding(
            wanted.spot,
            f"found the bare number {_number(found)}, expected a cited value",
            f"write {{value: {_number(found)}, unit: …, grade: …, source: …}}",
        )
    if is_record(kind) and isinstance(found, str) and found in ("none", "unknown"):
        return Finding(wanted.spot, f"found the word `{found}` alone, expected a clause with its evidence", FORMS_HINT)
    expected = _TYPES.get(sort, "something else")
    if sort in ("int_type", "float_type", "int_from_float") and kind is not int:
        expected = "a number"
    hint = "take the quotes off" if isinstance(found, str) and "number" in expected and _is_number(found) else ""
    if isinstance(found, (int, float)) and expected == "a text":
        hint = "put it in quotes"
    return Finding(wanted.spot, f"found {seen(found)}, expected {expected}", hint)


def seen(found: Any) -> str:
    """Name a value of a file for a message."""
    if found is None:
        return "nothing (null)"
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, (int, float)):
        return f"the number {_number(found)}"
    if isinstance(found, str):
        return f"the text `{cut(found)}`"
    if isinstance(found, (list, tuple)):
        return "a list"
    form = f" ({form_of(found)})" if form_of(found) != "stated" else ""
    return f"a mapping{form}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _is_number(text: str) -> bool:
    return text.lstrip("+-").replace(".", "", 1).isdecimal()
