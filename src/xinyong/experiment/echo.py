"""What was put in and what came out: which values each figure rests on, and which figures merely echo one of them.

Each value is moved on its own, with the same luck, in a population small enough to be quick; a figure that is zero or
missing there cannot be tried. Whoever wants to try rarer ones asks for more people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from xinyong.audit.measure import EVERYBODY, Measure, Measures
from xinyong.audit.measures import audit
from xinyong.errors import InputError
from xinyong.experiment.assumptions import RESPONSE, Assumption, assumptions, moved, settled
from xinyong.experiment.staging import column_of, figures
from xinyong.experiment.watched import Player
from xinyong.results.recipe import Recipe

PEOPLE = 5_000
"""So many people are played for each value that is moved."""

MOVES = 0.01
"""A figure rests on a value that moves it by more than this share of itself."""

Figures = Callable[[Recipe], Measures]
"""Plays a recipe and returns its figures about everybody."""

Progress = Callable[[int, int], None]
"""Told how many values have been moved, and how many there are."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Echoes:
    """The figures with what they rest on, the values that were moved, and those that could not be, with the reason."""

    measures: Measures
    tried: tuple[str, ...]
    untried: Mapping[str, str]


def of_run(play: Player) -> Figures:
    """Return how the figures of a single run are had."""
    return lambda recipe: audit(play(recipe.trial(), _nobody), groups=False)


def of_pair(other: Recipe, play: Player) -> Figures:
    """Return how the figures of a recipe beside another are had; both are played in the world of the first."""

    def both(recipe: Recipe) -> Measures:
        beside = replace(
            other,
            world=recipe.world,
            n_people=recipe.n_people,
            days=recipe.days,
            seed=recipe.seed,
            window_days=recipe.window_days,
            response=recipe.response,
        )
        return figures(column_of(recipe, beside, play=play), None, groups=False)

    return both


def _nobody(*_told: object) -> None:
    """Watch nothing: a single run needs no candidates."""


def echoes(
    recipe: Recipe,
    measures: Measures,
    *,
    play: Figures,
    n_people: int = PEOPLE,
    days: int | None = None,
    progress: Progress | None = None,
) -> Echoes:
    """Return figures about everybody with what they rest on and whether they are echoes; others as they were.

    Args:
        recipe: what the figures were made from.
        measures: the figures.
        play: how figures are had: `of_run` or `of_pair`.
        n_people: how many people are played each time; never more than the recipe has.
        days: how many days; without it as many as the recipe.
        progress: told after each value.
    """
    small = settled(replace(recipe, n_people=min(n_people, recipe.n_people), days=days or recipe.days))
    base = _by_key(play(small))
    values = assumptions(small)
    found: dict[str, dict[Key, Measure]] = {}
    untried: dict[str, str] = {}
    if small.response != "none":
        found[RESPONSE] = _by_key(play(replace(small, response="none")))
    for done, value in enumerate(values, 1):
        try:
            found[value.path] = _by_key(play(moved(small, value)))
        except InputError as problem:
            # A value may be bound to others (shares that fill up to one), so that it cannot be moved alone.
            untried[value.path] = str(problem).splitlines()[0]
        if progress is not None:
            progress(done, len(values))
    echoable = {RESPONSE, *(value.path for value in values if _can_echo(value))}
    marked = Measures(_marked(measure, base, found, echoable) for measure in measures)
    return Echoes(marked, tuple(found), untried)


def _can_echo(value: Assumption) -> bool:
    return value.assumed and value.neutral


def _by_key(figures_: Measures) -> dict[Key, Measure]:
    return {(m.name, m.side): m for m in figures_ if m.group == EVERYBODY}


def _marked(
    measure: Measure, base: Mapping[Key, Measure], found: Mapping[str, Mapping[Key, Measure]], echoable: set[str]
) -> Measure:
    """Return a figure with what moves it, strongest first, and what it echoes."""
    key = (measure.name, measure.side)
    before = base[key].value if key in base else None
    if measure.group != EVERYBODY or measure.value is None or not before:
        return measure
    steps = {path: _step(before, figures_.get(key)) for path, figures_ in found.items()}
    order = sorted((path for path, step in steps.items() if step > MOVES), key=lambda path: (-steps[path], path))
    gone = tuple(path for path in order if path in echoable and _is_gone(found[path].get(key)))
    return replace(measure, rests_on=tuple(order), echo=bool(gone), echo_of=gone)


def _step(before: float, after: Measure | None) -> float:
    """Return by what share of itself a figure moved; 1 where it is gone or can no longer be told."""
    if after is None or after.value is None:
        return 1.0
    return abs(after.value - before) / abs(before)


def _is_gone(after: Measure | None) -> bool:
    """Tell whether a figure is zero, or has no value because there is nothing left to count or to ask for.

    A median that is not reached has no value either, but is not gone.
    """
    return after is None or after.value == 0 or (after.value is None and not after.denominator)
