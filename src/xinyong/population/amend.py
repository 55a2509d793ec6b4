"""Change named values of a world into a new world; the old one is untouched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xinyong.files.amend import amended
from xinyong.files.document import Document
from xinyong.population.asked import WORLD_PLACES
from xinyong.population.read import world_of
from xinyong.population.world import World


def amend_world(world: World, changes: Mapping[str, Any]) -> World:
    """Return a new world with each path of `changes` set to its value: `acts.theft.rate`, `sights.theft.police.share`.

    Raises:
        NameUnknown: a path leads nowhere. FileError: the amended world makes no sense.
    """
    return amended(world, changes, places=WORLD_PLACES, rebuild=_without_folder, name=world.world)


def _without_folder(document: Document) -> World:
    return world_of(document, folder=None)
