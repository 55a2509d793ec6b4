"""One scheme (or several, by place) meets one world: everything both engines need, resolved and frozen.

Names become indices, dates become days, the response becomes thresholds. What only one pair of files can get wrong (an
act that the world does not know, a desk that is not there) is found here, with the nearest valid name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from xinyong.errors import InputError
from xinyong.files.nearest import suggestion
from xinyong.population.family import refuse_unknown
from xinyong.population.movers import Stays, stays, with_movers
from xinyong.population.odds import Odds, odds
from xinyong.population.opinion import first_week_end_with
from xinyong.population.people import People, people
from xinyong.population.sample import sample_of
from xinyong.population.ties import Ties, ties
from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.compose import CLAUSES, beside, compose
from xinyong.trial.answers import Answers, answers_to
from xinyong.trial.copies import COPIED, with_copies
from xinyong.trial.match import fit
from xinyong.trial.script import Script

FOREVER = 1 << 30
"""A day that no run reaches."""

MOST_DAYS = 36_500
"""A hundred years."""


@dataclass(frozen=True)
class Layer:
    """One of the schemes that hold in a place, from `start_day` until before `end_day`; its ids are the place's."""

    scheme: Scheme
    start_day: int
    end_day: int

    @property
    def survives(self) -> tuple[str, ...]:
        """Return the lists that outlive this layer."""
        return self.scheme.halt.survives if self.scheme.halt else ()

    def in_force(self, day: int) -> bool:
        """Tell whether the layer governs on a day."""
        return self.start_day <= day < self.end_day


@dataclass(frozen=True)
class Regime:
    """What governs a place, from `start_day` until before `end_day`: one scheme, or several layers laid end to end.

    Of several `layers` the first is national and the last keeps score; `scheme` holds the clauses of all, in this
    order, with the score, tiers, consent and procedures of the last. `answers` says how people respond: it has a row
    for each tier (at least one), with several layers one for those under the national layer alone, and one without
    scheme.

    Those who move between places that keep score have the layers of both, and `earlier` is what governs them before
    `since`: the same layers, of which the first of the two keeps score.
    """

    scheme: Scheme
    start_day: int
    end_day: int
    answers: Answers
    layers: tuple[Layer, ...]
    scored_by: int = -1
    earlier: Regime | None = None
    since: int = 0

    @property
    def scoring(self) -> Layer:
        """Return the layer that keeps score."""
        return self.layers[self.scored_by]

    def on(self, day: int) -> Regime:
        """Return what governs on a day: itself, or what does before a move."""
        return self if self.earlier is None or day >= self.since else self.earlier

    @property
    def phases(self) -> tuple[Regime, ...]:
        """Return what governs one after the other: one regime, or that before a move and that after it."""
        return (self,) if self.earlier is None else (self.earlier, self)

    def keeps_score(self, clause: int) -> bool:
        """Tell whether a rule stands in the layer that keeps score."""
        return self.layer_of("rules", clause) == self.scored_by % len(self.layers)

    @property
    def alone_row(self) -> int:
        """Return the row of `answers` of those who are governed, but by no layer that keeps score."""
        return max(len(self.scheme.tiers), 1) if len(self.layers) > 1 else 0

    def layer_of(self, what: str, index: int) -> int:
        """Return the index of the layer in which a clause stands, `what` being the name of its list in the file."""
        for number, layer in enumerate(self.layers):
            index -= len(getattr(layer.scheme, what))
            if index < 0:
                return number
        raise IndexError(f"{what}: there is no such clause")


def named(scheme: Scheme, clause: str) -> str:
    """Return the name of a clause by its own file, whatever it is called beside the clauses of others."""
    return f"{scheme.scheme}/{clause.removeprefix(f'{scheme.scheme}.')}"


def copy_clauses(regime: Regime) -> dict[str, int]:
    """Return, by name, the clauses under which copies are entered in a place: `<scheme>/<rule>`."""
    return {
        named(regime.layers[regime.layer_of("rules", clause)].scheme, rule.id): clause
        for clause, rule in enumerate(regime.scheme.rules)
        if rule.act == COPIED
    }


@dataclass(frozen=True)
class Trial:
    """What is played: a world, the regime of each place (None: ordinary law alone), people, a seed and a clock.

    Each group of people who move is a place of its own in `world`, `people` and `regimes`, and where everybody lives
    stands in `stays`: by place or group, first day and place lived in.

    `sample` people keep their rows (`population.sample`), or everybody where it is 0; everybody is played and counted.

    `cut` names the (scheme, tier, act) whose response went above the bound and was cut. `warnings` are said in the
    report.
    """

    world: World
    people: People
    odds: Odds
    regimes: tuple[Regime | None, ...]
    seed: int
    days: int
    window_days: int
    response: str
    stays: tuple[Stays, ...]
    cut: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    script: Script | None = None
    sample: int = 0

    @cached_property
    def kept(self) -> NDArray[np.int64] | None:
        """Return the ids of those whose rows are kept, ascending; None where everybody's are."""
        return sample_of(self.people, self.sample) if 0 < self.sample < self.people.n else None

    @cached_property
    def copies(self) -> tuple[str, ...]:
        """Return every copy that a scheme makes, and every one made twice, by name: `<scheme>/<rule>`."""
        return tuple(sorted({name for regime in self.regimes if regime for name in copy_clauses(regime)}))

    @cached_property
    def tied_copies(self) -> dict[int, str]:
        """Return, by index, those copies that go to others along a tie, and the tie."""
        schemes = [layer.scheme for regime in self.regimes if regime for layer in regime.layers]
        ties = {named(one, copy.id): copy.tie for one in schemes for copy in one.copies if copy.tie is not None}
        return {self.copies.index(name): tie for name, tie in sorted(ties.items())}

    @cached_property
    def ties(self) -> Ties:
        """Return who belongs to whom."""
        return ties(self.world, self.people, self.seed)

    def lives(self, place: int, day: int) -> int:
        """Return the place in which those of a place, or of a group of people who move, live on a day."""
        return next(where for first_day, where in reversed(self.stays[place]) if first_day <= day)

    def living(self, place: int, day: int) -> int:
        """Return how many people live in a place on a day."""
        return sum(n for home, n in enumerate(self.people.counts) if self.lives(home, day) == place)

    def regime_on(self, place: int, day: int) -> Regime | None:
        """Return what governs those of a place, or of a group of people who move, on a day."""
        regime = self.regimes[place]
        return None if regime is None else regime.on(day)

    @cached_property
    def windows(self) -> list[tuple[int, int]]:
        """Return (first day, day after the last) of each window; the last is cut at the last day."""
        return [(d, min(d + self.window_days, self.days)) for d in range(0, self.days, self.window_days)]


_Chosen = list[tuple[Scheme, int]]
"""The schemes that govern a place, the national one first, and the day of the world from which each does."""


@dataclass(frozen=True)
class _Governed:
    """A regime with what was said while it was made."""

    regime: Regime | None
    warnings: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


def trial(  # noqa: PLR0913 (everything that decides a result)
    scheme: Scheme,
    world: World,
    *,
    n_people: int,
    days: int,
    seed: int = 1,
    window_days: int = 7,
    response: str = "none",
    members: Mapping[str, Scheme] | None = None,
    script: Script | None = None,
    sample: int = 0,
) -> Trial:
    """Put settled schemes and a world together.

    `members` holds the settled scheme of each name in `scheme.members`. A place that no member names is under the
    scheme's own clauses, or under ordinary law where it has none.

    Raises:
        InputError: days, seed or window out of range, an unknown response, or a pair of files that does not fit.
    """
    _refuse_numbers(days, seed, window_days)
    refuse_unknown(world, response)
    _refuse_places(scheme, world)
    world = with_movers(world)
    crowd = people(world, n_people)
    tables = odds(world, crowd)
    made: dict[tuple[tuple[str, int], ...], _Governed] = {}
    governed: list[_Governed] = []
    homes = stays(world)
    chosen = [_governs(scheme, world, place.id, members or {}) for place in world.places]
    for place, stay in enumerate(homes):
        if stay != ((0, place),):
            governed.append(_moving(stay, chosen, governed, world=world, days=days))
            continue
        key = tuple((one.scheme, start_day) for one, start_day in chosen[place])
        if key not in made:
            made[key] = _regime(chosen[place], world, tables, response) if chosen[place] else _Governed(None)
        governed.append(made[key])
    return Trial(
        world=world,
        people=crowd,
        odds=tables,
        regimes=tuple(one.regime for one in governed),
        seed=seed,
        days=days,
        window_days=window_days,
        response=response,
        stays=homes,
        cut=tuple(dict.fromkeys(cut for one in governed for cut in one.cut)),
        warnings=tuple(dict.fromkeys([*_of_room(world, crowd), *(said for one in governed for said in one.warnings)])),
        script=script,
        sample=sample,
    )


def _of_room(world: World, crowd: People) -> list[str]:
    times = crowd.rooms[0] // world.places[0].room
    said = f"the world keeps too few ids for {crowd.n:,} people; every place has {times} times as many, so numbers of "
    return [f"{said}subjects are not those of runs with fewer people"] if times > 1 else []


def _refuse_numbers(days: int, seed: int, window_days: int) -> None:
    if window_days not in (1, 7):
        raise InputError(f"found a window of {window_days} days; expected 7 or 1")
    if not 1 <= days <= MOST_DAYS:
        raise InputError(f"found a run of {days} days; expected 1 to {MOST_DAYS}")
    if not 0 <= seed < 1 << 64:
        raise InputError(f"found seed {seed}; expected a whole number from 0 to 2**64 - 1")


def _refuse_places(scheme: Scheme, world: World) -> None:
    places = [place.id for place in world.places]
    for member in scheme.members:
        if member.place not in places:
            hint = suggestion(member.place, places, what="places")
            raise InputError(
                f"{scheme.scheme}: members: the world `{world.world}` has no place `{member.place}`; {hint}"
            )


def _governs(scheme: Scheme, world: World, place: str, members: Mapping[str, Scheme]) -> _Chosen:
    """Return the schemes that govern a place, the national one first, and the day of the world from which each does."""
    own = bool(scheme.rules or scheme.score or scheme.consequences or scheme.lists)
    found = [(scheme, 0)] if own else []
    for member in scheme.members:
        if member.place == place:
            return [*found, (members[member.scheme], _day(world, member.from_) or 0)]
    return found


def _day(world: World, when: date | None) -> int | None:
    return None if when is None else (when - world.first_day).days


def _regime(chosen: _Chosen, world: World, tables: Odds, response: str) -> _Governed:
    """Return the regime of settled schemes in a world, each from its day or the scheme's own first day."""
    fitted = [fit(scheme, world) for scheme, _ in chosen]
    schemes = [one.scheme for one in fitted]
    if len(schemes) > 1:
        schemes[1] = beside(schemes[1], schemes[0])
    answers, cut = answers_to((_laid(schemes), *schemes[:-1]), world, tables, response)
    schemes = [with_copies(one) for one in schemes]
    layers = tuple(_layer(one, world, start_day) for one, (_, start_day) in zip(schemes, chosen, strict=True))
    warnings = tuple(said for one in fitted for said in one.warnings)
    warnings += tuple(said for layer in layers if (said := _halted(layer, world)))
    return _Governed(_over(schemes, layers, answers), warnings, cut)


def _over(schemes: list[Scheme], layers: tuple[Layer, ...], answers: Answers) -> Regime:
    """Return the regime of the layers of some schemes."""
    begins, ends = min(layer.start_day for layer in layers), max(layer.end_day for layer in layers)
    return Regime(_laid(schemes), begins, ends, answers, layers)


def _halted(layer: Layer, world: World) -> str:
    """Return what to say where chosen opposition ends a layer; nothing where it does not."""
    wanted = layer.scheme.halt.when_opposition if layer.scheme.halt else None
    if wanted is None or first_week_end_with(world, wanted, layer.start_day) != layer.end_day:
        return ""
    return (f"halt.when_opposition: the opposition that the world `{world.world}` chooses reaches {wanted.value:g}; "
            f"`{layer.scheme.scheme}` ends on day {layer.end_day} (a chosen input, no forecast)")  # fmt: skip


def _laid(schemes: list[Scheme]) -> Scheme:
    """Return the clauses of schemes laid end to end; tiers and everything else are those of the last."""
    whole = schemes[0]
    for one in schemes[1:]:
        whole = compose(whole, one)
    return whole if whole.tiers == schemes[-1].tiers else whole.model_copy(update={"tiers": schemes[-1].tiers})


def _moving(stay: Stays, chosen: list[_Chosen], governed: list[_Governed], *, world: World, days: int) -> _Governed:
    """Return what governs people who move: what both places share throughout, the rest while they live there.

    Raises:
        InputError: a place of theirs ranks its people or keeps a board, or both are members under one scheme, but not
            from one date on.
    """
    for _, place in stay:
        _refuse_boards(world.places[place].id, governed[place].regime)
    home, (day, to) = stay[0][1], stay[-1]
    if len(stay) == 1 or day >= days:
        return governed[home]
    there, here = ([(one.scheme, start) for one, start in chosen[place]] for place in (to, home))
    shared = [(one, start) for one, start in chosen[home] if (one.scheme, start) in there]
    left = [(one, start) for one, start in chosen[home] if (one.scheme, start) not in there and start < day]
    new = [(one, start) for one, start in chosen[to] if (one.scheme, start) not in here]
    before, after = governed[home].regime, governed[to].regime
    last = after if new else before
    if last is None or not (left or new):
        return governed[to]
    if left and new and left[0][0].scheme == new[0][0].scheme:
        raise InputError(f"members: found a move between two places under `{new[0][0].scheme}` from different dates; "
                         "expected one date, or two schemes")  # fmt: skip
    schemes, layers = _laid_between(shared, left, new, world=world, day=day)
    regime = _over(schemes, layers, last.answers)
    if left and new and before is not None:
        clauses = {name: getattr(regime.scheme, name) for name in CLAUSES if name != "tiers"}
        scheme = schemes[-2].model_copy(update=clauses)
        regime = replace(
            regime, earlier=replace(regime, scheme=scheme, answers=before.answers, scored_by=-2), since=day
        )
    return _Governed(regime)


def _laid_between(
    shared: _Chosen, left: _Chosen, new: _Chosen, *, world: World, day: int
) -> tuple[list[Scheme], tuple[Layer, ...]]:
    """Return the schemes and layers of people who on a day leave some of them, and come under others."""
    pairs, schemes = [*shared, *left, *new], list[Scheme]()
    for one, _ in pairs:
        fitted = fit(one, world).scheme
        schemes.append(beside(fitted, _laid(schemes)) if schemes else fitted)
    schemes = [with_copies(one) for one in schemes]
    layers = [_layer(one, world, start) for one, (_, start) in zip(schemes, pairs, strict=True)]
    for n, layer in enumerate(layers[len(shared) :], len(shared)):
        if n < len(shared) + len(left):
            layers[n] = replace(layer, end_day=min(layer.end_day, day))
        else:
            layers[n] = replace(layer, start_day=max(layer.start_day, day))
    return schemes, tuple(layers)


def _refuse_boards(place: str, regime: Regime | None) -> None:
    score = regime.scheme.score if regime else None
    if regime is not None and score is not None and (regime.scheme.ranked or score.board is not None):
        raise InputError(
            f"{regime.scheme.scheme}: found people who move from or to `{place}`, where people are ranked, rate each "
            "other or are measured by their ties; expected none: who is compared with whom is not modelled for them; "
            "take the move out of the world, or play another scheme"
        )


def _layer(scheme: Scheme, world: World, start_day: int) -> Layer:
    begins = max(0, start_day, _day(world, scheme.in_force.from_) or 0)
    ends = [_day(world, scheme.in_force.to)]
    if scheme.halt is not None:
        ends.append(_day(world, scheme.halt.on))
        wanted = scheme.halt.when_opposition
        ends.append(None if wanted is None else first_week_end_with(world, wanted, begins))
    return Layer(scheme, begins, min([FOREVER, *(day for day in ends if day is not None)]))
