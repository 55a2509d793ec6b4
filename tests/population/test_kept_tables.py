"""Tables made from kept parts are those of a fresh build, whichever part of the world is moved."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import xinyong.population
from xinyong.files.frozen import FrozenDict
from xinyong.population import conduct, observe
from xinyong.population.odds import Odds, odds, tables_hash, tables_of
from xinyong.population.people import people
from xinyong.population.ratios import population_of
from xinyong.population.world import World

N_PEOPLE = 500

STORY = ("certainty", 0.5, 0.1, 2), ("elasticity", 0.4, 0.1, 1), ("spill", 0.2, 0, 0.5)


def kept_functions() -> list[Any]:
    """Every function of the population that keeps what it returned."""
    names = [f"{xinyong.population.__name__}.{found.name}" for found in iter_modules(xinyong.population.__path__)]
    inside = [value for name in names for value in vars(import_module(name)).values()]
    return [value for value in inside if hasattr(value, "cache_clear")]


def forget() -> None:
    for function in kept_functions():
        function.cache_clear()


def made(world: World) -> Odds:
    return odds(world, people(world, N_PEOPLE))


def town(make: SimpleNamespace, **changes: Any) -> World:
    story = {
        name: make.cited(value, "elasticity" if name == "elasticity" else "ratio", (low, high))
        for name, value, low, high in STORY
    }
    found: World = make.town(**({"deterrence": story} | changes))
    return found


def numbers_of(found: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where each cited number of a world stands."""
    if isinstance(found, dict):
        if "value" in found and "unit" in found:
            yield path
        else:
            for key, value in found.items():
                yield from numbers_of(value, (*path, key))
    elif isinstance(found, list | tuple):
        for place, value in enumerate(found):
            yield from numbers_of(value, (*path, place))


def with_number(world: World, path: tuple[Any, ...]) -> World:
    """Return the world with the number at a path a little lower."""
    written = world.model_dump(by_alias=True)
    spot = written
    for step in path:
        spot = spot[step]
    whole = spot["unit"] == "day"
    lower = spot["value"] - 1 if whole and spot["value"] else spot["value"] if whole else 0.9 * spot["value"]
    bounds = [min(lower, spot["range"][0]), spot["range"][1]]
    spot |= {"value": lower, "range": bounds}
    return World.model_validate(written)


def test_every_moved_number_gives_the_tables_of_a_fresh_build(make: SimpleNamespace) -> None:
    world = town(make, propensity=None)
    paths = list(numbers_of(world.model_dump(by_alias=True)))
    movable = [path for path in paths if path[0] not in ("places", "propensity", "margins")]
    assert len(movable) > 25
    forget()
    made(world)
    kept = {path: tables_hash(made(with_number(world, path))) for path in movable}
    for path, found in kept.items():
        forget()
        assert found == tables_hash(made(with_number(world, path))), path
    assert len(set(kept.values())) > len(movable) // 2


def test_another_mix_or_propensity_makes_other_tables(make: SimpleNamespace) -> None:
    base = made(town(make))
    margins = [make.shares("by-sex", "sex", man=0.4), make.shares("by-age", "age", young=0.3, middle=0.5, old=0.2)]
    for changes in ({"margins": margins}, {"propensity": {"shape": make.cited(0.6, "shape")}}):
        kept = made(town(make, **changes))
        forget()
        assert tables_hash(kept) == tables_hash(made(town(make, **changes)))
        assert tables_hash(kept) != tables_hash(base)


def test_what_is_kept_cannot_be_written_to(make: SimpleNamespace) -> None:
    for name, table in tables_of(made(town(make))):
        if isinstance(table, np.ndarray):
            with pytest.raises(ValueError, match="read-only"):
                table[...] = 0
            assert not table.flags.writeable, name


def test_a_channel_makes_only_its_own_sights_anew(make: SimpleNamespace) -> None:
    world = town(make)
    forget()
    made(world)
    before = observe._seen.cache_info().misses
    written = world.model_dump(by_alias=True)
    written["sights"][2]["share"] |= {"value": 0.3, "range": (0.3, 0.4)}
    made(World.model_validate(written))
    assert observe._seen.cache_info().misses == before + 1


def test_the_delay_of_a_channel_makes_no_life_anew(make: SimpleNamespace) -> None:
    world = town(make)
    forget()
    made(world)
    before = {name: getattr(conduct, name).cache_info().misses for name in ("_rates", "_thing", "_stream", "_bound")}
    written = world.model_dump(by_alias=True)
    written["channels"][0]["delay"] |= {"value": 3, "range": (3, 7)}
    made(World.model_validate(written))
    assert before == {name: getattr(conduct, name).cache_info().misses for name in before}


def test_equal_worlds_share_one_population(make: SimpleNamespace) -> None:
    first, second = (people(make.town(), N_PEOPLE) for _ in range(2))
    found = [population_of(FrozenDict(make.town().traits), one.strata, one.weights()) for one in (first, second)]
    assert found[0] is found[1]


def test_everything_kept_is_bounded() -> None:
    sizes = [function.cache_parameters()["maxsize"] for function in kept_functions()]
    assert len(sizes) > 8
    assert all(size is not None and size <= 4096 for size in sizes)
