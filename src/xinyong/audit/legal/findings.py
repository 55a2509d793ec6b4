"""What the legal shape is made of: evidence from the file, signs with their state, conditions, and notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from xinyong.files.evidence import Record

State = Literal["seen", "not seen", "not found"]
"""Of a sign: in the file; not in this file; or the clause that would tell was not found in the sources read."""

STATES: dict[State, str] = {
    "seen": "seen",
    "not seen": "not seen in this file",
    "not found": "not found in the sources read",
}

Answer = Literal["shown", "shown in part", "not shown", "cannot be told from a file"]
"""Whether a file shows what an article asks for."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause that shows something: its path, what it says, and its source, paragraph and grade.

    A path that begins with `world:` is in the world file.
    """

    path: str
    says: str
    source: str
    at: str
    grade: str

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"path": self.path, "says": self.says, "source": self.source, "at": self.at, "grade": self.grade}


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one sign: its state, the clauses that show it, and a remark (a figure, or a doubt)."""

    sign: str
    state: State
    clauses: tuple[Clause, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something an article asks for, and whether the file shows it."""

    id: str
    asks: str
    answer: Answer
    says: str
    text: str

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data; `text` is the id of the provision."""
        return {"id": self.id, "asks": self.asks, "answer": self.answer, "says": self.says, "text": self.text}


def clause(path: str, record: Record, says: str) -> Clause:
    """Return a clause of a file as evidence; where it was looked for and not found, the places where we looked."""
    looked = getattr(record, "looked", ())
    return Clause(
        path,
        says,
        source=getattr(record, "source", None) or ", ".join(looked),
        at=getattr(record, "at", ""),
        grade="not found" if looked else getattr(record, "grade", ""),
    )


def of_state(sign: str, seen: list[Clause], unknown: list[Clause] | None = None, remark: str = "") -> Found:
    """Return a sign as seen where a clause shows it; else not found where one is unknown; else not seen."""
    if seen:
        return Found(sign, "seen", tuple(seen), remark)
    if unknown:
        return Found(sign, "not found", tuple(unknown), remark)
    return Found(sign, "not seen", (), remark)
