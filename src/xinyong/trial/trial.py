"""One scheme (or several, by place) meets one world: everything both engines need, resolved and frozen.

Names become indices, dates become days, the response becomes thresholds. What only one pair of files can get wrong (an
act that the world does not know, a desk that is not there) is found here, with the nearest valid name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from xinyong.errors import FileError, InputError, Problem
from xinyong.files.evidence import Nothing
from xinyong.population.odds import Odds, odds
from xinyong.population.people import People, people
from xinyong.population.world import World
from xinyong.scheme.clauses import Scheme
from xinyong.trial.response import ONE, factors
from xinyong.trial.script import Script
from xinyong.vocabulary import WIDE

FOREVER = 1 << 30
"""A day that no run reaches."""


@dataclass(frozen=True)
class Regime:
    """The scheme that governs a place, from `start_day` until before `end_day`.

    `take` has shape (tiers, at least 1; + 1 row without scheme), strata, acts: the chance that a candidate is taken, 0 … WIDE.
    """

    scheme: Scheme
    start_day: int
    end_day: int
    take: NDArray[np.int64]


@dataclass(frozen=True)
class Trial:
    """What is played: a world, the regime of each place (None: ordinary law alone), people, a seed and a clock.

    `cut` names the (scheme, tier, act) whose response went above the bound and was cut. `warnings` are said in the report.
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
    script: Script | None = field(default=None)

    @property
    def windows(self) -> list[tuple[int, int]]:
        """Return (first day, day after the last) of each window; the last is cut at the last day."""
        return [(d, min(d + self.window_days, self.days)) for d in range(0, self.days, self.window_days)]


def _nearest(name: str, known: list[str]) -> str:
    found = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean `{found[0]}`?" if found else f"the world has {', '.join(sorted(known)) or 'none'}"


def match(scheme: Scheme, world: World) -> tuple[Scheme, list[str]]:
    """Return the scheme as it applies in the world, without optional clauses the world lacks, and the warnings.

    Raises:
        FileError: a clause that is not optional names something unknown to the world; all of them at once.
    """
    known = {
        "act": [a.id for a in world.acts],
        "channel": [c.id for c in world.channels],
        "service": [s.id for s in world.services],
        "desk": [d.id for d in world.desks],
        "means": [m.id for m in world.means],
        "trait": list(world.traits),
    }
    problems: list[Problem] = []
    warnings: list[str] = []

    def there(kind: str, name: str, path: str, optional: bool) -> bool:
        if name in known[kind]:
            return True
        if optional:
            warnings.append(
                f"{path}: the world `{world.world}` has no {kind} `{name}`; the optional clause is left out"
            )
        else:
            problems.append(
                Problem(
                    f"the world `{world.world}` has no {kind} `{name}`",
                    _nearest(name, known[kind]),
                    scheme.scheme,
                    path=path,
                )  # fmt: skip
            )
        return False

    rules = [r for r in scheme.rules if there("act", r.act, f"rules.{r.id}.act", r.optional)]
    for rule in rules:
        for name in rule.channels:
            there("channel", name, f"rules.{rule.id}.channels", False)
        for trait, levels in rule.applies_to.items():
            if there("trait", trait, f"rules.{rule.id}.applies_to", False):
                for level in set(levels) - set(world.traits[trait]):
                    hint = _nearest(level, list(world.traits[trait]))
                    problems.append(Problem(f"trait `{trait}` has no level `{level}`", hint, scheme.scheme,
                                            path=f"rules.{rule.id}.applies_to"))  # fmt: skip
    hung = [c for c in scheme.consequences if there("service", c.service, f"consequences.{c.id}.service", c.optional)]
    repairs = [r for r in scheme.repairs if there("act", r.act, f"repairs.{r.id}.act", False)]
    if not isinstance(scheme.notice, Nothing):
        there("means", scheme.notice.by, "notice.by", False)  # type: ignore[union-attr]
    if not isinstance(scheme.objection, Nothing):
        there("desk", scheme.objection.desk, "objection.desk", False)  # type: ignore[union-attr]
    if problems:
        raise FileError(problems)
    kept = {r.id for r in rules}
    return scheme.model_copy(
        update={
            "rules": tuple(rules),
            "consequences": tuple(hung),
            "repairs": tuple(r.model_copy(update={"rules": tuple(x for x in r.rules if x in kept)}) for r in repairs),
        }
    ), warnings


def _day(world: World, date: object) -> int | None:
    return None if date is None else (date - world.first_day).days  # type: ignore[operator]


def regime(
    scheme: Scheme, world: World, tables: Odds, response: str, start_day: int = 0
) -> tuple[Regime, list[str], list[str]]:
    """Return the regime of one settled scheme in a world, with warnings and the names of cut responses."""
    fitted, warnings = match(scheme, world)
    begins = max(0, start_day, _day(world, scheme.in_force.from_) or 0)
    ends = [
        d
        for d in (_day(world, scheme.in_force.to), _day(world, scheme.halt.on if scheme.halt else None))
        if d is not None
    ]
    rows, cut = [], []
    for tier, line in enumerate(factors(fitted, world, response)):
        wanted = np.array(
            [[int(b) * f >> 16 for b, f in zip(stratum, line, strict=True)] for stratum in tables.take], object
        )
        for index, act in enumerate(world.acts):
            if len(wanted) and wanted[:, index].max() > WIDE:
                cut.append(f"{scheme.scheme}: tier {tier}: {act.id}")
        rows.append(np.minimum(wanted, WIDE).astype(np.int64))
    take = np.stack([*rows, np.asarray(tables.take, np.int64)])
    take.setflags(write=False)
    return Regime(fitted, begins, min([FOREVER, *ends]), take), warnings, cut


def trial(
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

    `members` holds the settled scheme of each name in `scheme.members`; a place that no member names is under ordinary law.

    Raises:
        InputError: days, seed or window out of range, an unknown response, or a pair of files that does not fit.
    """
    if window_days not in (1, 7):
        raise InputError(f"found a window of {window_days} days; expected 7 or 1")
    if not 1 <= days <= 36_500:
        raise InputError(f"found a run of {days} days; expected 1 to 36500")
    if not 0 <= seed < 1 << 64:
        raise InputError(f"found seed {seed}; expected a whole number from 0 to 2**64 - 1")
    if response != "none" and (response != "deterrence" or world.deterrence is None):
        raise InputError(f"found response `{response}`; the world `{world.world}` tells: "
                         f"{'none, deterrence' if world.deterrence else 'none'}")  # fmt: skip
    crowd = people(world, n_people)
    tables = odds(world, crowd)
    regimes: list[Regime | None] = []
    warnings: list[str] = []
    cut: list[str] = []
    for place in world.places:
        chosen, start_day = _governs(scheme, world, place.id, members or {})
        if chosen is None:
            regimes.append(None)
            continue
        governed, said, over = regime(chosen, world, tables, response, start_day)
        regimes.append(governed)
        warnings += [w for w in said if w not in warnings]
        cut += [c for c in over if c not in cut]
    return Trial(
        world, crowd, tables, tuple(regimes), seed, days, window_days, response, tuple(cut), tuple(warnings), script
    )


def _governs(scheme: Scheme, world: World, place: str, members: Mapping[str, Scheme]) -> tuple[Scheme | None, int]:
    """Return the scheme that governs a place and the day of the world from which it does."""
    if not scheme.members:
        return (scheme, 0) if scheme.rules or scheme.score or scheme.consequences else (None, 0)
    for member in scheme.members:
        if member.place not in {p.id for p in world.places}:
            raise InputError(f"{scheme.scheme}: members: the world `{world.world}` has no place `{member.place}`; "
                             f"{_nearest(member.place, [p.id for p in world.places])}")  # fmt: skip
    for member in scheme.members:
        if member.place == place:
            return members[member.scheme], _day(world, member.from_) or 0
    return None, 0


__all__ = ["FOREVER", "ONE", "Regime", "Trial", "match", "regime", "trial"]
