"""How much more or less often people of some traits do something than others.

Ratios of a rate are scaled so that the mean over the whole population stays the stated rate. Ratios of a channel's
`coverage` are taken as they stand: 0.5 means that half of what happens to those people can be seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xinyong.population.margins import Levels
from xinyong.population.quantities import exact, refusal
from xinyong.population.world import Ratio


@dataclass(frozen=True, slots=True)
class Population:
    """Who the ratios speak of: the traits of the world, its strata, and the whole-number weight of each stratum."""

    traits: Mapping[str, tuple[str, ...]]
    strata: tuple[Levels, ...]
    weights: tuple[int, ...]


def factors(ratios: Sequence[Ratio], population: Population, path: str) -> list[Fraction]:
    """Return the product of the ratios that name each stratum, 1 where none does, unscaled.

    Raises:
        InputError: a trait or level the world does not have, or a ratio below 0.
    """
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
    return found


def relative(ratios: Sequence[Ratio], population: Population, path: str) -> list[Fraction]:
    """Return the rate of each stratum over the population mean: `factors` scaled to a mean of exactly 1.

    Raises:
        InputError: as `factors`, or ratios that leave nobody with a rate.
    """
    found = factors(ratios, population, path)
    weight_of: dict[Fraction, int] = {}
    for value, weight in zip(found, population.weights, strict=True):
        weight_of[value] = weight_of.get(value, 0) + weight
    mean = sum((value * weight for value, weight in weight_of.items()), Fraction(0)) / sum(population.weights)
    if mean == 0:
        raise refusal(path, "the ratios leave nobody with a rate", "give some level a ratio above 0")
    scaled = {value: value / mean for value in weight_of}
    return [scaled[value] for value in found]
