"""Shadows: without errors there is none to see, and leaving out the reckoning of equal ones changes nothing."""

import pytest
from tests.oracle.cases import Case, first_cases
from tests.oracle.cited import NONE, Json, share
from tests.oracle.equal import differences
from tests.oracle.rewrite import rewritten

from xinyong.arrays import DAYS
from xinyong.reference.account import Account
from xinyong.reference.play import play


@pytest.mark.parametrize("case", first_cases(4))
def test_every_shadow_reckoned_every_day_says_the_same(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    sparing = play(case.trial())
    monkeypatch.setattr(Account, "can_differ", lambda _: True)
    assert differences(sparing, play(case.trial())) == []


def without_errors(text: Json) -> None:
    text["purge"] = NONE
    text["imports"] = []
    for channel in text["channels"]:
        channel.update(misattributed=share(0), false_reports=[])
    for sight in text["sights"]:
        sight.pop("taken_for", None)
    for desk in text["desks"]:
        desk.update(carries_out=desk["takes"] | {"value": 0, "range": [0, 0]})


@pytest.mark.parametrize("case", first_cases(3))
def test_where_facts_are_right_and_terms_are_kept_nothing_is_wrongful(case: Case) -> None:
    outcome = play(case.trial(world=rewritten(case.world, without_errors)))
    assert len(outcome.ledger["day"]) > 0
    assert not (outcome.ledger["cause"] > 0).any()
    assert not (outcome.ledger["overdue"] >= 0).any()
    for name in DAYS:
        if name.startswith("wrongful") or name in {"twofold", "joint", "lost_reward"}:
            assert outcome.subjects[f"{name}_days"].sum() == 0, name


def without_protection(text: Json) -> None:
    for act in text["acts"]:
        act.pop("protects", None)
        if act["id"] == "petition":
            act["kind"] = "obstruction"


@pytest.mark.parametrize("case", first_cases(3, lambda case: case.scheme.tiers))
def test_what_is_protected_changes_how_days_are_booked_and_nothing_else(case: Case) -> None:
    a = play(case.trial(response="none"))
    b = play(case.trial(response="none", world=rewritten(case.world, without_protection)))
    booked = {"protected", "own_misdeed", "protected_days", "twofold_days", "joint_days"}
    for table in ("ledger", "foreign", "sittings", "subjects"):
        left, right = getattr(a, table), getattr(b, table)
        assert all((left[n] == right[n]).all() for n in left if n not in booked), table
    assert b.ledger["protected"].sum() == b.subjects["protected_days"].sum() == b.subjects["joint_days"].sum() == 0
