"""What can come up in a life: chances to act, requests, false reports, encounters, each at a yearly rate by stratum.

Chances of an act come at its *bound*, the high end of its rate's range times the strongest response of any scenario,
and are thinned by `take`; so no scheme, scenario or amended value adds or removes one. Steady acts, requests, false
reports and encounters do not follow propensity and come up together as errands.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xinyong.files.evidence import Cited
from xinyong.population.counts import MOST_A_WEEK, SCALE_BITS, poisson_rows
from xinyong.population.family import strongest_rise
from xinyong.population.levels import Ratio
from xinyong.population.quantities import exact, refusal, threshold, yearly, yearly_high
from xinyong.population.ratios import KEPT, Population, factors, relative
from xinyong.population.world import Act, World
from xinyong.vocabulary import KINDS, WIDE, Valence

DAYS_PER_YEAR = 365
STEADY_ACT, REQUEST, FALSE_REPORT, ENCOUNTER = 0, 1, 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """One thing that comes up: its place in the file, its sort and index, the channel of a false report (else −1), and
    its rate per year in each stratum. Known by identity: what is alike is made once and kept."""

    path: str
    sort: int
    what: int
    channel: int
    rates: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Stream:
    """Things that come up together: row of each stratum in `count`, `count` (rows, classes, K), `pick` (S, things)."""

    row: NDArray[np.int64]
    count: NDArray[np.int64]
    pick: NDArray[np.int64]


def valence_of(act: Act) -> Valence:
    """Return the valence of the act's kind; protected where the world adds a right."""
    return "protected" if act.protects is not None else KINDS[act.kind].valence


def bounds(world: World) -> list[Fraction]:
    """Return the rate per person and year at which chances of each act are drawn, before ratios.

    Raises:
        InputError: a bound below the act's own rate, or a rate that cannot be used.
    """
    found = []
    for act in world.acts:
        response = strongest_rise(world, act, good=valence_of(act) == "good")
        found.append(_bound(act.rate, act.bound, response, f"acts.{act.id}"))
    return found


@lru_cache(maxsize=KEPT)
def _bound(stated: Cited, stated_bound: Cited | None, response: Fraction, path: str) -> Fraction:
    rate = yearly(stated, f"{path}.rate")
    if stated_bound is None:
        bound = yearly_high(stated, f"{path}.rate") * response
    else:
        bound = yearly(stated_bound, f"{path}.bound")
    if bound < rate:
        raise refusal(f"{path}.bound", f"{float(bound)} a year is below the rate", f"write at least {float(rate)}")
    return bound


def take(world: World, n_strata: int) -> NDArray[np.int64]:
    """Return the threshold with which a chance is taken when nobody responds, strata × acts."""
    row = [
        threshold(yearly(act.rate, f"acts.{act.id}.rate") / bound) if bound else 0
        for act, bound in zip(world.acts, bounds(world), strict=True)
    ]
    return np.tile(np.array(row, dtype=np.int64), (n_strata, 1))


def acts_that_come_up(world: World, population: Population, *, steady: bool) -> list[Thing]:
    """Return the acts that follow propensity (`steady` false) or do not, in file order, at their bounds."""
    found = []
    for index, (act, bound) in enumerate(zip(world.acts, bounds(world), strict=True)):
        if act.steady == steady:
            rates = _rates(bound, act.ratios, population, f"acts.{act.id}")
            found.append(_thing(f"acts.{act.id}", STEADY_ACT, what=index, channel=-1, rates=rates))
    return found


class Rates(tuple[Fraction, ...]):
    """Rates per year by stratum, known by identity: hashing every fraction anew would cost more than making them."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


@lru_cache(maxsize=KEPT)
def _rates(
    rate: Fraction,
    ratios: tuple[Ratio, ...],
    population: Population,
    path: str,
    *,
    covered: tuple[tuple[Ratio, ...], str] | None = None,
) -> Rates:
    """Return a rate by stratum, times the share of each that a channel covers: ratios of a coverage, and their path."""
    found = [rate * r for r in relative(ratios, population, f"{path}.ratios")]
    if covered is not None:
        shares = factors(covered[0], population, covered[1])
        found = [each * share for each, share in zip(found, shares, strict=True)]
    return Rates(found)


@lru_cache(maxsize=KEPT)
def _thing(path: str, sort: int, *, what: int, channel: int, rates: Rates) -> Thing:
    return Thing(path, sort, what, channel, rates)


def errands(world: World, population: Population) -> list[Thing]:
    """Return steady acts in act order, requests in service order, false reports in channel order, then encounters."""
    found = acts_that_come_up(world, population, steady=True)
    for index, service in enumerate(world.services):
        path = f"services.{service.id}"
        rates = _rates(yearly(service.rate, f"{path}.rate"), service.ratios, population, path)
        found.append(_thing(path, REQUEST, what=index, channel=-1, rates=rates))
    place_of_act = {act.id: index for index, act in enumerate(world.acts)}
    for index, channel in enumerate(world.channels):
        covered = (channel.coverage, f"channels.{channel.id}.coverage")
        for report in channel.false_reports:
            path = f"channels.{channel.id}.false_reports.{report.act}"
            if report.act not in place_of_act:
                raise refusal(
                    path, f"the world has no act `{report.act}`", f"expected one of {', '.join(place_of_act)}"
                )
            rates = _rates(yearly(report.rate, f"{path}.rate"), report.ratios, population, path, covered=covered)
            found.append(_thing(path, FALSE_REPORT, what=place_of_act[report.act], channel=index, rates=rates))
    if world.encounters is not None:
        met, path = world.encounters, "encounters"
        rates = _rates(yearly(met.rate, f"{path}.rate"), met.ratios, population, path)
        found.append(_thing(path, ENCOUNTER, what=0, channel=-1, rates=rates))
    return found


def stream(things: Sequence[Thing], n_strata: int, classes: Sequence[int]) -> Stream:
    """Return the tables of things that come up together; strata with equal mean share a row of counts.

    Raises:
        InputError: more than MOST_A_WEEK a week are expected of one stratum and class; names the most frequent thing.
    """
    return _stream(tuple(things), n_strata, tuple(classes))


@lru_cache(maxsize=8)
def _stream(things: tuple[Thing, ...], n_strata: int, classes: tuple[int, ...]) -> Stream:
    # Only what moves a rate of what comes up makes other tables; a look-up hashes no fraction, since things are known
    # by identity.
    scale = math.lcm(*(rate.denominator for thing in things for rate in thing.rates))
    columns = [[rate.numerator * (scale // rate.denominator) for rate in thing.rates] for thing in things]
    totals = [sum(column[s] for column in columns) for s in range(n_strata)]
    rows = {total: row for row, total in enumerate(dict.fromkeys(totals))}
    weekly = [Fraction(total * 7, scale * DAYS_PER_YEAR) for total in rows]
    _refuse_crowded_weeks(things, columns, totals, max(weekly) * max(classes))
    return Stream(
        row=_read_only(np.array([rows[total] for total in totals], dtype=np.int64)),
        count=poisson_rows(weekly, classes),
        pick=_read_only(_picks(columns, totals)),
    )


def _read_only(table: NDArray[np.int64]) -> NDArray[np.int64]:
    table.setflags(write=False)
    return table


def _refuse_crowded_weeks(
    things: Sequence[Thing], columns: Sequence[Sequence[int]], totals: Sequence[int], most: Fraction
) -> None:
    if most <= MOST_A_WEEK << SCALE_BITS:
        return
    stratum = totals.index(max(totals))
    busiest = max(range(len(things)), key=lambda i: columns[i][stratum])
    found = f"with it {float(most) / (1 << SCALE_BITS):.1f} things a week come up for the most active people"
    hint = f"at most {MOST_A_WEEK} fit: lower its rate, the range of its rate or its bound"
    raise refusal(things[busiest].path, found, hint)


def _picks(columns: Sequence[Sequence[int]], totals: Sequence[int]) -> NDArray[np.int64]:
    """Return cumulative shares of each thing in a stratum, strata × things; WIDE throughout where nothing comes up."""
    picks = np.full((len(totals), len(columns)), WIDE, dtype=np.int64)
    for stratum, total in enumerate(totals):
        reached = 0
        for thing, column in enumerate(columns):
            reached += column[stratum]
            if total:
                picks[stratum, thing] = reached * WIDE // total
    return picks


def price_of_law(world: World) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how heavy the ordinary penalty of each act is (0 none … 5), and through which channels it follows.

    Raises:
        InputError: a severity outside 0 … 5, or a channel the world does not have.
    """
    severity = np.zeros(len(world.acts), dtype=np.int64)
    channels = np.zeros((len(world.acts), len(world.channels)), dtype=np.int64)
    known = [channel.id for channel in world.channels]
    for index, act in enumerate(world.acts):
        if act.law is None:
            continue
        weight = exact(act.law.severity)
        if weight.denominator != 1 or not 0 <= weight <= 5:
            raise refusal(f"acts.{act.id}.law.severity", f"found {float(weight)}", "write a whole number from 0 to 5")
        for name in act.law.channels:
            if name not in known:
                raise refusal(f"acts.{act.id}.law.channels", f"the world has no channel `{name}`", f"one of {known}")
        severity[index] = int(weight)
        channels[index] = [int(weight > 0 and (not act.law.channels or name in act.law.channels)) for name in known]
    return severity, channels
