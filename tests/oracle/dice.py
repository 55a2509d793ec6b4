"""Where a generated world takes its choices from: a seed, or hypothesis, which then can shrink them."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from hypothesis import strategies as st

from xinyong.reference.chance import philox

T = TypeVar("T")


class Dice(Protocol):
    """Choices are written from the plainest to the harshest, since shrinking goes towards the first."""

    def pick(self, options: Sequence[T]) -> T: ...


class Seeded:
    """The same choices for the same seed, on every machine."""

    def __init__(self, seed: int) -> None:
        self._seed, self._n_picked = seed, 0

    def pick(self, options: Sequence[T]) -> T:
        self._n_picked += 1
        return options[philox((self._n_picked, 0, 0, 0), (self._seed, 0))[0] % len(options)]


class Drawn:
    """Choices made by hypothesis."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def pick(self, options: Sequence[T]) -> T:
        return options[self._draw(st.integers(0, len(options) - 1))]


def chance(dice: Dice, yes: int, no: int) -> bool:
    """Return True in `yes` of `yes + no` cases; without is the plainer."""
    return dice.pick([False] * no + [True] * yes)


def some(dice: Dice, options: Sequence[T], at_least: int = 0) -> list[T]:
    """Return some of the options, in their order."""
    kept = [option for option in options if chance(dice, 1, 1)]
    return kept if len(kept) >= at_least else list(options[:at_least])
