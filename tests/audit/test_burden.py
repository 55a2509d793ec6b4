import pytest
from tests.audit.hand_made import DAYS, MAN, act, ids_of, outcome_of, town, trial_of

from xinyong.audit.burden import burden, costs
from xinyong.audit.reading import everybody
from xinyong.results.outcome import Outcome

THEFT, NOISE, GAMING = 0, 1, 5
"""Of severity 3, 1 and 0."""


def fall(number: int, kind: int, day: int, ended: int = -1, **more: int) -> dict[str, int]:
    found = {"recipient": number, "act": kind, "true_act": kind, "day": day, "points": -90, "ended": ended}
    return found | {"outcome": 1 if ended >= 0 else 0} | more


def lived(noise_ends: int = 110) -> Outcome:
    """Ten first entries each: for theft 20 days; for noise until `noise_ends`, of which one is shown for 30 days more;
    and for games none. Later entries, and first ones of the last year, are not counted."""
    graver = [act("theft", "theft", severity=3), act("noise", "noise", severity=1)]
    world = town(acts=[*graver, *(act(one.id, one.kind) for one in town().acts[2:])])
    trial = trial_of(world=world)
    ids = ids_of(trial, MAN)
    thieves, noisy, players = ids[:10], ids[10:20], ids[20:30]
    ledger = [fall(one, THEFT, 10, 30) for one in thieves]
    ledger += [fall(one, NOISE, 10, noise_ends) for one in noisy]
    ledger[10] |= {"published": 10, "shown_until": 40}
    ledger += [fall(one, GAMING, 10, points=0) for one in players]
    ledger += [fall(thieves[0], NOISE, 300, 700), fall(ids[40], THEFT, 700)]
    # Two on one day: neither is a first entry.
    ledger += [fall(ids[41], THEFT, 10, 700), fall(ids[41], NOISE, 10, 700, clause=1)]
    days = {**dict.fromkeys(thieves, 20), **dict.fromkeys(noisy, noise_ends - 10), **dict.fromkeys(players, 0),
            thieves[0]: 420, ids[40]: DAYS - 700, ids[41]: 690}  # fmt: skip
    subjects = [{"subject": one, "restricted_days": n, "scored": 1} for one, n in days.items()]
    return outcome_of(trial, ledger=ledger, subjects=subjects)


def test_what_first_entries_cost_by_act() -> None:
    found = {one.act: (one.severity, one.entries, one.days) for one in costs(everybody(lived()).facts)}
    assert found == {THEFT: (3, 10, 200), NOISE: (1, 10, 1030), GAMING: (0, 10, 0)}


def test_a_lighter_act_that_costs_twice_as_much_is_out_of_order() -> None:
    """Of three pairs, noise costs 103 days against 20 for theft; games cost nothing, which is out of no order."""
    found = burden(everybody(lived())).one("burden_out_of_order")
    assert (found.numerator, found.denominator) == (1, 3)
    assert burden(everybody(lived(48))).one("burden_out_of_order").numerator == 1
    assert burden(everybody(lived(46))).one("burden_out_of_order").numerator == 0


def test_what_a_step_of_severity_costs() -> None:
    found = burden(everybody(lived()))
    assert found.one("burden_per_step").value == pytest.approx((20 - 0) / 3)
    assert found.one("burden_per_step.severity-1").value == pytest.approx(103)
    assert found.one("burden_per_step.severity-0").value == 0.0


def test_too_few_first_entries_are_no_pair() -> None:
    found = burden(everybody(outcome_of(trial_of())))
    assert found.one("burden_out_of_order").value is None
    assert "10 first entries watched for a year" in found.one("burden_per_step").why
