"""Trials that share their lives come out as the kernel plays each of them alone."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from tests.experiment import busy_town
from tests.experiment.lively import law_alone, recipe

from xinyong.engine.play import play
from xinyong.experiment.kept_lives import MOST_KEPT, NOT_OF_LIVES, KeptLives, lives_of
from xinyong.experiment.same_lives import Recording
from xinyong.population.odds import PLACE_TOTAL, Odds
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe


def assert_equal(found: Outcome, expected: Outcome) -> None:
    assert_array_equal(found.flows, expected.flows)
    assert_array_equal(found.people_asking, expected.people_asking)
    assert found.held == expected.held
    for name in ("ledger", "foreign", "sittings", "subjects"):
        ours, theirs = getattr(found, name), getattr(expected, name)
        assert list(ours) == list(theirs)
        for column in ours:
            assert_array_equal(ours[column], theirs[column])


def busy(**changes: Any) -> Recipe:
    return busy_town.busy_recipe(**changes)


def test_each_outcome_is_that_of_the_kernel_alone() -> None:
    lives = KeptLives()
    for asked in (busy(), busy(seed=7), busy(), recipe(), law_alone()):
        trial = asked.trial()
        assert_equal(lives.play(trial), play(trial, threads=1))


def test_a_watch_hears_of_the_same_candidates() -> None:
    trial = busy().trial()
    ours, theirs = Recording(), Recording()
    lives = KeptLives()
    lives.play(trial)
    lives.play(trial, ours)
    play(trial, threads=1, watch=theirs)
    assert ours.parts.keys() == theirs.parts.keys()
    for key, (n, mark, taken) in theirs.parts.items():
        assert ours.parts[key][:2] == (n, mark)
        assert_array_equal(ours.parts[key][2], taken)


def test_windows_of_one_day_are_played_as_ever() -> None:
    trial = busy(window_days=1, days=21).trial()
    lives = KeptLives()
    assert_equal(lives.play(trial), play(trial, threads=1))
    assert not lives.kept


def test_rules_and_what_is_seen_share_lives_and_rates_of_requests_do_not() -> None:
    base = recipe()
    world = base.world

    def of(**changes: Any) -> str:
        return lives_of(replace(base, world=world.model_copy(update=changes)).trial())

    lower = world.sights[0].share.model_copy(update={"value": 0.1})
    rarer = world.services[0].rate.model_copy(update={"value": 5})
    assert lives_of(law_alone().trial()) == lives_of(base.trial())
    assert of(sights=(world.sights[0].model_copy(update={"share": lower}), *world.sights[1:])) == of()
    assert of(services=(world.services[0].model_copy(update={"rate": rarer}),)) != of()
    assert lives_of(replace(base, seed=2).trial()) != lives_of(base.trial())
    assert lives_of(replace(base, n_people=101).trial()) != lives_of(base.trial())


def test_only_so_many_lives_are_kept_and_each_is_drawn_once() -> None:
    lives = KeptLives()
    for seed in range(1, MOST_KEPT + 3):
        lives.play(recipe(seed=seed).trial())
    assert len(lives.kept) == MOST_KEPT
    before = [id(week) for weeks in lives.kept.values() for week in weeks.values()]
    lives.play(recipe(seed=MOST_KEPT + 2).trial())
    assert [id(week) for weeks in lives.kept.values() for week in weeks.values()] == before


@pytest.mark.parametrize("name", sorted(NOT_OF_LIVES))
def test_what_is_left_out_of_a_life_is_a_table(name: str) -> None:
    assert name in Odds.__dataclass_fields__


@pytest.mark.parametrize("name", sorted(NOT_OF_LIVES))
def test_no_table_that_is_left_out_changes_what_comes_up(name: str) -> None:
    """Play with a table of zeros (a desk sits daily, the last place takes all, everybody takes a stray record): the
    candidates stay those they were."""
    trial = recipe(days=21).trial()
    table = getattr(trial.odds, name)
    lowest = {"desk_sits_every": 1, "strays_to": -1}.get(name, 0)
    other = np.full_like(table, lowest) if isinstance(table, np.ndarray) else lowest
    if name == "place_pick":
        other = np.full_like(table, PLACE_TOTAL)
    changes: dict[str, Any] = {name: other}
    changed = replace(trial, odds=replace(trial.odds, **changes))
    before, after = Recording(), Recording()
    play(trial, threads=1, watch=before)
    play(changed, threads=1, watch=after)
    assert {key: part[:2] for key, part in before.parts.items()} == {key: part[:2] for key, part in after.parts.items()}
