# ruff: noqa: INP001  # documentation is no package
"""Play a row's figure with its mechanism on and off, over the same people with the same luck."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from docs.coverage.rows import Figure

from xinyong.audit.measures import audit
from xinyong.experiment.execute import perform, prepare
from xinyong.results.record import Run


@dataclass(frozen=True, slots=True)
class _Side:
    """What is played on one side; hashable, so that rows share their runs."""

    scheme: str
    world: str
    settings: tuple[tuple[str, Any], ...]
    people: int
    days: int
    response: str


def on_and_off(figure: Figure) -> tuple[float | None, float | None]:
    """Return the figure with the mechanism on, and off; None where it cannot be told."""
    home = figure.world or prepare(figure.scheme, people=100, days=1).world.world
    scale = (figure.people, figure.days)
    with_it = _Side(figure.scheme, home, tuple(figure.on.items()), *scale, figure.response)
    response = figure.response if figure.response_off is None else figure.response_off
    without = _Side(figure.without or figure.scheme, home, tuple(figure.off.items()), *scale, response)
    return _read(with_it, figure.at), _read(without, figure.at)


@lru_cache(maxsize=2)  # runs of a nation are large: what was read of them is kept, and hardly any of them
def _played(side: _Side) -> Run:
    return perform(
        prepare(
            side.scheme,
            side.world,
            people=side.people,
            days=side.days,
            response=side.response,
            settings=dict(side.settings),
        )
    )


@cache
def _read(side: _Side, at: str) -> float | None:
    """Return what a path in the object of a run, or the name of a measure, leads to; 0 where a name is not there."""
    run = _played(side)
    kind, _, name = at.partition(":")
    if kind == "audit":
        return next(m.value for m in audit(run, groups=False) if m.name == name)
    found: Any = run.summary
    for step in (part.replace("~", "/") for part in name.split("/")):
        found = found.get(step, 0) if isinstance(found, dict) else found
    if not isinstance(found, (int, float)):
        raise TypeError(f"{at} leads to {found!r}, which is no number")
    return found
