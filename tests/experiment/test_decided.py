"""Trials that are decided by the same have the same outcome; every other trial counts as another."""

from dataclasses import replace
from typing import Any

from tests.audit.hand_made import NONE
from tests.experiment.lively import DAYS, law_alone, lively_town, recipe, strict
from tests.experiment.test_kept_lives import assert_equal

from xinyong.experiment.assumptions import Assumption, assumptions, moved, settled
from xinyong.experiment.decided import OBJECTING, decided_by
from xinyong.population.odds import Odds
from xinyong.reference.play import play
from xinyong.results.recipe import Recipe

TOWN: dict[str, Any] = lively_town().model_dump(by_alias=True)


def ranged(value: Any) -> Any:
    """Give every number of a world a range around it, so that each can be moved."""
    if isinstance(value, dict):
        if "value" in value and "unit" in value:
            number = value["value"]
            return {**value, "range": [0, 1] if value["unit"] == "share" else [0, 2 * number + 1]}
        return {key: ranged(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [ranged(inner) for inner in value]
    return value


def wide(a_recipe: Recipe) -> Recipe:
    """Return a recipe whose procedures and purge can all be moved."""
    written = a_recipe.world.model_dump(by_alias=True)
    parts = {name: ranged(written[name]) for name in ("means", "objecting", "desks", "purge") if written[name]}
    return settled(replace(a_recipe, world=lively_town(**parts), days=DAYS))


def unmoved(of: Recipe) -> list[Assumption]:
    base = decided_by(of.trial())
    return [one for one in assumptions(of) if decided_by(moved(of, one).trial()) == base]


def test_what_is_decided_alike_comes_out_alike() -> None:
    of = wide(recipe(strict(objection=NONE)))
    found = unmoved(of)
    paths = {one.path for one in found}
    assert "world:deterrence.elasticity" in paths, "nobody responds"
    assert any(path.startswith("world:desks.") for path in paths), "nobody can object"
    expected = play(of.trial())
    for one in found:
        assert_equal(play(moved(of, one).trial()), expected)


def test_where_people_object_desks_count() -> None:
    paths = {one.path for one in unmoved(wide(recipe()))}
    assert not [path for path in paths if "desks" in path or "objecting" in path]


def test_where_people_respond_the_story_counts() -> None:
    paths = {one.path for one in unmoved(wide(recipe(response="deterrence")))}
    assert "world:deterrence.elasticity" not in paths


def test_ordinary_law_alone_reads_no_procedure() -> None:
    of = wide(law_alone())
    expected = play(of.trial())
    found = unmoved(of)
    assert "world:purge" in {one.path for one in found}
    for one in found:
        assert_equal(play(moved(of, one).trial()), expected)


def test_another_seed_people_days_or_rule_counts() -> None:
    base = decided_by(recipe().trial())
    assert decided_by(recipe().trial()) == base
    for other in (recipe(seed=2), recipe(n_people=101), recipe(days=7), recipe(window_days=1), law_alone()):
        assert decided_by(other.trial()) != base
    fewer = strict(rules=recipe().scheme.model_dump(by_alias=True)["rules"][:2])
    assert decided_by(recipe(fewer).trial()) != base


def test_what_may_be_left_out_are_tables() -> None:
    assert set(Odds.__dataclass_fields__) >= OBJECTING | {"reach", "opt_in", "purge"}
