"""A measure: one audited figure that never travels without its denominator, its range and its caveat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

Band = Literal["luck", "assumed", "response"]
"""What a range covers: seeds, or the chance in the counts of one population (luck), both ends of what is not known
(assumed), or the response scenarios (response)."""

Side = Literal["a", "b", "pair"]
"""Which run a figure speaks of: the first, the second, or what became of the same lives in both."""

EVERYBODY = "everybody"

RESPONSE = "response"
"""The path under which the response scenario itself counts as an assumption; its neutral point is `none`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure about the people of one synthetic population.

    name         a name of `definitions.DEFINITIONS`; a part of it is `name.part`, so that parts add up to the whole
    value        None when it was not asked for or cannot be computed; then `why` says so. Never 0 for "not asked"
    low, high    the range named by `band`; both None where no range was asked for; one None where it is open
    group        everybody, one level of one trait, written `trait: level`, or two of these with ` & ` between
    reference    the group it is compared with, where the figure compares
    seeds        the seeds the figure was made from
    horizon_days how long the run looked, in days
    rests_on     paths of the values that move it by more than 1 %, strongest first; empty when none was tried
    echo         whether one assumed value set to its neutral point takes the figure away; None when not tried
    echo_of      the paths of those values
    """

    name: str
    definition: str
    value: float | None
    unit: str
    low: float | None = None
    high: float | None = None
    band: Band | None = None
    numerator: float | None = None
    denominator: float | None = None
    group: str = EVERYBODY
    reference: str | None = None
    side: Side = "a"
    response: str = "none"
    seeds: tuple[int, ...] = ()
    horizon_days: int = 0
    rests_on: tuple[str, ...] = ()
    echo: bool | None = None
    echo_of: tuple[str, ...] = ()
    caveat: str = ""
    source: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.why):
            raise ValueError(f"{self.name}: a figure without a value says why, and only such a figure does")

    @property
    def key(self) -> tuple[str, str, Side, str]:
        """Return what the figure is about, whatever its value: name, group, side, response."""
        return (self.name, self.group, self.side, self.response)

    @property
    def base(self) -> str:
        """Return the defined name of which this figure may be a part."""
        return self.name.partition(".")[0]

    def as_json(self) -> dict[str, Any]:
        """Return the figure under its fixed names, lists for tuples."""
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


class Measures(tuple[Measure, ...]):
    """The figures of one audit, in the order of the definitions, everybody first."""

    __slots__ = ()

    def named(self, name: str) -> Measures:
        """Return the figures of one name, those about everybody first."""
        return Measures(measure for measure in self if measure.name == name)

    def one(self, name: str, group: str = EVERYBODY) -> Measure:
        """Return the first figure of a name and group.

        Raises:
            KeyError: there is none.
        """
        for measure in self:
            if measure.name == name and measure.group == group:
                return measure
        raise KeyError(f"{name} ({group})")

    def as_json(self) -> list[dict[str, Any]]:
        """Return every figure under its fixed names."""
        return [measure.as_json() for measure in self]


def measure_of(found: Mapping[str, Any]) -> Measure:
    """Return a figure from its fields, lists for tuples.

    Raises:
        TypeError, ValueError: they are not those of a figure.
    """
    parts: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in found.items()}
    return Measure(**parts)


def gathered(*parts: Iterable[Measure]) -> Measures:
    """Return several lists of figures as one."""
    return Measures(measure for part in parts for measure in part)
