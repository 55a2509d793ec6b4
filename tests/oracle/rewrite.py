"""A record written out as the text of its file, changed, and read again."""

import json
from collections.abc import Callable, Mapping
from typing import TypeVar

from tests.oracle.cited import Json

from xinyong.files.evidence import Record

RecordT = TypeVar("RecordT", bound=Record)


def rewritten(record: RecordT, change: Callable[[Json], object]) -> RecordT:
    """Return the record after a change to its text."""
    text = json.loads(record.model_dump_json(by_alias=True, exclude_none=True))
    change(text)
    return type(record).model_validate(text)


def respelt(record: RecordT, names: Mapping[str, str]) -> RecordT:
    """Return the record with words replaced wherever they stand alone, all at once."""

    def spell(part: object) -> object:
        if isinstance(part, dict):
            return {names.get(key, key): spell(value) for key, value in part.items()}
        if isinstance(part, list):
            return [spell(value) for value in part]
        return names.get(part, part) if isinstance(part, str) else part

    text = json.loads(record.model_dump_json(by_alias=True, exclude_none=True))
    return type(record).model_validate(spell(text))
