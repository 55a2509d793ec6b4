"""Whether two implementations play the same law: each summary's means over seeds, as a number of standard errors."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

Z_MAX: Final = 4.0
SEEDS: Final = 60

Runs = Sequence[Mapping[str, float]]


class NotAgreedError(RuntimeError):
    """A time was asked of an implementation that has not been shown to play the law."""


def limit(seeds: int) -> float:
    """Return the largest difference in standard errors that still is agreement: Z_MAX from SEEDS years on each side.

    With fewer years the standard error is itself uncertain; the limit is then that of Student's t which is passed as
    seldom as Z_MAX by a normal number, by an approximation turned round.

    Source: D. L. Wallace, Bounds on normal approximations, Annals of Mathematical Statistics 30 (1959).
    """
    if seeds >= SEEDS:
        return Z_MAX
    freedom = 2 * (seeds - 1)
    z = Z_MAX * (8 * freedom + 3) / (8 * freedom + 1)
    return math.sqrt(freedom * math.expm1(z * z / freedom))


def z_of(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the difference of two means over its standard error; 0 where nothing varies and nothing differs."""
    error = math.sqrt(statistics.variance(ours) / len(ours) + statistics.variance(theirs) / len(theirs))
    difference = statistics.fmean(ours) - statistics.fmean(theirs)
    if error == 0:
        return 0.0 if difference == 0 else math.copysign(math.inf, difference)
    return difference / error


@dataclass(frozen=True)
class Agreement:
    """How one implementation stands to another: `z` by summary, over `seeds` years of `people` on each side."""

    people: int
    seeds: int
    z: Mapping[str, float]

    @property
    def worst(self) -> tuple[str, float]:
        """The summary that differs most, and by how much."""
        return max(self.z.items(), key=lambda one: abs(one[1]))

    @property
    def holds(self) -> bool:
        """Whether every summary that was compared agrees."""
        return abs(self.worst[1]) < limit(self.seeds)


def agree(ours: Runs, theirs: Runs, *, people: int, left_out: Sequence[str] = ()) -> Agreement:
    """Compare the years of two implementations, summary by summary.

    Raises:
        ValueError: fewer than two years on a side, or summaries of other names.
    """
    if min(len(ours), len(theirs)) < 2:
        raise ValueError("agreement needs at least two seeds on each side")
    if set(ours[0]) != set(theirs[0]):
        raise ValueError(f"summaries that only one side has: {sorted(set(ours[0]) ^ set(theirs[0]))}")
    names = [name for name in theirs[0] if name not in left_out]
    z = {name: z_of([run[name] for run in ours], [run[name] for run in theirs]) for name in names}
    return Agreement(people, min(len(ours), len(theirs)), z)


def must_hold(name: str, found: Agreement | None) -> None:
    """Refuse to go on with an implementation that does not agree, or has not been asked.

    Raises:
        NotAgreedError: it does not.
    """
    if found is None:
        raise NotAgreedError(f"{name}: no time is taken before agreement has been shown")
    if not found.holds:
        summary, z = found.worst
        raise NotAgreedError(f"{name}: {summary} differs by {z:.1f} standard errors (limit {limit(found.seeds):.1f})")
