"""From a run or a pair to what a report is made of: the same lives under the baseline and in each response scenario."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from xinyong.audit.measure import RESPONSE, Measure, Measures, Side
from xinyong.audit.measures import audit
from xinyong.audit.sentences import title_of
from xinyong.experiment.compare import compare_recipes
from xinyong.experiment.deltas import CONDUCT
from xinyong.experiment.echo import echoes, of_pair, of_run
from xinyong.experiment.engines import player
from xinyong.experiment.pair import Pair
from xinyong.experiment.staging import is_law_alone
from xinyong.experiment.watched import watched_player
from xinyong.population.family import known_in
from xinyong.report.material import LAW_ALONE, Column, Material
from xinyong.results.manifest import manifest
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe, recipe_of
from xinyong.results.record import Run
from xinyong.scheme.count import count_values
from xinyong.scheme.read import read_scheme

Progress = Callable[[int, int], None]
"""Told how many runs are done (or values tried), and how many there will be."""


@dataclass(frozen=True, slots=True)
class Playing:
    """How a report plays what it needs besides.

    engine, threads   as in `run`
    echo_people       how many people are played for each assumed value that is tried, which takes a run for each; with
                      0 none is tried
    progress          told of finished runs, then of values tried
    """

    engine: str = "kernel"
    threads: int = 0
    echo_people: int = 0
    progress: Progress | None = None


def from_run(run: Run, with_: Playing) -> Material:
    """Return the material of a run: ordinary law alone and the other response scenarios are played beside it.

    Raises:
        InputError: there is no such engine.
    """
    recipe = recipe_of(run.manifest)
    law = replace(recipe, scheme=read_scheme("none"), members={})
    others = tuple(name for name in known_in(recipe.world) if name != recipe.response)
    pair = compare_recipes(
        law,
        recipe,
        play=watched_player(with_.engine, threads=with_.threads),
        responses=(recipe.response, *others),
        progress=with_.progress,
    )
    found = from_pair(pair, with_, other_end=run.other_end.outcome if run.other_end else None)
    # A run of the other end of what is unknown is shown in a pair that begins with the first.
    return found if recipe.end else replace(found, recipe=recipe, manifest=run.manifest)


def from_run_alone(run: Run) -> Material:
    """Return the material of a run as it lies, with nothing played: what the scheme changed is "not asked"."""
    other_end = run.other_end.outcome if run.other_end else None
    column = Column(run.outcome.trial.response, run.outcome, audit(run), other_end=other_end)
    return Material(recipe_of(run.manifest), run.manifest, (column,))


def from_pair(pair: Pair, with_: Playing, *, other_end: Outcome | None = None) -> Material:
    """Return the material of a pair. The report is about the side with a scheme, or B where both have one.

    Args:
        pair: the comparison.
        with_: how to play what the pair does not hold.
        other_end: the main run at the other end of what is unknown, if it was played already.
    """
    scored: Side = "a" if pair.main.baseline == "b" else "b"
    recipe, against = (pair.a, pair.b) if scored == "a" else (pair.b, pair.a)
    if recipe.unknown and other_end is None:
        there = replace(recipe, response=pair.main.response).at_end(1 if recipe.end == 0 else 0)
        other_end = player(with_.engine, threads=with_.threads)(there.trial())
    measures = _tried(pair, recipe, against, with_)
    mine = Measures(one for one in measures if one.side in (scored, "pair"))
    others = Measures(one for one in measures if one.side not in (scored, "pair") and len(one.seeds) <= 1)
    columns = tuple(
        Column(
            name,
            outcome=one.a if scored == "a" else one.b,
            measures=Measures(each for each in mine if each.response == name and len(each.seeds) <= 1),
            baseline=one.b if scored == "a" else one.a,
            fates=one.against_baseline,
            other_end=other_end if one is pair.main else None,
            theirs=Measures(each for each in others if each.response == name),
            luck=Measures(each for each in mine if each.response == name and len(each.seeds) > 1),
        )
        for name, one in pair.columns.items()
    )
    beside = columns[0].baseline
    return Material(
        recipe,
        manifest(replace(recipe, response=pair.main.response), columns[0].outcome, assumed=assumed(recipe)),
        columns,
        LAW_ALONE if beside is None or is_law_alone(beside.trial) else title_of(against.scheme),
        pair.stopping,
        _saved(pair),
    )


def _saved(pair: Pair) -> dict[str, float | None]:
    """Return for each count the share of its variance over seeds that pairing saves: in the main scenario, of acts in
    the first in which people respond."""
    found = (
        pair.deltas(),
        {name: one for name, one in pair.deltas(pair.answering.response).items() if name in CONDUCT},
    )
    return {name: one["variance_saved"] for deltas in found for name, one in deltas.items() if "variance_saved" in one}


def _tried(pair: Pair, recipe: Recipe, against: Recipe, with_: Playing) -> Measures:
    """Return the figures of a pair, with what each rests on where that was not tried before and is asked for."""
    # That figures on conduct are echoes of the response is known without trying anything.
    if not with_.echo_people or any(set(one.rests_on) - {RESPONSE} for one in pair.measures):
        return pair.measures
    watched, plain = watched_player(with_.engine, threads=with_.threads), player(with_.engine, threads=with_.threads)
    scored: Side = "a" if recipe is pair.a else "b"
    found: list[Measure] = []
    for response in pair.columns:
        rows = [one for one in pair.measures if one.response == response]
        if response not in (pair.main.response, pair.answering.response):
            # A further story is deterrence and one thing more, and trying every value takes a run for each.
            found += rows
            continue
        marked = echoes(
            replace(recipe, response=response),
            # What is tried is played as the first side.
            Measures(replace(one, side=_swapped(one.side)) if scored == "b" else one for one in rows),
            # Where nobody responds, the figures that need the baseline were not asked for.
            play=of_run(plain) if response == "none" else of_pair(against, watched),
            n_people=with_.echo_people,
            progress=with_.progress,
        ).measures
        found += [replace(new, side=old.side) for new, old in zip(marked, rows, strict=True)]
    return Measures(found)


def _swapped(side: Side) -> Side:
    return "pair" if side == "pair" else "a" if side == "b" else "b"


def assumed(recipe: Recipe) -> dict[str, int]:
    """Return how many rule values of a recipe's schemes are assumed and unknown, and how many there are."""
    counts = [count_values(one) for one in (recipe.scheme, *recipe.members.values())]
    return {
        "values": sum(count.assumed for count in counts),
        "of": sum(count.total for count in counts),
        "unknown": sum(count.unknown for count in counts),
    }
