"""A run of a nation by calendar year and by place: what was refused, who was, and how many stood on a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from xinyong.audit.courses import rows_of_list
from xinyong.results.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One calendar year of a run: what was refused of two services, entered on a list, and how many stood there.

    `listed_years` are the years that people and firms spent on the list, by its length at the end of each window.
    """

    year: int
    days: int
    entries: int
    listed_now: int
    listed_years: float
    refused: dict[str, int]
    given_up: dict[str, int]


def years_of(outcome: Outcome, list_: str, services: tuple[str, ...]) -> tuple[Year, ...]:
    """Return the calendar years of a run; a window belongs to the year of its last day."""
    first, windows = outcome.trial.world.first_day, outcome.trial.windows
    of_year = np.array([(first + timedelta(days=end - 1)).year for _, end in windows])
    lengths = np.array([end - begin for begin, end in windows])
    stock = outcome.flows[:, rows_of_list(outcome, "listed", list_)].sum(axis=(1, 2, 3))
    entered = outcome.flows[:, rows_of_list(outcome, "listings", list_)].sum(axis=(1, 2, 3))
    found = []
    for year in sorted(set(of_year.tolist())):
        here = of_year == year

        def counted(metric: str, here: NDArray[np.bool_] = here) -> dict[str, int]:
            return {one: int(outcome.flows[here, outcome.layout.row[f"{metric}.{one}"]].sum()) for one in services}

        found.append(Year(
            year=year, days=int(lengths[here].sum()), entries=int(entered[here].sum()), listed_now=int(stock[here][-1]),
            listed_years=float(stock[here] @ lengths[here]) / 365, refused=counted("refused"),
            given_up=counted("given_up"),
        ))  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """What a run holds of one place: its people, who was refused what, and a list. Counts of synthetic people."""

    place: str
    name: str
    people: int
    refused: dict[str, int]
    people_refused: dict[str, int]
    entries: int
    listed_now: int


def places_of(outcome: Outcome, list_: str, services: tuple[str, ...]) -> tuple[PlaceCount, ...]:
    """Return the counts of each place, in the order of the world."""
    stock = outcome.flows[-1, rows_of_list(outcome, "listed", list_)].sum(axis=(0, 2))
    entered = outcome.flows[:, rows_of_list(outcome, "listings", list_)].sum(axis=(0, 1, 3))
    index = {one: outcome.layout.services.index(one) for one in services}
    rows = {one: outcome.layout.row[f"refused.{one}"] for one in services}
    return tuple(
        PlaceCount(
            place=place.id,
            name=place.name.en,
            people=int(outcome.trial.people.counts[at]),
            refused={one: int(outcome.flows[:, row, at].sum()) for one, row in rows.items()},
            people_refused={one: int(outcome.people_asking[1, index[one], at].sum()) for one in services},
            entries=int(entered[at]),
            listed_now=int(stock[at]),
        )
        for at, place in enumerate(outcome.trial.world.places)
    )
