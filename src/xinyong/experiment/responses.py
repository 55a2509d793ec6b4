"""One recipe under several response scenarios: a run for each, in a directory of its own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xinyong.engine.executors import HERE, Executor
from xinyong.experiment.asked import Asked
from xinyong.experiment.checkpoints import FIGURES, Ask, Checkpoints, never
from xinyong.experiment.engines import Progress, refuse_unplayable
from xinyong.experiment.execute import RUNS, directory_of, keep, prepare
from xinyong.experiment.reopen import open_run
from xinyong.population.family import FAMILY, runs_of
from xinyong.population.world import World
from xinyong.results.disk import replace_file
from xinyong.results.recipe import Recipe, recipe_of
from xinyong.results.record import Run
from xinyong.scheme.clauses import Scheme


@dataclass(frozen=True)
class Responses:
    """A recipe, the word that asks for several scenarios, and where a directory for each goes; None: where runs go."""

    recipe: Recipe
    asked: str
    out: Path | None = None

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Return the scenarios in order; errors as `runs_of`."""
        return runs_of(self.recipe.world, self.asked)

    def of(self, scenario: str) -> Recipe:
        """Return the recipe of a scenario."""
        return replace(self.recipe, response=scenario)

    def place(self, scenario: str) -> Path:
        """Return where the run of a scenario goes."""
        return directory_of(self.of(scenario)) if self.out is None else self.out / scenario

    @property
    def target(self) -> Path:
        """Return the directory beside which checkpoints are kept."""
        name = f"{self.recipe.scheme.scheme}-{self.asked}-{self.recipe.sha256[:8]}"
        return RUNS / name if self.out is None else self.out

    def written(self) -> dict[str, Any]:
        """Return it as plain data."""
        out = None if self.out is None else str(self.out)
        return {"recipe": self.recipe.written(), "asked": self.asked, "out": out}


def responses_of(written: Mapping[str, Any]) -> Responses:
    """Return what plain data describes; errors as `recipe_of`."""
    out = None if written["out"] is None else Path(written["out"])
    return Responses(recipe_of(written["recipe"]), written["asked"], out)


def run_family(  # noqa: PLR0913 (the public functions take what the command line takes)
    scheme: str | os.PathLike[str] | Scheme,
    world: str | os.PathLike[str] | World | None = None,
    *,
    engine: str = "kernel",
    threads: int = 0,
    out: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    which: str = FAMILY,
    checkpoint_every: int | None = None,
    stop: Ask = never,
    executor: Executor = HERE,
    **asked: Any,
) -> dict[str, Run]:
    """Run a scheme under every response scenario that the world tells and both one-sided runs, and save each result.

    Arguments and errors as `execute.run`; with `out`, each scenario gets a directory of its name in it. With `bounds`
    for `which`, only the one-sided runs are made. `asked` goes to `execute.prepare`.
    """
    refuse_unplayable(engine, threads, executor, keeps=checkpoint_every is not None)
    recipe = prepare(scheme, world, **asked)
    several = Responses(recipe, which, None if out is None else Path(out))
    if checkpoint_every is None:
        return keep_responses(several, engine=engine, threads=threads, progress=progress, executor=executor)
    checkpoints = Checkpoints(several.target, checkpoint_every, stop)
    with checkpoints.begun(Asked("responses", several.written(), checkpoint_every, threads, executor)):
        return keep_responses(several, threads=threads, progress=progress, executor=executor, checkpoints=checkpoints)


def keep_responses(
    several: Responses,
    *,
    engine: str = "kernel",
    threads: int = 0,
    progress: Progress | None = None,
    executor: Executor = HERE,
    checkpoints: Checkpoints | None = None,
) -> dict[str, Run]:
    """Play and save every scenario, those apart whose runs are whole already; errors as `execute.keep`."""
    found = {}
    for scenario in several.scenarios:
        recipe, place = several.of(scenario), several.place(scenario)
        done = checkpoints.folder / f"{scenario}{FIGURES}" if checkpoints is not None else None
        if done is not None and done.exists():
            found[scenario] = open_run(place)
            continue
        found[scenario] = keep(recipe, place, engine=engine, threads=threads, progress=progress, executor=executor,
                               checkpoints=checkpoints)  # fmt: skip
        if checkpoints is not None and done is not None:
            replace_file(done, f"{found[scenario].manifest['result_sha256']}\n")
            checkpoints.forget(recipe)
            checkpoints.forget(recipe.at_end(1))
    return found
