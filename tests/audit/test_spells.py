"""Spells of restriction: by hand, and against the reference played day by day."""

from typing import Any

import numpy as np
import pytest
from tests.audit.hand_made import DAYS, MAN, NONE, WHY, cited, ids_of, ladder, outcome_of, rule, trial_of
from tests.oracle.cases import Case, first_cases

from xinyong.audit.score_paths import is_readable
from xinyong.audit.spells import spells
from xinyong.reference.play import Play, play
from xinyong.scheme.clauses import Scheme


def of_one(entries: list[dict[str, int]], days: int, scheme: Scheme | None = None) -> list[tuple[int, int]]:
    """Return the spells of one man with these entries, who was restricted on so many days."""
    trial = trial_of(scheme)
    number = ids_of(trial, MAN)[0]
    outcome = outcome_of(
        trial,
        ledger=[{"recipient": number, **entry} for entry in entries],
        subjects=[{"subject": number, "restricted_days": days, "scored": 1}],
    )
    found = spells(outcome)
    assert (len(found.agreed), found.left_out) == (1, 0)
    return list(zip(found.begin.tolist(), found.end.tolist(), strict=True))


def test_a_tier_is_left_when_an_entry_ends_and_entered_again_by_the_next() -> None:
    entries = [{"day": 5, "ended": 100, "outcome": 1}, {"day": 9}, {"day": 20}, {"day": 150}]
    assert of_one(entries, 80 + DAYS - 150) == [(20, 100), (150, DAYS)]


def listing(term: Any) -> Scheme:
    put = {"list": "black", "term": term, **WHY}
    return ladder(
        lists=[{"id": "black", "name": {"en": "Black list"}, "sense": "black", **WHY}],
        rules=[{**rule("theft", "theft", -20), "listing": put}],
        consequences=[{"id": "no-loan", "lists": ["black"], "service": "loan", "effect": "refused", **WHY}],
    )


def test_a_listing_without_a_term_ends_with_its_entry() -> None:
    assert of_one([{"day": 5, "ended": 30, "outcome": 1, "listed": 1, "list_until": -1}], 25, listing(NONE)) == [
        (5, 30)
    ]


def test_a_listing_with_a_term_outlasts_its_points_and_not_a_reversal() -> None:
    term = listing(cited(60, "day"))
    entry = {"day": 5, "ended": 30, "listed": 1, "list_until": 65}
    assert of_one([{**entry, "outcome": 1}], 60, term) == [(5, 65)]
    assert of_one([{**entry, "outcome": 2}], 25, term) == [(5, 30)]


def test_days_that_touch_or_overlap_are_one_spell() -> None:
    entries = [{"day": day, "ended": end, "outcome": 1, "listed": 1, "list_until": -1}
               for day, end in ((5, 10), (10, 20), (12, 15), (40, 41))]  # fmt: skip
    assert of_one(entries, 16, listing(NONE)) == [(5, 20), (40, 41)]


def test_a_sanction_binds_between_its_own_dates() -> None:
    dated = {"id": "no-loan", "tiers": ["poor"], "service": "loan", "effect": "refused", **WHY,
             "in_force": {"from": "2020-02-01", "to": "2020-03-01"}}  # fmt: skip
    scheme = ladder(consequences=[dated])
    assert of_one([{"day": 5, "points": -90}], 29, scheme) == [(31, 60)]


def test_whoever_does_not_add_up_is_left_out_and_counted() -> None:
    trial = trial_of()
    one, other = ids_of(trial, MAN)[:2]
    ledger = [{"recipient": one, "day": 5, "points": -90}, {"recipient": other, "day": 5, "points": -90}]
    subjects = [{"subject": one, "restricted_days": DAYS - 5}, {"subject": other, "restricted_days": 3}]
    found = spells(outcome_of(trial, ledger=ledger, subjects=subjects))
    assert found.who.tolist() == [one]
    assert (len(found.agreed), found.left_out) == (1, 1)


def lived(case: Case) -> dict[int, set[int]]:
    """Return the days on which each subject was restricted, as the days went by."""
    trial = case.trial(1)
    running = Play(trial)
    found: dict[int, set[int]] = {}
    for first_day, end_day in trial.windows:
        running.window(first_day, end_day)
        for number, subject in running.subjects.items():
            standing, book = subject.standing, subject.book
            if standing is not None and book is not None and book.sanctions(standing.bound):
                found.setdefault(number, set()).add(first_day)
    return found


@pytest.mark.parametrize("case", first_cases(8))
def test_spells_are_the_days_as_they_were_lived(case: Case) -> None:
    outcome, days = play(case.trial(1)), lived(case)
    found = spells(outcome)
    read: dict[int, set[int]] = {}
    for who, begin, end in zip(found.who.tolist(), found.begin.tolist(), found.end.tolist(), strict=True):
        read.setdefault(who, set()).update(range(begin, end))
    assert all(days.get(number) == these for number, these in read.items())
    readable = [regime is None or is_readable(regime) for regime in outcome.trial.regimes]
    if all(readable):
        assert found.left_out <= 0.05 * max(1, len(found.agreed) + found.left_out)
    assert np.all(found.begin < found.end)
