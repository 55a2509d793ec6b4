"""Ratios of a rate keep the population mean; coverage is taken as it stands."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from xinyong.errors import InputError
from xinyong.population.levels import Ratio
from xinyong.population.ratios import Population, factors, relative

TOWN = Population(
    traits={"sex": ("man", "woman"), "age": ("young", "old")},
    strata=tuple({"sex": sex, "age": age} for sex in ("man", "woman") for age in ("young", "old")),
    weights=(10, 20, 30, 40),
)


def ratios(*found: dict[str, Any]) -> list[Ratio]:
    return [Ratio.model_validate(each) for each in found]


def test_without_ratios_all_are_alike() -> None:
    assert list(relative([], TOWN, "here")) == [1, 1, 1, 1]


def test_ratios_that_name_the_same_people_multiply(make: SimpleNamespace) -> None:
    found = ratios(make.ratio(3, sex="man"), make.ratio(0.5, sex="man", age="old"), make.ratio(1.1, age="old"))
    assert list(factors(found, TOWN, "here")) == [3, Fraction(33, 20), 1, Fraction(11, 10)]


def test_relative_rates_have_mean_one(make: SimpleNamespace) -> None:
    found = relative(ratios(make.ratio(3, sex="man"), make.ratio(0.7, age="old")), TOWN, "here")
    assert sum(r * w for r, w in zip(found, TOWN.weights, strict=True)) == sum(TOWN.weights)
    assert found[0] / found[2] == 3
    assert found[1] / found[0] == Fraction(7, 10)


def test_nobody_of_a_level_may_do_it(make: SimpleNamespace) -> None:
    assert list(relative(ratios(make.ratio(0, sex="man")), TOWN, "here"))[:2] == [0, 0]


def test_refusals(make: SimpleNamespace) -> None:
    cases = [
        (ratios(make.ratio(2, sex="boy")), "here: nobody in this world has sex `boy`; expected one of man, woman"),
        (ratios(make.ratio(2, height="big")), "here: nobody in this world has height `big`; expected one of sex, age"),
        (ratios(make.ratio(-2, sex="man")), "here: found the negative ratio -2; a ratio is 0 or more"),
        (ratios(make.ratio(0, sex="man"), make.ratio(0, sex="woman")),
         "here: the ratios leave nobody with a rate; give some level a ratio above 0"),
    ]  # fmt: skip
    for found, message in cases:
        with pytest.raises(InputError) as refused:
            relative(found, TOWN, "here")
        assert str(refused.value) == message
