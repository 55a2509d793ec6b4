"""A run that keeps a sample's rows: the same lives and counts, and fewer rows."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.oracle.cases import seeded_case
from tests.oracle.equal import differences

from xinyong.engine.executors import Executor
from xinyong.engine.play import play
from xinyong.experiment.execute import prepare
from xinyong.reference.play import play as play_reference
from xinyong.results.agree import contradictions
from xinyong.results.digest import result_sha256
from xinyong.results.kept import WHOSE, only_kept, said_of
from xinyong.results.outcome import Outcome

SEEDS = (2, 5, 9, 20, 24, 30, 152, 214)


def sampled(seed: int) -> Outcome:
    """Return what the kernel keeps of a third of the people of a harsh world."""
    trial = seeded_case(seed).trial()
    return play(replace(trial, sample=trial.people.n // 3), threads=2, executor=Executor("threads", 2))


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_are_those_of_the_sample_and_nothing_else_changes(seed: int) -> None:
    found = sampled(seed)
    whole = play(replace(found.trial, sample=0), threads=1)
    kept: dict[str, Any] = {title: only_kept(found.trial, title, getattr(whole, title)) for title in WHOSE}
    assert differences(replace(whole, **kept), found) == []
    assert found.whole == whole.whole
    assert list(contradictions(found)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_both_engines_keep_the_same_rows(seed: int) -> None:
    found = sampled(seed)
    assert differences(play_reference(found.trial), found) == []


def test_a_sample_of_everybody_is_no_sample() -> None:
    trial = prepare("suining-2010", people=200, days=70).trial()
    everybody = replace(trial, sample=200)
    assert everybody.kept is None
    assert said_of(everybody) == ""
    assert result_sha256(play(everybody)) == result_sha256(play(trial))


def test_rows_of_somebody_else_contradict_a_sample() -> None:
    trial = prepare("suining-2010", people=2_000, days=400).trial()
    whole = play(trial)
    claimed = replace(whole, trial=replace(trial, sample=100))
    assert "the ledger holds a row of somebody who is not in the sample that is kept" in list(contradictions(claimed))
    assert len(np.unique(whole.ledger["recipient"])) > 10
