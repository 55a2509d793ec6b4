"""Read a scheme from the catalogue or from a file of one's own, or say everything that is wrong with it."""

from __future__ import annotations

import os
from typing import Any

from xinyong.files.catalogue import find
from xinyong.files.document import Document
from xinyong.files.records import record_of
from xinyong.files.strict_yaml import load, parse
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.sense import scheme_findings

_STAND_INS: dict[str, Any] = {
    "format": 1,
    "scheme": "stand-in",
    "evidence": "composite",
    "name": {"en": "stand-in"},
    "issued_by": {"body": "stand-in", "place": "stand-in", "level": "none"},
    "in_force": {},
    "notice": {"none": True, "grade": "assumed", "why": "stand-in"},
    "objection": {"none": True, "grade": "assumed", "why": "stand-in"},
}


def read_scheme(name_or_path: str | os.PathLike[str]) -> Scheme:
    """Return the scheme that `name_or_path` means: a catalogue name, a file, or a folder with a `scheme.yaml`.

    Raises:
        NameUnknown: there is no such scheme; carries the nearest name.
        FileError: the file is wrong; carries every problem with file, line and column.
        InputError: the file cannot be read.
    """
    found = find(name_or_path, "scheme")
    return scheme_of(load(found.path, shown=found.shown))


def scheme_from_text(text: str, *, shown: str = "scheme") -> Scheme:
    """Return the scheme that a text states, as a file would; `shown` is what messages call it.

    Raises:
        FileError: with every problem of the text.
    """
    return scheme_of(parse(text, shown=shown))


def scheme_of(document: Document) -> Scheme:
    """Return the scheme that a document states.

    Raises:
        FileError: with every problem of the document.
    """
    return record_of(document, Scheme, scheme_findings, stand_ins=_STAND_INS)
