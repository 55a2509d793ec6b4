"""A running score comes into a better tier by decay alone, on its day, whatever told the person meanwhile."""

import pytest
from tests.oracle.cited import NONE, WHY, days, points
from tests.oracle.equal import differences
from tests.oracle.plain import act, plain_scheme, plain_trial, plain_world, refusal, rule, score, sight, tier
from tests.reference.story import total

from xinyong.engine import play as engine
from xinyong.reference.play import play as play_reference

EVERY = 10


@pytest.mark.parametrize("window_days", [7, 1])
def test_a_refusal_on_the_way_does_not_put_it_off(window_days: int) -> None:
    """Theft takes 10 points, five decays lead back into the first tier; flights are asked for, and refused, weekly."""
    decay = {"points": points(1), "every": days(EVERY), **WHY}
    scheme = plain_scheme(
        score=score("running", decay=decay),
        tiers=[tier("fine", 95), tier("low")],
        rules=[rule()],
        consequences=[refusal(tiers=["low"])],
        notice=NONE,
    )
    world = plain_world(acts=[act("theft", "theft", 1)], sights=[sight("theft")])
    trial = plain_trial(scheme, world, n_people=300, days=200, window_days=window_days)
    reference, kernel = play_reference(trial), engine.play(trial, threads=1)
    assert total(reference, "refused.flight") > 100
    assert differences(reference, kernel) == []
