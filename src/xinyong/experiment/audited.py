"""The whole audit of one run: beside ordinary law alone, in every response scenario, with luck and what it rests on.

`audit.measures.audit` reads a run that is there; this plays what the definitions ask for besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from xinyong.audit.measure import Measures, gathered
from xinyong.engine.executors import HERE, Executor
from xinyong.experiment.compare import compare_recipes
from xinyong.experiment.echo import PEOPLE, Figures, echoes, of_pair, of_run
from xinyong.experiment.engines import player
from xinyong.experiment.pair import Pair
from xinyong.experiment.seeds import seeds_of
from xinyong.experiment.watched import watched_player
from xinyong.results.recipe import Recipe
from xinyong.scheme.read import read_scheme

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def beside_law(
    recipe: Recipe,
    *,
    seeds: int | str | Iterable[int] | None = None,
    engine: str = "kernel",
    threads: int = 0,
    executor: Executor = HERE,
    progress: Progress | None = None,
) -> Pair:
    """Return a recipe beside ordinary law alone, in every response scenario that its world tells.

    Args:
        recipe: what was run; its own seed is the first, its response does not matter.
        seeds: further seeds give the luck; without any, the recipe's own alone.
        engine, threads, executor: as in `engines.player`.
        progress: told after each run.

    Raises:
        InputError: an engine or seeds that cannot be used.
    """
    further = () if seeds is None else tuple(seed for seed in seeds_of(seeds) if seed != recipe.seed)
    law = replace(recipe, scheme=read_scheme("none"), members={})
    return compare_recipes(
        recipe,
        law,
        play=watched_player(engine, threads=threads, executor=executor),
        seeds=(recipe.seed, *further),
        progress=_labelled("runs", progress),
    )


def audited(
    recipe: Recipe,
    *,
    seeds: int | str | Iterable[int] | None = None,
    engine: str = "kernel",
    threads: int = 0,
    echo_people: int = PEOPLE,
    progress: Progress | None = None,
) -> Measures:
    """Return every figure of a recipe's own side, each with its ranges, and what it rests on and echoes.

    Args:
        recipe: what was run.
        seeds: further seeds give the luck.
        engine, threads: as in `run`.
        echo_people: how many people are played each time a value is moved; 0 leaves `rests_on` and `echo` untried.
        progress: told after each run and each value moved.

    Raises:
        InputError: an engine or seeds that cannot be used.
    """
    pair = beside_law(recipe, seeds=seeds, engine=engine, threads=threads, progress=progress)
    ours = Measures(measure for measure in pair.measures if measure.side in ("a", "pair"))
    if not echo_people:
        return ours
    law = replace(pair.b, end=recipe.end)
    watched, plain = watched_player(engine, threads=threads), player(engine, threads=threads)
    parts = []
    for response in pair.columns:
        how: Figures = of_run(plain) if response == "none" else of_pair(law, watched)
        rows = Measures(measure for measure in ours if measure.response == response)
        if response not in (pair.main.response, pair.answering.response):
            # A further story is deterrence and one thing more, and trying every value takes a run for each.
            parts.append(rows)
            continue
        scenario = replace(recipe, response=response)
        told = _labelled(f"values moved, response {response}", progress)
        parts.append(echoes(scenario, rows, play=how, n_people=echo_people, progress=told).measures)
    return gathered(*parts)


def _labelled(label: str, progress: Progress | None) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(label, done, total)
