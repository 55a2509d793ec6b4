"""Windows of 7 days and of 1 tell the same story when what passes between people takes whole windows."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from tests.oracle.cases import Case, seeded_case
from tests.oracle.cited import Json, days, share
from tests.oracle.equal import TABLES, table_differences
from tests.oracle.rewrite import rewritten
from tests.oracle.schemes import FIRST_DAY

from xinyong.reference.play import play
from xinyong.results.outcome import Outcome


def check_same_story(week: Outcome, day: Outcome) -> None:
    assert week.held == day.held == (0, 0)
    for table in TABLES:
        assert table_differences(table, getattr(week, table), getattr(day, table)) == []
    assert np.array_equal(week.people_asking, day.people_asking)
    stocks = [
        name in {"restricted_people", "shown_people", "unscored_people"} or name.startswith(("tier.", "listed."))
        for name in week.layout.names
    ]
    flows = [not stock for stock in stocks]
    assert np.array_equal(week.flows[:, flows].sum(axis=0), day.flows[:, flows].sum(axis=0))
    assert np.array_equal(week.flows[-1, stocks], day.flows[-1, stocks])


def next_week(written: str) -> str:
    """Return the first day of a week, counted from the first day of the world, on a date or after it."""
    after = (date.fromisoformat(written) - FIRST_DAY).days
    return str(FIRST_DAY + timedelta(days=-(-after // 7) * 7))


def whole_weeks(case: Case) -> Case:
    """Return the case with copies and word of their end that travel for a week at least, and ranks of whole weeks."""

    def slower(text: Json) -> None:
        for copy in text.get("copies", []):
            copy |= {"delay": days(7), "deletions": days(14)}
        if "rank_every" in (text.get("score") or {}):
            text["score"]["rank_every"] = days(7)
        for begins in (text["in_force"], *text.get("members", [])):
            if "from" in begins:
                begins["from"] = next_week(begins["from"])

    def once(text: Json) -> None:
        for register in text["registers"]:
            register["duplicated"] = share(0)

    members = {name: rewritten(one, slower) for name, one in case.members.items()}
    return replace(case, scheme=rewritten(case.scheme, slower), members=members, world=rewritten(case.world, once))


@pytest.mark.parametrize("seed", [0, 3, 6, 10, 14, 20, 83, 214])
def test_windows_of_7_and_1_give_equal_results(seed: int) -> None:
    case = whole_weeks(seeded_case(seed, weekly=True))
    check_same_story(play(case.trial(7)), play(case.trial(1)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [*range(100, 150), 397])
def test_windows_of_7_and_1_give_equal_results_in_many_worlds(seed: int) -> None:
    case = whole_weeks(seeded_case(seed, weekly=True))
    check_same_story(play(case.trial(7)), play(case.trial(1)))


def test_what_is_sent_sooner_waits_and_is_reported() -> None:
    """With mail of a day, a window of 7 holds what a window of 1 need not."""
    found = [seeded_case(seed) for seed in range(8)]
    held = [(play(case.trial(7)).held, play(case.trial(1)).held) for case in found if case.days <= 28]
    assert all(one == (0, 0) for _, one in held)
    assert any(n > 0 and days >= n for (n, days), _ in held)
