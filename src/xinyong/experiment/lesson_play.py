"""Play what a lesson asks for: both sides of each pair, every point of its sliders, the same people and luck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xinyong.audit.counted import Figure, figure_of
from xinyong.experiment.execute import perform, prepare
from xinyong.experiment.lesson import Lesson, LessonPair, Told
from xinyong.experiment.staging import Progress
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Held:
    """A published number beside that of a run: `factor` by which they are apart, 1 or more; None where the run has
    too few to count."""

    told: Told
    modelled: float | None
    factor: float | None

    @property
    def near(self) -> bool:
        """Tell whether the run's number is within the factor that counts as near."""
        return self.factor is not None and self.factor <= self.told.within


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair as it came out: the figure of both sides, and of each point of its slider (None: too few to count)."""

    pair: LessonPair
    a: float | None
    b: float | None
    points: tuple[tuple[float, float | None], ...]


@dataclass(frozen=True, slots=True)
class Played:
    """A lesson as it came out. `result_sha256` is that of the scheme and world as shipped."""

    lesson: Lesson
    people: int
    result_sha256: str
    held: tuple[Held, ...]
    pairs: tuple[Compared, ...]
    n_runs: int


class _Stage:
    """Plays each asked-for amendment of the lesson's scheme once, and keeps the figures alone."""

    def __init__(self, lesson: Lesson, people: int, progress: Progress | None) -> None:
        self.lesson, self.people, self.progress = lesson, people, progress
        self.wanted: dict[tuple[tuple[str, Any], ...], list[Figure]] = {}
        self.found: dict[tuple[tuple[tuple[str, Any], ...], str], float | None] = {}
        self.sha256 = ""

    def want(self, settings: Mapping[str, Any], figure: Figure) -> None:
        """Ask for a figure of a run."""
        self.wanted.setdefault(_key(settings), []).append(figure)

    def play(self) -> None:
        """Play every run that was asked for."""
        for done, (key, figures) in enumerate(self.wanted.items(), start=1):
            outcome = self._outcome(dict(key))
            for figure in figures:
                self.found[key, figure.model_dump_json()] = figure_of(outcome, figure)
            if not key:
                self.sha256 = result_sha256(outcome)
            if self.progress is not None:
                self.progress(done, len(self.wanted))

    def figure(self, settings: Mapping[str, Any], figure: Figure) -> float | None:
        """Return a figure of a run that was played."""
        return self.found[_key(settings), figure.model_dump_json()]

    def _outcome(self, settings: Mapping[str, Any]) -> Outcome:
        lesson = self.lesson
        recipe = prepare(lesson.scheme, people=self.people, days=lesson.days, seed=lesson.seed, settings=settings)
        return perform(recipe).outcome


def _key(settings: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(settings.items()))


def play_lesson(lesson: Lesson, *, people: int | None = None, progress: Progress | None = None) -> Played:
    """Return a lesson with all its runs played.

    Args:
        lesson: what to play.
        people: how many synthetic people; without it as many as the lesson says.
        progress: told after each run.

    Raises:
        InputError: the lesson asks for what its scheme or world does not have.
    """
    stage = _Stage(lesson, people or lesson.people, progress)
    for settings, figure in _asked(lesson):
        stage.want(settings, figure)
    stage.play()
    return Played(
        lesson,
        stage.people,
        stage.sha256,
        tuple(_held(stage, told) for told in lesson.told),
        tuple(_compared(stage, pair) for pair in lesson.pairs),
        len(stage.wanted),
    )


def hold(lesson: Lesson, *, people: int | None = None) -> tuple[Held, ...]:
    """Return the published numbers of a lesson beside those of its runs, without playing its pairs; errors as above."""
    stage = _Stage(lesson, people or lesson.people, None)
    for told in lesson.told:
        for settings in ({}, *([told.over] if told.over is not None else [])):
            stage.want(settings, told.figure)
    stage.play()
    return tuple(_held(stage, told) for told in lesson.told)


def _asked(lesson: Lesson) -> list[tuple[Mapping[str, Any], Figure]]:
    found: list[tuple[Mapping[str, Any], Figure]] = []
    for told in lesson.told:
        found += [(settings, told.figure) for settings in ({}, told.over) if settings is not None]
    for pair in lesson.pairs:
        found += [(side.settings, pair.figure) for side in (pair.a, pair.b)]
        found += [(_moved(pair, value), pair.figure) for value in pair.slider.values]
    return found


def _moved(pair: LessonPair, value: float) -> Mapping[str, Any]:
    return {**pair.slider.settings, pair.slider.path: value}


def _held(stage: _Stage, told: Told) -> Held:
    modelled = stage.figure({}, told.figure)
    if told.over is not None and modelled is not None:
        without = stage.figure(told.over, told.figure)
        modelled = modelled / without if without else None
    published = float(told.published.value)
    factor = max(modelled / published, published / modelled) if modelled else None
    return Held(told, modelled, factor)


def _compared(stage: _Stage, pair: LessonPair) -> Compared:
    a, b = (stage.figure(side.settings, pair.figure) for side in (pair.a, pair.b))
    points = tuple((float(value), stage.figure(_moved(pair, value), pair.figure)) for value in pair.slider.values)
    return Compared(pair, a, b, points)
