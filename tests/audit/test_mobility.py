from dataclasses import replace

import pytest
from tests.audit.hand_made import MAN, WOMAN, ids_of, no_scheme, outcome_of, trial_of
from tests.oracle.cases import Case, first_cases

from xinyong.audit.mobility import mobility
from xinyong.audit.reading import by_trait_level, everybody
from xinyong.audit.tier_moves import DIFFERS, UNREAD, moves_between_years, year_ends
from xinyong.reference.play import play
from xinyong.results.outcome import Outcome

FIRST, SECOND = 51, 104
"""The windows with which the two years of the run end."""


def lived(**wrong: int) -> Outcome:
    """A man climbs from poor to fair, a woman stays poor, another falls from good to poor, and the rest stay good."""
    trial = trial_of()
    man, woman = ids_of(trial, MAN), ids_of(trial, WOMAN)
    ledger = [
        {"recipient": man[0], "day": 5, "ended": 500, "outcome": 1}, {"recipient": man[0], "day": 9},
        {"recipient": man[0], "day": 20},
        {"recipient": woman[0], "day": 5, "points": -60},
        {"recipient": woman[1], "day": 400, "points": -60},
    ]  # fmt: skip
    subjects = [{"subject": number, "scored": 1} for number in (man[0], woman[0], woman[1])]
    outcome = outcome_of(trial, ledger=ledger, subjects=subjects)
    flows = outcome.flows.copy()
    stocks = {
        ("good", FIRST): (99, 99), ("poor", FIRST): (1, 1 + wrong.get("poor", 0)),
        ("good", SECOND): (99, 98), ("fair", SECOND): (1, 0), ("poor", SECOND): (0, 2),
    }  # fmt: skip
    for (tier, window), counts in stocks.items():
        flows[window, outcome.layout.row[f"tier.{tier}"], 0, [MAN, WOMAN]] = counts
    return replace(outcome, flows=flows)


def test_years_end_with_windows() -> None:
    assert year_ends(lived()) == [FIRST, SECOND]


def test_who_left_the_worst_tier_and_the_whole_table() -> None:
    found = mobility(everybody(lived()))
    assert (found.one("score_mobility").numerator, found.one("score_mobility").denominator) == (1, 2)
    assert found.one("score_mobility").value == pytest.approx(0.5)
    assert found.one("score_mobility.from-poor.to-fair").value == pytest.approx(0.5)
    good = [found.one(f"score_mobility.from-good.to-{tier}").numerator for tier in ("good", "fair", "poor")]
    assert good == [197, 0, 1]
    assert found.one("score_mobility.from-fair.to-good").value is None


def test_groups_have_the_share_and_no_table() -> None:
    by_group = {group.group.label: mobility(group) for group in by_trait_level(everybody(lived()))}
    assert [one.value for one in by_group["sex: man"]] == [1.0]
    assert [one.value for one in by_group["sex: woman"]] == [0.0]


def test_what_does_not_agree_with_the_series_is_not_told() -> None:
    found = mobility(everybody(lived(poor=1)))
    assert [one.value for one in found] == [None]
    assert found[0].why == DIFFERS


def test_no_tiers_and_no_second_year() -> None:
    assert "no scheme of this run has tiers" in mobility(everybody(outcome_of(trial_of(no_scheme()))))[0].why
    assert "this run is shorter" in mobility(everybody(outcome_of(trial_of(days=400))))[0].why


@pytest.mark.parametrize("case", first_cases(6))
def test_tiers_read_back_are_those_that_were_counted(case: Case) -> None:
    outcome = play(case.trial(1))
    assert all(moves.why in {"", UNREAD} for moves in moves_between_years(outcome))
