"""Every situation of the catalogue leaves the same ledger and the same standings in both engines, to the last column.

The reference plays those of whom the script speaks; nothing happens to the others.
"""

import numpy as np
import pytest
from tests.oracle.equal import TABLES, table_differences

from xinyong.engine import play as engine
from xinyong.experiment.situations import play_scripted, run_situations
from xinyong.files.catalogue import shipped
from xinyong.results.outcome import Outcome
from xinyong.scheme.situations import read_situations
from xinyong.trial.trial import Trial


@pytest.mark.parametrize("name", shipped("situations"))
def test_both_engines_leave_the_same_ledger(name: str) -> None:
    played: list[Trial] = []

    def on_both(trial: Trial) -> Outcome:
        expected, found = play_scripted(trial), engine.play(trial, threads=1)
        for table in TABLES:
            assert table_differences(table, getattr(expected, table), getattr(found, table)) == []
        assert np.array_equal(expected.people_asking, found.people_asking)
        played.append(trial)
        return expected

    run_situations(name, play=on_both)
    assert len(played) >= len(read_situations(name))
