"""One thing that happened in a told life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ORDER = (
    "decision", "end", "overdue", "entry", "standing", "notice", "publication", "chance", "false report", "request",
    "told by refusal", "objection",
)  # fmt: skip
"""Sorts of event in the order in which they happen within a day (the phases of the clock)."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day: its sort, a sentence without a full stop, and the same as plain data."""

    day: int
    sort: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> int:
        """Return its place within the day."""
        return ORDER.index(self.sort)

    def as_json(self) -> dict[str, Any]:
        """Return the event as plain data."""
        return {"day": self.day, "what": self.sort, "text": self.text, **self.data}
