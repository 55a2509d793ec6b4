"""Bulk imports: errors that come all at once, because a file was read that says the same of many people."""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from xinyong.population.quantities import refusal, share, threshold
from xinyong.population.ratios import Population
from xinyong.population.world import Import, World
from xinyong.vocabulary import code_of

Table = NDArray[np.int64]


class Imports(TypedDict):
    """The imports of a world in file order: day, act, channel, code, and the chance by place and stratum."""

    import_day: Table
    import_act: Table
    import_channel: Table
    import_code: Table
    import_share: Table


def import_tables(world: World, population: Population) -> Imports:
    """Return the tables of a world's imports; `import_share` has the shape imports, places, strata.

    Raises:
        InputError: an act, channel, place, trait or level that the world does not have.
    """
    acts, channels = [act.id for act in world.acts], [channel.id for channel in world.channels]
    for one in world.imports:
        for name, known in ((one.act, acts), (one.channel, channels)):
            if name not in known:
                raise refusal(f"imports.{one.id}", f"the world has no `{name}`", f"expected one of {', '.join(known)}")
    n_places, n_strata = len(world.places), len(population.strata)
    chances = np.zeros((len(world.imports), n_places, n_strata), np.int64)
    for number, one in enumerate(world.imports):
        chances[number] = _chances(one, world, population)
    return {
        "import_day": np.array([(one.date - world.first_day).days for one in world.imports], np.int64),
        "import_act": np.array([acts.index(one.act) for one in world.imports], np.int64),
        "import_channel": np.array([channels.index(one.channel) for one in world.imports], np.int64),
        "import_code": np.array([code_of(one.id) for one in world.imports], np.int64),
        "import_share": chances,
    }


def _chances(one: Import, world: World, population: Population) -> Table:
    """Return the chance of being in the file, by place and stratum."""
    path, places = f"imports.{one.id}", [place.id for place in world.places]
    for trait, level in one.who.items():
        if level not in population.traits.get(trait, ()):
            known = ", ".join(population.traits.get(trait, ())) or ", ".join(population.traits) or "no traits"
            raise refusal(f"{path}.who", f"nobody in this world has {trait} `{level}`", f"expected one of {known}")
    if one.place is not None and one.place not in places:
        raise refusal(f"{path}.place", f"the world has no place `{one.place}`", f"expected one of {', '.join(places)}")
    chance = threshold(share(one.share, f"{path}.share"))
    named = [all(levels[trait] == level for trait, level in one.who.items()) for levels in population.strata]
    here = [one.place in (None, place) for place in places]
    table: Table = np.outer(np.array(here, np.int64), np.array(named, np.int64)) * np.int64(chance)
    return table
