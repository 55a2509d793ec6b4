import pytest
from tests.audit.hand_made import MAN, ids_of, ladder, outcome_of, trial_of

from xinyong.audit.published import published
from xinyong.audit.reading import everybody


def test_items_names_and_falls() -> None:
    trial = trial_of()
    ids = ids_of(trial, MAN)
    ledger = [
        {"recipient": ids[0], "day": 1, "published": 2},
        {"recipient": ids[0], "day": 2, "published": 3},
        {"recipient": ids[0], "day": 3},
        {"recipient": ids[1], "day": 1, "published": 4},
        {"recipient": ids[2], "day": 1, "adverse": 0, "points": 5},
    ]
    found = published(everybody(outcome_of(trial, ledger=ledger)))
    assert found.one("negative_items").value == pytest.approx(1000 * 4 / 400)
    assert found.one("names_published").numerator == 2
    assert found.one("people_fallen").numerator == 2
    assert found.one("people_fallen.fair").numerator == 2
    assert found.one("people_fallen.poor").numerator == 1


def test_days_shown_after_the_end() -> None:
    """The run ends on day 365: one entry is shown for good, one for its term, one was taken down with its end."""
    trial = trial_of(days=365)
    number = ids_of(trial, MAN)[0]
    base = {"recipient": number, "day": 1, "published": 2, "outcome": 1}
    ledger = [
        base | {"ended": 300},
        base | {"ended": 300, "shown_until": 310},
        base | {"ended": 300, "shown_until": 300},
        base | {"ended": 4, "published": 9, "shown_until": 12},
        base | {"ended": 300, "published": -1},
        base | {"shown_until": 310},
    ]
    found = published(everybody(outcome_of(trial, ledger=ledger)))
    assert found.one("shown_after_end_days").numerator == 65 + 10 + 0 + 3


def test_a_scheme_that_publishes_nothing_was_not_asked() -> None:
    found = published(everybody(outcome_of(trial_of(ladder(publicity=[])))))
    assert found.one("names_published").value is None
    assert "no scheme of this run has a publicity clause" in found.one("names_published").why


def test_a_scheme_without_tiers_has_no_falls() -> None:
    found = published(everybody(outcome_of(trial_of(ladder(tiers=[], consequences=[])))))
    assert found.one("people_fallen").value is None
