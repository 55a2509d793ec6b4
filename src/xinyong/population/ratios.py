"""How much more or less often people of some traits do something than others.

Ratios of a rate are scaled so that the mean over the whole population stays the stated rate. Ratios of a channel's
`coverage` are taken as they stand: 0.5 means that half of what happens to those people can be seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from xinyong.population.levels import Ratio
from xinyong.population.margins import Levels
from xinyong.population.quantities import exact, refusal

KEPT = 512
"""So many products of ratios are kept: worlds that differ in one value share all others, and one world has fewer."""


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """Who the ratios speak of: the traits of the world, its strata, and the whole-number weight of each stratum.

    Known by identity, so that what was made for it is found again quickly; `population_of` gives equal worlds one.
    """

    traits: Mapping[str, tuple[str, ...]]
    strata: tuple[Levels, ...]
    weights: tuple[int, ...]


@lru_cache(maxsize=8)
def population_of(
    traits: Mapping[str, tuple[str, ...]], strata: tuple[Levels, ...], weights: tuple[int, ...]
) -> Population:
    """Return the population of these (hashable) traits, strata and weights: the same one for equal ones."""
    return Population(traits, strata, weights)


def factors(ratios: Sequence[Ratio], population: Population, path: str) -> tuple[Fraction, ...]:
    """Return the product of the ratios that name each stratum, 1 where none does, unscaled.

    Raises:
        InputError: a trait or level the world does not have, or a ratio below 0.
    """
    return _factors(tuple(ratios), population, path)


@lru_cache(maxsize=KEPT)
def _factors(ratios: tuple[Ratio, ...], population: Population, path: str) -> tuple[Fraction, ...]:
    values = []
    for ratio in ratios:
        for trait, level in ratio.levels.items():
            if level not in population.traits.get(trait, ()):
                known = ", ".join(population.traits.get(trait, ())) or ", ".join(population.traits) or "no traits"
                raise refusal(path, f"nobody in this world has {trait} `{level}`", f"expected one of {known}")
        if ratio.ratio.value < 0:
            raise refusal(path, f"found the negative ratio {ratio.ratio.value}", "a ratio is 0 or more")
        values.append((tuple(ratio.levels.items()), exact(ratio.ratio)))
    products: dict[tuple[bool, ...], Fraction] = {}
    found = []
    for levels in population.strata:
        named = tuple(all(levels[trait] == level for trait, level in wanted) for wanted, _ in values)
        if named not in products:
            product = Fraction(1)
            for is_named, (_, value) in zip(named, values, strict=True):
                product *= value if is_named else 1
            products[named] = product
        found.append(products[named])
    return tuple(found)


def relative(ratios: Sequence[Ratio], population: Population, path: str) -> tuple[Fraction, ...]:
    """Return the rate of each stratum over the population mean: `factors` scaled to a mean of exactly 1.

    Raises:
        InputError: as `factors`, or ratios that leave nobody with a rate.
    """
    return _relative(tuple(ratios), population, path)


@lru_cache(maxsize=KEPT)
def _relative(ratios: tuple[Ratio, ...], population: Population, path: str) -> tuple[Fraction, ...]:
    found = factors(ratios, population, path)
    weight_of: dict[Fraction, int] = {}
    for value, weight in zip(found, population.weights, strict=True):
        weight_of[value] = weight_of.get(value, 0) + weight
    mean = sum((value * weight for value, weight in weight_of.items()), Fraction(0)) / sum(population.weights)
    if mean == 0:
        raise refusal(path, "the ratios leave nobody with a rate", "give some level a ratio above 0")
    scaled = {value: value / mean for value in weight_of}
    return tuple(scaled[value] for value in found)
