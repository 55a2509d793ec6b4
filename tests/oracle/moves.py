"""Generated people who move: before the first day, in the middle, twice to one place, after the last day, nobody."""

from tests.oracle.cited import Json, name, share
from tests.oracle.dice import Dice, chance

MANY = 300
"""Residents of a place that a move does not empty."""


def add_moves(dice: Dice, world: Json) -> None:
    """Let some people of a world with several places move."""
    places = [place["id"] for place in world["places"]]
    if len(places) < 3 or chance(dice, 1, 2):
        return
    moves: list[Json] = []
    for id_ in ("to-work", "to-school"):
        home = dice.pick(places)
        to = dice.pick([place for place in places if place != home])
        residents = next(place["residents"]["value"] for place in world["places"] if place["id"] == home)
        if residents >= MANY and (not moves or chance(dice, 1, 1)):
            date = dice.pick(("2020-01-09", "2020-01-15", "2019-12-01", "2020-01-22", "2021-01-01"))
            part = share(dice.pick((0.4, 0.3, 0.45, 0)))
            moves.append(
                {"id": id_, "name": name(id_), "from": home, "to": to, "share": part, "date": date, "room": 65_536}
            )
    world["moves"] = moves
