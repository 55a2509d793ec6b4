"""Say a value of a record in a few plain words, for lists of differences."""

from __future__ import annotations

from typing import Any

from xinyong.files.evidence import Cited, Names, Nothing, Record
from xinyong.files.letters import cut
from xinyong.files.references import fields_of
from xinyong.files.unknowns import is_unknown

_COUNTED = ("point", "day", "person", "step", "working day")
_EVIDENCE_KEYS = frozenset({"source", "also", "at", "why", "grade", "text", "rivals", "from", "to", "neutral"})
_MOST_WORDS = 300


def in_words(value: Any) -> str:
    """Return a value in words: `-50 points`, `none`, `unknown (none or 15 days)`, a clause as its keys and values."""
    if value is None or isinstance(value, Nothing):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Record):
        return _record(value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {in_words(inner)}" for key, inner in value.items())
    if isinstance(value, tuple):
        return ", ".join(in_words(item) for item in value) or "none"
    return str(value)


def number_in_words(cited: Cited) -> str:
    """Return a number with its unit: `-50 points`, `1 day`, `0.3 (share)`."""
    value = int(cited.value) if cited.value == int(cited.value) else cited.value
    if cited.unit in _COUNTED:
        return f"{value:,} {cited.unit}{'' if abs(value) == 1 else 's'}"
    if cited.unit.startswith("per "):
        return f"{value:,} {cited.unit}"
    return f"{value:,} ({cited.unit})"


def _record(record: Record) -> str:
    if isinstance(record, Cited):
        return number_in_words(record)
    if isinstance(record, Names):
        return record.en
    if is_unknown(record):
        return f"unknown ({' or '.join(in_words(end) for end in record.between)})"  # type: ignore[attr-defined]
    return cut(_clause(record), _MOST_WORDS)


def _clause(record: Record) -> str:
    """Return the keys of a clause that say something beyond their default, without its evidence."""
    defaults = {
        info.alias or name: info.get_default(call_default_factory=True, validated_data={})
        for name, info in type(record).model_fields.items()
    }
    said = [
        f"{key} {in_words(value)}"
        for key, value in fields_of(record)
        if key not in _EVIDENCE_KEYS and value != defaults[key]
    ]
    return ", ".join(said)
