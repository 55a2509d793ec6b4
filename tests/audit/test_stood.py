import pytest
from tests.audit.hand_made import DAYS, ids_of, outcome_of, trial_of
from tests.audit.test_survival import ENDED, WEEKS

from xinyong.audit.reading import everybody
from xinyong.audit.stood import curve_of_mistaken, stood
from xinyong.results.outcome import Outcome

FABRICATED = 2


def with_textbook_times(**more: int) -> Outcome:
    """Return an outcome whose mistaken entries stood for the textbook's times, those censored until the end."""
    trial = trial_of()
    ids = ids_of(trial, 0)
    ledger: list[dict[str, int]] = []
    for number, (stood_for, over) in enumerate(zip(WEEKS, ENDED, strict=True)):
        day = 10 if over else DAYS - stood_for
        ends = {"ended": day + stood_for, "outcome": 1} if over else {}
        ledger.append({"recipient": ids[number], "day": day, "cause": FABRICATED, **ends, **more})
    ledger.append({"recipient": ids[40], "day": 0, "cause": 0, "ended": 1, "outcome": 1})
    ledger.append({"recipient": ids[41], "day": 0, "cause": FABRICATED, "adverse": 0, "ended": 1, "outcome": 1})
    return outcome_of(trial, ledger=ledger)


def test_the_textbook_median_and_band() -> None:
    found = stood(everybody(with_textbook_times())).one("mistaken_days_stood")
    assert (found.value, found.low, found.high, found.band) == (23.0, 13, None, "luck")
    assert (found.numerator, found.denominator) == (9, 21)


def test_right_entries_and_good_ones_are_left_out() -> None:
    assert curve_of_mistaken(everybody(with_textbook_times())).at_risk[0] == 21


def test_an_entry_cut_off_by_the_end_of_the_scheme_is_censored_there() -> None:
    trial = trial_of()
    ids = ids_of(trial, 0)
    ledger = [{"recipient": ids[i], "cause": FABRICATED, "ended": 100, "outcome": 4} for i in range(3)]
    found = stood(everybody(outcome_of(trial, ledger=ledger))).one("mistaken_days_stood")
    assert found.value is None
    assert "0 of 3 were seen to end" in found.why


def test_most_still_standing_has_no_median_but_a_lower_bound() -> None:
    trial = trial_of()
    ids = ids_of(trial, 0)
    ledger = [{"recipient": ids[i], "cause": FABRICATED} for i in range(6)]
    ledger += [{"recipient": ids[10 + i], "cause": FABRICATED, "ended": 5 + i, "outcome": 2} for i in range(5)]
    found = stood(everybody(outcome_of(trial, ledger=ledger))).one("mistaken_days_stood")
    assert found.value is None
    assert "more than half" in found.why
    assert (found.low, found.high, found.band) == (6, None, "luck")


def test_ever_corrected() -> None:
    trial = trial_of()
    ids = ids_of(trial, 0)
    ledger = [{"recipient": ids[i], "cause": FABRICATED, "reversed": int(i == 0)} for i in range(4)]
    ledger.append({"recipient": ids[9], "cause": 0, "reversed": 1})
    found = stood(everybody(outcome_of(trial, ledger=ledger))).one("ever_corrected_share")
    assert found.value == pytest.approx(1 / 4)


def test_no_mistaken_entry() -> None:
    found = stood(everybody(outcome_of(trial_of())))
    assert [m.value for m in found] == [None, None]
