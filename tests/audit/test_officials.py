import pytest
from tests.audit.hand_made import cited, ids_of, outcome_of, town, trial_of

from xinyong.audit.officials import officials
from xinyong.audit.reading import everybody
from xinyong.population.world import World
from xinyong.results.outcome import Outcome

OFFICIAL, RESIDENT = 0, 1
GROUP = "role: official"


def governed() -> World:
    """Return the town with officials and residents, half and half."""
    shares = [{"levels": {"role": level}, "share": cited(0.5, "share")} for level in ("official", "resident")]
    return town(traits={"role": ["official", "resident"]},
                margins=[{"id": "by-role", "traits": ["role"], "shares": shares}])  # fmt: skip


def lived(n_officials: int = 10) -> Outcome:
    """Ten officials and twenty residents are restricted; each theft of residents is entered, and half of theirs."""
    trial = trial_of(world=governed())
    theirs, ours = ids_of(trial, OFFICIAL)[:n_officials], ids_of(trial, RESIDENT)[:20]
    ledger = [{"recipient": number, "day": 5} for number in (*theirs, *ours)]
    # A second clause for the same act, somebody else's theft, and worship: none is one more misdeed answered for.
    ledger += [
        {"recipient": theirs[0], "day": 5, "clause": 2},
        {"recipient": theirs[0], "day": 6, "origin_subject": ours[0], "cause": 1},
        {"recipient": theirs[0], "day": 7, "true_act": 3, "origin_act": 3},
    ]
    days = {**dict.fromkeys(theirs, 10), **dict.fromkeys(ours, 20)}
    subjects = [{"subject": one, "restricted_days": n, "first_restricted": 5} for one, n in days.items()]
    flows = {
        "restricted_days": {OFFICIAL: 10 * n_officials, RESIDENT: 400},
        "wrongful_days": {OFFICIAL: 30, RESIDENT: 30},
        "taken.theft": {OFFICIAL: 20, RESIDENT: 20},
        "taken.noise": {OFFICIAL: 50, RESIDENT: 0},
    }
    return outcome_of(trial, ledger=ledger, subjects=subjects, flows=flows)


def test_each_figure_of_officials_over_that_of_residents() -> None:
    found = officials(everybody(lived()))
    base = "officials_against_residents"
    n_theirs, n_ours = trial_of(world=governed()).people.by_stratum().tolist()
    share = n_ours / n_theirs
    assert found.one(base, GROUP).value == pytest.approx(0.5 * share)
    assert found.one(f"{base}.restricted_days", GROUP).value == pytest.approx(0.25 * share)
    assert found.one(f"{base}.wrongful_days", GROUP).value == pytest.approx(1.0 * share)
    assert found.one(f"{base}.accountability", GROUP).value == pytest.approx(0.5)
    assert {one.reference for one in found} == {"role: resident"}


def test_few_officials_are_not_told() -> None:
    found = officials(everybody(lived(9))).one("officials_against_residents", GROUP)
    assert found.value is None
    assert "fewer than 10 cases among officials" in found.why


def test_a_world_without_officials_says_so() -> None:
    (found,) = officials(everybody(outcome_of(trial_of())))
    assert found.why.startswith("no such trait")
