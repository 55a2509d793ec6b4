"""Look over a world file: what is wrong with it, and what its author may have overlooked."""

from __future__ import annotations

import os
from collections.abc import Iterator

from xinyong.errors import FileError
from xinyong.files.catalogue import find
from xinyong.files.complaints import Finding
from xinyong.files.count import ValueCount, count_in
from xinyong.files.lint import assumed_values, unused_sources
from xinyong.files.records import in_file_order
from xinyong.files.report import Report
from xinyong.files.strict_yaml import load
from xinyong.population.read import world_of
from xinyong.population.world import World


def check_world(name_or_path: str | os.PathLike[str]) -> Report:
    """Return the errors and warnings of a world.

    Raises:
        NameUnknown: there is no such world. InputError: the file cannot be read. BoundaryError: as `read_world`.
    """
    found = find(name_or_path, "world")
    name = found.path.parent.name if found.path.name == "world.yaml" else found.path.stem
    try:
        document = load(found.path, shown=found.shown)
        world = world_of(document, folder=found.path.parent)
    except FileError as error:
        return Report(name, errors=error.problems)
    warnings = [document.problem(one.spot, one.message, one.hint, at_key=one.at_key) for one in _remarks(world)]
    return Report(name, warnings=tuple(in_file_order(warnings)))


def count_world_values(world: World) -> ValueCount:
    """Return how many values of a world are cited, assumed and unknown."""
    return count_in(world, what="values")


def _remarks(world: World) -> Iterator[Finding]:
    seen = {sight.act for sight in world.sights} | {r.act for channel in world.channels for r in channel.false_reports}
    for place, act in enumerate(world.acts):
        if act.id not in seen and world.channels:
            yield Finding(
                ("acts", place), "no channel sees this act", "add a sight, or leave it as one outside every rule"
            )
    used = {sight.channel for sight in world.sights} | {c.id for c in world.channels if c.false_reports}
    for place, channel in enumerate(world.channels):
        if channel.id not in used:
            yield Finding(("channels", place), "this channel sees nothing", "add a sight or false reports")
    for place, margin in enumerate(world.margins):
        if "was merged into" in margin.note:
            yield Finding(("margins", place), "small counts of its table were merged", margin.note)
    yield from unused_sources(world, world.sources)
    yield from assumed_values(count_world_values(world))
