"""Compare two sets of rules over the same lives: every candidate drawn once and decided twice.

Each response scenario is one column; at the first seed each is shown with both ends of what is unknown, and deterrence
with the weakest and the strongest that its ranges allow.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from xinyong.audit.luck import Luck
from xinyong.audit.measure import Measures, gathered
from xinyong.audit.ranges import over_responses, over_seeds
from xinyong.engine.executors import DEADLINE_SECONDS, Executor
from xinyong.errors import InputError
from xinyong.experiment.comparison import prepare_comparison
from xinyong.experiment.gaps import gaps
from xinyong.experiment.kept_plays import KeptPlays
from xinyong.experiment.pair import Column, Counts, Pair
from xinyong.experiment.staging import Progress, Stage, extremes_of, figures, is_law_alone
from xinyong.experiment.stopping import FEWEST, Rule, refuse_too_few, stopped
from xinyong.experiment.watched import Player, watched_player
from xinyong.population.family import known_in, refuse_one_sided
from xinyong.population.world import World
from xinyong.results.recipe import Recipe
from xinyong.scheme.clauses import Scheme
from xinyong.vocabulary import ONE_SIDED

DETERRENCE = "deterrence"


def compare(  # noqa: PLR0913 (everything that a comparison may differ in)
    a: str | os.PathLike[str] | Scheme,
    b: str | os.PathLike[str] | Scheme = "none",
    world: str | os.PathLike[str] | World | None = None,
    *,
    seeds: int | str | Iterable[int] = 1,
    responses: Sequence[str] = (),
    amend: Mapping[str, Any] | None = None,
    until: str | None = None,
    engine: str = "kernel",
    threads: int = 0,
    progress: Progress | None = None,
    executor: str = "threads",
    shards: int | None = None,
    deadline: float = DEADLINE_SECONDS,
    address: str | None = None,
    **asked: Any,
) -> Pair:
    """Compare a scheme with another, or with ordinary law alone, over the same people with the same luck.

    Args:
        a: a catalogue name, a path, or a scheme.
        b: the same of the other side; `none` is ordinary law alone.
        world: where both are played; without one, the world that A names, or else B.
        seeds: one seed, `1..20`, or a list; the first is shown act by act, all of them give the luck.
        responses: stories that the world tells, one column each; without any, all of them and both one-sided runs.
            Either of these without the other is refused.
        amend: amendments of B by path, as in `xinyong.amend`.
        until: `MEASURE:ci<BOUND`: seeds are added only until it holds, as `experiment.stopping` defines.
        engine, threads, executor, shards, deadline, address: as in `run`.
        progress: told of finished runs.
        asked: people, years, days, window, settings: as in `prepare`; settings amend A, those of `world:` both sides.

    Raises:
        InputError: a name, path, file or number that cannot be used, or a pair that does not fit.
    """
    where = Executor(executor, shards, deadline, address)
    found = prepare_comparison(a, b, world, seeds=seeds, responses=responses, amend=amend, until=until, **asked)
    return compare_recipes(
        found.a,
        found.b,
        play=watched_player(engine, threads=threads, executor=where),
        seeds=found.seeds,
        responses=found.responses,
        progress=progress,
        until=found.until,
    )


def compare_recipes(
    a: Recipe,
    b: Recipe,
    *,
    play: Player,
    seeds: Sequence[int] = (),
    responses: Sequence[str] = (),
    progress: Progress | None = None,
    keeps: KeptPlays | None = None,
    until: Rule | None = None,
) -> Pair:
    """Return the comparison of two recipes over the same lives.

    Args:
        a, b: what to play; world, people, days and window are the same, seed, response and end are set here.
        play: the engine.
        seeds: which seeds; the first is shown act by act, the others give the luck. Without any, that of `a`.
        responses: which scenarios, the first is the main one. Without any, all that the world tells.
        progress: told after each run.
        keeps: keeps the checkpoints of what is played, and plays in the place of `play`.
        until: play no further seed once this holds.

    Raises:
        InputError: the two do not share a world and a clock, the world does not tell a scenario, or there are too few
            seeds for a rule.
    """
    found = compare_several(a, [b], play=play, seeds=seeds, responses=responses, progress=progress, keeps=keeps,
                            until=until)  # fmt: skip
    return found[0]


def compare_several(
    a: Recipe,
    others: Sequence[Recipe],
    *,
    play: Player,
    seeds: Sequence[int] = (),
    responses: Sequence[str] = (),
    progress: Progress | None = None,
    keeps: KeptPlays | None = None,
    until: Rule | None = None,
) -> tuple[Pair, ...]:
    """Return the comparisons of a recipe with each of several others, all over the same lives, in their order.

    Each is the comparison that `compare_recipes` of the two gives; A and ordinary law alone are played once for all.
    Arguments and errors as `compare_recipes`.
    """
    for b in others:
        _refuse_unlike(a, b)
    asked = tuple(responses) or known_in(a.world)
    refuse_one_sided(asked)
    numbers = tuple(seeds) or (a.seed,)
    refuse_too_few(until, numbers)
    stage = Stage(play, progress, _plays(a, others, asked, len(numbers)), keeps=keeps, several=len(others) > 1)
    # Beside ordinary law alone A is recorded too; the others are then laid beside what is there.
    order = sorted(range(len(others)), key=lambda place: not _governs_nowhere(others[place]))
    by_seed: list[_Seed] = []
    for seed in numbers:
        played = {
            (name, place): _scenario(
                stage,
                *(replace(one, response=name, seed=seed, end=0) for one in (a, others[place])),
                whole=not by_seed,
            )
            for name in asked
            for place in order
        }
        by_seed.append([{name: played[name, place] for name in asked} for place in range(len(others))])
        if until is not None and len(by_seed) >= FEWEST and _all_hold(until, by_seed):
            break
    pairs = [_pair(a, b, numbers[: len(by_seed)], [one[place] for one in by_seed])
             for place, b in enumerate(others)]  # fmt: skip
    if until is None:
        return tuple(pairs)
    return tuple(replace(one, stopping=stopped(until, len(numbers), len(by_seed), one.gaps)) for one in pairs)


def _all_hold(until: Rule, by_seed: Sequence[_Seed]) -> bool:
    """Tell whether a rule holds for each of the others after these seeds."""
    return all(
        stopped(until, len(by_seed), len(by_seed), _gaps([one[place] for one in by_seed])).held
        for place in range(len(by_seed[0]))
    )


def _gaps(by_seed: Sequence[Mapping[str, _Scenario]]) -> dict[str, dict[str, Luck]]:
    return {name: gaps([one[name].brief for one in by_seed]) for name in by_seed[0]}


def _pair(a: Recipe, b: Recipe, seeds: Sequence[int], by_seed: Sequence[Mapping[str, _Scenario]]) -> Pair:
    """Return the comparison of two recipes from its scenarios, seed by seed."""
    first = by_seed[0]
    return Pair(
        a=replace(a, seed=seeds[0]),
        b=replace(b, seed=seeds[0]),
        seeds=tuple(seeds),
        columns={name: one.column for name, one in first.items() if one.column is not None},
        by_seed={name: tuple(one[name].counts for one in by_seed) for name in first},
        ends={name: one.counts_at_other_end for name, one in first.items() if one.counts_at_other_end},
        measures=_measures(by_seed),
        gaps=_gaps(by_seed) if len(by_seed) > 1 else {},
    )


def _refuse_unlike(a: Recipe, b: Recipe) -> None:
    if a.world != b.world:
        raise InputError(
            f"A is played in `{a.world.world}`, B in another world or an amended one; a pair needs one world"
        )
    clocks = [(one.n_people, one.days, one.window_days) for one in (a, b)]
    if clocks[0] != clocks[1]:
        raise InputError(f"people, days and window of A and B are {clocks[0]} and {clocks[1]}; a pair needs the same")


def _measures(by_seed: Sequence[Mapping[str, _Scenario]]) -> Measures:
    """Return the figures of each scenario with their range over all of them; and, over several seeds, their luck.

    The one-sided runs stand by themselves: a range over them would always begin or end at nothing.
    """
    found = []
    for name, one in by_seed[0].items():
        others = {n: two for n, two in by_seed[0].items() if n != name and not {n, name} & set(ONE_SIDED)}
        elsewhere = [m for two in others.values() for m in (two.measures, *two.extremes)]
        found.append(over_responses(one.measures, [*one.extremes, *elsewhere]))
    if len(by_seed) > 1:
        found += [over_seeds([one[name].brief for one in by_seed]) for name in by_seed[0]]
    return gathered(*found)


@dataclass(frozen=True, eq=False)
class _Scenario:
    """One response scenario at one seed: its counts, and its figures about everybody.

    Of the first seed also its column, all figures, the counts at the other end of unknowns, and the figures at the
    extremes of the response.
    """

    counts: Counts
    brief: Measures
    column: Column | None = None
    measures: Measures = field(default_factory=Measures)
    counts_at_other_end: Counts | None = None
    extremes: tuple[Measures, ...] = ()


_Seed = list[dict[str, _Scenario]]
"""The scenarios of one seed by name, for each of the others that are laid beside A."""


def _scenario(stage: Stage, a: Recipe, b: Recipe, *, whole: bool) -> _Scenario:
    """Play one scenario; `whole` adds what is shown of the first seed alone."""
    if not whole:
        found = stage.figured(a, b, groups=False)
        return _Scenario(found.counts, found.measures)
    column = stage.column(a, b)
    brief = figures(column, None, groups=False)
    other = stage.column(a.at_end(1), b.at_end(1)) if a.unknown or b.unknown else None
    extremes = [
        stage.figured(replace(a, world=world), replace(b, world=world), groups=True).measures
        for world in (extremes_of(a.world) if a.response == DETERRENCE else ())
    ]
    return _Scenario(
        column.counts, brief, column, figures(column, other), other.counts if other else None, tuple(extremes)
    )


def _plays(a: Recipe, others: Sequence[Recipe], responses: Sequence[str], n_seeds: int) -> int:
    """Return how many runs a comparison with each of several others takes."""
    extremes = len(extremes_of(a.world)) if DETERRENCE in responses else 0
    further_ends = [int(bool(a.unknown or b.unknown)) for b in others]

    def played(further: int) -> int:
        return len(responses) * (n_seeds + further) + extremes

    a_alone, alone = _governs_nowhere(a), [_governs_nowhere(b) for b in others]
    # Ordinary law alone is laid beside itself where both sides are that.
    found = sum(played(one) for one, law in zip(further_ends, alone, strict=True) if a_alone or not law)
    found += 0 if a_alone else played(max(further_ends))
    return found + (n_seeds + max(further_ends) if a_alone or any(alone) else 0)


def _governs_nowhere(recipe: Recipe) -> bool:
    return is_law_alone(replace(recipe, days=1).trial())
