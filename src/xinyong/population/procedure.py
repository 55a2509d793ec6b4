"""What people can do about an entry: who learns of it, who objects, how the desks decide, when it is really dropped."""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from xinyong.files.evidence import Cited
from xinyong.population.levels import Ratio
from xinyong.population.opinion import support_of, supported
from xinyong.population.quantities import days, exact, refusal, share, share_threshold, threshold
from xinyong.population.ratios import Population, relative
from xinyong.population.world import World
from xinyong.vocabulary import WIDE

MILLIONTH = 1_000_000


class Objecting(TypedDict):
    """Thresholds, by stratum where support moves them, and days of filing an objection."""

    objects_mistaken: NDArray[np.int64]
    objects_right: NDArray[np.int64]
    object_spread: int
    asks_review: int


def shares_by_stratum(
    stated: Cited, ratios: tuple[Ratio, ...], population: Population, path: str, *, what: str
) -> list[int]:
    """Return the threshold of a share for each stratum; ratios keep the stated mean. `what` names what people do.

    Raises:
        InputError: the ratios lift somebody's share above 1.
    """
    mean = share(stated, f"{path}.{what}")
    shares = [mean * r for r in relative(ratios, population, f"{path}.ratios")]
    if max(shares) > 1:
        found = f"the ratios lift the share to {float(max(shares))} for some people"
        raise refusal(f"{path}.ratios", found, f"lower the {what}, or bring the ratios closer together")
    return [threshold(each) for each in shares]


def evidence_table(world: World, population: Population) -> NDArray[np.int64]:
    """Return the threshold with which somebody has evidence against a mistaken entry, by stratum.

    WIDE where the world does not say: a scheme that asks for evidence asks the world for it.

    Raises:
        InputError: the ratios lift somebody's share above 1.
    """
    stated = world.objecting.evidence if world.objecting else None
    if stated is None:
        return np.full(len(population.strata), WIDE, np.int64)
    found = shares_by_stratum(stated.share, stated.ratios, population, "objecting.evidence", what="share")
    return np.array(found, np.int64)


def reach_table(world: World, population: Population) -> NDArray[np.int64]:
    """Return the threshold with which a notice reaches its reader, means × strata; ratios keep the stated mean.

    Raises:
        InputError: the ratios lift somebody's share above 1.
    """
    table = np.zeros((len(world.means), len(population.strata)), dtype=np.int64)
    for row, means in enumerate(world.means):
        table[row] = shares_by_stratum(means.reach, means.ratios, population, f"means.{means.id}", what="reach")
    return table


def objecting_numbers(world: World, population: Population) -> Objecting:
    """Return how people who learn of an adverse entry object; nobody does where the world says nothing about it."""
    said, everybody = world.objecting, len(population.strata)
    if said is None:
        nobody = np.zeros(everybody, np.int64)
        return {"objects_mistaken": nobody, "objects_right": nobody, "object_spread": 0, "asks_review": 0}

    def by_stratum(stated: Cited, name: str) -> NDArray[np.int64]:
        table = [share_threshold(stated, f"objecting.{name}")] * everybody
        return supported(table, "objects", support_of(world), population)

    return {
        "asks_review": 0 if said.review is None else share_threshold(said.review, "objecting.review"),
        "objects_mistaken": by_stratum(said.mistaken, "mistaken"),
        "objects_right": by_stratum(said.right, "right"),
        "object_spread": days(said.spread, "objecting.spread"),
    }


def desk_tables(world: World) -> dict[str, NDArray[np.int64]]:
    """Return the desks: capacity in millionths of a decision per 100,000 people and day, days, thresholds.

    Beside days that may be working days stands 1 where they are.

    Raises:
        InputError: a capacity in another unit or below 0, or a desk that never sits.
    """
    columns: dict[str, list[int]] = {name: [] for name in (
        "desk_capacity", "desk_sits_every", "desk_takes", "desk_takes_working", "desk_carries_out",
        "desk_carries_out_working",
        "desk_reverses_mistaken", "desk_reverses_right",
    )}  # fmt: skip
    for desk in world.desks:
        path = f"desks.{desk.id}"
        if desk.capacity.unit != "per 100000 per day" or desk.capacity.value < 0:
            found = f"found {desk.capacity.value} in `{desk.capacity.unit}`"
            raise refusal(f"{path}.capacity", found, "write 0 or more in `per 100000 per day`")
        columns["desk_capacity"].append(int(exact(desk.capacity) * MILLIONTH))
        columns["desk_sits_every"].append(days(desk.sits_every, f"{path}.sits_every", at_least=1))
        for key in ("takes", "carries_out"):
            columns[f"desk_{key}"].append(days(getattr(desk, key), f"{path}.{key}", working=True))
            columns[f"desk_{key}_working"].append(int(getattr(desk, key).unit == "working day"))
        columns["desk_reverses_mistaken"].append(share_threshold(desk.reverses_mistaken, f"{path}.reverses_mistaken"))
        columns["desk_reverses_right"].append(share_threshold(desk.reverses_right, f"{path}.reverses_right"))
    return {name: np.array(values, dtype=np.int64) for name, values in columns.items()}


def quotas(world: World) -> NDArray[np.int64]:
    """Return how many requests of each service are served, in millionths per 100,000 people and day; −1 without quota.

    Raises:
        InputError: a quota in another unit or below 0.
    """
    found = []
    for service in world.services:
        quota = service.quota
        if quota is not None and (quota.unit != "per 100000 per day" or quota.value < 0):
            hint = "write 0 or more in `per 100000 per day`"
            raise refusal(f"services.{service.id}.quota", f"found {quota.value} in `{quota.unit}`", hint)
        found.append(-1 if quota is None else int(exact(quota) * MILLIONTH))
    return np.array(found, np.int64)


def giving_up(world: World) -> NDArray[np.int64]:
    """Return the threshold with which a refusal ends asking, by service; 0 where nobody gives up.

    Raises:
        InputError: a share in another unit or not between 0 and 1.
    """
    found = [
        0 if service.gives_up is None else share_threshold(service.gives_up, f"services.{service.id}.gives_up")
        for service in world.services
    ]
    return np.array(found, np.int64)


def opt_in_table(world: World, population: Population) -> NDArray[np.int64]:
    """Return the threshold with which somebody opts in, by stratum; WIDE where the world does not say (a trial that
    needs consent asks the world for it). Ratios keep the stated mean.

    Raises:
        InputError: the ratios lift somebody's share above 1.
    """
    if world.opt_in is None:
        return np.full(len(population.strata), WIDE, np.int64)
    stated = shares_by_stratum(world.opt_in, world.opt_in_ratios, population, "consent", what="opt_in")
    return supported(stated, "opts_in", support_of(world), population)


def no_file_table(world: World, population: Population) -> NDArray[np.int64]:
    """Return the threshold with which there is no file about somebody, by stratum; errors as `opt_in_table`."""
    thin = world.thin_file
    if thin is None:
        return np.zeros(len(population.strata), np.int64)
    return np.array(shares_by_stratum(thin.share, thin.ratios, population, "thin_file", what="share"), np.int64)
