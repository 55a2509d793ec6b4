"""A subject played alone lives the life of the whole run, strays and a busy desk included."""

from dataclasses import replace
from typing import Any

import pytest
from tests.experiment.busy_town import busy_recipe

from xinyong.reference.alone import life_in, lives
from xinyong.reference.play import play
from xinyong.results.outcome import Outcome


@pytest.fixture(scope="module", params=[7, 1], ids=["weeks", "days"])
def outcome(request: pytest.FixtureRequest) -> Outcome:
    days = 145 if request.param == 7 else 100
    return play(busy_recipe(n_people=200, window_days=request.param, days=days).trial())


def test_two_hundred_subjects_live_as_in_the_whole_run(outcome: Outcome) -> None:
    everybody = outcome.trial.people.ids().tolist()
    assert len(everybody) == 200
    found = lives(outcome.trial, everybody, outcome)
    assert [life.subject for life in found if life != life_in(outcome, life.subject)] == []


def test_the_world_is_harsh_enough_to_prove_something(outcome: Outcome) -> None:
    assert len(outcome.foreign["recipient"]) > 20
    assert len(outcome.sittings["day"]) > 3
    assert int(outcome.ledger["reversed"].sum()) > 0
    waiting = (outcome.ledger["filed"] >= 0) & (outcome.ledger["late"] == 0) & (outcome.ledger["decided"] < 0)
    assert int(waiting.sum()) > 0, "no desk is busy"


def test_one_subject_gives_the_same_as_many(outcome: Outcome) -> None:
    everybody = outcome.trial.people.ids().tolist()
    together = {life.subject: life for life in lives(outcome.trial, everybody[:40], outcome)}
    for subject in everybody[:40:8]:
        assert lives(outcome.trial, [subject], outcome) == [together[subject]]


@pytest.mark.parametrize("table", ["foreign", "sittings"])
def test_without_what_others_left_lives_differ(outcome: Outcome, table: str) -> None:
    nothing = {name: column[:0] for name, column in getattr(outcome, table).items()}
    changed: dict[str, Any] = {table: nothing}
    found = lives(outcome.trial, outcome.trial.people.ids().tolist(), replace(outcome, **changed))
    assert [life.subject for life in found if life.ledger != life_in(outcome, life.subject).ledger]
