"""Compare two schemes by name over the same lives, and keep the comparison: the public `compare`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from xinyong.experiment.compare import compare_recipes, family_of
from xinyong.experiment.engines import Progress
from xinyong.experiment.execute import RUNS, prepare
from xinyong.experiment.pair import Pair
from xinyong.experiment.pair_store import save_pair
from xinyong.experiment.seeds import seeds_of
from xinyong.experiment.watched import watched_player
from xinyong.population.world import World
from xinyong.results.recipe import Recipe
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import read_scheme

SchemeLike = str | os.PathLike[str] | Scheme


def compare(
    a: SchemeLike,
    b: SchemeLike,
    world: str | os.PathLike[str] | World | None = None,
    *,
    seeds: int | str | Iterable[int] = 1,
    response: str = "family",
    amend: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
    engine: str = "kernel",
    threads: int = 0,
    out: str | os.PathLike[str] | None = None,
    save: bool = True,
    progress: Progress | None = None,
    **asked: Any,
) -> Pair:
    """Return the comparison of two schemes over the same synthetic people with the same luck, and keep it.

    Args:
        a, b: catalogue names, paths or schemes; `none` is ordinary law alone.
        world: a name, a path or a world; without one, that of `a`, else that of `b`.
        seeds: a number, `1..20`, `1,4,7` or a list; the first is shown act by act, the others give the luck.
        response: `none`, `deterrence`, or `family`: one column for each scenario that the world tells.
        amend: amendments of B alone, by path.
        settings: amendments of both sides, by path; those of a scheme go to the sides that have the path.
        engine: `kernel` or `reference`.
        threads: for the kernel; the result does not depend on it.
        out: a new or empty directory, or an older comparison to replace; without it `runs/A-with-B-HASH8`.
        save: whether to keep it at all.
        progress: told of finished runs.
        asked: people, years, days, window: as in `execute.prepare`.

    Raises:
        InputError, ResourceError: something asked for cannot be used or had.
    """
    numbers = seeds_of(seeds)
    left, right = recipes(a, b, world, settings=settings or {}, amend=amend or {}, seed=numbers[0], **asked)
    scenarios: Sequence[str] = family_of(left.world) if response == "family" else (response,)
    pair = compare_recipes(
        left, right, play=watched_player(engine, threads=threads), seeds=numbers, responses=scenarios, progress=progress
    )
    if not save:
        return pair
    name = f"{left.scheme.scheme}-with-{right.scheme.scheme}-{left.sha256[:4]}{right.sha256[:4]}"
    return save_pair(pair, Path(out) if out is not None else RUNS / name)


def recipes(
    a: SchemeLike,
    b: SchemeLike,
    world: str | os.PathLike[str] | World | None,
    *,
    settings: Mapping[str, Any],
    amend: Mapping[str, Any],
    **asked: Any,
) -> tuple[Recipe, Recipe]:
    """Return the recipes of both sides, over one world and one clock.

    The clock is that of the side with the longer fixed terms, unless it was asked for.
    """
    shared = {path: value for path, value in settings.items() if path.partition(":")[0].strip() == "world"}
    own = {path: value for path, value in settings.items() if path not in shared}
    ground = world if world is not None else _named_world(a, b)
    left = prepare(a, ground, settings={**shared, **own}, **asked)
    right = prepare(b, ground, settings={**shared, **amend}, **asked)
    if left.days == right.days:
        return left, right
    clock = {**asked, "years": None, "days": max(left.days, right.days)}
    return (
        prepare(a, ground, settings={**shared, **own}, **clock),
        prepare(b, ground, settings={**shared, **amend}, **clock),
    )


def _named_world(a: SchemeLike, b: SchemeLike) -> str | None:
    for one in (a, b):
        scheme = one if isinstance(one, Scheme) else read_scheme(one)
        if scheme.world is not None:
            return scheme.world
    return None
