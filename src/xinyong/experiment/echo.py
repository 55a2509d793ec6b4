"""What was put in and what came out: which values each figure rests on, and which figures merely echo one of them.

Each value is moved on its own, with the same luck, in a population that the caller chooses; a figure that rests on
fewer than ten cases there is not tried, and its caveat says so. Whoever wants to try rarer ones asks for more people.
Where moving a value deals the lives anew (another mix of people, another rate of requests), a move counts only if it
is larger than luck over a few seeds. A figure of 0 echoes nothing; it rests on the values that would lift it, the same
lives being lived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, partial

from xinyong.audit.luck import variance
from xinyong.audit.measure import EVERYBODY, RESPONSE, Measure, Measures
from xinyong.audit.measures import audit
from xinyong.errors import InputError
from xinyong.experiment.assumptions import Assumption, assumptions, moved, reshuffles, settled
from xinyong.experiment.staging import column_of, figures
from xinyong.experiment.watched import Player
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe
from xinyong.trial.trial import Trial

PEOPLE = 5_000
"""So many people are played for each value that is moved."""

MOVES = 0.01
"""A figure rests on a value that moves it by more than this share of itself."""

FEWEST = 10
"""A figure made from fewer cases vanishes with any of them, and would seem to echo what it merely brushed."""

LUCK_SEEDS = 4
"""So many further seeds tell how far luck alone moves a figure."""

BEYOND_LUCK = 2 * 2**0.5
"""Two runs with different luck lie apart by more than this many standard deviations about once in twenty times."""

ELSEWHERE = "which values it rests on was tried in other response scenarios, not in this one"

NOBODY_RESPONDS = "none"
"""The neutral point of the response."""

Figures = Callable[[Recipe], Measures]
"""Plays a recipe and returns its figures about everybody, in its own response scenario or in several."""

Progress = Callable[[int, int], None]
"""Told how many values have been moved, and how many there are."""

Key = tuple[str, str, str]
"""Name, side and response of a figure."""


@dataclass(frozen=True, slots=True, eq=False)
class Echoes:
    """The figures with what they rest on, the values that were moved, and those that could not be, with the reason."""

    measures: Measures
    tried: tuple[str, ...]
    untried: Mapping[str, str]


def of_run(play: Callable[[Trial], Outcome]) -> Figures:
    """Return how the figures of a single run are had."""
    return lambda recipe: audit(play(recipe.trial()), groups=False)


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


def echoes(
    recipe: Recipe,
    measures: Measures,
    *,
    play: Figures,
    n_people: int = PEOPLE,
    days: int | None = None,
    moving: Figures | None = None,
    at_once: int = 1,
    progress: Progress | None = None,
) -> Echoes:
    """Return figures about everybody with what they rest on and whether they are echoes; others as they were.

    Args:
        recipe: what the figures were made from.
        measures: the figures.
        play: how figures are had: `of_run`, `of_pair` or a `Family`; where `at_once` is more than 1, from threads.
        moving: how they are had where a value is moved, if not by `play`: perhaps in fewer scenarios. Of a figure in
            another one nothing is said but whether it is there when nobody responds.
        n_people: how many people are played each time; never more than the recipe has.
        days: how many days; without it as many as the recipe.
        at_once: how many values are moved at a time. The figures do not depend on it.
        progress: told after each value.
    """
    small = settled(replace(recipe, n_people=min(n_people, recipe.n_people), days=days or recipe.days))
    base = _by_key(play(small))
    luck_ = _luck([base, *(_by_key(play(replace(small, seed=seed))) for seed in _further(small.seed))])
    values = assumptions(small)
    found: dict[str, dict[Key, Measure]] = {}
    untried: dict[str, str] = {}
    if any(response != NOBODY_RESPONDS for _, _, response in base):
        found[RESPONSE] = _unanswered(base, small, play)
    for done, (value, tried) in enumerate(_moved(small, values, moving or play, at_once), 1):
        if isinstance(tried, InputError):
            untried[value.path] = str(tried).splitlines()[0]
        else:
            found[value.path] = tried
        if progress is not None:
            progress(done, len(values))
    trying = _Trying(
        base,
        luck_,
        found,
        echoable=frozenset({RESPONSE, *(value.path for value in values if value.assumed and value.neutral)}),
        dealt_anew=frozenset(value.path for value in values if reshuffles(value)),
        n_people=small.n_people,
    )
    return Echoes(Measures(trying.marked(measure) for measure in measures), tuple(found), untried)


def _moved(
    small: Recipe, values: Sequence[Assumption], play: Figures, at_once: int
) -> Iterator[tuple[Assumption, dict[Key, Measure] | InputError]]:
    """Yield each value with the figures that came out when it was moved, or why it could not be."""
    if at_once == 1:
        yield from zip(values, map(partial(_played, small, play), values), strict=True)
        return
    with ThreadPoolExecutor(at_once) as pool:
        yield from zip(values, pool.map(partial(_played, small, play), values), strict=True)


def _played(small: Recipe, play: Figures, value: Assumption) -> dict[Key, Measure] | InputError:
    try:
        return _by_key(play(moved(small, value)))
    except InputError as problem:
        # A value may be bound to others (shares that fill up to one), so that it cannot be moved alone.
        return problem


def _unanswered(base: Mapping[Key, Measure], small: Recipe, play: Figures) -> dict[Key, Measure]:
    """Return what each figure would be if nobody responded: the same figure of the scenario `none`, played if need be.

    A figure of that scenario itself stays as it is.
    """
    if all(response != NOBODY_RESPONDS for _, _, response in base):
        plain = _by_key(play(replace(small, response=NOBODY_RESPONDS)))
    else:
        plain = dict(base)
    at = ((key, (key[0], key[1], NOBODY_RESPONDS)) for key in base)
    return {key: plain[there] for key, there in at if there in plain}


def _further(seed: int) -> range:
    """Return the seeds after a seed."""
    return range(seed + 1, seed + 1 + LUCK_SEEDS) if seed < (1 << 64) - 1 - LUCK_SEEDS else range(LUCK_SEEDS)


def _luck(runs: Sequence[Mapping[Key, Measure]]) -> dict[Key, float]:
    """Return the standard deviation of each figure over runs with other seeds; infinite where some have no value."""
    found = {}
    for key in runs[0]:
        values = [run[key].value for run in runs if key in run]
        known = [value for value in values if value is not None]
        found[key] = variance(known) ** 0.5 if len(known) == len(runs) else float("inf")
    return found


def _by_key(figures_: Measures) -> dict[Key, Measure]:
    return {(m.name, m.side, m.response): m for m in figures_ if m.group == EVERYBODY}


@dataclass(frozen=True, eq=False)
class _Trying:
    """What came out when each value was moved, and what is needed to judge it."""

    base: Mapping[Key, Measure]
    luck: Mapping[Key, float]
    found: Mapping[str, Mapping[Key, Measure]]
    echoable: frozenset[str]
    dealt_anew: frozenset[str]
    n_people: int

    def marked(self, measure: Measure) -> Measure:
        """Return a figure with what moves it, strongest first, and what it echoes, or with why that is not said."""
        key = (measure.name, measure.side, measure.response)
        tried = self.base.get(key)
        if measure.group != EVERYBODY or measure.value is None or tried is None:
            return measure
        if measure.value == 0 and tried.value == 0:
            return self._lifted(measure, key)
        cases = abs(tried.numerator or 0)
        if not tried.value or cases < FEWEST:
            return replace(measure, caveat=_with_reason(measure.caveat, cases, self.n_people))
        before = tried.value
        told = (path for path in self.found if key[2] in self.played[path])
        steps = {path: _step(before, self.found[path].get(key)) for path in told}
        moving = (path for path, step in steps.items() if step > self._least(path, key, before))
        order = sorted(moving, key=lambda path: (-steps[path], path))
        gone = tuple(path for path in order if path in self.echoable and _is_gone(self.found[path].get(key)))
        measure = self._elsewhere(measure)
        return replace(measure, rests_on=tuple(order), echo=bool(gone), echo_of=gone)

    @cached_property
    def played(self) -> dict[str, frozenset[str]]:
        """Return the scenarios in which each value was moved: there, a figure that is not found is gone."""
        return {path: frozenset(response for _, _, response in after) for path, after in self.found.items()}

    def _elsewhere(self, measure: Measure) -> Measure:
        """Return a figure with that no value was moved in its scenario, where that is so."""
        moved = any(measure.response in played for path, played in self.played.items() if path != RESPONSE)
        return measure if moved or not self.found else replace(measure, caveat=_joined(measure.caveat, ELSEWHERE))

    def _lifted(self, measure: Measure, key: Key) -> Measure:
        """Return a figure of 0 with the values whose move makes at least `FEWEST` cases of it, most first.

        Where the lives are dealt anew, cases may come by luck alone, and no spread of a figure that is 0 tells how
        many.
        """
        same_lives = (path for path in self.found if path not in self.dealt_anew)
        after = {path: self.found[path][key] for path in same_lives if key in self.found[path]}
        cases = {path: abs(one.numerator or 0) for path, one in after.items() if one.value}
        order = sorted((path for path in cases if cases[path] >= FEWEST), key=lambda path: (-cases[path], path))
        return replace(self._elsewhere(measure), rests_on=tuple(order), echo=False, echo_of=())

    def _least(self, path: str, key: Key, before: float) -> float:
        """Return by what share of itself a figure must at least move."""
        return max(MOVES, BEYOND_LUCK * self.luck[key] / abs(before)) if path in self.dealt_anew else MOVES


def _with_reason(caveat: str, cases: float, n_people: int) -> str:
    """Return a caveat with why nothing is said of what a figure rests on."""
    found = f"{cases:g} case{'' if cases == 1 else 's'} among the {n_people:,} people"
    reason = f"what it rests on was not tried: it is made from {found} played for that, and {FEWEST} are needed"
    return _joined(caveat, reason)


def _joined(caveat: str, reason: str) -> str:
    return f"{caveat}; {reason}" if caveat else reason


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
