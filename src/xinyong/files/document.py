"""A file as plain data, with the line and column of every value and key, so that each problem can be pointed at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xinyong.errors import Problem
from xinyong.files.labels import label_of
from xinyong.files.letters import cut

Spot = tuple[str | int, ...]
"""Where something stands inside a document: keys and positions from the top."""

Mark = tuple[int, int]
"""Line and column, from 1."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a strict YAML file says. `marks` locates each value, `key_marks` each key.

    `problems` are those that did not stop the reading; what stands at a spot of `broken` is not to be believed.
    """

    data: Any
    marks: Mapping[Spot, Mark]
    key_marks: Mapping[Spot, Mark] = field(default_factory=dict)
    file: str = ""
    problems: tuple[Problem, ...] = ()
    broken: frozenset[Spot] = frozenset()

    def problem(self, spot: Spot, message: str, hint: str = "", *, at_key: bool = False) -> Problem:
        """Return a problem placed at a spot, or at the nearest one above it that the file has."""
        line, column = self.mark(spot, at_key=at_key)
        return Problem(message, hint, file=self.file, line=line, column=column, path=self.dotted(spot))

    def mark(self, spot: Spot, *, at_key: bool = False) -> Mark:
        """Return line and column of a value (or its key), or of the nearest spot above; 0, 0 where there is no file."""
        if at_key and spot in self.key_marks:
            return self.key_marks[spot]
        for length in range(len(spot), -1, -1):
            if spot[:length] in self.marks:
                return self.marks[spot[:length]]
        return (1, 1) if self.marks else (0, 0)

    def dotted(self, spot: Spot) -> str:
        """Return a spot as people write it: `rules.petition.points`, list items by their id where they have one."""
        words = []
        here = self.data
        for step in spot:
            above, here = here, below(here, step)
            words.append(label_of(here, step) if isinstance(above, list) and isinstance(step, int) else _word(step))
        return ".".join(words)

    def at(self, spot: Spot) -> Any:
        """Return the data at a spot, or None where there is nothing."""
        here = self.data
        for step in spot:
            here = below(here, step)
        return here


def below(here: Any, step: str | int) -> Any:
    """Return what stands one step below, or None."""
    if isinstance(here, dict):
        return here.get(step)
    if isinstance(here, list) and isinstance(step, int) and 0 <= step < len(here):
        return here[step]
    return None


def _word(step: str | int) -> str:
    return str(step + 1) if isinstance(step, int) else cut(step, 64)
