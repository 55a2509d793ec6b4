"""A trial: names, days and thresholds resolved once for both engines."""

from __future__ import annotations

import numpy as np
import pytest
from tests.oracle.cited import cited
from tests.oracle.plain import act, plain_scheme, plain_trial, plain_world, refusal, rule, score, tier

from xinyong.errors import InputError
from xinyong.trial.trial import FOREVER, trial
from xinyong.vocabulary import WIDE


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"window_days": 3}, "found a window of 3 days; expected 7 or 1"),
        ({"days": 0}, "found a run of 0 days"),
        ({"seed": -1}, "found seed -1"),
        ({"seed": 1 << 64}, "expected a whole number from 0 to"),
        ({"response": "panic"}, "found response `panic`"),
    ],
)
def test_numbers_out_of_range_are_refused(asked: dict[str, int], said: str) -> None:
    with pytest.raises(InputError, match=said.replace("*", r"\*")):
        trial(plain_scheme(), plain_world(), **{"n_people": 100, "days": 7, **asked})  # type: ignore[arg-type]


def test_windows_cover_the_run_and_the_last_is_cut() -> None:
    assert plain_trial(days=16).windows == [(0, 7), (7, 14), (14, 16)]
    assert plain_trial(days=3, window_days=1).windows == [(0, 1), (1, 2), (2, 3)]


def test_dates_become_days_of_the_world() -> None:
    later = plain_scheme(in_force={"from": "2020-02-01"}, halt={"on": "2020-03-01", "why": "test"})
    regime = plain_trial(later).regimes[0]
    assert regime is not None
    assert (regime.start_day, regime.end_day) == (31, 60)
    always = plain_trial(plain_scheme(in_force={})).regimes[0]
    assert always is not None
    assert (always.start_day, always.end_day) == (0, FOREVER)


def test_a_response_above_the_bound_is_cut_and_named() -> None:
    story = {"certainty": cited(1, "share"), "elasticity": cited(2, "elasticity"), "spill": cited(0, "share")}
    world = plain_world(
        acts=[act("help", "volunteering", 10, bound=cited(11, "per year"))], sights=[], deterrence=story
    )
    scheme = plain_scheme(
        score=score(), tiers=[tier("A", 100), tier("C")], rules=[rule("help", "help", 50)],
        consequences=[refusal(tiers=["C"])],
    )  # fmt: skip
    found = plain_trial(scheme, world, response="deterrence")
    assert found.cut == ("plain: tier 0: help", "plain: tier 1: help")
    regime = found.regimes[0]
    assert regime is not None
    assert int(regime.answers.take.max()) == WIDE
    assert np.array_equal(regime.answers.take[-1], found.odds.take)


def test_a_scheme_with_nothing_in_it_is_ordinary_law_alone() -> None:
    empty = plain_scheme(score=None, tiers=[], rules=[], consequences=[])
    assert plain_trial(empty).regimes == (None,)
