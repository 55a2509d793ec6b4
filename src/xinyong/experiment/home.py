"""Where a scheme runs, from that world's first day or from one that it asks for; and which schemes it joins."""

from __future__ import annotations

import os

from xinyong.errors import InputError
from xinyong.population.amend import amend_world
from xinyong.population.read import read_world
from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import read_scheme


def home_of(scheme: Scheme, world: str | os.PathLike[str] | World | None = None) -> World:
    """Return the world in which a scheme is played.

    A world that outlasts several sets of rules begins before the later ones are in force. Such rules ask for it
    `world_from` a later day; a world that was already read is taken as it is.

    Raises:
        InputError: neither the caller nor the scheme names a world, or it cannot be read.
    """
    if isinstance(world, World):
        return world
    named = scheme.world if world is None else world
    if named is None:
        raise InputError(f"the scheme `{scheme.scheme}` names no world; say which with --world NAME")
    found = read_world(named)
    if scheme.world_from is None or found.world != scheme.world or found.first_day >= scheme.world_from:
        return found
    return amend_world(found, {"first_day": scheme.world_from})


def members_of(scheme: Scheme) -> dict[str, Scheme]:
    """Return the schemes of places that a scheme joins, as written, by name.

    Raises:
        NameUnknown, FileError: there is no such scheme, or its file is not as it should be.
    """
    return {member.scheme: read_scheme(member.scheme) for member in scheme.members}
