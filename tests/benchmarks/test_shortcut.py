"""Step 8 of SCORE-1 from the ledger of a run: who is in D although the points lost to strays would lift them out."""

from pathlib import Path

import polars as pl
import pytest
from benchmarks.score_1 import law
from benchmarks.score_1.shortcut import NEVER, Account, accounts, wrongful_d_days


def account(*entries: tuple[int, int, bool, int]) -> Account:
    found = Account()
    for day, points, stray, reversed_on in entries:
        found.enter(day=day, points=points, stray=stray, reversed_on=reversed_on)
    return found


def test_a_stray_that_leads_to_d_is_wrongful_until_the_points_come_back() -> None:
    assert account((1, -50, True, NEVER)).year(11) == (10, 50)
    assert account((1, -50, True, 6)).year(11) == (5, 100)
    assert account((1, -50, False, NEVER)).year(11) == (0, 50)


def test_who_would_be_in_d_without_the_strays_is_not_there_wrongly() -> None:
    assert account((1, -50, False, NEVER), (2, -5, True, NEVER)).year(11) == (0, 45)
    assert account((1, -50, False, NEVER), (2, -15, True, NEVER)).year(11)[0] == 0
    assert account((1, -35, False, NEVER), (2, -15, True, NEVER)).year(11)[0] == 9


def test_points_of_a_day_are_added_up_before_the_bounds() -> None:
    assert account((1, -100, True, NEVER), (1, 30, False, NEVER)).year(2) == (1, 30)
    assert account((1, -100, True, NEVER), (2, -50, True, NEVER)).year(3) == (2, 0)


def test_a_score_moves_towards_the_start_on_the_days_of_the_law() -> None:
    assert account((1, -50, True, NEVER)).year(law.DECAY_ON)[1] == 50
    assert account((1, -50, True, NEVER)).year(law.DECAY_ON + 1)[1] == 51
    assert account((1, -40, True, NEVER)).year(law.DAYS) == (0, 72)


def ledger() -> pl.DataFrame:
    rows = [(7, 1, -50, "misattributed", "reversed", 6), (7, 2, 6, "true", "stands", None),
            (8, 1, -50, "true", "stands", None), (9, 1, 30, "misattributed", "stands", None)]  # fmt: skip
    names = ["recipient", "day", "points", "cause", "outcome", "ended"]
    return pl.DataFrame(rows, schema=names, orient="row")


def test_only_accounts_with_a_deduction_of_somebody_else_are_lived_again() -> None:
    assert accounts(ledger()) == {7: account((1, -50, True, 6), (2, 6, False, NEVER))}


def test_an_account_must_end_as_the_run_says(tmp_path: Path) -> None:
    ledger().write_parquet(tmp_path / "ledger.parquet")
    for score, said in ((106, 5), (105, None)):
        pl.DataFrame({"subject": [7, 8], "score": [score, 50]}).write_parquet(tmp_path / "subjects.parquet")
        if said is None:
            with pytest.raises(ValueError, match="account 7 ends at 106 by its ledger and at 105 by the run"):
                wrongful_d_days(tmp_path, 11)
        else:
            assert wrongful_d_days(tmp_path, 11) == said
