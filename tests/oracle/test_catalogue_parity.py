"""The kernel equals the reference on every shipped scheme in its own world, under every response that world tells."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.oracle.equal import differences

from xinyong.engine import play as engine
from xinyong.experiment.execute import prepare
from xinyong.files.catalogue import shipped
from xinyong.population.family import known_in
from xinyong.reference import play as reference
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe

QUARTER, HALF_YEAR, TWO_YEARS = 91, 182, 730
FEW, SOME, MANY = 100, 400, 2_000
"""Twenty-six weeks are enough for a run of the reference, and two years for a long one."""

SCHEMES = [name for name in shipped("scheme") if name != "none"]


def events(outcome: Outcome) -> int:
    rows = [i for i, name in enumerate(outcome.layout.names) if name.startswith(("candidates.", "requested."))]
    return int(outcome.flows[:, rows].sum())


def check(recipe: Recipe) -> Outcome:
    trial = recipe.trial()
    expected = reference.play(trial)
    found = engine.play(trial, threads=2)
    assert differences(expected, found) == []
    assert result_sha256(found) == result_sha256(expected)
    return expected


@pytest.mark.parametrize("window", [7, 1])
@pytest.mark.parametrize("name", SCHEMES)
def test_a_shipped_scheme_is_played_alike(name: str, window: int) -> None:
    people, days = (SOME, HALF_YEAR) if window == 7 else (FEW, QUARTER)
    recipe = prepare(name, people=people, days=days, window=window)
    outcome = check(recipe)
    assert events(outcome) > 0
    assert np.all(outcome.flows >= 0)


@pytest.mark.parametrize("name", SCHEMES)
def test_every_response_is_played_alike(name: str) -> None:
    recipe = prepare(name, people=FEW, days=QUARTER)
    for response in known_in(recipe.world):
        check(replace(recipe, response=response))


@pytest.mark.slow
@pytest.mark.parametrize("name", SCHEMES)
def test_two_years_of_a_shipped_scheme_are_played_alike(name: str) -> None:
    for end in (0, 1):
        check(replace(prepare(name, people=MANY, days=TWO_YEARS), end=end))
