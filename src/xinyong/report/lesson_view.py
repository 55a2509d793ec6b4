"""What a lesson's page says, in words and figures, before the template decides how it looks.

A sentence with a figure of a run says that the people are synthetic. Nothing is worked out between two points of a
slider: each point is a run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xinyong.audit.counted import Figure
from xinyong.experiment.lesson import Lesson, Slider, Told
from xinyong.experiment.lesson_play import Compared, Held, Played
from xinyong.files.evidence import Source
from xinyong.report.lesson_chart import Mark, chart
from xinyong.report.numbers import DASH, percent, plain, rate, whole
from xinyong.report.say import HERE

NOTHING = "too few to count"
"""What stands where a figure would be of fewer than ten."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One answer offered: its words, and whether it is the nearest to what came out."""

    words: str
    nearest: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: a name, and the figure in words."""

    name: str
    figure: str


@dataclass(frozen=True, slots=True)
class PairView:
    """One pair as the page shows it.

    sides    both sides with their figures; `sides_chart` draws them, `says` tells them
    points   the slider's values with their figures; `points_chart` draws them
    asked    the figure that the question asks about, in words
    """

    number: int
    id: str
    title: str
    question: str
    counts: str
    guesses: tuple[Guess, ...]
    sides: tuple[Row, ...]
    sides_chart: str
    says: str
    asked: str
    slider_label: str
    points: tuple[Row, ...]
    points_chart: str
    why: str
    discuss: tuple[str, ...]
    teacher: str


@dataclass(frozen=True, slots=True)
class HeldView:
    """One published number beside the modelled one; `verdict` says how near, and `fitted` what was chosen for it."""

    says: str
    published: str
    modelled: str
    verdict: str
    fitted: str
    less: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence about what happened, with its sources."""

    says: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class LessonView:
    """A whole page."""

    title: str
    about: str
    aim: str
    minutes: int
    happened: tuple[Sentence, ...]
    pairs: tuple[PairView, ...]
    held: tuple[HeldView, ...]
    not_shown: tuple[str, ...]
    sources: tuple[Source, ...]
    made: str
    command: str


def lesson_view(played: Played) -> LessonView:
    """Return what the page of a lesson says."""
    lesson = played.lesson
    return LessonView(
        title=lesson.title,
        about=lesson.about,
        aim=lesson.aim,
        minutes=lesson.minutes,
        happened=tuple(Sentence(one.says, tuple(lesson.sources[name] for name in (one.source, *one.also)))
                       for one in lesson.happened),
        pairs=tuple(_pair(one, number) for number, one in enumerate(played.pairs, start=1)),
        held=tuple(held_view(one, lesson) for one in played.held),
        not_shown=lesson.not_shown,
        sources=tuple(lesson.sources.values()),
        made=_made(played),
        command=f"xinyong lesson {lesson.lesson}",
    )  # fmt: skip


def _made(played: Played) -> str:
    lesson = played.lesson
    return (
        f"Made from {whole(played.n_runs)} runs of {whole(played.people)} synthetic people over {whole(lesson.days)} "
        f"days, seed {lesson.seed}, scheme `{lesson.scheme}`, response `none`; result {played.result_sha256[:16]}."
    )


def in_words(value: float | None, figure: Figure) -> str:
    """Return a figure as it is read: a share in per cent, days, times, or a rate."""
    if value is None:
        return NOTHING
    if figure.unit == "share":
        return percent(value)
    if figure.against is not None:
        return f"{plain(value)} times"
    if figure.unit == "day":
        return f"{plain(value)} days"
    return rate(value) if figure.unit == "per 1000 per year" else plain(value)


def _pair(compared: Compared, number: int) -> PairView:
    pair = compared.pair
    sides = tuple(Row(side.label, in_words(value, pair.figure))
                  for side, value in ((pair.a, compared.a), (pair.b, compared.b)))  # fmt: skip
    points = tuple(Row(_moved(value, pair.slider), in_words(found, pair.figure)) for value, found in compared.points)
    asked = compared.a if pair.asks == "a" else compared.b
    heights = (compared.a, compared.b), tuple(found for _, found in compared.points)
    return PairView(
        number=number,
        id=pair.id,
        title=pair.title,
        question=pair.question,
        counts=pair.counts,
        guesses=_guesses(compared, asked),
        sides=sides,
        sides_chart=_drawn(f"{pair.id}-sides", sides, heights[0]),
        says=f"{HERE[0].upper()}{HERE[1:]}, {pair.counts}: {_joined(sides)}.",
        asked=in_words(asked, pair.figure),
        slider_label=pair.slider.label,
        points=points,
        points_chart=_drawn(f"{pair.id}-points", points, heights[1]),
        why=pair.why,
        discuss=pair.discuss,
        teacher=pair.teacher,
    )


def _guesses(compared: Compared, asked: float | None) -> tuple[Guess, ...]:
    """Return the answers offered; where the run has nothing to say none is the nearest."""
    offered = [float(one) for one in compared.pair.guesses]
    nearest = None if asked is None else min(offered, key=lambda one: abs(one - asked))
    return tuple(Guess(in_words(one, compared.pair.figure), one == nearest) for one in offered)


def _drawn(id_: str, rows: tuple[Row, ...], heights: tuple[float | None, ...]) -> str:
    marks = [Mark(row.name, row.figure, height) for row, height in zip(rows, heights, strict=True)]
    return chart(id_, tuple(marks))


def _joined(rows: tuple[Row, ...]) -> str:
    return "; ".join(f"{row.name}: {row.figure}" for row in rows)


def _moved(value: float, slider: Slider) -> str:
    found: dict[Literal["percent", "days", "times"], str] = {
        "percent": percent(value), "days": f"{plain(value)} days", "times": f"{plain(value)} times",
    }  # fmt: skip
    return found[slider.shown]


def held_view(held: Held, lesson: Lesson) -> HeldView:
    """Return what is said of one published number of a lesson beside that of its run."""
    told = held.told
    names = (*((told.published.source,) if told.published.source else ()), *told.published.also)
    return HeldView(
        says=told.says,
        published=_number(float(told.published.value), told),
        modelled=DASH if held.modelled is None else _number(held.modelled, told),
        verdict=_verdict(held),
        fitted=told.fitted,
        less=told.less,
        sources=tuple(lesson.sources[name] for name in names),
    )


def _number(value: float, told: Told) -> str:
    return f"{plain(value)} times" if told.over is not None else in_words(value, told.figure)


def _verdict(held: Held) -> str:
    """Return how near a run came to a published number, within the factor written down before."""
    if held.factor is None:
        return "nothing to compare"
    near = "yes" if held.near else "no"
    return f"{near}: off by a factor of {plain(held.factor)}, {plain(held.told.within)} was allowed"
