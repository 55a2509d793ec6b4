"""Every number that decides in a run, as whole numbers made once from the world before it begins.

Rates, shares and periods of the file become thresholds 0 … WIDE, counts and days. What each field means and its axes
stand in `docs/architecture.md`: S strata; A acts, C channels, V services, M means, D desks, P places in file order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from xinyong.files.frozen import FrozenDict
from xinyong.population import conduct, observe, procedure
from xinyong.population.debts import debt_tables
from xinyong.population.encounters import star_tables
from xinyong.population.imports import import_tables
from xinyong.population.occasions import occasion_tables
from xinyong.population.people import People
from xinyong.population.propensity import ONE, class_means
from xinyong.population.quantities import days, refusal
from xinyong.population.ratios import population_of
from xinyong.population.registers import register_tables
from xinyong.population.world import World
from xinyong.vocabulary import KINDS, code_of

Table = NDArray[np.int64]

VALENCES = ("lawful", "misdeed", "good", "protected")
HARMS = ("none", "nuisance", "loss", "injury")
PLACE_TOTAL = 1 << 31
"""A place is picked by 31 bits of a walk."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Odds:
    """The whole-number tables of a world: read-only int64 arrays and plain whole numbers (`docs/architecture.md`)."""

    chance_row: Table
    chance_count: Table
    errand_row: Table
    errand_count: Table
    chance_pick: Table
    chance_act: Table
    errand_pick: Table
    errand_sort: Table
    errand_what: Table
    errand_channel: Table
    take: Table
    sight: Table
    misattributed: Table
    taken_for_act: Table
    taken_for: Table
    target_act: Table
    target_channel: Table
    target_as: Table
    target_from: Table
    target_to: Table
    target_share: Table
    delay: Table
    spread: Table
    reach: Table
    objects_mistaken: Table
    objects_right: Table
    object_spread: int
    asks_review: int
    evidence: Table
    desk_capacity: Table
    desk_sits_every: Table
    desk_takes: Table
    desk_takes_working: Table
    desk_carries_out: Table
    desk_carries_out_working: Table
    desk_reverses_mistaken: Table
    desk_reverses_right: Table
    purge: int
    opt_in: Table
    no_file: Table
    service_quota: Table
    service_gives_up: Table
    act_code: Table
    channel_code: Table
    service_code: Table
    act_valence: Table
    act_harm: Table
    act_once: Table
    occasion_of: Table
    occasion_each: Table
    law_severity: Table
    law_channels: Table
    met: Table
    met_after: Table
    met_spread: Table
    pressed: Table
    pressed_after: Table
    pressed_spread: Table
    missed: Table
    mislinked: Table
    duplicated: Table
    register_code: Table
    place_pick: Table
    place_cover: Table
    strays_to: Table
    import_day: Table
    import_act: Table
    import_channel: Table
    import_code: Table
    import_share: Table
    stars: Table
    one_more: Table
    one_changed: Table

    def __post_init__(self) -> None:
        for name, value in tables_of(self):
            if isinstance(value, np.ndarray):
                if value.dtype != np.int64:
                    raise TypeError(f"{name} is {value.dtype}; every table is int64")
                value.flags.writeable = False


def tables_of(odds: Odds) -> list[tuple[str, Table | int]]:
    """Return every table with its name, in the fixed order of the record."""
    return [(each.name, getattr(odds, each.name)) for each in fields(odds)]


def odds(world: World, people: People) -> Odds:
    """Return the tables of a world, for the strata of its people.

    Raises:
        InputError: a number that cannot be used (its place in the file is named), a clash of codes, or more than 64
            chances a week expected of one stratum and propensity class.
    """
    # What only some values of a world decide is kept by the modules called here, so that a world of which one value
    # was moved makes anew what rests on that value and nothing else.
    population = population_of(FrozenDict(world.traits), people.strata, people.weights())
    n_strata = len(people.strata)
    acts = conduct.acts_that_come_up(world, population, steady=False)
    errands = conduct.errands(world, population)
    chances = conduct.stream(acts, n_strata, class_means(world.propensity))
    others = conduct.stream(errands, n_strata, (ONE,))
    severity, law_channels = conduct.price_of_law(world)
    taken_for_act, taken_for = observe.misreadings(world)
    return Odds(
        chance_row=chances.row,
        chance_count=chances.count,
        errand_row=others.row,
        errand_count=others.count[:, 0, :],
        chance_pick=chances.pick,
        chance_act=_whole(thing.what for thing in acts),
        errand_pick=others.pick,
        errand_sort=_whole(thing.sort for thing in errands),
        errand_what=_whole(thing.what for thing in errands),
        errand_channel=_whole(thing.channel for thing in errands),
        take=conduct.take(world, n_strata),
        sight=observe.sight_table(world, population),
        taken_for_act=taken_for_act,
        taken_for=taken_for,
        **observe.target_tables(world),
        **observe.channel_tables(world),
        reach=procedure.reach_table(world, population),
        **procedure.objecting_numbers(world, population),
        evidence=procedure.evidence_table(world, population),
        **procedure.desk_tables(world),
        purge=days(world.purge, "purge"),
        opt_in=procedure.opt_in_table(world, population),
        no_file=procedure.no_file_table(world, population),
        service_quota=procedure.quotas(world),
        service_gives_up=procedure.giving_up(world),
        act_code=_codes([act.id for act in world.acts], "acts"),
        channel_code=_codes([channel.id for channel in world.channels], "channels"),
        service_code=_codes([service.id for service in world.services], "services"),
        act_valence=_whole(VALENCES.index(conduct.valence_of(act)) for act in world.acts),
        act_harm=_whole(HARMS.index(KINDS[act.kind].harm) for act in world.acts),
        act_once=_whole(int(act.once_a_day) for act in world.acts),
        **occasion_tables(world),
        law_severity=severity,
        law_channels=law_channels,
        **debt_tables(world, population),
        **register_tables(world),
        register_code=_codes([register.id for register in world.registers], "registers"),
        place_pick=_place_pick(people.residents),
        place_cover=observe.place_cover(world),
        strays_to=observe.stray_table(world, population),
        **import_tables(world, population),
        **star_tables(world, population),
    )


def tables_hash(odds: Odds) -> str:
    """Return the SHA-256 over all tables in the order of the record: name, shape, little-endian values."""
    digest = hashlib.sha256()
    for name, value in tables_of(odds):
        table = np.asarray(value, dtype="<i8")
        digest.update(f"{name}:{table.shape};".encode("ascii"))
        digest.update(table.tobytes())
    return digest.hexdigest()


def _whole(values: Iterable[int]) -> Table:
    return np.array(list(values), dtype=np.int64)


def _codes(names: Sequence[str], path: str) -> Table:
    """Return the permanent codes of ids; two ids with one code would share their draws, and are refused."""
    owner: dict[int, str] = {}
    for name in names:
        earlier = owner.setdefault(code_of(name), name)
        if earlier != name:
            raise refusal(f"{path}.{name}", f"its code is also that of `{earlier}`", "rename one of them")
    return _whole(code_of(name) for name in names)


def _place_pick(residents: Sequence[int]) -> Table:
    total = sum(residents)
    return _whole(reached * PLACE_TOTAL // total for reached in accumulate(residents))
