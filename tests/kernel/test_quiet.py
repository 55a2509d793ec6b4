"""How those without entries stand, day by day, against somebody of the reference to whom nothing happens."""

import numpy as np
import pytest
from tests.kernel.calling import running
from tests.oracle.cited import WHY, Json, days, points
from tests.oracle.plain import act, plain_scheme, plain_trial, plain_world, refusal, score, tier

from xinyong.kernel import rows as c
from xinyong.reference.play import Play
from xinyong.trial.trial import Trial

DECAY = {"points": points(3), "every": days(5), **WHY}
DATED = refusal("dated", tiers=["good"], in_force={"from": "2020-01-10", "to": "2020-01-20"})

SCHEMES: dict[str, Json] = {
    "always": {},
    "restricted from the start": {"consequences": [refusal(tiers=["good"])]},
    "restricted for a while": {"consequences": [DATED]},
    "begins late and ends": {"in_force": {"from": "2020-01-05", "to": "2020-01-25"}, "consequences": [DATED]},
    "above its ceiling": {
        "score": score("running", ceiling=90, decay=DECAY),
        "tiers": [tier("good", 92), tier("bad")],
    },
    "without a score": {"score": None, "tiers": [], "rules": [], "consequences": []},
    "rewarded": {"consequences": [refusal(tiers=["good"]) | {"effect": "waived"}]},
}


def nothing_happens(what: str) -> Trial:
    world = plain_world(acts=[act("theft", "theft", 0)], sights=[], channels=[])
    return plain_trial(plain_scheme(**SCHEMES[what]), world)


@pytest.mark.parametrize("what", SCHEMES)
def test_tables_by_day_say_where_somebody_without_entries_stands(what: str) -> None:
    trial = nothing_happens(what)
    law = running(trial).stage.law.numbers
    book = int(law[c.W_BOOKS])
    covers = int(law[book + c.B_COVERS_ALL])
    first = covers * (trial.days + 1)
    tables = {name: law[law[book + column] + first :][: trial.days] for name, column in (
        ("score", c.B_QUIET_SCORE), ("tier", c.B_QUIET_TIER), ("bound", c.B_QUIET_BOUND),
        ("restricted", c.B_QUIET_RESTRICTED),
    )}  # fmt: skip
    played = Play(trial, only=frozenset([0]))
    restricted = []
    for day in range(trial.days):
        played.window(day, day + 1)
        standing = played.subjects[0].standing
        expected = (standing.score, standing.tier, int(bool(standing.bound))) if standing else (0, -1, 0)
        assert (tables["score"][day], tables["tier"][day], tables["bound"][day]) == expected, f"day {day}"
        restricted.append(played.subjects[0].days["restricted"])
    days_so_far = law[law[book + c.B_QUIET_DAYS] + first :][1 : trial.days + 1]
    assert days_so_far.tolist() == restricted
    assert np.diff(days_so_far, prepend=0).tolist() == tables["restricted"].tolist()
    assert law[law[book + c.B_QUIET_FIRST] + covers] == played.subjects[0].first_restricted
    assert bool(law[book + c.B_RESTLESS]) == (what == "above its ceiling")


def test_everybody_is_looked_at_again_on_the_days_on_which_a_clause_turns() -> None:
    law = running(nothing_happens("begins late and ends")).stage.law.numbers
    turning = law[law[law[c.W_BOOKS] + c.B_TURNING_DAY] :][:35]
    assert [turning[day] for day in (0, 3, 4, 8, 9, 18, 19, 23)] == [4, 4, 9, 9, 19, 19, 24, 24]
    assert turning[24] == c.FOREVER
