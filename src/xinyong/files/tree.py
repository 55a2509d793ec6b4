"""Build plain data from YAML events, one at a time, counting as it goes, so that nothing can grow out of bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from xinyong.errors import Problem
from xinyong.files.document import Mark, Spot
from xinyong.files.letters import called, cut, refused_characters, tidy, without_refused
from xinyong.files.scalars import Refusal, plain_value

MAX_DEPTH = 32
MAX_NODES = 50_000
MAX_ITEMS = 5_000
"""The longest list that has a use is a world's table of counts, of at most 4,096 rows."""
MAX_TEXT_LENGTH = 20_000
MAX_KEY_LENGTH = 64
MOST_PROBLEMS = 1_000
"""Nobody mends more at once, and a hostile file could have one for each value."""


class TooMuch(Exception):
    """A bound is passed, or the structure is not taken: reading stops. The loader turns it into a FileError."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet. `spot` is None inside what is thrown away."""

    container: dict[str, Any] | list[Any]
    spot: Spot | None
    key: str | None = None
    key_is_kept: bool = True


class Tree:
    """Data, positions and problems of the events taken so far."""

    def __init__(self, file: str, at_most_nodes: int = MAX_NODES) -> None:
        self.data: Any = None
        self.has_document = False
        self.marks: dict[Spot, Mark] = {}
        self.key_marks: dict[Spot, Mark] = {}
        self.problems: list[Problem] = []
        self.broken: set[Spot] = set()
        self._file = file
        self._open: list[_Open] = []
        self._n_nodes = 0
        self._at_most_nodes = at_most_nodes

    def take(self, event: yaml.Event) -> None:
        """Add one event.

        Raises:
            TooMuch: a bound is passed or the document has a structure that is not taken.
        """
        if isinstance(event, yaml.DocumentStartEvent):
            self._start_document(event)
        elif isinstance(event, yaml.NodeEvent):
            self._n_nodes += 1
            if self._n_nodes > self._at_most_nodes:
                raise self._too_much(event, f"the file holds more than {self._at_most_nodes:,} values", "split it")
            self._take_node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()

    def _start_document(self, event: yaml.DocumentStartEvent) -> None:
        if self.has_document:
            raise self._too_much(event, "found a second document, expected one", "take out the line `---`")
        if event.version or event.tags:
            raise self._too_much(event, "found a `%` directive, expected none", "take the line out")
        self.has_document = True

    def _take_node(self, event: yaml.NodeEvent) -> None:
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.container, dict) and top.key is None:
            self._take_key(top, event)
            return
        if top is not None and len(top.container) == MAX_ITEMS:
            sort, parts = ("list", "items") if isinstance(top.container, list) else ("mapping", "keys")
            message = f"found a {sort} of more than {MAX_ITEMS:,} {parts}"
            raise self._too_much(event, message, f"join {parts} that are alike")
        spot = self._spot_of_next(top)
        if spot is not None:
            self.marks[spot] = self._mark(event)
        self._refuse_decoration(event)
        if isinstance(event, yaml.ScalarEvent):
            self._put(top, self._scalar(event, spot))
        elif isinstance(event, yaml.AliasEvent):
            self._complain(event, f"found the alias `*{cut(event.anchor or '', 30)}`, expected a value", "write it out")
            self._break(spot)
            self._put(top, None)
        else:
            self._open_container(top, event, spot)

    def _open_container(self, top: _Open | None, event: yaml.NodeEvent, spot: Spot | None) -> None:
        if len(self._open) == MAX_DEPTH:
            raise self._too_much(event, f"values are nested more than {MAX_DEPTH} deep", "nothing here needs as much")
        container: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._put(top, container)
        self._open.append(_Open(container, spot))

    def _take_key(self, top: _Open, event: yaml.NodeEvent) -> None:
        self._refuse_decoration(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise self._too_much(event, "found a list, mapping or alias as a key, expected a word", "use a plain word")
        key = self._key_text(event)
        top.key, top.key_is_kept = key, True
        if top.spot is None:
            return
        spot = (*top.spot, key)
        if key in top.container:
            line = self.key_marks[spot][0]
            self._complain(event, f"found the key `{key}` again, expected it once", f"it stands already in line {line}")
            top.key_is_kept = False
        else:
            self.key_marks[spot] = self._mark(event)

    def _key_text(self, event: yaml.ScalarEvent) -> str:
        text = event.value
        if len(text) > MAX_KEY_LENGTH:
            raise self._too_much(
                event, f"found a key of {len(text):,} characters, expected at most {MAX_KEY_LENGTH}", "use a short word"
            )
        odd = next((letter for letter in text if not 0x20 <= ord(letter) < 0x7F), None)
        if odd is not None:
            message = f"found {called(odd)} in a key, expected plain letters a-z, digits and dashes"
            self._complain(event, message, "type the key again")
            return without_refused(text)
        if text == "<<":
            self._complain(event, "found the merge key `<<`, expected a word", "write the keys out")
        elif event.implicit[0]:
            self._check_plain_key(event)
        return str(text)

    def _check_plain_key(self, event: yaml.ScalarEvent) -> None:
        value = plain_value(event.value)
        if isinstance(value, Refusal):
            shown = cut(event.value)
            self._complain(event, value.message.replace("value", "key"), f'write "{shown}" in quotes')
        elif not isinstance(value, str):
            shown = cut(event.value)
            self._complain(event, f"found `{shown}` as a key, expected a word", f'write "{shown}" in quotes')

    def _scalar(self, event: yaml.ScalarEvent, spot: Spot | None) -> Any:
        text = event.value
        if len(text) > MAX_TEXT_LENGTH and not (event.implicit[0] and text[:1] in "+-0123456789"):
            self._complain(
                event, f"found a text of {len(text):,} characters, expected at most {MAX_TEXT_LENGTH:,}", "shorten it"
            )
            return self._break(spot)
        for _, found in refused_characters(text):  # written as a code, or already told of
            self._complain(event, f"found {found}, expected visible text", "take the character out")
            return self._break(spot)
        if not event.implicit[0]:
            return tidy(text)
        value = plain_value(text)
        if isinstance(value, Refusal):
            self._complain(event, value.message, value.hint)
            return self._break(spot)
        return tidy(value) if isinstance(value, str) else value

    def _refuse_decoration(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None and not isinstance(event, yaml.AliasEvent):
            name = cut(event.anchor, 30)
            self._complain(event, f"found the anchor `&{name}`, expected a value", "take it out; write values in full")
        tag = getattr(event, "tag", None)
        if tag is not None:
            name = cut(str(tag).replace("tag:yaml.org,2002:", "!!"), 40)
            self._complain(event, f"found the tag `{name}`, expected a value", "take it out; quotes make a value text")

    def _spot_of_next(self, top: _Open | None) -> Spot | None:
        if top is None:
            return ()
        if top.spot is None or not top.key_is_kept:
            return None
        return (*top.spot, len(top.container) if top.key is None else top.key)

    def _put(self, top: _Open | None, value: Any) -> None:
        if top is None:
            self.data = value
        elif isinstance(top.container, list):
            top.container.append(value)
        elif top.key is not None:
            if top.key_is_kept:
                top.container[top.key] = value
            top.key = None

    def _break(self, spot: Spot | None) -> None:
        if spot is not None:
            self.broken.add(spot)

    def _mark(self, event: yaml.Event) -> Mark:
        mark = event.start_mark
        return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)

    def _complain(self, event: yaml.Event, message: str, hint: str) -> None:
        if len(self.problems) == MOST_PROBLEMS:
            raise self._too_much(event, f"found more than {MOST_PROBLEMS:,} slips", "mend the first of them")
        self.problems.append(self._problem(event, message, hint))

    def _too_much(self, event: yaml.Event, message: str, hint: str) -> TooMuch:
        return TooMuch(self._problem(event, message, hint))

    def _problem(self, event: yaml.Event, message: str, hint: str) -> Problem:
        line, column = self._mark(event)
        return Problem(message, hint, self._file, line, column)
