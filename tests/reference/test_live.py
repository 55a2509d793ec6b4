"""Conduct answers to the standing of the morning: which row of the response a candidate is held against."""

import numpy as np
from tests.oracle.cited import WHY, cited, days, share
from tests.oracle.plain import act, plain_scheme, plain_trial, plain_world, rule, score, tier
from tests.reference.story import black_list, record

from xinyong.reference.day import play_day
from xinyong.reference.live import _row
from xinyong.reference.play import Play
from xinyong.trial.trial import Trial

DETERRENCE = {
    "certainty": cited(1, "ratio"),
    "elasticity": cited(1, "elasticity"),
    "spill": share(0),
}


def rows_by_day(trial: Trial, n_days: int) -> list[int]:
    subject = Play(trial).subjects[0]
    found = []
    for day in range(n_days):
        play_day(subject, day, n_days)
        found.append(_row(subject, day))
    return found


def test_the_row_is_the_tier_while_a_scheme_governs() -> None:
    scheme = plain_scheme(
        tiers=[tier("best", 100), tier("good", 95), tier("bad")],
        rules=[rule(validity=3)],
        in_force={"from": "2020-01-03", "to": "2020-01-10"},
    )
    trial = plain_trial(scheme, script=(record(4),))
    assert rows_by_day(trial, 11) == [-1, -1, 0, 0, 2, 2, 2, 0, 0, -1, -1]


def test_a_scheme_of_lists_alone_has_one_row() -> None:
    listing = {"list": "black", "term": days(3), **WHY}
    scheme = plain_scheme(score=None, tiers=[], lists=[black_list()], consequences=[],
                          rules=[rule(size=None, listing=listing)])  # fmt: skip
    assert rows_by_day(plain_trial(scheme, script=(record(1),)), 3) == [0, 0, 0]


def test_nobody_who_stayed_out_answers_to_a_scheme() -> None:
    scheme = plain_scheme(consent={"needed": True, **WHY})
    trial = plain_trial(scheme, plain_world(opt_in=share(0)))
    assert rows_by_day(trial, 3) == [-1, -1, -1]


def test_who_has_more_to_lose_takes_fewer_candidates() -> None:
    """With stakes of 10/6 (so 1) from 100 and nothing worse than the bad tier, thefts are halved in the good tier."""
    world = plain_world(acts=[act("theft", "theft", 150)], sights=[], deterrence=DETERRENCE)
    trial = plain_trial(plain_scheme(score=score()), world, response="deterrence")
    regime = trial.regimes[0]
    assert regime is not None
    good, _, without = regime.take[:, 0, 0]
    assert good * 2 == without
    running = Play(trial)
    for subject in running.subjects.values():
        for day in range(14):
            play_day(subject, day, 14)
    counts = np.array(next(iter(running.tallies.values())).counts)
    taken, candidates = (int(counts[running.layout.row[f"{what}.theft"]].sum()) for what in ("taken", "candidates"))
    assert abs(taken / candidates - 1 / 2) < 0.06
