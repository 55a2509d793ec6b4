from typing import Any

import numpy as np
import pytest
from tests.audit.hand_made import MAN, WHY, WOMAN, cited, ladder, outcome_of, town, trial_of

from xinyong.audit.fates import Counterpart, Fates
from xinyong.audit.favours import favours
from xinyong.audit.measure import Measures
from xinyong.audit.reading import by_trait_level, everybody
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme
from xinyong.trial.trial import Trial


def reward(service: str, effect: str) -> dict[str, Any]:
    return {"id": f"{service}-{effect}", "tiers": ["good"], "service": service, "effect": effect, **WHY}


def scheme(*rewards: dict[str, Any]) -> Scheme:
    return ladder(consequences=list(rewards))


def trial(*rewards: dict[str, Any], quota: bool = True) -> Trial:
    """Return a trial in a town with bicycles for hire and, with `quota`, fewer places in school than are asked for."""
    services: list[dict[str, Any]] = [
        {"id": name, "name": {"en": name}, "rate": cited(1, "per year")} for name in ("loan", "bike", "school")
    ]
    if quota:
        services[2]["quota"] = cited(5, "per 100000 per day")
    return trial_of(scheme(*rewards), town(services=services))


FLOWS = {
    "favoured.bike": {MAN: 30, WOMAN: 10},
    "favoured.school": {MAN: 40, WOMAN: 20},
    "full_favoured.school": {MAN: 10, WOMAN: 0},
}


def found(a_trial: Trial, *, beside: bool = True) -> Measures:
    outcome, law = outcome_of(a_trial, flows=FLOWS), _law(a_trial)
    return favours(everybody(outcome), Counterpart(law, Fates(_cells(a_trial))) if beside else None)


def _law(a_trial: Trial) -> Outcome:
    """Return ordinary law, under which four of ten requests find room in school."""
    return outcome_of(a_trial, flows={"requested.school": {MAN: 100, WOMAN: 100}, "full.school": {MAN: 60, WOMAN: 60}})


def _cells(a_trial: Trial) -> Any:
    return np.zeros((len(a_trial.windows), 6, 2, 4), np.int64)


def test_requests_with_a_deposit_waived() -> None:
    one = found(trial(reward("bike", "waived"))).one("deposits_waived")
    assert one.numerator == 40
    assert one.value == pytest.approx(1000 * 40 / 400)


def test_two_sorts_of_reward_at_one_service_cannot_be_told_apart() -> None:
    one = found(trial(reward("bike", "waived"), reward("bike", "favoured"))).one("deposits_waived")
    assert one.value is None
    assert "counted together at: bike" in one.why


def test_nothing_waived_is_said_and_not_zero() -> None:
    assert (
        found(trial(reward("school", "favoured"))).one("deposits_waived").why == "no scheme of this run waives anything"
    )


def test_granted_beyond_what_the_lot_would_have_granted() -> None:
    """Of 70 favoured requests 60 are granted; the lot would have granted 28."""
    measures = found(trial(reward("school", "favoured")))
    assert measures.one("granted_instead").numerator == pytest.approx(60 - 70 * 0.4)
    assert measures.one("granted_instead.school").numerator == pytest.approx(32)


def test_by_group() -> None:
    a_trial = trial(reward("school", "favoured"))
    beside = Counterpart(_law(a_trial), Fates(_cells(a_trial)))
    whole = everybody(outcome_of(a_trial, flows=FLOWS))
    by_group = {group.group.label: favours(group, beside) for group in by_trait_level(whole)}
    assert by_group["sex: woman"].one("granted_instead", "sex: woman").numerator == pytest.approx(20 - 20 * 0.4)


def test_where_there_is_room_for_all_nobody_is_granted_more() -> None:
    for one in (trial(reward("loan", "favoured")), trial(reward("school", "favoured"), quota=False)):
        measure = found(one).one("granted_instead")
        assert measure.value is None
        assert "less room than requests" in measure.why


def test_nobody_waits_in_this_model() -> None:
    assert (
        found(trial(reward("school", "favoured"))).one("granted_instead.waiting_saved").why.startswith("not modelled")
    )


def test_without_the_same_lives_it_was_not_asked() -> None:
    measure = found(trial(reward("school", "favoured")), beside=False).one("granted_instead")
    assert measure.why.startswith("not asked")
