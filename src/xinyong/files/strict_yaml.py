"""Read a strict subset of YAML into plain data with positions, from the parser's events, never through a constructor.

Taken: mappings with plain keys, lists, text, whole and finite numbers, true, false, null. Refused: aliases,
anchors, tags, merge keys, duplicate keys, several documents, directives, values that YAML readers disagree about.
Bounded: bytes, depth, nodes, length of text, digits. Measured reasons: an alias bomb of 338 bytes becomes 44 MB, and
of two equal keys other readers drop one silently.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from xinyong.errors import FileError, Problem
from xinyong.files.document import Document
from xinyong.files.letters import STAND_IN, refused_characters, without_refused
from xinyong.files.plain_file import read_plain_file
from xinyong.files.tree import MAX_NODES, TooMuch, Tree
from xinyong.files.yaml_words import in_plain_words


class PureParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """The parser in Python, without resolver and constructor: slower, for a PyYAML built without libyaml."""

    def __init__(self, stream: str) -> None:
        yaml.reader.Reader.__init__(self, stream)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


_PARSER: Any = getattr(getattr(yaml, "cyaml", None), "CParser", PureParser)

MAX_PROBLEMS = 100
"""More problems than this are not listed; the first hundred have to be mended first."""


def load(path: Path, *, shown: str) -> Document:
    """Read the file at `path` as strict YAML; `shown` is its name in messages.

    Problems that do not stop the reading are in the document's `problems`, so that they can be told with all others.

    Raises:
        InputError: the file cannot be read. FileError: it is no YAML, or passes a bound.
    """
    return parse(read_plain_file(path, shown=shown), shown=shown)


def parse(content: bytes | str, *, shown: str, at_most_nodes: int = MAX_NODES) -> Document:
    """Read strict YAML from bytes or text. See `load`."""
    text = _decoded(content, shown) if isinstance(content, bytes) else content
    text = text.replace("\r\n", "\n")
    problems = _bad_letters(text, shown)
    text = without_refused(text).removeprefix(STAND_IN) if problems else text
    _refuse_tabs(text, shown)
    tree = Tree(shown, at_most_nodes)
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            tree.take(event)
    except TooMuch as stop:
        raise FileError([*[*problems, *tree.problems][: MAX_PROBLEMS - 1], stop.problem]) from None
    except yaml.YAMLError as error:
        raise FileError([*[*problems, *tree.problems][: MAX_PROBLEMS - 1], _syntax(error, shown)]) from None
    if not tree.has_document:
        raise FileError([*problems, Problem("the file is empty", "write at least `format: 1`", shown, 1, 1)])
    return Document(
        data=tree.data,
        marks=tree.marks,
        key_marks=tree.key_marks,
        file=shown,
        problems=tuple([*problems, *tree.problems][:MAX_PROBLEMS]),
        broken=frozenset(tree.broken),
    )


def _decoded(content: bytes, shown: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        problem = Problem("the file is saved as UTF-16, expected UTF-8", "save it again as UTF-8", shown, 1, 1)
        raise FileError([problem])
    content = content.removeprefix(b"\xef\xbb\xbf")  # editors on Windows put this mark at the start
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        line, column = _line_and_column(before, len(before))
        found = f"found the byte 0x{content[error.start]:02X}, which is not UTF-8, expected text in UTF-8"
        raise FileError([Problem(found, "save the file as UTF-8", shown, line, column)]) from None


def _bad_letters(text: str, shown: str) -> list[Problem]:
    problems = []
    for place, found in refused_characters(text):
        line, column = _line_and_column(text, place)
        problems.append(Problem(f"found {found}, expected visible text", "take the character out", shown, line, column))
        if len(problems) == MAX_PROBLEMS:
            break
    return problems


def _refuse_tabs(text: str, shown: str) -> None:
    """Stop at the first tab: in an indentation YAML has no meaning for it, and elsewhere its readers differ."""
    place = text.find("\t")
    if place >= 0:
        line, column = _line_and_column(text, place)
        hint = "put two spaces for each step of indentation"
        raise FileError([Problem("found a tab, expected spaces", hint, shown, line, column)])


def _line_and_column(text: str, place: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, place) + 1
    return text.count("\n", 0, place) + 1, place - start + 1


def _syntax(error: yaml.YAMLError, shown: str) -> Problem:
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    message, hint = in_plain_words(str(getattr(error, "problem", "") or ""))
    return Problem(message, hint, shown, line, column)
