"""Read a world from those shipped or from a file of one's own, or say everything that is wrong with it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from xinyong.errors import BoundaryError, FileError, InputError, Problem
from xinyong.files.catalogue import find, inside
from xinyong.files.document import Document, Spot
from xinyong.files.records import record_of
from xinyong.files.strict_yaml import load, parse
from xinyong.population.sense import world_findings
from xinyong.population.tables_of_counts import Counts, read_counts
from xinyong.population.world import World

MAX_NODES_OF_TEXT = 400_000
"""A canonical text holds the rows of its tables too."""

_STAND_INS: dict[str, Any] = {
    "format": 1,
    "world": "stand-in",
    "name": {"en": "stand-in"},
    "first_day": "2000-01-01",
    "purge": {"none": True, "grade": "assumed", "why": "stand-in"},
}


def read_world(name_or_path: str | os.PathLike[str]) -> World:
    """Return the world that `name_or_path` means: a shipped name, a file, or a folder with a `world.yaml`.

    Tables of counts that margins name are read from the same folder and become part of the world.

    Raises:
        NameUnknown: there is no such world; carries the nearest name.
        BoundaryError: the world or one of its tables could be about real people.
        FileError: the file is wrong; carries every problem with file, line and column.
        InputError: the file cannot be read.
    """
    found = find(name_or_path, "world")
    return world_of(load(found.path, shown=found.shown), folder=found.path.parent)


def world_from_text(text: str, *, shown: str = "world") -> World:
    """Return the world that a text states, as a file without tables would; `shown` is what messages call it.

    Raises:
        BoundaryError, FileError: as `read_world`.
    """
    return world_of(parse(text, shown=shown, at_most_nodes=MAX_NODES_OF_TEXT), folder=None)


def world_of(document: Document, *, folder: Path | None) -> World:
    """Return the world that a document states; tables are looked for in `folder` (None: there are none to read).

    Raises:
        BoundaryError, FileError: as `read_world`.
    """
    return record_of(_with_tables(document, folder), World, world_findings, stand_ins=_STAND_INS)


def _with_tables(document: Document, folder: Path | None) -> Document:
    """Return the document with the rows of each table beside its name, and what is wrong with tables as problems."""
    margins = document.data.get("margins") if isinstance(document.data, dict) else None
    if not isinstance(margins, list):
        return document
    problems: list[Problem] = []
    broken: set[Spot] = set()
    filled: list[Any] = []
    for place, margin in enumerate(margins):
        spot: Spot = ("margins", place)
        filled.append(margin)
        if not isinstance(margin, dict) or not isinstance(margin.get("table"), str) or "counted" in margin:
            continue
        if folder is None:
            message = "found a table, expected its rows"
            problems.append(document.problem((*spot, "table"), message, "read the world from its file"))
            broken.add(spot)
            continue
        try:
            filled[-1] = _filled(margin, folder)
        except BoundaryError as error:
            raise BoundaryError(str(document.problem((*spot, "table"), str(error)))) from None
        except FileError as error:
            problems.extend(error.problems)
            broken.add(spot)
        except InputError as error:
            problems.append(document.problem((*spot, "table"), str(error)))
            broken.add(spot)
    return replace(
        document,
        data={**document.data, "margins": filled},
        problems=(*document.problems, *problems),
        broken=document.broken | broken,
    )


def _filled(margin: dict[str, Any], folder: Path) -> dict[str, Any]:
    traits = margin.get("traits")
    if not isinstance(traits, list) or not all(isinstance(trait, str) for trait in traits):
        return margin
    counts = read_counts(inside(folder, margin["table"]), tuple(traits), shown=margin["table"])
    return {**margin, "counted": _rows(counts, traits), "note": _note(margin.get("note"), counts)}


def _rows(counts: Counts, traits: list[str]) -> list[dict[str, Any]]:
    return [{"levels": [levels[trait] for trait in traits], "count": count} for levels, count in counts.rows]


def _note(note: Any, counts: Counts) -> Any:
    """Return the margin's note with what was merged, which a reader of the world has to know."""
    if not counts.merged or not isinstance(note, (str, type(None))):
        return note if note is not None else ""
    return " ".join([*([note] if note else []), *counts.merged])
