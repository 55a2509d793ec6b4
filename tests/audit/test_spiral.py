import pytest
from tests.audit.hand_made import DAYS, MAN, WOMAN, act, ids_of, outcome_of, town, trial_of

from xinyong.audit.measure import Measures
from xinyong.audit.reading import by_trait_level, everybody
from xinyong.audit.spiral import spiral
from xinyong.results.outcome import Outcome

DEBT = 1


def fall(number: int, day: int, ended: int = -1) -> dict[str, int]:
    """Return an entry that alone brings its recipient down to the tier with a sanction."""
    return {"recipient": number, "day": day, "points": -90, "ended": ended, "outcome": 1 if ended >= 0 else 0}


def lived() -> Outcome:
    """A man is restricted again 50 days after, a woman 500 days after, two women never again, a man without an end."""
    trial = trial_of(world=town(acts=[act("theft", "theft"), act("debt", "debt-default"), act("petition", "petition"),
                                      act("donation", "blood-donation")]))  # fmt: skip
    man, woman = ids_of(trial, MAN), ids_of(trial, WOMAN)
    ledger = [
        fall(man[0], 10, 30), fall(man[0], 80, 90),
        fall(woman[0], 10, 20), fall(woman[0], 520, 530),
        fall(woman[1], 10, 20), fall(woman[2], 10, 330),
        fall(man[1], 10),
    ]  # fmt: skip
    unpaid = {"true_act": DEBT, "act": DEBT, "points": 0}
    ledger += [
        {"recipient": man[1], "day": 60, "act_day": 50, **unpaid},
        {"recipient": man[0], "day": 60, "act_day": 50, **unpaid},
        {"recipient": man[0], "day": 61, "act_day": 29, **unpaid},
        # Somebody else's debt, and a theft: neither is counted.
        {"recipient": man[0], "day": 62, "act_day": 29, **unpaid, "origin_subject": woman[5]},
    ]
    days = {man[0]: 30, woman[0]: 20, woman[1]: 10, woman[2]: 320, man[1]: DAYS - 10}
    subjects = [{"subject": one, "restricted_days": n, "scored": 1} for one, n in days.items()]
    return outcome_of(trial, ledger=ledger, subjects=subjects)


def found() -> Measures:
    return spiral(everybody(lived()))


def test_the_share_restricted_again_within_a_year() -> None:
    """Watched after the first: 50 days and back, 500 and back, 710 and not, 400 and not."""
    again = found().one("hardship_spiral")
    assert again.value == pytest.approx(1 / 4)
    assert (again.numerator, again.denominator) == (1, 4)
    assert again.band == "luck"
    assert again.low is not None
    assert 0 <= again.low < 0.25


def test_debts_left_unpaid_while_restricted() -> None:
    part = found().one("hardship_spiral.while_restricted")
    assert (part.numerator, part.denominator) == (2, 3)


def test_by_group() -> None:
    groups = {group.group.label: spiral(group) for group in by_trait_level(everybody(lived()))}
    assert groups["sex: woman"].one("hardship_spiral", "sex: woman").denominator == 3
    assert groups["sex: man"].one("hardship_spiral", "sex: man").value == 1.0


def test_a_run_too_short_to_say_says_so() -> None:
    trial = trial_of(days=200)
    number = ids_of(trial, MAN)[0]
    subjects = [{"subject": number, "restricted_days": 10, "scored": 1}]
    again = spiral(everybody(outcome_of(trial, ledger=[fall(number, 10, 20)], subjects=subjects)))[0]
    assert again.value is None
    assert "nobody was watched for a year" in again.why


def test_where_spells_cannot_be_read_back_there_is_no_figure() -> None:
    trial = trial_of()
    ids = ids_of(trial, MAN)
    subjects = [{"subject": ids[0], "restricted_days": 3, "scored": 1}]
    again = spiral(everybody(outcome_of(trial, ledger=[fall(ids[0], 10, 20)], subjects=subjects)))[0]
    assert "cannot be read back" in again.why
