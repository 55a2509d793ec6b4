"""A weighted index: what it comes to, how long it holds, and that both engines reckon alike."""

from typing import Any

import pytest
from tests.oracle.cited import Json, days, points, points_or_none, share
from tests.oracle.equal import differences
from tests.oracle.plain import channel, plain_scheme, plain_trial, plain_world, refusal, rule, score, tier

from xinyong.engine import play as engine
from xinyong.experiment.replay import differing
from xinyong.reference.play import play
from xinyong.results.agree import contradictions
from xinyong.results.outcome import Outcome
from xinyong.scheme.clauses import Scheme


def dimension(id_: str, start: int, weight: float, floor: int | None = None, ceiling: int | None = None) -> Json:
    bounds = {"floor": points_or_none(floor), "ceiling": points_or_none(ceiling)}
    return {"id": id_, "start": points(start), **bounds, "weight": share(weight)}


def indexed(refresh: int, **changes: Any) -> Scheme:
    """Return an index between 350 and 950 of money (0.7) and conduct (0.3), on which theft and help count."""
    parts = [dimension("money", 500, 0.7), dimension("conduct", 500, 0.3)]
    made: Json = {
        "score": score("index", start=650, floor=350, ceiling=950, parts=parts, refresh=days(refresh)),
        "tiers": [tier("good", 640), tier("bad")],
        "rules": [rule("theft", "theft", -100, part="money"), rule("help", "help", 50, 14, part="conduct")],
        "consequences": [refusal(tiers=["bad"])],
    }
    return plain_scheme(**(made | changes))


def reckoned(outcome: Outcome, subject: int, day: int) -> int:
    """Return the index of a subject from the entries in force on a day, in plain arithmetic."""
    ledger = outcome.ledger
    money = conduct = 500
    for row in range(len(ledger["day"])):
        ended = ledger["ended"][row] if ledger["ended"][row] >= 0 else 10_000
        if ledger["recipient"][row] == subject and ledger["day"][row] <= day < ended:
            if ledger["clause"][row] == 0:
                money += int(ledger["points"][row])
            else:
                conduct += int(ledger["points"][row])
    money, conduct = min(max(money, 0), 1000), min(max(conduct, 0), 1000)
    return 350 + 600 * (7 * money + 3 * conduct) // (1000 * 10)


@pytest.mark.parametrize(("refresh", "last"), [(1, 34), (30, 30), (10, 30)])
def test_the_score_is_the_index_of_the_last_reckoning(refresh: int, last: int) -> None:
    outcome = play(plain_trial(indexed(refresh)))
    scores = dict(zip(outcome.subjects["subject"].tolist(), outcome.subjects["score"].tolist(), strict=True))
    assert len(set(scores.values())) > 5
    assert {subject: reckoned(outcome, subject, last) for subject in scores} == scores


@pytest.mark.parametrize("window_days", [7, 1])
@pytest.mark.parametrize("refresh", [1, 7, 10, 100])
def test_both_engines_reckon_alike(refresh: int, window_days: int) -> None:
    world = plain_world(channels=[channel("camera", misattributed=0.3)])
    trial = plain_trial(indexed(refresh), world, window_days=window_days)
    assert differences(play(trial), engine.play(trial, threads=2)) == []


def test_until_it_is_reckoned_an_index_holds() -> None:
    outcome = play(plain_trial(indexed(100)))
    assert len(outcome.ledger["day"]) > 100
    first_day = set(outcome.ledger["recipient"][outcome.ledger["day"] == 0].tolist())
    held = [s for who, s in zip(*(outcome.subjects[n].tolist() for n in ("subject", "score")), strict=True)
            if who not in first_day]  # fmt: skip
    assert set(held) == {650}


def test_an_index_can_be_ranked() -> None:
    tiers = [{"id": "good", "top": share(0.4)}, {"id": "bad"}]
    ranks = score("index", start=650, floor=350, ceiling=950, refresh=days(7), rank_every=days(7),
                  parts=[dimension("money", 500, 0.7, 400, 510), dimension("conduct", 500, 0.3)])  # fmt: skip
    trial = plain_trial(indexed(7, score=ranks, tiers=tiers))
    found = engine.play(trial, threads=1)
    assert len(set(found.thresholds["value"].tolist())) > 1
    assert differences(play(trial), found) == []


def test_a_kept_run_agrees_with_itself_and_is_played_again() -> None:
    outcome = engine.play(plain_trial(indexed(10)), threads=1)
    assert list(contradictions(outcome)) == []
    assert differing(outcome, range(30)) is None


def test_subtotals_that_bite_contradict_nothing() -> None:
    parts = [{"id": "money", "start": points(60), "floor": points(45), "ceiling": points(70)},
             {"id": "conduct", "start": points(40), "floor": points_or_none(None), "ceiling": points(41)}]  # fmt: skip
    rules = [
        rule("theft", "theft", -10, part="money"),
        rule("help", "help", 5, part="conduct"),
        rule("prayer", "prayer", 1),
    ]
    outcome = engine.play(plain_trial(plain_scheme(score=score(parts=parts), rules=rules)), threads=1)
    assert list(contradictions(outcome)) == []
    assert outcome.subjects["score"].min() >= 45 + 40
