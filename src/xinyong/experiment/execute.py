"""Run a scheme over a world: find the texts, amend them, play, and keep the result."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from xinyong.engine.executors import DEADLINE_SECONDS, HERE, Executor
from xinyong.errors import InputError
from xinyong.experiment.asked import Asked
from xinyong.experiment.checkpoints import Ask, Checkpoints, never
from xinyong.experiment.engines import Player, Progress, player, refuse_unplayable
from xinyong.experiment.home import home_of, members_of
from xinyong.experiment.keeping import keeping
from xinyong.experiment.terms import YEAR_DAYS, default_years, too_short
from xinyong.files.amend import parsed_setting
from xinyong.files.nearest import suggestion
from xinyong.population.amend import amend_world
from xinyong.population.family import refuse_one_sided
from xinyong.population.world import World
from xinyong.results.disk import standing_folder
from xinyong.results.manifest import manifest
from xinyong.results.recipe import Recipe
from xinyong.results.record import Run
from xinyong.results.saving import check_free, save
from xinyong.scheme.amend import amend
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.count import count_values
from xinyong.scheme.read import read_scheme

RUNS = Path("runs")


def prepare(
    scheme: str | os.PathLike[str] | Scheme,
    world: str | os.PathLike[str] | World | None = None,
    *,
    people: int = 100_000,
    years: int | None = None,
    days: int | None = None,
    seed: int = 1,
    window: int = 7,
    response: str = "none",
    settings: Mapping[str, Any] | None = None,
) -> Recipe:
    """Return the recipe of a run: texts found and amended, members resolved, the length decided.

    Args:
        scheme: a catalogue name, a path, or a scheme.
        world: the same of a world; without one, the world that the scheme names.
        people: synthetic people, 100 or more.
        years: years of 365 days; without years or days, the longest fixed term plus one, at least 3.
        days: days, instead of years.
        seed: of all chance, 0 to 2**64 - 1.
        window: look-ahead of the clock in days, 7 or 1.
        response: `none`, or a story that the world tells.
        settings: amendments by path; `world:PATH` amends the world, `MEMBER:PATH` a member scheme.

    Raises:
        InputError: a name, path, file or number that cannot be used.
    """
    refuse_one_sided((response,))
    found = scheme if isinstance(scheme, Scheme) else read_scheme(scheme)
    members = members_of(found)
    changes = by_target(settings or {}, members)
    found = amend(found, changes.pop("")) if changes.get("") else found
    place = amend_world(home_of(found, world), changes.pop("world")) if changes.get("world") else home_of(found, world)
    members = {name: amend(one, changes[name]) if changes.get(name) else one for name, one in members.items()}
    return Recipe(
        scheme=found,
        world=place,
        n_people=people,
        days=_days((found, *members.values()), years, days),
        seed=seed,
        window_days=window,
        response=response,
        members=members,
    )


def perform(recipe: Recipe, *, engine: str = "kernel", threads: int = 0, progress: Progress | None = None) -> Run:
    """Play a recipe and return the run, which is on no disk."""
    return _played(recipe, player(engine, threads=threads, progress=progress))[0]


def run(
    scheme: str | os.PathLike[str] | Scheme,
    world: str | os.PathLike[str] | World | None = None,
    *,
    people: int = 100_000,
    years: int | None = None,
    days: int | None = None,
    seed: int = 1,
    window: int = 7,
    response: str = "none",
    settings: Mapping[str, Any] | None = None,
    engine: str = "kernel",
    threads: int = 0,
    out: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    checkpoint_every: int | None = None,
    stop: Ask = never,
    executor: str = "threads",
    shards: int | None = None,
    deadline: float = DEADLINE_SECONDS,
    address: str | None = None,
    ledger: str | None = None,
    sample: int | None = None,
) -> Run:
    """Run a scheme over a world and save the result.

    Where something in the scheme is unknown, the run with its first end is returned and the one with its second end is
    played and saved beside it, as `other_end`.

    Args:
        scheme, world, people, years, days, seed, window, response, settings: as in `prepare`.
        engine: `kernel` (fast) or `reference` (readable); equal bit for bit.
        threads: any number, 0 for one per core; the result does not depend on it.
        out: a new or empty directory, or an older run to replace; without it `runs/SCHEME-HASH8`.
        progress: told of finished windows.
        checkpoint_every: windows between two checkpoints, which `resume` goes on from; None keeps none.
        stop: asked after each window, where checkpoints are kept, whether to stop there.
        executor: `threads`, `processes` of their own, or `ray`, a cluster; the result does not depend on it.
        shards: into how many parts the people are divided; one for each thread unless something else is asked for.
        deadline: seconds after which a process that has not answered is taken to be gone.
        address: of the Ray cluster; without one, Ray is started on this machine.
        ledger, sample: whose rows are kept, as in `keeping.keeping`.

    Raises:
        InputError, ResourceError: something asked for cannot be used or had. Stopped: it was asked to stop.
    """
    started = time.perf_counter()
    where = Executor(executor, shards, deadline, address)
    refuse_unplayable(engine, threads, where, keeps=checkpoint_every is not None)
    recipe = prepare(
        scheme, world, people=people, years=years, days=days, seed=seed, window=window, response=response,
        settings=settings,
    )  # fmt: skip
    recipe = keeping(recipe, ledger, sample)
    target = Path(out) if out is not None else directory_of(recipe)
    kept = partial(keep, recipe, target, engine=engine, threads=threads, progress=progress, started=started,
                   executor=where)  # fmt: skip
    if checkpoint_every is None:
        return kept()
    check_free(target)
    checkpoints = Checkpoints(target, checkpoint_every, stop)
    with checkpoints.begun(Asked("run", {"recipe": recipe.written()}, checkpoint_every, threads, where)):
        return kept(checkpoints=checkpoints)


def directory_of(recipe: Recipe) -> Path:
    """Return where a run goes when nothing else is said: named by its scheme and by what was asked for."""
    return RUNS / f"{recipe.scheme.scheme}-{recipe.sha256[:8]}"


def keep(
    recipe: Recipe,
    target: Path,
    *,
    engine: str = "kernel",
    threads: int = 0,
    progress: Progress | None = None,
    started: float | None = None,
    checkpoints: Checkpoints | None = None,
    executor: Executor = HERE,
) -> Run:
    """Play a recipe with both ends of what is unknown, and save it; errors as `run`."""
    check_free(target)

    def played(one: Recipe) -> tuple[Run, float]:
        keeper = checkpoints.of(one) if checkpoints is not None else None
        return _played(one, player(engine, threads=threads, progress=progress, keeper=keeper, executor=executor,
                                   folder=standing_folder(target)))  # fmt: skip

    run_, began = played(recipe)
    other = recipe.at_end(1) if recipe.unknown and recipe.end == 0 else None
    return save(
        run_,
        target,
        began=began,
        started=began if started is None else started,
        other_end=None if other is None else lambda: played(other)[0],
    )


def _played(recipe: Recipe, play: Player) -> tuple[Run, float]:
    """Play a recipe; return the run, and when its first window began (without the time spent on compiling)."""
    trial = recipe.trial()
    began = time.perf_counter()
    outcome = play(trial)
    began += sum(outcome.seconds.get(name, 0.0) for name in ("compile", "prepare"))
    schemes = (recipe.scheme, *recipe.members.values())
    counts = [count_values(one) for one in schemes]
    assumed = {"values": sum(c.assumed for c in counts), "of": sum(c.total for c in counts),
               "unknown": sum(c.unknown for c in counts)}  # fmt: skip
    warnings = too_short(schemes, recipe.days)
    return Run(outcome, manifest(recipe, outcome, assumed=assumed, warnings=warnings)), began


def _days(schemes: tuple[Scheme, ...], years: int | None, days: int | None) -> int:
    if years is not None and days is not None:
        raise InputError(f"found both years ({years}) and days ({days}); expected one of them")
    if days is not None:
        return days
    return (default_years(schemes) if years is None else years) * YEAR_DAYS


def by_target(settings: Mapping[str, Any], members: Mapping[str, Scheme]) -> dict[str, dict[str, Any]]:
    """Return settings by what they amend: "" the scheme, `world`, or the name of a member."""
    found: dict[str, dict[str, Any]] = {}
    for written, value in settings.items():
        before, colon, after = written.partition(":")
        target, path = (before.strip(), after) if colon else ("", written)
        if target and target != "world" and target not in members:
            hint = suggestion(target, ["world", *members], what="targets")
            raise InputError(f"found the setting `{written}`, but there is nothing called `{target}` to amend; {hint}")
        name = path.strip()
        found.setdefault(target, {})[name] = parsed_setting(f"{name}={value}")[1] if isinstance(value, str) else value
    return found
