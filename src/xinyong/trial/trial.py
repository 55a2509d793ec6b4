"""One scheme (or several, by place) meets one world: everything both engines need, resolved and frozen.

Names become indices, dates become days, the response becomes thresholds. What only one pair of files can get wrong (an
act that the world does not know, a desk that is not there) is found here, with the nearest valid name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from xinyong.errors import InputError
from xinyong.files.nearest import suggestion
from xinyong.population.family import refuse_unknown
from xinyong.population.odds import Odds, odds
from xinyong.population.opinion import first_week_end_with
from xinyong.population.people import People, people
from xinyong.population.ties import Ties, ties
from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.compose import beside, compose
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
    """

    scheme: Scheme
    start_day: int
    end_day: int
    answers: Answers
    layers: tuple[Layer, ...]

    @property
    def scoring(self) -> Layer:
        """Return the layer that keeps score."""
        return self.layers[-1]

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


def copy_clauses(regime: Regime) -> dict[str, int]:
    """Return, by name, the clauses under which copies are entered in a place: `<scheme>/<rule>`."""
    return {
        f"{regime.layers[regime.layer_of('rules', clause)].scheme.scheme}/{rule.id}": clause
        for clause, rule in enumerate(regime.scheme.rules)
        if rule.act == COPIED
    }


@dataclass(frozen=True)
class Trial:
    """What is played: a world, the regime of each place (None: ordinary law alone), people, a seed and a clock.

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
    cut: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    script: Script | None = None

    @cached_property
    def copies(self) -> tuple[str, ...]:
        """Return every copy that a scheme makes, and every one made twice, by name: `<scheme>/<rule>`."""
        return tuple(sorted({name for regime in self.regimes if regime for name in copy_clauses(regime)}))

    @cached_property
    def tied_copies(self) -> dict[int, str]:
        """Return, by index, those copies that go to others along a tie, and the tie."""
        schemes = [layer.scheme for regime in self.regimes if regime for layer in regime.layers]
        ties = {f"{one.scheme}/{copy.id}": copy.tie for one in schemes for copy in one.copies if copy.tie is not None}
        return {self.copies.index(name): tie for name, tie in sorted(ties.items())}

    @cached_property
    def ties(self) -> Ties:
        """Return who belongs to whom."""
        return ties(self.world, self.people, self.seed)

    @cached_property
    def windows(self) -> list[tuple[int, int]]:
        """Return (first day, day after the last) of each window; the last is cut at the last day."""
        return [(d, min(d + self.window_days, self.days)) for d in range(0, self.days, self.window_days)]


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
    crowd = people(world, n_people)
    tables = odds(world, crowd)
    made: dict[tuple[tuple[str, int], ...], _Governed] = {}
    governed = []
    for place in world.places:
        chosen = _governs(scheme, world, place.id, members or {})
        key = tuple((one.scheme, start_day) for one, start_day in chosen)
        if key not in made:
            made[key] = _regime(chosen, world, tables, response) if chosen else _Governed(None)
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
        cut=tuple(dict.fromkeys(cut for one in governed for cut in one.cut)),
        warnings=tuple(dict.fromkeys(warning for one in governed for warning in one.warnings)),
        script=script,
    )


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


def _governs(scheme: Scheme, world: World, place: str, members: Mapping[str, Scheme]) -> list[tuple[Scheme, int]]:
    """Return the schemes that govern a place, the national one first, and the day of the world from which each does."""
    own = bool(scheme.rules or scheme.score or scheme.consequences or scheme.lists)
    found = [(scheme, 0)] if own else []
    for member in scheme.members:
        if member.place == place:
            return [*found, (members[member.scheme], _day(world, member.from_) or 0)]
    return found


def _day(world: World, when: date | None) -> int | None:
    return None if when is None else (when - world.first_day).days


def _regime(chosen: list[tuple[Scheme, int]], world: World, tables: Odds, response: str) -> _Governed:
    """Return the regime of settled schemes in a world, each from its day or the scheme's own first day."""
    fitted = [fit(scheme, world) for scheme, _ in chosen]
    schemes = [one.scheme for one in fitted]
    if len(schemes) > 1:
        schemes[1] = beside(schemes[1], schemes[0])
    answers, cut = answers_to((_laid(schemes), *schemes[:-1]), world, tables, response)
    schemes = [with_copies(one) for one in schemes]
    layers = tuple(_layer(one, world, start_day) for one, (_, start_day) in zip(schemes, chosen, strict=True))
    whole = _laid(schemes)
    begins, ends = min(layer.start_day for layer in layers), max(layer.end_day for layer in layers)
    warnings = tuple(said for one in fitted for said in one.warnings)
    warnings += tuple(said for layer in layers if (said := _halted(layer, world)))
    return _Governed(Regime(whole, begins, ends, answers, layers), warnings, cut)


def _halted(layer: Layer, world: World) -> str:
    """Return what to say where chosen opposition ends a layer; nothing where it does not."""
    wanted = layer.scheme.halt.when_opposition if layer.scheme.halt else None
    if wanted is None or first_week_end_with(world, wanted, layer.start_day) != layer.end_day:
        return ""
    return (f"halt.when_opposition: the opposition that the world `{world.world}` chooses reaches {wanted.value:g}; "
            f"`{layer.scheme.scheme}` ends on day {layer.end_day} (a chosen input, no forecast)")  # fmt: skip


def _laid(schemes: list[Scheme]) -> Scheme:
    return compose(*schemes) if len(schemes) > 1 else schemes[0]


def _layer(scheme: Scheme, world: World, start_day: int) -> Layer:
    begins = max(0, start_day, _day(world, scheme.in_force.from_) or 0)
    ends = [_day(world, scheme.in_force.to)]
    if scheme.halt is not None:
        ends.append(_day(world, scheme.halt.on))
        wanted = scheme.halt.when_opposition
        ends.append(None if wanted is None else first_week_end_with(world, wanted, begins))
    return Layer(scheme, begins, min([FOREVER, *(day for day in ends if day is not None)]))
