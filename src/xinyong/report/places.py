"""Where in a report a clause, an assumed value or a source stands, so that a figure can lead there."""

from __future__ import annotations

from xinyong.report.basis import VALUE, assumed_numbers
from xinyong.report.clauses import place_of_clause
from xinyong.report.content import place_of
from xinyong.report.material import Material

SOURCE = "source"
WORLD = "world:"
LISTS = ("rules", "tiers", "consequences")
"""Lists of a scheme file whose clauses have a row each."""
PROCEDURES = ("score", "notice", "objection")
"""Clauses that stand alone in a scheme file, and have a row each."""


def place_of_source(slug: str) -> str:
    """Return the place of a source in the list of sources."""
    return place_of(SOURCE, slug)


def place_of_value(material: Material, path: str) -> str:
    """Return where a value stands that a figure rests on: its own row where it is assumed, else that of its clause;
    empty where the report has no row for it (a cited value of the world, or of a member scheme)."""
    of_world = path.startswith(WORLD)
    inside = path.removeprefix(WORLD)
    record = material.world if of_world else material.scheme
    if inside in {name for name, _ in assumed_numbers(record)}:
        return place_of(VALUE, "world" if of_world else "", inside)
    parts = inside.split(".")
    if of_world:
        return ""
    if parts[0] in PROCEDURES and getattr(material.scheme, parts[0], None) is not None:
        return place_of_clause(parts[0])
    ids = {one.id for one in getattr(material.scheme, parts[0], ())} if parts[0] in LISTS else set()
    return place_of_clause(f"{parts[0]}.{parts[1]}") if len(parts) > 1 and parts[1] in ids else ""
