"""Run the situations of a scheme: scripted lives whose outcome a lawyer can check, as tests of scheme and engines.

What comes out is a list of expectations that held or did not. A score or tier that differs is only said to be higher or
lower, so that no situation can be used to score anybody.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from xinyong.errors import FileError, InputError, Problem
from xinyong.experiment.engines import Player
from xinyong.experiment.home import home_of, members_of
from xinyong.experiment.scripting import Cast, cast, script_of
from xinyong.files.unknowns import End, with_end
from xinyong.population.world import Place, World
from xinyong.reference.harvest import harvest
from xinyong.reference.play import Play
from xinyong.results.outcome import Outcome
from xinyong.results.standing import Start, start_of, start_of_unscored
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.read import read_scheme
from xinyong.scheme.settle import settle
from xinyong.scheme.situations import NOT_PUBLISHED, Asked, Expected, Situation, read_situations
from xinyong.scheme.tied import tied_part
from xinyong.trial.trial import Trial, trial

N_PEOPLE = 1_000
"""Enough that a level held by one in a hundred has somebody; a script gives nobody else anything to do."""

ENDS: tuple[End, ...] = (0, 1)


@dataclass(frozen=True, slots=True)
class Checked:
    """One expectation of a situation: what was expected on a day, what was found, whether they are the same."""

    situation: str
    end: End
    day: int
    subject: int
    what: str
    expected: object
    found: object

    @property
    def holds(self) -> bool:
        """Tell whether what was expected was found."""
        return self.expected == self.found

    def __str__(self) -> str:
        verdict = "holds" if self.holds else f"found {self.found!r}, expected {self.expected!r}"
        return f"{self.situation}: end {self.end}: day {self.day}, subject {self.subject}, {self.what}: {verdict}"


def play_scripted(scripted: Trial) -> Outcome:
    """Play a script by the reference: only its subjects and those who pay for them; nobody else has anything to do."""
    subjects = {line.subject for line in scripted.script or ()}
    for ties in (_ties_of_copies(scripted), _ties_of_scores(scripted)):
        subjects |= {other for subject in subjects for tie in ties for other in scripted.ties.tied(tie, subject)}
    return harvest(Play(scripted, only=frozenset(subjects or scripted.people.ids().tolist()[:1])))


def _ties_of_scores(scripted: Trial) -> set[int]:
    """Return the ties that make a dimension of an index: who stands in a group is in nobody else's."""
    parts = (tied_part(regime.scheme) for regime in scripted.regimes if regime)
    return {scripted.ties.ids.index(part.tie) for part in parts if part is not None and part.tie is not None}


def _ties_of_copies(scripted: Trial) -> set[int]:
    """Return the ties along which copies of lists go."""
    copies = (copy for regime in scripted.regimes if regime for copy in regime.scheme.copies)
    return {scripted.ties.ids.index(copy.tie) for copy in copies if copy.tie is not None}


def run_situations(
    scheme: str | os.PathLike[str] | Scheme,
    situations: Iterable[Situation] | None = None,
    world: World | None = None,
    *,
    members: Mapping[str, Scheme] | None = None,
    play: Player = play_scripted,
    ends: tuple[End, ...] = ENDS,
) -> list[Checked]:
    """Run the situations of a scheme and return every expectation with what was found.

    Args:
        scheme: a catalogue name, a path, or a scheme.
        situations: those to run; without them, those beside the scheme.
        world: where to run them; without it, the world that the scheme names.
        members: the schemes of places that the scheme joins, by name; without them, those of the catalogue.
        play: an engine.
        ends: of what is unknown in the scheme; a situation has to hold for each.

    Raises:
        InputError: a situation names what scheme or world do not have.
    """
    return list(each_checked(scheme, situations, world, members=members, play=play, ends=ends))


def each_checked(
    scheme: str | os.PathLike[str] | Scheme,
    situations: Iterable[Situation] | None = None,
    world: World | None = None,
    *,
    members: Mapping[str, Scheme] | None = None,
    play: Player = play_scripted,
    ends: tuple[End, ...] = ENDS,
) -> Iterator[Checked]:
    """Yield what `run_situations` returns one by one, for those who stop at the first that does not hold.

    Raises:
        InputError: as `run_situations`.
    """
    found = scheme if isinstance(scheme, Scheme) else read_scheme(scheme)
    if situations is None:
        situations = read_situations(scheme if not isinstance(scheme, Scheme) else found.scheme)
    if world is None:
        world = home_of(found)
    joined = _Joined(found, members_of(found) if members is None else members, world)
    chosen = list(situations)
    if not chosen:
        joined.stage(None, ends[0], play)
    by_place = {place: [one for one in chosen if one.place == place] for place in {one.place: None for one in chosen}}
    for place, there in by_place.items():
        for end in ends if joined.unknown_in(place) else ends[:1]:
            stage = joined.stage(place, end, play)
            for situation in there:
                if situation.end in {None, end}:
                    yield from stage.check(situation)


@dataclass(frozen=True)
class _Joined:
    """A scheme with those of places that it joins, and the world in which they are played."""

    scheme: Scheme
    members: Mapping[str, Scheme]
    world: World

    def unknown_in(self, place: str | None) -> bool:
        """Tell whether something is unknown in the schemes that hold in a place; without one, in any of them."""
        there = (self.members[member.scheme] for member in self.scheme.members if place in {None, member.place})
        return any(settle(one, 0) != settle(one, 1) for one in (self.scheme, *there))

    def stage(self, place: str | None, end: End, play: Player) -> Stage:
        """Return where situations of one place are played: a script needs no other."""
        scheme, world = self.scheme, self.world.model_copy(update={"moves": ()})
        named = world.imports or any(channel.places for channel in world.channels)
        if not named and (place is not None or not scheme.members):
            world = world.model_copy(update={"places": _alone(world, place)})
            kept = {one.id for one in world.places}
            scheme = scheme.model_copy(update={"members": tuple(m for m in scheme.members if m.place in kept)})
        bare = trial(
            settle(scheme, end),
            with_end(world, end),
            n_people=N_PEOPLE,
            days=1,
            members={member.scheme: settle(self.members[member.scheme], end) for member in scheme.members},
            script=(),
        )
        return Stage(bare, end, play)


def _alone(world: World, name: str | None) -> tuple[Place, ...]:
    """Return one place of a world, without a name the first; all of them where the name is not among them."""
    found = world.places[:1] if name is None else tuple(place for place in world.places if place.id == name)
    return found or world.places


@dataclass(frozen=True)
class Stage:
    """A settled scheme in a world, on which situations are played by an engine."""

    bare: Trial
    end: End
    play: Player

    def check(self, situation: Situation) -> Iterator[Checked]:
        """Yield each thing that a situation expects, with what was found."""
        parts = cast(self.bare, situation)
        script = script_of(parts, situation)
        seen: dict[int, Outcome] = {}

        def until(days: int) -> Outcome:
            if days not in seen:
                seen[days] = self.play(replace(self.bare, days=days, script=script))
            return seen[days]

        for expected in situation.expect:
            for what in sorted(expected.model_fields_set - {"day", "subject"}):
                wanted = getattr(expected, what)
                if wanted is None:
                    continue
                found = READERS[what](Evening(parts, situation, expected, until))
                yield Checked(
                    situation.id, self.end, expected.day, expected.subject, what,
                    sorted(wanted) if what == "lists" else wanted, found,
                )  # fmt: skip


@dataclass(frozen=True)
class Evening:
    """What can be read of one subject at the end of the day of one expectation."""

    parts: Cast
    situation: Situation
    expected: Expected
    until: Callable[[int], Outcome]

    @property
    def day(self) -> int:
        """Return the day of the run."""
        return self.parts.first_day + self.expected.day

    @property
    def subject(self) -> int:
        """Return the id of the subject."""
        return self.parts.ids[self.expected.subject - 1]

    @property
    def outcome(self) -> Outcome:
        """Return the run that ends with this day."""
        return self.until(self.day + 1)

    def start(self, days: int) -> Start:
        """Return where the subject stands in a run of so many days if nothing ever happens to it."""
        trial, place = replace(self.parts.trial, days=days), self.parts.place
        scored = self.situation.subjects[self.expected.subject - 1].scored
        return start_of(trial, place) if scored else start_of_unscored(trial, place)

    def row(self, outcome: Outcome) -> dict[str, int] | None:
        """Return the subject's final standing in a run, or None where nothing ever happened to it."""
        here = (outcome.subjects["subject"] == self.subject).nonzero()[0]
        return {name: int(column[here[0]]) for name, column in outcome.subjects.items()} if len(here) else None

    def restricted_days(self, days: int) -> int:
        """Return on how many of the first days the subject was restricted."""
        row = self.row(self.until(days)) if days else None
        if row is not None:
            return row["restricted_days"]
        return self.start(days).restricted_days

    def wrongful_days(self, days: int) -> int:
        """Return how many of them were wrongful."""
        row = self.row(self.until(days)) if days else None
        return 0 if row is None else row["wrongful_days"]

    def entries(self, column: str) -> list[int]:
        """Return a column of the ledger for the subject's entries."""
        ledger = self.outcome.ledger
        return [int(value) for value in ledger[column][ledger["recipient"] == self.subject]]

    def answered(self, service: str) -> tuple[int, int]:
        """Return how often the subject asked for a service that day, and was refused.

        Raises:
            InputError: another subject like it asks for the same that day, so that the two cannot be told apart.
        """
        asking = {
            self.parts.ids[event.subject - 1]
            for event in self.situation.events
            if isinstance(event, Asked) and (event.asks, event.day) == (service, self.expected.day)
        }
        outcome = self.outcome
        strata = {one: outcome.trial.people.stratum_of(one) for one in asking | {self.subject}}
        if any(strata[one] == strata[self.subject] for one in asking - {self.subject}):
            raise InputError(f"{self.situation.id}: two subjects ask for `{service}` on day {self.expected.day}; "
                             "put one of the requests on another day")  # fmt: skip
        spot = (self.parts.place, strata[self.subject])

        def count(metric: str, days: int) -> int:
            row = outcome.layout.row[f"{metric}.{service}"]
            return int(self.until(days).flows[:, row, *spot].sum()) if days else 0

        asked, refused = (count(m, self.day + 1) - count(m, self.day) for m in ("requested", "refused"))
        return asked, refused


def _score(evening: Evening) -> int | str:
    row, expected = evening.row(evening.outcome), evening.expected.score
    score = evening.start(evening.day + 1).score if row is None else row["score"]
    if expected is None or score == expected:
        return score
    return "a higher score" if score > expected else "a lower score"


def _tier(evening: Evening) -> str | None:
    if evening.parts.evidence == "outline":
        return NOT_PUBLISHED
    row, tiers = evening.row(evening.outcome), evening.parts.tiers
    index = evening.start(evening.day + 1).tier if row is None else row["tier"]
    if index < 0 or evening.expected.tier not in tiers:
        return None
    wanted = tiers.index(evening.expected.tier)
    return evening.expected.tier if index == wanted else "a better tier" if index < wanted else "a worse tier"


def _lists(evening: Evening) -> list[str]:
    row = evening.row(evening.outcome)
    if row is None:
        return sorted(evening.start(evening.day + 1).lists)
    return sorted(name for bit, name in enumerate(evening.parts.lists) if row["lists"] >> bit & 1)


def _refused(evening: Evening) -> str | None:
    service = str(evening.expected.refused)
    return service if evening.answered(service)[1] else None


def _served(evening: Evening) -> str | None:
    service = str(evening.expected.served)
    asked, refused = evening.answered(service)
    return service if asked and not refused else None


def _restricted(evening: Evening) -> bool:
    return evening.restricted_days(evening.day + 1) > evening.restricted_days(evening.day)


def _wrongful(evening: Evening) -> bool:
    return evening.wrongful_days(evening.day + 1) > evening.wrongful_days(evening.day)


def _in_force(evening: Evening) -> int:
    return sum(1 for ended in evening.entries("ended") if ended < 0)


def _published(evening: Evening) -> int:
    return sum(1 for published in evening.entries("published") if 0 <= published <= evening.day)


def _late(evening: Evening) -> bool:
    """An objection came too late, or a correction was not carried out in time."""
    won = zip(evening.entries("reversed"), evening.entries("review_reversed"), strict=True)
    uncorrected = zip(won, evening.entries("overdue"), strict=True)
    return any(evening.entries("late")) or any(any(first) and overdue >= 0 for first, overdue in uncorrected)


READERS: dict[str, Callable[[Evening], object]] = {
    "score": _score,
    "tier": _tier,
    "lists": _lists,
    "refused": _refused,
    "served": _served,
    "restricted": _restricted,
    "wrongful": _wrongful,
    "entries": _in_force,
    "published": _published,
    "late": _late,
}
"""How each thing that may be expected is read from a run that ends with the day."""


def refuse_failures(checked: Iterable[Checked]) -> None:
    """Raise what did not hold, all at once.

    Raises:
        FileError: at least one expectation did not hold.
    """
    problems = [Problem(str(one), path=f"situations.{one.situation}") for one in checked if not one.holds]
    if problems:
        raise FileError(problems)
