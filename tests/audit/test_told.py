import pytest
from tests.audit.hand_made import ids_of, outcome_of, trial_of

from xinyong.audit.reading import everybody
from xinyong.audit.told import told


def test_notice_refusal_and_silence_share_out_the_restricted() -> None:
    trial = trial_of()
    ids = ids_of(trial, 0)
    ways = [(1, 0), (1, 2), (0, 1), (0, 3), (0, 0), (0, 0), (0, 0), (0, 0)]
    subjects = [
        {"subject": ids[i], "restricted_days": 1, "first_restricted": 0, "noticed": noticed, "refusals": refusals}
        for i, (noticed, refusals) in enumerate(ways)
    ]
    subjects.append({"subject": ids[20], "noticed": 0, "refusals": 0})
    found = told(everybody(outcome_of(trial, subjects=subjects, flows={"restricted_days": {0: 8}})))
    assert found.one("never_told_share").value == pytest.approx(4 / 8)
    assert found.one("told_by_refusal_share").value == pytest.approx(2 / 8)


def test_nobody_restricted_is_no_share() -> None:
    found = told(everybody(outcome_of(trial_of())))
    assert found.one("never_told_share").value is None
    assert "restricted" in found.one("never_told_share").why
