"""From a situation to a script: which synthetic subjects play its parts, and what comes into their mail when."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from xinyong.errors import InputError
from xinyong.files.nearest import suggestion
from xinyong.reference.subject import covers
from xinyong.scheme.rating import rates, weights_of_tiers
from xinyong.scheme.situations import (
    Asked,
    Decided,
    Event,
    Fulfilled,
    Objected,
    Rated,
    Recorded,
    Situation,
    SituationSubject,
    Told,
)
from xinyong.trial.script import CHOICES, UNSAID, Line, Script
from xinyong.trial.trial import Regime, Trial
from xinyong.vocabulary import Evidence

LEVELS = {"a resident": "resident", "an official": "official", "a foreigner": "foreigner", "a firm": "firm"}
"""Trait level that a kind of subject has, in worlds that tell them apart."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays the parts of a situation: ids, their place, where its scheme starts, its tiers and lists.

    Day 0 of a situation is `first_day` of the run, the first on which the scheme is in force, or its national clauses.
    `evidence` is the scheme's: an outline has no published tier to be in.
    """

    trial: Trial
    ids: tuple[int, ...]
    place: int
    first_day: int
    tiers: tuple[str, ...]
    lists: tuple[str, ...]
    evidence: Evidence


def cast(trial: Trial, situation: Situation) -> Cast:
    """Return the first ids that fit the parts of a situation, no two the same, in its place.

    A situation that names no place is played in the first place under a scheme. Parts that could be told apart by their
    stratum are given different ones where the place has them.

    Raises:
        InputError: the place is not there or under no scheme, or nobody in it fits a part.
    """
    governed = {place: regime for place, regime in enumerate(trial.regimes) if regime is not None}
    place = _where(trial, governed, situation)
    regime = governed[place]
    ids: list[int] = []
    for part in situation.subjects:
        ids.append(_who(trial, regime, place, part, ids, situation.id))
    return Cast(
        trial=trial,
        ids=tuple(ids),
        place=place,
        first_day=regime.layers[0].start_day,
        tiers=tuple(tier.id for tier in regime.scheme.tiers),
        lists=tuple(one.id for one in regime.scheme.lists),
        evidence=regime.scheme.evidence,
    )


def _where(trial: Trial, governed: Collection[int], situation: Situation) -> int:
    names = [place.id for place in trial.world.places]
    if situation.place is not None and situation.place not in names:
        raise InputError(f"{situation.id}: the world `{trial.world.world}` has no place `{situation.place}`; "
                         f"{suggestion(situation.place, names, what='places')}")  # fmt: skip
    found = next((place for place in governed if situation.place in {None, names[place]}), None)
    if found is not None:
        return found
    if situation.place is None:
        raise InputError(f"{situation.id}: no place of `{trial.world.world}` is under a scheme")
    raise InputError(f"{situation.id}: the place `{situation.place}` of `{trial.world.world}` is under no scheme")


def _who(  # noqa: PLR0917 (one part of one situation)
    trial: Trial, regime: Regime, place: int, part: SituationSubject, taken: Sequence[int], name: str
) -> int:
    people = trial.people
    wanted = _levels(trial, part, name)
    fitting = [
        number
        for number in _among(trial, place, part, taken, name)
        if number not in taken
        and all(people.strata[people.stratum_of(number)][trait] == level for trait, level in wanted.items())
        and covers(trial, regime.scoring, number) == part.scored
    ]
    if not fitting:
        said = ", ".join(f"{trait} {level}" for trait, level in wanted.items()) or part.kind
        said = said if part.scored else f"{said}, not scored"
        raise InputError(f"{name}: nobody among the {people.n} people of `{trial.world.world}` fits `{said}`")
    if part.of is not None:
        return fitting[0]
    strata = {people.stratum_of(one) for one in taken}
    return next((one for one in fitting if people.stratum_of(one) not in strata), fitting[0])


def _among(  # noqa: PLR0917 (one part of one situation)
    trial: Trial, place: int, part: SituationSubject, taken: Sequence[int], name: str
) -> Sequence[int]:
    """Return those among whom a part is looked for: everybody in a place, or who belongs to an earlier part."""
    if part.tie is None or part.of is None:
        first = trial.people.offsets[place]
        return range(first, first + trial.people.counts[place])
    if part.tie not in trial.ties.ids:
        known = suggestion(part.tie, trial.ties.ids, what="ties")
        raise InputError(f"{name}: the world `{trial.world.world}` has no tie `{part.tie}`; {known}")
    return trial.ties.tied(trial.ties.ids.index(part.tie), taken[part.of - 1])


def _levels(trial: Trial, part: SituationSubject, name: str) -> dict[str, str]:
    """Return the trait levels that a part asks for: its own, and that of its kind where the world tells kinds apart."""
    traits = trial.world.traits
    for trait, level in part.levels.items():
        if trait not in traits or level not in traits[trait]:
            known = traits.get(trait, tuple(traits))
            raise InputError(f"{name}: the world `{trial.world.world}` has no {trait} `{level}`; "
                             f"{suggestion(level if trait in traits else trait, known, what='names')}")  # fmt: skip
    own = {trait: level for trait, levels in traits.items() for level in levels if level == LEVELS[part.kind]}
    ordinary = {trait: level for trait, levels in traits.items() for level in levels if level == "resident"}
    return {**(own or ordinary), **part.levels}


def script_of(parts: Cast, situation: Situation) -> Script:
    """Return the script of a situation; line n is its event n + 1.

    Raises:
        InputError: an event names an act, channel or service that the world does not have.
    """
    return tuple(_lines(parts, situation))


def _lines(parts: Cast, situation: Situation) -> Iterator[Line]:
    world = parts.trial.world
    acts, channels = [a.id for a in world.acts], [c.id for c in world.channels]
    services = [s.id for s in world.services]

    def at(names: list[str], what: str, name: str) -> int:
        if name not in names:
            raise InputError(f"{situation.id}: the world `{world.world}` has no {what} `{name}`; "
                             f"{suggestion(name, names, what=f'{what}s')}")  # fmt: skip
        return names.index(name)

    for event in situation.events:
        day, subject = parts.first_day + event.day, parts.ids[_part(situation, event) - 1]
        if isinstance(event, Recorded):
            true_act = -1 if event.rests_on is None else at(acts, "act", event.rests_on)
            yield Line(day, subject, "record", act=at(acts, "act", event.record), true_act=true_act,
                       channel=at(channels, "channel", event.channel), act_day=day - event.days_ago,
                       choice=CHOICES.get(str(event.choice), UNSAID))  # fmt: skip
        elif isinstance(event, Asked):
            yield Line(day, subject, "asks", service=at(services, "service", event.asks))
        elif isinstance(event, Told):
            yield Line(day, subject, "told")
        elif isinstance(event, Objected):
            yield Line(day, subject, "objects", of=event.objects - 1)
        elif isinstance(event, Fulfilled):
            yield Line(day, subject, "met", of=event.met - 1)
        elif isinstance(event, Rated):
            weight = _weight(parts, event) * event.times
            yield Line(day, subject, "rated", stars=weight * event.rated, weights=weight)
        else:
            yield Line(day, subject, "decided", of=event.objection_of - 1, reversed_=event.decided == "reversed")


def _weight(parts: Cast, event: Rated) -> int:
    """Return how much a rating by somebody in a tier weighs.

    Raises:
        InputError: the scheme has no such tier, or its score is not made of ratings.
    """
    regime = parts.trial.regimes[parts.place]
    if regime is None or not rates(regime.scheme):
        raise InputError("found ratings in a situation of a scheme under which nobody rates anybody; take them out")
    if event.by not in parts.tiers:
        raise InputError(f"found ratings by people in `{event.by}`; {suggestion(event.by, parts.tiers, what='tiers')}")
    return weights_of_tiers(regime.scheme)[parts.tiers.index(event.by)]


def _part(situation: Situation, event: Event) -> int:
    """Return the number of the subject that an event is about; a decision is about that of the record objected to, and
    what is met is about that of the record behind which it stood."""
    if not isinstance(event, (Decided, Fulfilled)):
        return event.subject
    record = situation.events[(event.objection_of if isinstance(event, Decided) else event.met) - 1]
    return 1 if isinstance(record, (Decided, Fulfilled)) else record.subject
