"""A brief as plain data: the same words and tables as on the page, for machines. Pictures are told by their tables."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from xinyong.report.content import Brief, Span, words_of

PICTURES = ("wide", "narrow")
"""Fields of a chart that hold the picture itself."""


def report_as_json(brief: Brief) -> dict[str, Any]:
    """Return a report as plain data."""
    return {"what": "xinyong report", "synthetic": True, **plain(brief)}


def plain(found: Any) -> Any:
    """Return a part of a brief as plain data: texts as bare words, each block with the name of its kind."""
    if isinstance(found, tuple):
        if found and all(isinstance(one, Span) for one in found):
            return words_of(found)
        return [plain(one) for one in found]
    if is_dataclass(found):
        kept = {one.name: plain(getattr(found, one.name)) for one in fields(found) if one.name not in PICTURES}
        return kept if isinstance(found, Brief) else {"kind": type(found).__name__.lower(), **kept}
    return found
