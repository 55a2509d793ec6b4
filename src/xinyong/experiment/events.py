"""One thing that happened in a told life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xinyong.experiment.draws import Draw

ORDER = (
    "decision", "ratings", "ties", "end", "overdue", "entry", "standing", "notice", "publication", "chance",
    "false report", "request", "told by refusal", "objection", "review",
)  # fmt: skip
"""Sorts of event in the order in which they happen within a day (the phases of the clock)."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day: its sort, a sentence without a full stop, the same as plain data, and the draws that
    decided it."""

    day: int
    sort: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)
    draws: tuple[Draw, ...] = ()

    @property
    def order(self) -> int:
        """Return its place within the day."""
        return ORDER.index(self.sort)

    @property
    def is_left(self) -> bool:
        """Tell whether it is a chance to act that was left."""
        return self.sort == "chance" and not self.data["taken"]

    def as_json(self) -> dict[str, Any]:
        """Return the event as plain data."""
        draws = {"draws": [draw.as_json() for draw in self.draws]} if self.draws else {}
        return {"day": self.day, "what": self.sort, "text": self.text, **self.data, **draws}
