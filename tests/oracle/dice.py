"""Where a generated world takes its choices from: a seed, or hypothesis, which then can shrink them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from hypothesis import strategies as st

from xinyong.reference.chance import philox
from xinyong.vocabulary import code_of

T = TypeVar("T")


class Dice(Protocol):
    """Choices are written from the plainest to the harshest, since shrinking goes towards the first."""

    def pick(self, options: Sequence[T]) -> T: ...

    def aside(self, name: str) -> Dice:
        """Return dice for something added later, so that what was generated before stays as it was."""
        ...


class Seeded:
    """The same choices for the same seed, on every machine."""

    def __init__(self, seed: int, stream: int = 0) -> None:
        self._seed, self._stream, self._n_picked = seed, stream, 0

    def pick(self, options: Sequence[T]) -> T:
        self._n_picked += 1
        return options[philox((self._n_picked, 0, 0, 0), (self._seed, self._stream))[0] % len(options)]

    def aside(self, name: str) -> Dice:
        return Seeded(self._seed, code_of(name))


class Drawn:
    """Choices made by hypothesis."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def pick(self, options: Sequence[T]) -> T:
        return options[self._draw(st.integers(0, len(options) - 1))]

    def aside(self, name: str) -> Dice:  # noqa: ARG002 (hypothesis keeps its choices apart by itself)
        return self


def chance(dice: Dice, yes: int, no: int) -> bool:
    """Return True in `yes` of `yes + no` cases; without is the plainer."""
    return dice.pick([False] * no + [True] * yes)


def some(dice: Dice, options: Sequence[T], at_least: int = 0) -> list[T]:
    """Return some of the options, in their order."""
    kept = [option for option in options if chance(dice, 1, 1)]
    return kept if len(kept) >= at_least else list(options[:at_least])
