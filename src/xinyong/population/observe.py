"""How conduct becomes known: which channel records an act, about whom, as what, and how late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xinyong.errors import InputError
from xinyong.population.levels import Ratio
from xinyong.population.quantities import days, refusal, share, share_threshold, threshold
from xinyong.population.ratios import KEPT, Population, factors
from xinyong.population.world import Channel, Sight, World

TARGET = ("act", "channel", "as", "from", "to", "share")
"""What the tables say of a targeting, each after `target_`."""

LEAST_LIKELY = 1000
"""Of people who get strays of a channel, some may get at most this many times as many as others."""


def sights_by_pair(world: World) -> dict[tuple[int, int], Sight]:
    """Return the sights of a world by act and channel index.

    Raises:
        InputError: an act or channel the world does not have, or a pair given twice.
    """
    acts = {act.id: index for index, act in enumerate(world.acts)}
    channels = {channel.id: index for index, channel in enumerate(world.channels)}
    found: dict[tuple[int, int], Sight] = {}
    for sight in world.sights:
        path = f"sights.{sight.act}.{sight.channel}"
        for name, known in ((sight.act, acts), (sight.channel, channels)):
            if name not in known:
                raise refusal(path, f"the world has no `{name}`", f"expected one of {', '.join(known) or 'none'}")
        pair = acts[sight.act], channels[sight.channel]
        if pair in found:
            raise refusal(path, "the same act and channel are given twice", "keep one")
        found[pair] = sight
    return found


def sight_table(world: World, population: Population) -> NDArray[np.int64]:
    """Return cumulative thresholds, strata × acts × channels: the channel that records an act is the first above.

    The share of a channel is multiplied by the stages of its funnel and by its coverage of the stratum, which is not
    scaled to the population.

    Raises:
        InputError: the shares of an act over all channels pass 1 for some people.
    """
    coverage = _coverage(tuple((c.id, c.coverage) for c in world.channels), population)
    shares: list[dict[int, Fraction]] = [{} for _ in world.acts]
    for (act, channel), sight in sights_by_pair(world).items():
        told = share(sight.share, f"sights.{sight.act}.{sight.channel}.share")
        shares[act][channel] = told * passed(world.channels[channel])
    seen = [_seen(tuple(by_channel.items()), coverage) for by_channel in shares]
    for row, first in enumerate(coverage.first):
        for each, one in zip(world.acts, seen, strict=True):
            if one.totals[row] > 1:
                raise _seen_too_often(each.id, one.totals[row], population, first)
    table: NDArray[np.int64] = np.stack([one.thresholds for one in seen], axis=1)
    return table[coverage.row]


def passed(channel: Channel) -> Fraction:
    """Return the share of a channel's sights that pass all stages of its funnel."""
    return stages(channel)[-1][1] if channel.funnel else Fraction(1)


def stages(channel: Channel) -> list[tuple[str, Fraction]]:
    """Return each stage of a channel's funnel with the share of its sights that is left after it."""
    left = Fraction(1)
    found: list[tuple[str, Fraction]] = []
    for stage in channel.funnel:
        left *= share(stage.share, f"channels.{channel.id}.funnel.{stage.id}.share")
        found.append((stage.id, left))
    return found


def place_cover(world: World) -> NDArray[np.int64]:
    """Return the share of each channel's sights that is there in each place, places × channels, of 2**32.

    Raises:
        InputError: a place that the world does not have.
    """
    table = np.full((len(world.places), len(world.channels)), 1 << 32, dtype=np.int64)
    known = [place.id for place in world.places]
    for column, channel in enumerate(world.channels):
        for one in channel.places:
            path = f"channels.{channel.id}.places.{one.place}"
            if one.place not in known:
                raise refusal(path, f"the world has no place `{one.place}`", f"expected one of {', '.join(known)}")
            table[known.index(one.place), column] = int(share(one.share, f"{path}.share") * (1 << 32))
    return table


def stray_table(world: World, population: Population) -> NDArray[np.int64]:
    """Return how readily somebody of a stratum takes the record of another, channels × strata, of 2**31.

    The ratios of a channel are taken relative to the greatest; where it has none, the row is −1 throughout.

    Raises:
        InputError: some people would get less than a thousandth of what others get.
    """
    table = np.full((len(world.channels), len(population.strata)), -1, dtype=np.int64)
    for row, channel in enumerate(world.channels):
        if not channel.strays_to:
            continue
        path = f"channels.{channel.id}.strays_to"
        found = factors(channel.strays_to, population, path)
        most = max(found)
        if min(found) * LEAST_LIKELY < most:
            hint = "bring the ratios closer together: whom a record goes to is found by trying"
            raise refusal(path, f"some people get less than 1/{LEAST_LIKELY} of what others get", hint)
        table[row] = [int(ratio / most * (1 << 31)) for ratio in found]
    return table


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """Strata that every channel covers alike share a row: `factors` by row and channel, the `first` stratum of each
    row, the `row` of each stratum. Known by identity: what is alike is made once and kept."""

    factors: tuple[tuple[Fraction, ...], ...]
    first: tuple[int, ...]
    row: NDArray[np.int64]


@lru_cache(maxsize=8)
def _coverage(channels: tuple[tuple[str, tuple[Ratio, ...]], ...], population: Population) -> Coverage:
    covered = [factors(ratios, population, f"channels.{name}.coverage") for name, ratios in channels]
    signature = list(zip(*covered, strict=True)) if covered else [()] * len(population.strata)
    rows = {each: row for row, each in enumerate(dict.fromkeys(signature))}
    first = tuple(signature.index(each) for each in rows)
    return Coverage(tuple(rows), first, np.array([rows[each] for each in signature], dtype=np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """How one act becomes known, by row of a coverage: the share recorded at all, and the channels' thresholds."""

    totals: tuple[Fraction, ...]
    thresholds: NDArray[np.int64]


@lru_cache(maxsize=KEPT)
def _seen(by_channel: tuple[tuple[int, Fraction], ...], coverage: Coverage) -> Seen:
    found = [_cumulative(dict(by_channel), row) for row in coverage.factors]
    return Seen(tuple(total for total, _ in found), np.array([thresholds for _, thresholds in found], dtype=np.int64))


def _cumulative(by_channel: Mapping[int, Fraction], coverage: Sequence[Fraction]) -> tuple[Fraction, list[int]]:
    """Return the share of an act that is recorded at all, and the cumulative thresholds of its channels."""
    total, reached = Fraction(0), 0
    thresholds = []
    for channel, factor in enumerate(coverage):
        if channel in by_channel:
            total += by_channel[channel] * factor
            reached = threshold(min(total, Fraction(1)))  # what passes 1 is refused, by its total, once all are known
        thresholds.append(reached)
    return total, thresholds


def _seen_too_often(act: str, total: Fraction, population: Population, stratum: int) -> InputError:
    people = ", ".join(population.strata[stratum].values()) or "everybody"
    found = f"the shares of its channels times their coverage add up to {float(total)} for {people}"
    return refusal(f"sights.{act}", found, "lower a share or a coverage; one record of an act comes from one channel")


def misreadings(world: World) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the act written down instead (−1: none) and the threshold of that, both acts × channels."""
    instead = np.full((len(world.acts), len(world.channels)), -1, dtype=np.int64)
    chance = np.zeros((len(world.acts), len(world.channels)), dtype=np.int64)
    acts = {act.id: index for index, act in enumerate(world.acts)}
    for (act, channel), sight in sights_by_pair(world).items():
        if sight.taken_for is None:
            continue
        path = f"sights.{sight.act}.{sight.channel}.taken_for"
        if sight.taken_for.act not in acts:
            raise refusal(path, f"the world has no act `{sight.taken_for.act}`", f"expected one of {', '.join(acts)}")
        instead[act, channel] = acts[sight.taken_for.act]
        chance[act, channel] = share_threshold(sight.taken_for.share, path)
    return instead, chance


def target_tables(world: World) -> dict[str, NDArray[np.int64]]:
    """Return each targeting in the order of the file: true act, channel, act written down, days, threshold.

    Raises:
        InputError: an act or a channel the world does not have.
    """
    acts, channels = [act.id for act in world.acts], [channel.id for channel in world.channels]
    rows = []
    for one in world.targeting:
        for name, known in ((one.of, acts), (one.act, acts), (one.channel, channels)):
            if name not in known:
                found = f"the world has no `{name}`"
                raise refusal(f"targeting.{one.id}", found, f"expected one of {', '.join(known) or 'none'}")
        end = (one.to - world.first_day).days if one.to is not None else 1 << 30
        rows.append((
            acts.index(one.of), channels.index(one.channel), acts.index(one.act), (one.from_ - world.first_day).days,
            end, share_threshold(one.share, f"targeting.{one.id}.share"),
        ))  # fmt: skip
    columns = np.array(rows, np.int64).reshape(len(rows), len(TARGET)).T
    return {f"target_{name}": np.ascontiguousarray(column) for name, column in zip(TARGET, columns, strict=True)}


def channel_tables(world: World) -> dict[str, NDArray[np.int64]]:
    """Return `misattributed` (threshold), `delay` and `spread` (days) of each channel."""
    paths = [f"channels.{channel.id}" for channel in world.channels]
    pairs = list(zip(world.channels, paths, strict=True))
    return {
        "misattributed": np.array([share_threshold(c.misattributed, f"{p}.misattributed") for c, p in pairs], np.int64),
        "delay": np.array([days(c.delay, f"{p}.delay") for c, p in pairs], np.int64),
        "spread": np.array([days(c.spread, f"{p}.spread") for c, p in pairs], np.int64),
    }
