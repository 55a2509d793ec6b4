"""Tables that a run wrote agree with each other, whatever the scheme."""

import dataclasses

import numpy as np
import pytest
from tests.experiment.busy_town import busy_recipe, copying_recipe, scheme
from tests.experiment.finished import played, played_other_end
from tests.oracle.cases import seeded_case

from xinyong.reference.play import play
from xinyong.results.agree import contradictions
from xinyong.vocabulary import Cause


@pytest.mark.parametrize(
    "changes",
    [
        {"halt": {"on": "2020-02-01", "survives": ["black"], "grade": "assumed", "why": "a test"}},
        {"in_force": {"from": "2020-02-01"}},
        {"consent": {"needed": True, "grade": "assumed", "why": "a test"}},
        {"tiers": [], "score": None, "consequences": []},
    ],
)
def test_what_a_run_wrote_agrees(changes: dict[str, object]) -> None:
    world = busy_recipe().world
    half = world.deterrence.certainty if world.deterrence else None
    recipe = busy_recipe(scheme=scheme(**changes), world=world.model_copy(update={"opt_in": half}), days=80)
    assert list(contradictions(play(recipe.trial()))) == []


def test_both_ends_of_the_busy_town_agree() -> None:
    assert list(contradictions(played().outcome)) == []
    assert list(contradictions(played_other_end().outcome)) == []


def test_copies_of_lists_agree_wherever_they_go() -> None:
    outcome = play(copying_recipe(days=80).trial())
    assert (outcome.ledger["copy_of_other"] >= 0).any()
    assert (outcome.ledger["cause"] == Cause.MISLINKED).any()
    assert list(contradictions(outcome)) == []


def test_windows_of_one_day_agree_too() -> None:
    assert list(contradictions(play(busy_recipe(days=40, window_days=1).trial()))) == []


def test_a_ledger_of_another_seed_contradicts_the_rest() -> None:
    mine = played().outcome
    other = play(busy_recipe(seed=4).trial())
    mixed = dataclasses.replace(mine, ledger=other.ledger)
    assert len(list(contradictions(mixed))) > 5


def test_a_day_after_the_last_is_seen() -> None:
    mine = played().outcome
    late = {**mine.ledger, "day": np.where(mine.ledger["day"] == mine.ledger["day"].max(), 10_000, mine.ledger["day"])}
    assert list(contradictions(dataclasses.replace(mine, ledger=late))) == [
        "a table names a subject or a day that is not in the run"
    ]


@pytest.mark.parametrize("seed", [10, 33, 69, 150])
def test_a_harsh_world_does_not_contradict_itself(seed: int) -> None:
    """Objections that suspend, and people whom a scheme does not score, are no contradiction."""
    assert list(contradictions(play(seeded_case(seed).trial()))) == []
