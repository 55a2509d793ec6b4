from typing import Any

import pytest
from tests.audit.hand_made import MAN, WHY, act, cited, ids_of, ladder, outcome_of, town, trial_of

from xinyong.audit.measure import Measures
from xinyong.audit.reading import everybody
from xinyong.audit.unjustified import unjustified
from xinyong.population.world import World

LAW, LOCAL, SILENT = {"basis": "law"}, {"basis": "local"}, dict[str, str]()


def ban(tier: str, service: str, **basis: str) -> dict[str, Any]:
    return {"id": f"no-{service}-{tier}", "tiers": [tier], "service": service, "effect": "refused", **WHY, **basis}


def indebted() -> World:
    """Return the town with a debt that somebody may pay."""
    met = {"share": cited(0.5, "share"), "after": cited(10, "day"), "spread": cited(5, "day")}
    return town(acts=[act("theft", "theft"), act("debt", "debt-default", met=met), act("petition", "petition"),
                      act("donation", "blood-donation")])  # fmt: skip


def found(*bans: dict[str, Any], world: World | None = None) -> Measures:
    """Return the figures of two men: one poor for 20 days, then fair for 80, and one fair for 50, who paid after 10."""
    trial = trial_of(ladder(consequences=list(bans)), world or town())
    one, other = ids_of(trial, MAN)[:2]
    ledger = [
        {"recipient": one, "day": 10, "points": -30, "ended": 110, "outcome": 1},
        {"recipient": one, "day": 10, "points": -30, "ended": 30, "outcome": 1, "met": -1},
        {"recipient": other, "day": 10, "points": -30, "ended": 60, "outcome": 1, "met": 20},
    ]
    ledger[0]["met"] = -1
    fair = any("fair" in one["tiers"] for one in bans)
    days = {one: 100 if fair else 20, other: 50 if fair else 0}
    subjects = [{"subject": number, "restricted_days": n, "scored": 1} for number, n in days.items()]
    flows = {"restricted_days": {MAN: 150}, "protected_days": {MAN: 7}, "others_days": {MAN: 3}}
    return unjustified(everybody(outcome_of(trial, ledger=ledger, subjects=subjects, flows=flows)))


def days(measures: Measures, part: str) -> object:
    value = measures.one(f"unjustified_restricted_days.{part}").value
    return None if value is None else pytest.approx(value / 1000 * 400)


def test_days_on_which_no_sanction_names_a_statute() -> None:
    assert days(found(ban("poor", "loan", **LAW), ban("fair", "loan", **LOCAL)), "no_statutory_basis") == 130
    assert days(found(ban("poor", "loan", **LAW), ban("fair", "loan", **LAW)), "no_statutory_basis") == 0


def test_a_sanction_that_states_no_basis_gives_a_range() -> None:
    one = found(ban("poor", "loan", **LOCAL), ban("fair", "loan", **SILENT))
    measure = one.one("unjustified_restricted_days.no_statutory_basis")
    assert days(one, "no_statutory_basis") == 20
    assert measure.high == pytest.approx(1000 * 150 / 400)
    assert measure.band == "assumed"


def test_days_for_protected_conduct_and_in_the_stead_of_others_are_those_of_the_series() -> None:
    measures = found(ban("poor", "loan"))
    assert days(measures, "protected") == 7
    assert days(measures, "others") == 3


def test_days_after_the_debt_was_paid() -> None:
    """The second man paid on day 20 and was restricted until day 60."""
    measures = found(ban("fair", "loan"), ban("poor", "loan"), world=indebted())
    assert days(measures, "after_paid") == 40
    assert found(ban("fair", "loan")).one("unjustified_restricted_days.after_paid").value is None


def test_a_list_is_no_sum() -> None:
    assert found(ban("poor", "loan")).one("unjustified_restricted_days").why.startswith("a list and no sum")
