"""The canonical text and hash of a world, the rows of its tables included."""

from __future__ import annotations

from xinyong.files.canonical import canonical_text, content_hash
from xinyong.population.world import World


def world_text(world: World) -> str:
    """Return the canonical text of a world; `world_from_text` reads it back into an equal one."""
    return canonical_text(world)


def world_hash(world: World) -> str:
    """Return the SHA-256 of a world's content, whatever the layout of its files."""
    return content_hash(world)
