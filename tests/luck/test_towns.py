"""The kept table is what the laboratory plays and audits: rows are made again, and figures are those of an audit."""

from __future__ import annotations

import numpy as np
import pytest
from tests.luck.covered import SUBJECT_YEARS
from tests.luck.make import N_RUNS, N_TOWNS, kept, levels, played
from tests.luck.town import COLUMNS, DAYS, PEOPLE, rows_of, towns

from xinyong.audit.measures import audit
from xinyong.engine.play import play


def test_as_many_seeds_are_kept_as_the_truth_needs() -> None:
    assert {name: rows.shape for name, rows in kept().items()} == dict.fromkeys(levels(), (100_000, len(COLUMNS)))


@pytest.mark.slow
@pytest.mark.parametrize("level", levels())
def test_the_rows_of_a_run_are_made_again(level: str) -> None:
    again = played(levels()[level], range(N_RUNS, N_RUNS + 1))
    assert len(again) == N_TOWNS >= 500
    assert np.array_equal(again, kept()[level][-N_TOWNS:])


@pytest.mark.parametrize("level", levels())
def test_the_first_town_of_a_run_is_that_of_a_run_of_one(level: str) -> None:
    alone = [rows_of(play(towns(levels()[level], 1, seed), threads=1))[0] for seed in range(1, 9)]
    assert np.array_equal(alone, kept()[level][: 8 * N_TOWNS : N_TOWNS])


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_row_says_what_the_audit_of_its_town_says(seed: int) -> None:
    outcome = play(towns(levels()["many"], 1, seed), threads=1)
    row = dict(zip(COLUMNS, rows_of(outcome)[0].tolist(), strict=True))
    found = audit(outcome)
    assert found.one("objections_filed").denominator == pytest.approx(SUBJECT_YEARS)
    assert found.one("objections_filed").numerator == row["filed"]
    assert found.one("wrongful_restricted_days").numerator == row["wrongful_days"]
    share = found.one("wrongful_entries_share")
    assert (share.numerator, share.denominator) == (row["mistaken"], row["adverse"])
    ratio = found.one("disparity_as_it_falls", "sex: woman")
    assert ratio.value == pytest.approx(row["women"] / row["n_women"] / (row["men"] / (PEOPLE - row["n_women"])))
    assert found.one("mistaken_days_stood").value == (row["days_stood"] if row["days_stood"] >= 0 else None)
    assert found.one("restricted_people_share").numerator == row["women"] + row["men"]
    assert outcome.trial.days == DAYS
