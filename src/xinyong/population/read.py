"""Read a world from those shipped or from a file of one's own, or say everything that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from xinyong.files.catalogue import find
from xinyong.files.complaints import Finding
from xinyong.files.document import Document
from xinyong.files.records import Declared, record_of
from xinyong.files.references import sources_listed
from xinyong.files.strict_yaml import load
from xinyong.population.world import World

_STAND_INS: dict[str, Any] = {
    "format": 1,
    "world": "stand-in",
    "name": {"en": "stand-in"},
    "first_day": "2000-01-01",
    "purge": {"none": True, "grade": "assumed", "why": "stand-in"},
}


def read_world(name_or_path: str | os.PathLike[str]) -> World:
    """Return the world that `name_or_path` means: a shipped name, a file, or a folder with a `world.yaml`.

    Raises:
        NameUnknown: there is no such world; carries the nearest name.
        FileError: the file is wrong; carries every problem with file, line and column.
        InputError: the file cannot be read.
    """
    found = find(name_or_path, "world")
    return world_of(load(found.path, shown=found.shown))


def world_of(document: Document) -> World:
    """Return the world that a document states.

    Raises:
        FileError: with every problem of the document.
    """
    return record_of(document, World, _findings, stand_ins=_STAND_INS)


def _findings(world: World, declared: Declared) -> Iterator[Finding]:
    yield from sources_listed(world, declared.of("sources"))
