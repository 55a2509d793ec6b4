"""Play the situations that lie beside a scheme, as tests of the scheme, and say in which line one does not hold.

No score comes out of it: a situation is an expectation, and what is told is whether it held.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from xinyong.errors import FileError, InputError, Problem
from xinyong.experiment.engines import ENGINES, Player, player
from xinyong.experiment.home import home_of
from xinyong.experiment.situations import Checked, play_scripted, run_situations
from xinyong.files.catalogue import find
from xinyong.files.document import Document, Spot
from xinyong.files.records import in_file_order
from xinyong.files.strict_yaml import load
from xinyong.population.world import World
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import read_scheme
from xinyong.scheme.situations import Situation, situations_of
from xinyong.trial.trial import Trial

WHO_PLAYS = (*ENGINES, "both")
ENDS_IN_WORDS = ("the first end", "the second end")


class _LateError(Exception):
    """The time for playing situations is used up."""


@dataclass(frozen=True, slots=True)
class Played:
    """How many situations were played, and in how many of them something did not hold; `problems` says what and where.

    `left` counts those for which there was no time; `why` says why none was played, and is empty where some were.
    """

    played: int = 0
    failed: int = 0
    left: int = 0
    expectations: int = 0
    why: str = ""
    problems: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the counts as plain data; problems are told among the errors of the file."""
        return {name: value for name, value in asdict(self).items() if name != "problems"}

    def __str__(self) -> str:
        if self.why:
            return f"no situation was played: {self.why}"
        held = f"{self.failed} did not hold" if self.failed else "every expectation holds" if self.played else ""
        left = f"{self.left} left when the time was up (--limit)" if self.left else ""
        return "situations: " + ", ".join(part for part in (f"{self.played} played", held, left) if part)


def play_beside(
    name: str, world: str | None, *, engine: str, limit_seconds: float, progress: Callable[[int, int], None]
) -> Played:
    """Play the situations beside a scheme whose files are known to be sound.

    Args:
        name: a catalogue name, a scheme.yaml or its folder.
        world: where to play them; without it, in the world that the scheme names.
        engine: `reference`, `kernel` or `both`.
        limit_seconds: no play begins later than this; what is then left is counted.
        progress: told how many situations are done, of how many.

    Raises:
        InputError: there is no such engine, or `world` cannot be read.
    """
    players = _players(engine)
    scheme, found = read_scheme(name), find(name, "scheme")
    beside = found.path.with_name("situations.yaml")
    if found.path.name != "scheme.yaml" or not beside.exists():
        return Played(why="no situations.yaml lies beside the scheme")
    where = world or scheme.world
    if where is None:
        return Played(why="the scheme names no world; --world says where to play them")
    try:
        place = home_of(scheme, where)
    except InputError as error:
        if world is not None:
            raise
        return Played(why=f"its world cannot be read: {error}")
    try:
        run_situations(scheme, (), place)  # does the scheme fit the world at all?
    except FileError as error:
        text = load(found.path, shown=found.shown)
        return Played(why="the scheme does not fit its world",
                      problems=tuple(_placed(problem, text) for problem in error.problems))  # fmt: skip
    document = load(beside, shown=found.shown.removesuffix("scheme.yaml") + "situations.yaml")
    return _Table(scheme, place, players, limit_seconds).play_all(document, progress)


def _players(engine: str) -> dict[str, Player]:
    if engine not in WHO_PLAYS:
        raise InputError(f"found engine `{engine}`, expected {', '.join(ENGINES)} or both")
    names = ENGINES if engine == "both" else (engine,)
    return {one: play_scripted if one == "reference" else player(one, threads=1) for one in names}


def _placed(problem: Problem, document: Document) -> Problem:
    """Return a problem of a clause with the place of the clause in its file."""
    spot = next((spot for spot in document.marks if document.dotted(spot) == problem.path), ())
    return replace(document.problem(spot, problem.message, problem.hint), path=problem.path)


@dataclass(frozen=True)
class _Table:
    """A scheme, a world and the engines that play situations of the one in the other, until the time is up."""

    scheme: Scheme
    world: World
    players: dict[str, Player]
    limit_seconds: float

    def play_all(self, document: Document, progress: Callable[[int, int], None]) -> Played:
        situations = situations_of(document).situations
        until = time.monotonic() + self.limit_seconds
        problems: list[Problem] = []
        played = failed = expectations = 0
        for place, situation in enumerate(situations):
            try:
                checked = list(self._checked(situation, until))
            except _LateError:
                break
            except InputError as error:  # it names what the world does not have, or nobody can play it
                message = str(error).removeprefix(f"{situation.id}: ")
                problems.append(document.problem(("situations", place), message))
                played, failed = played + 1, failed + 1
                continue
            found = list(self._failures(document, place, checked))
            problems += in_file_order(found)
            played, failed = played + 1, failed + bool(found)
            expectations += len(checked)
            progress(played, len(situations))
        return Played(played, failed, len(situations) - played, expectations, problems=tuple(problems))

    def _checked(self, situation: Situation, until: float) -> Iterator[Checked]:
        """Yield what each engine found; all expectations of one engine stand together."""
        for play in self.players.values():
            yield from run_situations(self.scheme, [situation], self.world, play=_in_time(play, until))

    def _failures(self, document: Document, place: int, checked: list[Checked]) -> Iterator[Problem]:
        """Yield one problem for each expectation and finding, with who found it where not everybody did."""
        by_engine = len(checked) // len(self.players)
        names = list(self.players)
        finders: dict[tuple[Spot, str], list[str]] = {}
        for number, one in enumerate(checked):
            if not one.holds:
                who = _who(names[number // by_engine] if len(names) > 1 else "", one.end, checked)
                finders.setdefault((_spot(document, place, one), _said(one)), []).append(who)
        everybody = len(names) * len({one.end for one in checked})
        for (spot, said), found_by in finders.items():
            where = f" ({'; '.join(found_by)})" if len(found_by) < everybody else ""
            yield document.problem(spot, said + where, "mend the scheme, or the expectation")


def _in_time(play: Player, until: float) -> Player:
    def timed(trial: Trial) -> Outcome:
        if time.monotonic() > until:
            raise _LateError
        return play(trial)

    return timed


def _who(engine: str, end: int, checked: Iterable[Checked]) -> str:
    both_ends = len({one.end for one in checked}) > 1
    return ", ".join(part for part in (engine, f"{ENDS_IN_WORDS[end]} of what is unknown" if both_ends else "") if part)


def _said(one: Checked) -> str:
    return f"found {_in_words(one.found)} at the end of day {one.day}, expected {_in_words(one.expected)}"


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(f"`{name}`" for name in value) or "no list"
    return "nothing of the sort" if value is None else f"`{value}`" if isinstance(value, str) else str(value)


def _spot(document: Document, place: int, one: Checked) -> Spot:
    """Return where the expectation stands: of two that say the same, the first."""
    here: Spot = ("situations", place, "expect")
    for number, said in enumerate(document.at(here)):
        if one.what in said and (said["day"], said.get("subject", 1)) == (one.day, one.subject):
            written = sorted(said[one.what]) if one.what == "lists" else said[one.what]
            if written == one.expected:
                return (*here, number, one.what)
    return here


__all__ = ["Played", "play_beside"]
