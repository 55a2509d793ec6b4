"""The JSON Schema of world files."""

from __future__ import annotations

from xinyong.files.json_schema import schema_text
from xinyong.population.world import World


def world_schema() -> str:
    """Return the JSON Schema of `world.yaml`."""
    about = "A synthetic population, its conduct and its offices, each number with its source or marked as assumed."
    return schema_text(World, name="world", title="Xinyong world file", about=about)
