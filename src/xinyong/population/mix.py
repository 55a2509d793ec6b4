"""Check who lives in a world: traits and levels, margins that make a whole, ratios that speak of levels that exist."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from xinyong.files.complaints import Finding
from xinyong.files.document import Spot
from xinyong.files.nearest import suggestion
from xinyong.files.records import Declared
from xinyong.files.references import once, records_in, refer, refer_one
from xinyong.population.asked import SMALLEST_PLACE
from xinyong.population.levels import Ratio
from xinyong.population.world import Margin, World

MAX_STRATA = 4_096
_ROUNDING = Fraction(1, 100)
"""Published shares may miss 1 by this much; they are scaled to 1."""


def mix_findings(world: World, declared: Declared) -> Iterator[Finding]:
    """Yield what is wrong with places, traits, margins, and the levels that ratios name."""
    yield from _places(world)
    yield from _moves(world, declared)
    yield from _traits(world, declared)
    yield from once("margins", world.margins)
    for place, margin in enumerate(world.margins):
        yield from _margin(("margins", place), margin, world.traits)
    for spot, record in records_in(world):
        if isinstance(record, Ratio):
            yield from _levels((*spot, "levels"), record.levels, world.traits)
            if not record.levels:
                yield Finding((*spot, "levels"), "found a ratio for nobody in particular", "name a trait and its level")


def _places(world: World) -> Iterator[Finding]:
    yield from once("places", world.places)
    for number, place in enumerate(world.places):
        if place.residents.value < SMALLEST_PLACE:
            yield Finding(
                ("places", number, "residents"),
                f"found a place of {place.residents.value} people, expected at least {SMALLEST_PLACE}",
                "fewer people could be somebody's neighbours: join places until they have a hundred",
                boundary=True,
            )
    room = sum([place.room for place in world.places] + [move.room for move in world.moves])
    if room > 1 << 32:
        message = f"found room for {room:,} ids in all places, expected at most {1 << 32:,}"
        yield Finding(("places",), message, "give places less `room`")


def _moves(world: World, declared: Declared) -> Iterator[Finding]:
    """Those who move need a home and somewhere else to live, and somebody stays."""
    yield from once("moves", world.moves)
    places = [place.id for place in world.places]
    leaving: dict[str, Fraction] = {}
    for number, move in enumerate(world.moves):
        for key, place in (("from", move.from_), ("to", move.to)):
            yield from refer_one(("moves", number, key), place, declared.of("places"), what="places")
        if move.from_ == move.to:
            yield Finding(("moves", number, "to"), f"found a move within `{move.to}`, expected another place")
        if move.id in places:
            message = f"found a move with the id of the place `{move.id}`, expected one of its own"
            yield Finding(("moves", number, "id"), message, "those who move have a line of their own beside places")
        share = leaving[move.from_] = leaving.get(move.from_, Fraction(0)) + Fraction(str(move.share.value))
        if share >= 1:
            message = f"found shares that leave `{move.from_}` adding up to {float(share):g}, expected less than 1"
            yield Finding(("moves", number, "share", "value"), message, "somebody stays at home")
        home = next((place for place in world.places if place.id == move.from_), None)
        if home is not None and 0 < home.residents.value * move.share.value < SMALLEST_PLACE:
            message = f"found a move of {home.residents.value * move.share.value:g} people, expected none or at least "
            yield Finding(
                ("moves", number, "share", "value"),
                f"{message}{SMALLEST_PLACE}",
                "fewer people could be somebody's neighbours: join moves",
                boundary=True,
            )


def _traits(world: World, declared: Declared) -> Iterator[Finding]:
    all_margins_are_read = len(world.margins) >= len(declared.of("margins"))
    counted = {trait for margin in world.margins for trait in margin.traits}
    for trait, levels in world.traits.items():
        spot: Spot = ("traits", trait)
        if not levels:
            yield Finding(spot, "found a trait without levels, expected at least one", "list them")
        for level, times in Counter(levels).items():
            if times > 1:
                yield Finding(spot, f"found the level `{level}` {times} times, expected it once", "take one out")
        if trait not in counted and all_margins_are_read:
            yield Finding(spot, "found a trait that no margin counts", "add a margin, or take the trait out")
    strata = math.prod(len(levels) for levels in world.traits.values())
    if strata > MAX_STRATA:
        message = f"found {strata:,} combinations of levels, expected at most {MAX_STRATA:,}"
        yield Finding(("traits",), message, "use fewer traits or levels")


def _margin(spot: Spot, margin: Margin, traits: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    yield from refer((*spot, "traits"), margin.traits, traits, what="traits")
    if any(trait not in traits for trait in margin.traits):
        return
    rows: list[tuple[str, ...]] = []
    for place, row in enumerate(margin.shares):
        here = (*spot, "shares", place, "levels")
        if set(row.levels) != set(margin.traits):
            wanted = ", ".join(margin.traits)
            about = ", ".join(row.levels) or "nothing"
            yield Finding(here, f"found a row about {about}, expected one level of {wanted}")
            continue
        yield from _levels(here, row.levels, traits)
        rows.append(tuple(row.levels[trait] for trait in margin.traits))
    for place, counted in enumerate(margin.counted):
        yield from _counted_levels((*spot, "counted", place), counted.levels, margin, traits)
        rows.append(counted.levels)
    yield from _each_once(spot, rows)
    if margin.shares and len(rows) == len(margin.shares):
        yield from _whole((*spot, "shares"), margin, traits)


def _counted_levels(
    spot: Spot, levels: tuple[str, ...], margin: Margin, traits: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    if len(levels) != len(margin.traits):
        yield Finding(spot, f"found {len(levels)} levels, expected one each of {', '.join(margin.traits)}")
        return
    for trait, level in zip(margin.traits, levels, strict=True):
        if level not in traits[trait]:
            hint = suggestion(level, traits[trait], what=f"levels of {trait}")
            yield Finding(spot, f"found the level `{level}` of `{trait}`, which is not declared", hint)


def _each_once(spot: Spot, rows: Iterable[tuple[str, ...]]) -> Iterator[Finding]:
    for levels, times in Counter(rows).items():
        if times > 1:
            yield Finding(spot, f"found {times} rows for {', '.join(levels)}, expected one", "join them")


def _whole(spot: Spot, margin: Margin, traits: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    total = sum((Fraction(str(row.share.value)) for row in margin.shares), Fraction(0))
    combinations = math.prod(len(traits[trait]) for trait in margin.traits)
    one_left_out = len(margin.shares) == combinations - 1
    if one_left_out and total > 1 + _ROUNDING:
        yield Finding(spot, f"found shares that add up to {float(total):g}, expected at most 1", "lower one")
    elif not one_left_out and abs(total - 1) > _ROUNDING:
        message = f"found shares that add up to {float(total):g}, expected 1"
        yield Finding(spot, message, "mend a share, or leave out one level, which takes the rest")


def _levels(spot: Spot, levels: Mapping[str, str], traits: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    for trait, level in levels.items():
        if trait not in traits:
            hint = suggestion(trait, traits, what="traits")
            yield Finding((*spot, trait), f"found the trait `{trait}`, expected a declared one", hint, at_key=True)
        else:
            yield from refer_one((*spot, trait), level, traits[trait], what=f"levels of {trait}")
