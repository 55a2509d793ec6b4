"""A brief as plain data: the same words and tables as on the page, for machines. Pictures are told by their tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from xinyong.report.content import Brief, Span, words_of

PICTURES = ("wide", "narrow")
"""Fields of a chart that hold the picture itself."""


def as_json(brief: Brief) -> str:
    """Return a report as one JSON document."""
    return json.dumps(report_as_json(brief), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def report_as_json(brief: Brief) -> dict[str, Any]:
    """Return a report as plain data."""
    return {"what": "xinyong report", "synthetic": True, **plain(brief)}


def plain(found: Any) -> Any:
    """Return a part of a brief as plain data: texts as bare words, each block with the name of its kind.

    A block whose words lead to other places of the report has their ids, without doublets, as `leads_to`: of a figure
    the row of the table of figures that says where it comes from.
    """
    if isinstance(found, tuple):
        if found and all(isinstance(one, Span) for one in found):
            return words_of(found)
        return [plain(one) for one in found]
    if is_dataclass(found):
        kept = {one.name: plain(getattr(found, one.name)) for one in fields(found) if one.name not in PICTURES}
        if isinstance(found, Brief):
            return kept
        places = list(dict.fromkeys(_places(found)))
        return {"kind": type(found).__name__.lower(), **kept, **({"leads_to": places} if places else {})}
    return found


def _places(found: Any) -> Iterator[str]:
    """Yield the places to which the words of a block lead, those of blocks inside it left to them."""
    for one in fields(found):
        yield from _inside(getattr(found, one.name))


def _inside(value: Any) -> Iterator[str]:
    if isinstance(value, Span):
        if value.href.startswith("#"):
            yield value.href.removeprefix("#")
    elif isinstance(value, tuple):
        for one in value:
            yield from _inside(one)
