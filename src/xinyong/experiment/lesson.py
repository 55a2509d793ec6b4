"""A lesson as its file states it: a scheme, what was published about it, and three pairs to be guessed at.

Lessons are data, `lessons/NAME.yaml` of this package. Nothing of a page is worked out here: `lesson_play` plays what a
lesson asks for, and `report.lesson_page` writes it down.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from xinyong.audit.counted import Figure
from xinyong.errors import NameUnknown
from xinyong.files.complaints import Finding
from xinyong.files.document import Spot
from xinyong.files.evidence import Cited, Number, Record, Slug, Source, as_tuple
from xinyong.files.frozen import FrozenDict
from xinyong.files.nearest import suggestion
from xinyong.files.records import Declared, record_of
from xinyong.files.strict_yaml import load

Settings = Annotated[dict[str, Number | bool | str], AfterValidator(FrozenDict)]


class Happened(Record):
    """A sentence about what happened, with who says so."""

    says: str
    source: Slug
    also: Annotated[tuple[Slug, ...], BeforeValidator(as_tuple)] = ()


class Told(Record):
    """A published number that a run is held against.

    `fitted` says which numbers of the world were chosen for it, and is empty where none was; `within` is the factor
    that counts as near, either way; `settings` amend the run that the number is read from, and with `over` it is the
    figure divided by that of a run so amended. `less` says why the two may be apart.
    """

    id: Slug
    says: str
    figure: Figure
    published: Cited
    within: Annotated[float, Field(gt=1, le=10)]
    fitted: str
    over: Settings | None = None
    less: str = ""


class Side(Record):
    """One side of a pair: what it is called, and how it differs from the scheme and world as shipped."""

    label: str
    settings: Settings = Field(default_factory=FrozenDict[str, Number | bool | str])


class Slider(Record):
    """One number that is moved, over values for each of which a run is played; nothing is worked out in between.

    `shown` says how a value is written: as a share in per cent, in days, or as times.
    """

    label: str
    path: str
    shown: Literal["percent", "days", "times"]
    values: Annotated[tuple[Number, ...], BeforeValidator(as_tuple)] = Field(min_length=3, max_length=9)
    settings: Settings = Field(default_factory=FrozenDict[str, Number | bool | str])

    @model_validator(mode="after")
    def _goes_up(self) -> Slider:
        if list(self.values) != sorted(set(self.values)):
            raise ValueError("the values of a slider go up, each once")
        return self


class LessonPair(Record):
    """Two runs of the same people with the same luck, a question to be guessed at before looking, and a slider.

    `guesses` are the answers offered about the side that the question `asks` about, in the unit of the figure; `why`
    explains to a class what came out, without numbers; `discuss` are questions for afterwards; `teacher` is for the
    answer key.
    """

    id: Slug
    title: str
    question: str
    figure: Figure
    counts: str
    asks: Literal["a", "b"] = "b"
    guesses: Annotated[tuple[Number, ...], BeforeValidator(as_tuple)] = Field(min_length=3, max_length=5)
    a: Side
    b: Side
    slider: Slider
    why: str
    discuss: Annotated[tuple[str, ...], BeforeValidator(as_tuple)] = Field(min_length=1)
    teacher: str


class Lesson(Record):
    """A whole lesson file: for `minutes` of a class, over `people` synthetic people and `days` days."""

    format: Literal[1]
    lesson: Slug
    title: str
    scheme: Slug
    about: str
    aim: str
    minutes: Annotated[int, Field(ge=10, le=180)]
    people: Annotated[int, Field(ge=1_000, le=200_000)]
    days: Annotated[int, Field(ge=91, le=3_650)]
    seed: Annotated[int, Field(ge=0)]
    sources: Annotated[dict[Slug, Source], AfterValidator(FrozenDict)]
    happened: Annotated[tuple[Happened, ...], BeforeValidator(as_tuple)] = Field(min_length=2)
    told: Annotated[tuple[Told, ...], BeforeValidator(as_tuple)] = Field(min_length=2)
    pairs: Annotated[tuple[LessonPair, ...], BeforeValidator(as_tuple)] = Field(min_length=3, max_length=3)
    not_shown: Annotated[tuple[str, ...], BeforeValidator(as_tuple)] = Field(min_length=1)


def lessons() -> tuple[str, ...]:
    """Return the names of the lessons that come with this package, sorted."""
    return tuple(sorted(path.stem for path in _top().glob("*.yaml")))


def read_lesson(name: str) -> Lesson:
    """Return a lesson that comes with this package.

    Raises:
        NameUnknown: there is none of this name. FileError: its file is not as it should be.
    """
    if name not in lessons():
        raise NameUnknown(f"found no lesson `{name}`; {suggestion(name, list(lessons()), what='lessons')}")
    path = _top() / f"{name}.yaml"
    return record_of(load(path, shown=f"lessons/{name}.yaml"), Lesson, _findings, stand_ins=_STAND_INS)


_STAND_INS: dict[str, Any] = {"format": 1, "lesson": "stand-in", "scheme": "none", "minutes": 45, "seed": 1}


def _findings(file: Lesson, _declared: Declared) -> Iterator[Finding]:
    """Yield each citation of a source that is not among the lesson's own."""
    cited: list[tuple[Spot, tuple[str | None, ...]]] = [
        *((("happened", place, "source"), (one.source, *one.also)) for place, one in enumerate(file.happened)),
        *((("told", place, "published", "source"), (one.published.source, *one.published.also))
          for place, one in enumerate(file.told)),
    ]  # fmt: skip
    for spot, sources in cited:
        for source in sources:
            if source is not None and source not in file.sources:
                hint = f"sources: {', '.join(file.sources)}"
                yield Finding(spot, f"found `{source}`, which is not in `sources`", hint)


def _top() -> Path:
    return Path(str(resources.files("xinyong"))) / "lessons"
