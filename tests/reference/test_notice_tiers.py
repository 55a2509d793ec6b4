"""Notices sent on coming into a tier, and objections that are open only to those who had a notice."""

from typing import Any

import numpy as np
import pytest
from tests.oracle.cited import NONE, WHY, days
from tests.oracle.equal import differences
from tests.oracle.plain import (
    channel,
    false_report,
    objection,
    plain_scheme,
    plain_trial,
    plain_world,
    refusal,
    rule,
    score,
    tier,
)

from xinyong.engine import play as engine
from xinyong.reference.play import play
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.results.summary import total
from xinyong.scheme.clauses import Scheme
from xinyong.trial.trial import Trial

BANDS = [tier("good", 95), tier("fair", 75), tier("bad")]


def notice(*tiers: str, delay: int = 2, **more: Any) -> dict[str, Any]:
    return {"by": "letter", "delay": days(delay), "tiers": list(tiers), **more, **WHY}


def scheme(*tiers: str, delay: int = 2, tells: str = "all", **changes: Any) -> Scheme:
    """Return a scheme in which a first theft leads from good to fair, and a third one to bad."""
    told = notice(*tiers, delay=delay, **({"tells": tells} if tiers else {}))
    return plain_scheme(**({"notice": told, "tiers": BANDS, "consequences": []} | changes))


def played(made: Scheme, **changes: Any) -> Outcome:
    trial: Trial = plain_trial(made, **({"n_people": 100, "days": 42} | changes))
    return play(trial)


def of_each(outcome: Outcome) -> list[list[tuple[int, int]]]:
    """Return, for everybody with an entry, the day and the day of notice of each entry, in their order."""
    ledger = outcome.ledger
    order = np.lexsort([ledger["day"], ledger["recipient"]])
    rows = zip(*(ledger[name][order].tolist() for name in ("recipient", "day", "noticed")), strict=True)
    found: dict[int, list[tuple[int, int]]] = {}
    for recipient, day, noticed in rows:
        found.setdefault(recipient, []).append((day, noticed))
    return list(found.values())


def test_nobody_is_told_where_nobody_comes_into_the_tier() -> None:
    """All begin in the best tier and none comes back to it; who stands in it from the start does not come into it."""
    outcome = played(scheme("good"))
    silent = played(plain_scheme(notice=NONE, tiers=BANDS, consequences=[]))
    assert total(outcome, "noticed") == 0 < len(outcome.ledger["day"])
    assert result_sha256(outcome) == result_sha256(silent)


def test_coming_into_a_tier_tells_of_all_that_stands() -> None:
    """Each theft costs 10, so the third leads to bad: two days later all so far are told of, and later ones never."""
    for mine in of_each(played(scheme("bad"))):
        led_there = mine[2][0] if len(mine) > 2 else 42
        for day, noticed in mine:
            assert noticed == (led_there + 2 if day <= led_there < 40 else -1)


def test_the_latest_are_those_of_the_day_that_led_there() -> None:
    """Nobody steals twice on a day here, so one entry alone is told of: the third."""
    once = plain_world(acts=[{**one.model_dump(exclude_none=True), "once_a_day": True} for one in plain_world().acts])
    outcome = played(scheme("bad", tells="latest", delay=0), world=once)
    for mine in of_each(outcome):
        assert [day for day, noticed in mine if noticed >= 0] == [noticed for _, noticed in mine if noticed >= 0]
        assert [noticed >= 0 for _, noticed in mine] == [place == 2 for place in range(len(mine))]


def test_each_tier_named_tells_of_what_was_not_told_before() -> None:
    both, first, second = (played(scheme(*names)) for names in (("fair", "bad"), ("fair",), ("bad",)))
    told = [one.ledger["noticed"] >= 0 for one in (both, first, second)]
    assert (told[0] == told[1] | told[2]).all()
    assert (told[2] & ~told[1]).any()
    assert (both.ledger["noticed"] <= second.ledger["noticed"])[told[2]].all()
    assert told[0].sum() == total(both, "noticed")


def test_where_every_entry_leads_into_the_tier_people_are_told_as_when_it_is_made() -> None:
    """One entry each at most, which leads to bad: on coming there is then on being entered."""
    world = plain_world(channels=[channel("camera", delay=1)])
    rules = [rule(size=-60, repeat=None)]
    ever, in_tier = (
        played(scheme(*names, tells="all", rules=rules, tiers=[tier("good", 95), tier("bad")]), world=world, days=9)
        for names in ((), ("bad",))
    )
    first = [mine[0] for mine in of_each(ever)]
    assert first == [mine[0] for mine in of_each(in_tier)]
    assert any(noticed >= 0 for _, noticed in first)


def test_who_comes_back_into_the_tier_is_told_again_of_what_is_new() -> None:
    """Entries end after five days, so people rise and fall: nobody is told twice of one entry, and most are told."""
    outcome = played(scheme("fair", "bad", delay=0, rules=[rule(validity=5)]), days=84)
    told = outcome.ledger["noticed"] >= 0
    again = [mine for mine in of_each(outcome) if len({noticed for _, noticed in mine if noticed >= 0}) > 1]
    assert total(outcome, "noticed") == told.sum()
    assert len(again) > 20


def test_an_objection_that_needs_a_notice_is_not_open_to_those_whom_a_refusal_told() -> None:
    refused: dict[str, Any] = {"consequences": [refusal(tiers=["fair", "bad"])]}
    asks: dict[str, Any] = {"objection": objection(window=10, counts_from="notice")}
    needs: dict[str, Any] = {"objection": objection(window=10, counts_from="notice", needs_notice=True)}
    world = plain_world(channels=[channel("camera", false_reports=[false_report("theft", 10)])])
    free, tied = (played(scheme("bad", **(refused | one)), world=world) for one in (asks, needs))
    by_refusal = free.ledger["known_by"] == 2
    assert (free.ledger["filed"][by_refusal] >= 0).any()
    filed = tied.ledger["filed"] >= 0
    assert filed.any()
    assert (tied.ledger["noticed"][filed] >= 0).all()
    assert ((tied.ledger["filed"] - tied.ledger["noticed"])[filed] == 0).all()
    assert (tied.ledger["known"][filed] < tied.ledger["noticed"][filed]).any()
    assert total(tied, "late") == 0


@pytest.mark.parametrize("window_days", [1, 7])
@pytest.mark.parametrize("tells", ["all", "latest"])
def test_both_engines_tell_the_same(tells: str, window_days: int) -> None:
    made = scheme("bad", tells=tells, score=score("running", floor=0, ceiling=200), delay=0,
                  objection=objection(window=15, counts_from="notice", needs_notice=True))  # fmt: skip
    world = plain_world(channels=[channel("camera", misattributed=0.3)])
    trial = plain_trial(made, world, days=42, window_days=window_days)
    assert differences(play(trial), engine.play(trial, threads=1)) == []
