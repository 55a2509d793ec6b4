from typing import Any

import numpy as np
from tests.audit.hand_made import MAN, WHY, WOMAN, cited, ids_of, ladder, outcome_of, town, trial_of

from xinyong.experiment.deltas import counts, restricted_ids
from xinyong.reference.play import Play, play

SANCTION: dict[str, Any] = {"id": "no-loan", "tiers": ["good"], "service": "loan", "effect": "refused", **WHY}


def test_counts_of_a_run() -> None:
    trial = trial_of()
    ids = ids_of(trial, MAN)
    ledger = [
        {"recipient": ids[0], "cause": 2, "published": 3},
        {"recipient": ids[0], "protected": 1, "published": 4},
        {"recipient": ids[1], "adverse": 0, "overdue": 3},
    ]
    flows = {
        "adverse": {MAN: 2},
        "restricted_days": {MAN: 7},
        "refused.loan": {MAN: 4, WOMAN: 1},
        "taken.theft": {MAN: 3},
        "taken.noise": {WOMAN: 2},
        "taken.petition": {WOMAN: 5},
        "recorded.donation": {WOMAN: 6},
        "filed": {MAN: 1},
    }
    subjects = [{"subject": ids[0], "restricted_days": 7, "first_restricted": 3}]
    found = counts(outcome_of(trial, ledger=ledger, flows=flows, subjects=subjects))
    expected = {
        "restricted_people": 1,
        "restricted_days": 7,
        "never_told_people": 1,
        "entries": 3,
        "adverse_entries": 2,
        "mistaken_entries": 1,
        "protected_entries": 1,
        "overdue_entries": 1,
        "people_published": 1,
        "refused_requests": 5,
        "refused.loan": 5,
        "misdeeds_taken": 5,
        "protected_acts_taken": 5,
        "good_deeds_recorded": 6,
        "objections_filed": 1,
    }
    assert {name: found[name] for name in expected} == expected
    assert all(isinstance(count, int) for count in found.values())


def test_those_with_a_row() -> None:
    trial = trial_of()
    ids = ids_of(trial, MAN)
    subjects = [{"subject": ids[1], "restricted_days": 2, "first_restricted": 0}, {"subject": ids[2]}]
    found = restricted_ids(outcome_of(trial, subjects=subjects, flows={"restricted_days": {MAN: 2}}))
    assert found.tolist() == [ids[1]]


def test_those_without_a_row_where_the_start_is_restricted() -> None:
    trial = trial_of(ladder(consequences=[SANCTION]), days=10)
    men = ids_of(trial, MAN)
    subjects = [{"subject": men[0]}]
    flows = {"restricted_days": {MAN: 10 * (len(men) - 1), WOMAN: 10 * len(ids_of(trial, WOMAN))}}
    found = restricted_ids(outcome_of(trial, subjects=subjects, flows=flows))
    assert found.tolist() == [number for number in trial.people.ids().tolist() if number != men[0]]


def test_those_who_did_not_opt_in_are_not_restricted() -> None:
    scheme = ladder(consequences=[SANCTION], consent={"needed": True, **WHY})
    trial = trial_of(scheme, town(opt_in=cited(0.4, "share")), n_people=100, days=14)
    running = Play(trial)
    consenting = [number for number, subject in running.subjects.items() if subject.scored]
    assert 10 < len(consenting) < 90
    assert np.array_equal(restricted_ids(play(trial)), consenting)
