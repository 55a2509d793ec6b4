"""One text for one content: keys in order, numbers in their shortest form, nothing that only repeats a default.

The text is JSON, which the strict reader takes: reading it gives an equal record, whose canonical text is the same. So
a scheme or world can be told by the SHA-256 of its canonical text, however its file was laid out.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from xinyong.files.evidence import Record


def plain_of(value: Any) -> Any:
    """Return a record as plain data with the keys that people write, leaving out what equals its default."""
    if isinstance(value, Record):
        fields = type(value).model_fields
        return {
            info.alias or name: plain_of(found)
            for name, info in fields.items()
            if (found := getattr(value, name)) != info.get_default(call_default_factory=True, validated_data={})
        }
    if isinstance(value, dict):
        return {key: plain_of(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain_of(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value


def canonical_text(record: Record) -> str:
    """Return the canonical text of a record."""
    return json.dumps(plain_of(record), sort_keys=True, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def content_hash(record: Record) -> str:
    """Return the SHA-256 of the canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_text(record).encode("utf-8")).hexdigest()
