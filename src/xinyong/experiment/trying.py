"""Recipes tried one after another over the same lives: each is played once, and known again by its hash."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any

from xinyong.audit.measure import EVERYBODY, Measure, Measures
from xinyong.audit.measures import explain
from xinyong.audit.sentences import title_of
from xinyong.errors import InputError
from xinyong.experiment.assumptions import settled
from xinyong.experiment.engines import refuse_unknown
from xinyong.experiment.execute import by_target
from xinyong.experiment.family import Family, Play
from xinyong.population.amend import amend_world
from xinyong.reference.play import play as play_reference
from xinyong.reference.watch import Watch, play_watched
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe
from xinyong.scheme.amend import amend
from xinyong.scheme.read import read_scheme
from xinyong.trial.trial import Trial

Told = Callable[[int, int], None]
"""Told how many recipes were played, and how many there may be."""


def player_of_lives(engine: str) -> Play:
    """Return what plays trials that share lives, on an engine.

    Raises:
        InputError: there is no such engine.
    """
    refuse_unknown(engine, 1)
    if engine == "reference":
        return _on_reference
    # The compiler behind the fast engine takes a while to load.
    kept: Play = import_module("xinyong.experiment.kept_lives").KeptLives().play
    return kept


def _on_reference(trial: Trial, watch: Watch | None) -> Outcome:
    return play_reference(trial) if watch is None else play_watched(trial, watch)


def what_was_played(recipe: Recipe, unknown: Sequence[str]) -> dict[str, Any]:
    """Return what figures of a recipe were made from, as plain data; `unknown` was taken at the recipe's end."""
    return {
        "synthetic": True,
        "scheme": recipe.scheme.scheme,
        "title": title_of(recipe.scheme),
        "world": recipe.world.world,
        "people": recipe.n_people,
        "days": recipe.days,
        "seed": recipe.seed,
        "response": recipe.response,
        "end": recipe.end,
        "unknown": list(unknown),
    }


def law_beside(recipe: Recipe) -> Recipe:
    """Return ordinary law alone over the same lives."""
    return settled(replace(recipe, scheme=read_scheme("none"), members={}))


@dataclass(eq=False)
class Trying:
    """Settled recipes of one world and clock, played beside ordinary law alone; figures are kept by the recipe's hash.

    figures_of  plays a recipe and returns its figures about everybody
    progress    told after each recipe that was played
    expected    how many may be played
    """

    figures_of: Callable[[Recipe], Measures]
    progress: Told | None = None
    expected: int = 0
    kept: dict[str, Measures] = field(default_factory=dict)

    @property
    def n_plays(self) -> int:
        """Return how many recipes were played."""
        return len(self.kept)

    def measures(self, recipe: Recipe) -> Measures:
        """Return the figures of a recipe about everybody; what was played before is not played again."""
        key = recipe.sha256
        if key not in self.kept:
            self.kept[key] = Measures(one for one in self.figures_of(recipe) if one.group == EVERYBODY)
            if self.progress is not None:
                self.progress(self.n_plays, max(self.expected, self.n_plays))
        return self.kept[key]

    def figure(self, recipe: Recipe, name: str) -> Measure:
        """Return one figure of a recipe's own side, or of what it changes.

        Raises:
            InputError: the audit gives no such figure for everybody.
        """
        return figure_of(self.measures(recipe), name)


def trying(recipe: Recipe, *, engine: str = "kernel", progress: Told | None = None) -> Trying:
    """Return where recipes that differ little from this one are tried, in its response scenario; errors as `audit`."""
    family = Family(law_beside(recipe), (recipe.response,), player_of_lives(engine))
    return Trying(family, progress)


def amended_recipe(recipe: Recipe, settings: Mapping[str, Any]) -> Recipe:
    """Return a recipe with settings as `--set` takes them, and its numbers otherwise as they were.

    Raises:
        InputError: a path leads nowhere, or the amended file makes no sense.
    """
    changes = by_target(settings, recipe.members)
    own, world = changes.pop("", {}), changes.pop("world", {})
    return replace(
        recipe,
        scheme=amend(recipe.scheme, own) if own else recipe.scheme,
        world=amend_world(recipe.world, world) if world else recipe.world,
        members={name: amend(one, changes[name]) if name in changes else one for name, one in recipe.members.items()},
    )


def figure_of(measures: Measures, name: str) -> Measure:
    """Return the figure of a name among those of the tried side.

    Raises:
        InputError: there is none for everybody. NameUnknown: no measure is called so.
    """
    for measure in measures:
        if measure.name == name and measure.side in ("a", "pair"):
            return measure
    definition = explain(name)
    raise InputError(
        f"found the measure `{name}`, which is not given for everybody here; expected a figure of the whole "
        f"population: {definition.name} compares groups or has other parts"
    )


def amount(measure: Measure) -> float:
    """Return the value of a figure, and 0 where it has none because there was nothing to be counted.

    Raises:
        InputError: it was not asked for, or cannot be told.
    """
    if measure.value is not None:
        return measure.value
    if measure.denominator == 0:
        return 0.0
    raise InputError(
        f"found no value of `{measure.name}` in the response scenario `{measure.response}`: {measure.why}; choose "
        "another measure, or with --response a story in which people respond"
    )
