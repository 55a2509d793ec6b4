import pytest
from tests.audit.hand_made import MAN, WOMAN, ids_of, outcome_of, trial_of

from xinyong.audit.idle import idle
from xinyong.audit.reading import by_trait_level, everybody
from xinyong.results.outcome import Outcome


def lived() -> Outcome:
    """Four restricted: one for a theft, one for the theft of another, one reported for nothing, one for worship."""
    trial = trial_of()
    man, woman = ids_of(trial, MAN), ids_of(trial, WOMAN)
    ledger = [
        {"recipient": man[0], "day": 5},
        {"recipient": woman[0], "day": 5, "origin_subject": man[1], "cause": 1},
        {"recipient": woman[1], "day": 6, "origin_subject": man[2], "true_act": -1, "cause": 2},
        {"recipient": woman[2], "day": 7, "protected": 1},
    ]
    days = {man[0]: 10, man[1]: 4, man[2]: 2, woman[0]: 20, woman[1]: 30, woman[2]: 40}
    subjects = [{"subject": one, "restricted_days": n, "first_restricted": 9} for one, n in days.items()]
    return outcome_of(trial, ledger=ledger, subjects=subjects, flows={"restricted_days": {MAN: 16, WOMAN: 90}})


def test_days_of_people_none_of_whose_acts_became_an_entry_of_anybody() -> None:
    """The thief, the other thief and the worshipper did something; the reporter of nothing did no act."""
    found = idle(everybody(lived())).one("idle_restricted_days")
    assert found.numerator == 20 + 30 + 2
    assert found.value == pytest.approx(1000 * 52 / 400)


def test_by_group() -> None:
    found = {group.group.label: idle(group)[0].numerator for group in by_trait_level(everybody(lived()))}
    assert found == {"sex: man": 2, "sex: woman": 50}


def test_people_without_a_row_who_are_restricted_from_the_start_did_nothing() -> None:
    outcome = outcome_of(trial_of(), flows={"restricted_days": {WOMAN: 700}})
    assert idle(everybody(outcome))[0].numerator == 700


def test_a_sample_does_not_tell() -> None:
    found = idle(everybody(outcome_of(trial_of(sample=50))))[0]
    assert found.value is None
    assert "--ledger all" in found.why
