"""A recipe decides a result, and comes back from its manifest unchanged."""

import dataclasses
import json

import numpy as np
import pytest
from tests.experiment.busy_town import busy_recipe, scheme, world

from xinyong.errors import DamagedRun
from xinyong.population.odds import tables_hash
from xinyong.results.recipe import Recipe, recipe_of


def through_json(recipe: Recipe) -> Recipe:
    return recipe_of(json.loads(json.dumps(recipe.written())))


def test_a_recipe_comes_back_unchanged() -> None:
    recipe = busy_recipe(members={"other": scheme(scheme="other")}, response="deterrence", end=1)
    again = through_json(recipe)
    assert again == recipe
    assert again.sha256 == recipe.sha256


def test_worlds_that_differ_only_in_the_order_of_traits_are_one() -> None:
    """Strata are numbered in the order of the traits' names, and everybody's traits follow from that."""
    traits = {"sex": ["man", "woman"], "role": ["resident", "official"]}
    first = busy_recipe(world=world(traits=traits))
    second = busy_recipe(world=world(traits=dict(reversed(traits.items()))))
    assert first.world == second.world
    assert first.sha256 == second.sha256
    trials = [recipe.trial() for recipe in (first, second, through_json(first))]
    expected = [
        [("role", role), ("sex", sex)] for role in ("resident", "official") for sex in ("man", "woman")
    ]  # fmt: skip
    for trial in trials:
        assert [list(levels.items()) for levels in trial.people.strata] == expected
        assert np.array_equal(trial.people.pattern, trials[0].people.pattern)
        assert tables_hash(trial.odds) == tables_hash(trials[0].odds)


@pytest.mark.parametrize(
    "changes",
    [
        {"n_people": 151},
        {"days": 146},
        {"seed": 4},
        {"window_days": 1},
        {"response": "deterrence"},
        {"end": 1},
        {"scheme": scheme(scheme="renamed")},
        {"world": world(purge={"none": True, "grade": "assumed", "why": "never late"})},
        {"members": {"other": scheme(scheme="other")}},
    ],
)
def test_whatever_decides_a_result_is_in_the_hash(changes: dict[str, object]) -> None:
    assert dataclasses.replace(busy_recipe(), **changes).sha256 != busy_recipe().sha256  # type: ignore[arg-type]


def test_what_is_unknown_is_listed_and_settled() -> None:
    recipe = busy_recipe(members={"other": busy_recipe().scheme})
    assert recipe.unknown == ("objection.window", "other:objection.window")
    assert busy_recipe(scheme=scheme()).unknown == ()
    first, second = recipe.at_end(0).trial(), recipe.at_end(1).trial()
    assert first.regimes[0] is not None
    assert second.regimes[0] is not None
    assert first.regimes[0].scheme != second.regimes[0].scheme


def test_an_unknown_of_the_world_is_settled_too() -> None:
    days = {"value": 30, "unit": "day", "grade": "assumed", "range": [30, 30], "why": "made for a test"}
    none = {"none": True, "grade": "assumed", "why": "made for a test"}
    town = world(purge={"unknown": True, "between": [days, none], "looked": ["gazette"]},
                 sources={"gazette": {"title": "A gazette", "reliability": "G"}})  # fmt: skip
    recipe = busy_recipe(world=town, scheme=scheme())
    assert recipe.unknown == ("world:purge",)
    assert (recipe.trial().odds.purge, recipe.at_end(1).trial().odds.purge) == (30, 0)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda m: m.pop("seed"), "does not say how the run was made"),
        (lambda m: m.update(people=1.5), "does not say how the run was made"),
        (lambda m: m.update(scheme={}), "does not say how the run was made"),
        (lambda m: m["world"].update(text="{}"), "is not the one its SHA-256 was taken of"),
        (lambda m: m["world"].update(text=5), "does not say how the run was made"),
        (
            lambda m: m["scheme"].update(
                text="{}", sha256="44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
            ),
            "holds a text that this version does not accept",
        ),
    ],
)
def test_a_manifest_that_describes_no_run(spoil: object, said: str) -> None:
    written = json.loads(json.dumps(busy_recipe().written()))
    spoil(written)  # type: ignore[operator]
    with pytest.raises(DamagedRun, match=said):
        recipe_of(written)
