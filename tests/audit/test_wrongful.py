from typing import Any

import pytest
from tests.audit.hand_made import MAN, N_PEOPLE, WOMAN, ids_of, ladder, outcome_of, trial_of

from xinyong.audit.reading import by_trait_level, everybody
from xinyong.audit.wrongful import restricted, wrongful
from xinyong.results.outcome import Outcome

FOUR = (
    "wrongful_entries_share",
    "wrongful_restricted_share",
    "wrongful_restricted_days",
    "clean_ever_restricted_share",
)
TRUE, MISATTRIBUTED, FABRICATED, MISCLASSIFIED, MISLINKED = range(5)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """Ten adverse entries: 4 right, 1 right but overdue, 2 misattributed, 1 each of the other causes, of which one is
    overdue as well; and one good entry that is mistaken and counts for nothing here."""
    trial = trial_of()
    man, woman = ids_of(trial, MAN), ids_of(trial, WOMAN)
    causes = [TRUE] * 4 + [MISATTRIBUTED] * 2 + [FABRICATED, MISCLASSIFIED, MISLINKED]
    ledger: list[dict[str, int]] = [{"recipient": man[i], "day": i, "cause": cause} for i, cause in enumerate(causes)]
    ledger[8]["overdue"] = 100
    ledger.append({"recipient": woman[0], "cause": TRUE, "overdue": 50, "ended": 60})
    ledger.append({"recipient": woman[1], "cause": FABRICATED, "adverse": 0, "points": 5})
    subjects = [
        {"subject": man[0], "restricted_days": 30, "first_restricted": 3, "own_misdeed": 1},
        {"subject": man[1], "restricted_days": 60, "first_restricted": 9},
        {"subject": woman[0], "restricted_days": 10, "first_restricted": 5},
        {"subject": woman[1], "own_misdeed": 1},
    ]
    flows = {
        "restricted_days": {MAN: 90, WOMAN: 10},
        "wrongful_days": {MAN: 40, WOMAN: 10},
        "wrongful_misattributed_days": {MAN: 25},
        "wrongful_overdue_days": {WOMAN: 10},
        "wrongful_joint_days": {MAN: 15},
        "protected_days": {MAN: 6},
        "twofold_days": {MAN: 5},
        "joint_days": {MAN: 2},
        "lost_reward_days": {WOMAN: 4},
        "others_days": {WOMAN: 3},
    }
    return outcome_of(trial, ledger=ledger, subjects=subjects, flows=flows)


def test_wrongful_entries(outcome: Outcome) -> None:
    found = wrongful(everybody(outcome)).one("wrongful_entries_share")
    assert (found.numerator, found.denominator) == (6, 10)
    assert found.value == 0.6


def test_entry_causes_add_up_and_a_mistaken_entry_is_never_booked_as_overdue(outcome: Outcome) -> None:
    found = wrongful(everybody(outcome))
    parts = {m.name.partition(".")[2]: m.numerator for m in found if m.name.startswith("wrongful_entries_share.")}
    assert parts == {"misattributed": 2, "fabricated": 1, "misclassified": 1, "mislinked": 1, "overdue": 1}


def test_wrongful_days(outcome: Outcome) -> None:
    found = wrongful(everybody(outcome))
    assert found.one("wrongful_restricted_share").value == 0.5
    rate = found.one("wrongful_restricted_days")
    assert rate.denominator == N_PEOPLE * 2
    assert rate.value == pytest.approx(1000 * 50 / 400)


@pytest.mark.parametrize("name", ["wrongful_restricted_share", "wrongful_restricted_days"])
def test_day_causes_with_joint_add_up(outcome: Outcome, name: str) -> None:
    found = wrongful(everybody(outcome))
    parts = [m for m in found if m.name.startswith(f"{name}.")]
    assert len(parts) == 6
    assert sum(m.numerator or 0 for m in parts) == found.one(name).numerator


def test_clean_people_restricted(outcome: Outcome) -> None:
    found = wrongful(everybody(outcome)).one("clean_ever_restricted_share")
    assert (found.numerator, found.denominator) == (2, N_PEOPLE - 2)


def test_the_four_come_together_and_in_order(outcome: Outcome) -> None:
    for reading in (everybody(outcome), *by_trait_level(everybody(outcome))):
        whole = [m.name for m in wrongful(reading) if "." not in m.name]
        assert whole == list(FOUR)


def test_groups_add_up(outcome: Outcome) -> None:
    levels = {reading.group.label: wrongful(reading) for reading in by_trait_level(everybody(outcome))}
    assert set(levels) == {"sex: man", "sex: woman"}
    assert levels["sex: man"].one("wrongful_entries_share", "sex: man").numerator == 5
    assert levels["sex: woman"].one("wrongful_entries_share", "sex: woman").numerator == 1
    assert levels["sex: woman"].one("wrongful_restricted_share", "sex: woman").value == 1.0


def test_without_entries_a_share_has_no_value_and_a_rate_is_zero() -> None:
    found = wrongful(everybody(outcome_of(trial_of())))
    assert found.one("wrongful_entries_share").value is None
    assert "no adverse entries" in found.one("wrongful_entries_share").why
    assert found.one("wrongful_restricted_share").value is None
    assert found.one("wrongful_restricted_days").value == 0.0
    assert found.one("clean_ever_restricted_share").value == 0.0


def test_other_days(outcome: Outcome) -> None:
    found = restricted(everybody(outcome))
    assert found.one("restricted_people_share").numerator == 3
    assert {m.name: m.numerator for m in found if m.name.endswith("days")} == {
        "restricted_days": 100,
        "protected_restricted_days": 6,
        "joint_restricted_days": 2,
        "twofold_restricted_days": 5,
        "rightful_restricted_days": 100 - 50 - 6 - 2 + 5,
        "others_restricted_days": 3,
        "lost_reward_days": 4,
    }


def test_people_without_a_row_count_where_the_start_itself_is_restricted() -> None:
    sanction: dict[str, Any] = {"id": "no-loan", "tiers": ["good"], "service": "loan", "effect": "refused"}
    trial = trial_of(ladder(consequences=[{**sanction, "grade": "assumed", "why": "made for a test"}]), days=10)
    men = ids_of(trial, MAN)
    subjects = [{"subject": men[0], "restricted_days": 3, "first_restricted": 0, "own_misdeed": 1}]
    flows = {"restricted_days": {MAN: 3 + 10 * (len(men) - 1), WOMAN: 10 * len(ids_of(trial, WOMAN))}}
    reading = everybody(outcome_of(trial, subjects=subjects, flows=flows))
    assert restricted(reading).one("restricted_people_share").value == 1.0
    clean = wrongful(reading).one("clean_ever_restricted_share")
    assert (clean.numerator, clean.denominator) == (N_PEOPLE - 1, N_PEOPLE - 1)
