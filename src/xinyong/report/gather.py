"""From a run or a pair to what a report is made of: the same lives under the baseline and under each response scenario."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from xinyong.audit.measure import Measures, Side
from xinyong.audit.measures import audit
from xinyong.audit.sentences import title_of
from xinyong.experiment.compare import compare_recipes, family_of
from xinyong.experiment.engines import player
from xinyong.experiment.pair import Pair
from xinyong.experiment.staging import is_law_alone
from xinyong.experiment.watched import watched_player
from xinyong.report.material import LAW_ALONE, Column, Material
from xinyong.results.manifest import manifest
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe, recipe_of
from xinyong.results.record import Run
from xinyong.scheme.count import count_values
from xinyong.scheme.read import read_scheme

Progress = Callable[[int, int], None]
"""Told how many runs are done, and how many there will be."""


def from_run(run: Run, *, engine: str, threads: int, progress: Progress | None = None) -> Material:
    """Return the material of a run: ordinary law alone and the other response scenarios are played beside it.

    Raises:
        InputError: there is no such engine.
    """
    recipe = recipe_of(run.manifest)
    law = replace(recipe, scheme=read_scheme("none"), members={})
    others = tuple(name for name in family_of(recipe.world) if name != recipe.response)
    pair = compare_recipes(
        law,
        recipe,
        play=watched_player(engine, threads=threads),
        responses=(recipe.response, *others),
        progress=progress,
    )
    other_end = run.other_end.outcome if run.other_end else None
    found = from_pair(pair, engine=engine, threads=threads, other_end=other_end)
    return replace(found, recipe=recipe, manifest=run.manifest)


def from_run_alone(run: Run) -> Material:
    """Return the material of a run as it lies, with nothing played: what the scheme changed is "not asked"."""
    other_end = run.other_end.outcome if run.other_end else None
    column = Column(run.outcome.trial.response, run.outcome, audit(run), other_end=other_end)
    return Material(recipe_of(run.manifest), run.manifest, (column,))


def from_pair(pair: Pair, *, engine: str, threads: int, other_end: Outcome | None = None) -> Material:
    """Return the material of a pair. The report is about the side with a scheme, or B where both have one.

    Args:
        pair: the comparison.
        engine, threads: for the other end of what is unknown in that side, unless `other_end` is that.
        other_end: what was played at the other end.
    """
    scored: Side = "a" if pair.main.baseline == "b" else "b"
    recipe = getattr(pair, scored)
    if recipe.unknown and other_end is None:
        there = replace(recipe, response=pair.main.response).at_end(1 if recipe.end == 0 else 0)
        other_end = player(engine, threads=threads)(there.trial())
    columns: list[Column] = []
    for name, one in pair.columns.items():
        ours, theirs = (one.a, one.b) if scored == "a" else (one.b, one.a)
        found = Measures(m for m in pair.measures if m.response == name and m.side in (scored, "pair"))
        columns.append(Column(name, ours, found, theirs, one.against_baseline, other_end if not columns else None))
    main = columns[0]
    baseline = main.baseline
    against = pair.b if scored == "a" else pair.a
    return Material(
        recipe,
        manifest(replace(recipe, response=main.response), main.outcome, assumed=assumed(recipe)),
        tuple(columns),
        LAW_ALONE if baseline is None or is_law_alone(baseline.trial) else title_of(against.scheme),
    )


def assumed(recipe: Recipe) -> dict[str, int]:
    """Return how many rule values of a recipe's schemes are assumed and unknown, and how many there are."""
    counts = [count_values(one) for one in (recipe.scheme, *recipe.members.values())]
    return {
        "values": sum(count.assumed for count in counts),
        "of": sum(count.total for count in counts),
        "unknown": sum(count.unknown for count in counts),
    }
