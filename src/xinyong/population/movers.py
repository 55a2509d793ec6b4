"""Where people live: at home, or from some day on where they moved.

Those who move are a group of their own. It stands behind the places of the world file, so that the ids of those who
stay do not move, and is taken out of the residents of its home. Who is in it follows from the id alone; no scheme, and
nothing that happens in a run, makes anybody move.
"""

from __future__ import annotations

from fractions import Fraction

from xinyong.population.moves import Move
from xinyong.population.quantities import exact, refusal, share
from xinyong.population.world import Place, World

Stays = tuple[tuple[int, int], ...]
"""Where a group lives: the first day of each stay, and the index of the place lived in."""


def with_movers(world: World) -> World:
    """Return the world with a place of its own for each group of people who move, taken out of their home.

    A group of which the share leaves nobody is left out. A world that has its groups already stays as it is.

    Raises:
        InputError: a move from or to a place that the world does not have, or one of another unit than a share.
    """
    known = {place.id for place in world.places}
    leaving = {move.id: _leaving(world, move) for move in world.moves if move.id not in known}
    if len(leaving) < len(world.moves) or not any(leaving.values()):
        return world
    stay = tuple(
        _with(
            place, int(place.residents.value) - sum(leaving[move.id] for move in world.moves if move.from_ == place.id)
        )
        for place in world.places
    )
    groups = tuple(_group(world, move, leaving[move.id]) for move in world.moves if leaving[move.id])
    return world.model_copy(update={"places": (*stay, *groups)})


def _leaving(world: World, move: Move) -> int:
    """Return how many people a move takes away, rounded half up."""
    known = [place.id for place in world.places]
    for name in (move.from_, move.to):
        if name not in known:
            raise refusal(f"moves.{move.id}", f"the world has no place `{name}`", f"expected one of {', '.join(known)}")
    home = world.places[known.index(move.from_)]
    return int(exact(home.residents) * share(move.share, f"moves.{move.id}.share") + Fraction(1, 2))


def _with(place: Place, residents: int) -> Place:
    return place.model_copy(update={"residents": place.residents.model_copy(update={"value": residents})})


def _group(world: World, move: Move, people: int) -> Place:
    home = next(place for place in world.places if place.id == move.from_)
    return _with(home, people).model_copy(update={"id": move.id, "name": move.name, "room": move.room})


def moving_day(world: World, move: Move) -> int:
    """Return the day on which a move happens: the first of a week; 0 for one before the world's first day."""
    return max(0, -(-(move.date - world.first_day).days // 7) * 7)


def stays(world: World) -> tuple[Stays, ...]:
    """Return where the people of each place, or group, of a world `with_movers` live."""
    ids = [place.id for place in world.places]
    moves = {move.id: move for move in world.moves}
    found: list[Stays] = []
    for index, name in enumerate(ids):
        move = moves.get(name)
        if move is None:
            found.append(((0, index),))
            continue
        day, to = moving_day(world, move), ids.index(move.to)
        found.append(((0, to),) if day == 0 else ((0, ids.index(move.from_)), (day, to)))
    return tuple(found)
