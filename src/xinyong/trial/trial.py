"""One scheme (or several, by place) meets one world: everything both engines need, resolved and frozen.

Names become indices, dates become days, the response becomes thresholds. What only one pair of files can get wrong (an
act that the world does not know, a desk that is not there) is found here, with the nearest valid name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from xinyong.errors import InputError
from xinyong.files.nearest import suggestion
from xinyong.population.odds import Odds, odds
from xinyong.population.people import People, people
from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme
from xinyong.trial.match import fit
from xinyong.trial.response import factors
from xinyong.trial.script import Script
from xinyong.vocabulary import WIDE

FOREVER = 1 << 30
"""A day that no run reaches."""

MOST_DAYS = 36_500
"""A hundred years."""


@dataclass(frozen=True)
class Regime:
    """The scheme that governs a place, from `start_day` until before `end_day`.

    `take` has shape (tiers, at least 1; + 1 row without scheme), strata, acts: the chance that a candidate is taken,
    0 … WIDE.
    """

    scheme: Scheme
    start_day: int
    end_day: int
    take: NDArray[np.int64]


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

    @property
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

    `members` holds the settled scheme of each name in `scheme.members`; a place that no member names is under ordinary
    law.

    Raises:
        InputError: days, seed or window out of range, an unknown response, or a pair of files that does not fit.
    """
    _refuse_numbers(days, seed, window_days)
    _refuse_response(world, response)
    _refuse_places(scheme, world)
    crowd = people(world, n_people)
    tables = odds(world, crowd)
    made: dict[tuple[str, int], _Governed] = {}
    governed = []
    for place in world.places:
        chosen, start_day = _governs(scheme, world, place.id, members or {})
        key = ("", 0) if chosen is None else (chosen.scheme, start_day)
        if key not in made:
            made[key] = (
                _Governed(None) if chosen is None else _regime(chosen, world, tables, response, start_day=start_day)
            )
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


def _refuse_response(world: World, response: str) -> None:
    told = ["none", "deterrence"] if world.deterrence is not None else ["none"]
    if response not in told:
        raise InputError(f"found response `{response}`; the world `{world.world}` tells {' and '.join(told)}")


def _refuse_places(scheme: Scheme, world: World) -> None:
    places = [place.id for place in world.places]
    for member in scheme.members:
        if member.place not in places:
            hint = suggestion(member.place, places, what="places")
            raise InputError(
                f"{scheme.scheme}: members: the world `{world.world}` has no place `{member.place}`; {hint}"
            )


def _governs(scheme: Scheme, world: World, place: str, members: Mapping[str, Scheme]) -> tuple[Scheme | None, int]:
    """Return the scheme that governs a place and the day of the world from which it does."""
    if not scheme.members:
        return (scheme, 0) if scheme.rules or scheme.score or scheme.consequences else (None, 0)
    for member in scheme.members:
        if member.place == place:
            return members[member.scheme], _day(world, member.from_) or 0
    return None, 0


def _day(world: World, when: date | None) -> int | None:
    return None if when is None else (when - world.first_day).days


def _regime(scheme: Scheme, world: World, tables: Odds, response: str, *, start_day: int) -> _Governed:
    """Return the regime of one settled scheme in a world, from `start_day` or the scheme's own first day."""
    fitted = fit(scheme, world)
    begins = max(0, start_day, _day(world, scheme.in_force.from_) or 0)
    ends = (_day(world, scheme.in_force.to), _day(world, scheme.halt.on if scheme.halt else None))
    last = min([FOREVER, *(day for day in ends if day is not None)])
    take, cut = _take(fitted.scheme, world, tables, response)
    return _Governed(Regime(fitted.scheme, begins, last, take), fitted.warnings, cut)


def _take(scheme: Scheme, world: World, tables: Odds, response: str) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Return the chance that a candidate is taken, by tier, stratum and act, and what was cut at the bound."""
    rows, cut = [], []
    for tier, line in enumerate(factors(scheme, world, response)):
        # Python's whole numbers, since a threshold times a factor does not fit 64 bits.
        wanted = np.array([[int(b) * f >> 16 for b, f in zip(base, line, strict=True)] for base in tables.take], object)
        over = [act.id for act, column in zip(world.acts, wanted.T, strict=True) if max(column, default=0) > WIDE]
        cut += [f"{scheme.scheme}: tier {tier}: {name}" for name in over]
        rows.append(np.minimum(wanted, WIDE).astype(np.int64))
    take = np.stack([*rows, np.asarray(tables.take, np.int64)])
    take.setflags(write=False)
    return take, tuple(cut)
