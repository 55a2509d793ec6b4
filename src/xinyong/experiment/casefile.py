"""Case files: synthetic lives told day by day, and in a comparison the same days under both sets of rules.

The draws of the two lives are the same numbers; what differs is what they were held against.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from xinyong.errors import InputError
from xinyong.experiment.citing import where_read
from xinyong.experiment.events import Event
from xinyong.experiment.opening import refuse_several, sort_of
from xinyong.experiment.pair_store import sides_of
from xinyong.experiment.reopen import open_run
from xinyong.experiment.story import Story, tell, wanted

INDENT = " " * 16


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a life lived twice: what happened under both sides (as the first and as the other have it), under the
    first alone, under the other alone."""

    day: int
    both: tuple[tuple[Event, Event], ...]
    first: tuple[Event, ...]
    other: tuple[Event, ...]


@dataclass(frozen=True)
class Case:
    """One synthetic life: under the rules it is told of, and beside it under those it is compared with, if any.

    `side` is the side of the comparison that `story` is, or empty.
    """

    story: Story
    beside: Story | None = None
    side: str = ""

    @property
    def other_side(self) -> str:
        """Return the side of the comparison that `beside` is, or nothing."""
        return {"a": "b", "b": "a"}.get(self.side, "")

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Return each day on which something happened; without a life beside it everything stands in `first`."""
        if self.beside is None:
            return tuple(Day(day, (), events, ()) for day, events in _by_day(self.story).items())
        first, other = _by_day(self.story), _by_day(self.beside)
        return tuple(_day(day, first.get(day, ()), other.get(day, ())) for day in sorted({*first, *other}))

    @cached_property
    def candidates(self) -> dict[str, int] | None:
        """Return the candidates of the life by fate: taken under both, under one side alone, under neither. None
        without a life beside it."""
        if self.beside is None:
            return None
        here, there = ({_address(e): e.data["taken"] for e in one.events if e.sort == "chance"}
                       for one in (self.story, self.beside))  # fmt: skip
        fates = Counter((taken, there[address]) for address, taken in here.items())
        return {
            "both": fates[True, True],
            f"only_{self.side}": fates[True, False],
            f"only_{self.other_side}": fates[False, True],
            "neither": fates[False, False],
        }

    def as_json(self) -> dict[str, Any]:
        """Return the case as plain data: the story, and `beside` it the same life under the other rules, or null."""
        return {
            **self.story.as_json(),
            "side": self.side or None,
            "beside": None if self.beside is None else {"side": self.other_side, **self.beside.as_json()},
            "candidates": self.candidates,
        }

    def text(self) -> str:
        """Return the case as lines for a reader; chances that were left under both are only counted."""
        return "\n".join(self._lines())

    def drawn(self, event: Event, other: Event | None = None) -> tuple[str, ...]:
        """Return the draws of an event in words; of one that happened under both sides, also what the other side held a
        draw against, where that differs."""
        if other is None or len(event.draws) != len(other.draws):
            return tuple(str(draw) for draw in event.draws)
        return tuple(
            str(mine)
            if mine.under == theirs.under or theirs.under is None
            else f"{mine}; under {self.other_side.upper()} {theirs.against}"
            for mine, theirs in zip(event.draws, other.draws, strict=True)
        )

    def _lines(self) -> Iterator[str]:
        story, beside = self.story, self.beside
        yield story.who
        yield self.about
        if story.missing:
            yield f"  Not the whole life: {story.missing}."
        yield from (f"  {one['clause']}: {one['rule']} [{where_read(one)}]" for one in story.procedures)
        left = 0
        for day in self.days:
            for mark, event, draws in self._told(day):
                if event.is_left and mark in {"", "="}:
                    left += 1
                    continue
                yield f"  day {day.day:>5}  {f'{mark}  ' if mark else ''}{event.text}"
                yield from (f"{INDENT}{draw}" for draw in draws)
        if left:
            yield f"  not told here: {left:,} chances to act that were left"
        yield f"  at the end{f' under {self.side.upper()}' if beside else ''}: {story.end}"
        if beside is not None:
            yield f"  at the end under {self.other_side.upper()}: {beside.end}"

    @property
    def about(self) -> str:
        """Return what is told, in a line: under which rules, where, for how long."""
        story, beside = self.story, self.beside
        if beside is None:
            return (f"{story.scheme} in {story.world}, as modelled, {story.days} days, seed {story.seed}, response "
                    f"`{story.response}`.")  # fmt: skip
        return (
            f"The same life twice in {story.world}, as modelled, {story.days} days, seed {story.seed}, with the same "
            f"draws: under {self.side.upper()} ({story.scheme}) and {self.other_side.upper()} ({beside.scheme}), "
            f"response `{story.response}`."
        )

    def _told(self, day: Day) -> Iterator[tuple[str, Event, tuple[str, ...]]]:
        """Yield the events of a day, each with the side to which it belongs (`=` for both) and its draws in words."""
        if self.beside is None:
            yield from (("", event, self.drawn(event)) for event in day.first)
            return
        yield from (("=", event, self.drawn(event, other)) for event, other in day.both)
        yield from ((self.side.upper(), event, self.drawn(event)) for event in day.first)
        yield from ((self.other_side.upper(), event, self.drawn(event)) for event in day.other)


def case(directory: str | os.PathLike[str], subject: int | None = None, *, response: str | None = None
               ) -> list[Case]:  # fmt: skip
    """Tell one synthetic life of a run or a comparison, or of the worst off, the median and three at random.

    Args:
        directory: of a run, or of a comparison: then each day is told under both sides. Who is worst off is found under
            the scheme's side (under B where both sides have a scheme).
        subject: the number of a synthetic subject. One whose rows a run did not keep is played from its address alone,
            and the case says what is missing.
        response: of a comparison, the scenario to tell; without it the first.

    Raises:
        NameUnknown: nobody in the run has this number. InputError: the comparison has no such scenario, or several
            comparisons lie there, each in a directory of its own. DamagedRun: a directory is not what was written.
    """
    path = Path(directory)
    refuse_several(path)
    if sort_of(path) == "run":
        if response is not None:
            raise InputError(f"{path}: is one run, in one scenario; --response belongs to a comparison")
        outcome = open_run(path).outcome
        return [Case(tell(outcome, number, why)) for why, number in wanted(outcome, subject)]
    sides = sides_of(path, response)
    first, other = (open_run(folder).outcome for folder in sides.values())
    side = next(iter(sides))
    return [Case(tell(first, number, why), tell(other, number, why), side) for why, number in wanted(first, subject)]


def _by_day(story: Story) -> dict[int, tuple[Event, ...]]:
    found: dict[int, list[Event]] = {}
    for event in story.events:
        found.setdefault(event.day, []).append(event)
    return {day: tuple(events) for day, events in found.items()}


def _day(day: int, first: tuple[Event, ...], other: tuple[Event, ...]) -> Day:
    """Lay a day beside the same day: what is said in the same words happened in both."""
    rest, both, alone = list(other), [], []
    for event in first:
        same = next((one for one in rest if (one.sort, one.text) == (event.sort, event.text)), None)
        if same is None:
            alone.append(event)
        else:
            rest.remove(same)
            both.append((event, same))
    return Day(day, tuple(both), tuple(alone), tuple(rest))


def _address(event: Event) -> tuple[int, int, str]:
    return event.day, event.data["item"], event.data["act"]
