"""Conduct answers to the standing of the morning: which row of the response a candidate is held against."""

from tests.oracle.cited import WHY, cited, days, share
from tests.oracle.plain import act, plain_scheme, plain_trial, plain_world, refusal, rule, score, tier
from tests.reference.story import black_list, record

from xinyong.files.evidence import Cited
from xinyong.reference.day import play_day
from xinyong.reference.live import row_of_answers
from xinyong.reference.play import Play, play
from xinyong.trial.trial import Trial

DETERRENCE = {
    "certainty": cited(1, "ratio"),
    "elasticity": cited(1, "elasticity"),
    "spill": share(0),
}
STORIED = plain_world(
    deterrence=DETERRENCE | {"elasticity": cited(0, "elasticity")},
    hardship={"ratio": cited(2, "ratio")},
    evasion={"share": share(1)},
)
"""A world in which nobody is deterred, sanctions ruin people, and whoever has something to hide hides it."""


def rows_by_day(trial: Trial, n_days: int) -> list[int]:
    subject = Play(trial).subjects[0]
    found = []
    for day in range(n_days):
        play_day(subject, day, n_days)
        regime = trial.regimes[0]
        assert regime is not None
        found.append(row_of_answers(subject, regime, day))
    return found


def test_the_row_is_the_tier_while_a_scheme_governs() -> None:
    scheme = plain_scheme(
        tiers=[tier("best", 100), tier("good", 95), tier("bad")],
        rules=[rule(validity=3)],
        in_force={"from": "2020-01-03", "to": "2020-01-10"},
    )
    trial = plain_trial(scheme, script=(record(4),))
    assert rows_by_day(trial, 11) == [3, 3, 0, 0, 2, 2, 2, 0, 0, 3, 3]


def test_in_hardship_a_sanction_has_rows_of_its_own() -> None:
    listing = {"list": "black", "term": days(9), **WHY}
    scheme = plain_scheme(
        lists=[black_list()],
        rules=[rule(validity=3, listing=listing)],
        consequences=[refusal(lists=["black"])],
        halt={"date": "2020-01-07", "survives": ["black"], **WHY},
    )
    trial = plain_trial(scheme, STORIED, script=(record(2),), response="hardship")
    # The bad tier while the points last, the sanction while the list does, even when the scheme has ended.
    assert rows_by_day(trial, 13) == [0, 0, 4, 4, 4, 3, 5, 5, 5, 5, 5, 2, 2]


def test_who_evades_is_not_recorded_and_good_deeds_are_not_hidden() -> None:
    outcome = play(plain_trial(plain_scheme(), STORIED, response="evasion"))
    counts = {name: int(outcome.flows[:, row].sum()) for name, row in outcome.layout.row.items()}
    assert counts["displaced.theft"] == counts["taken.theft"] > 100
    assert counts["recorded.theft"] == counts["displaced.help"] == counts["displaced.prayer"] == 0
    assert counts["recorded.help"] > 100


def test_nobody_evades_before_the_scheme_or_outside_it() -> None:
    late = plain_scheme(in_force={"from": "2020-01-15"}, consent={"needed": True, **WHY})
    world = STORIED.model_copy(update={"opt_in": Cited.model_validate(share(0.5))})
    outcome = play(plain_trial(late, world, response="evasion"))
    moved, taken = (outcome.flows[:, outcome.layout.row[f"{what}.theft"]].sum(axis=(1, 2)) for what in
                    ("displaced", "taken"))  # fmt: skip
    assert moved[:2].tolist() == [0, 0]
    assert 0 < moved[2:].sum() < 0.8 * taken[2:].sum()


def test_a_scheme_of_lists_alone_has_one_row() -> None:
    listing = {"list": "black", "term": days(3), **WHY}
    scheme = plain_scheme(score=None, tiers=[], lists=[black_list()], consequences=[],
                          rules=[rule(size=None, listing=listing)])  # fmt: skip
    assert rows_by_day(plain_trial(scheme, script=(record(1),)), 3) == [0, 0, 0]


def test_nobody_who_stayed_out_answers_to_a_scheme() -> None:
    scheme = plain_scheme(consent={"needed": True, **WHY})
    trial = plain_trial(scheme, plain_world(opt_in=share(0)))
    assert rows_by_day(trial, 3) == [2, 2, 2]


def test_who_has_more_to_lose_takes_fewer_candidates() -> None:
    """With stakes of 10/6 (so 1) from 100 and nothing worse than the bad tier, thefts are halved in the good tier."""
    world = plain_world(acts=[act("theft", "theft", 150)], sights=[], deterrence=DETERRENCE)
    trial = plain_trial(plain_scheme(score=score()), world, response="deterrence")
    regime = trial.regimes[0]
    assert regime is not None
    good, _, without = regime.answers.take[:, 0, 0]
    assert good * 2 == without
    running = Play(trial)
    for subject in running.subjects.values():
        for day in range(14):
            play_day(subject, day, 14)
    counts = next(iter(running.tallies.values())).array()
    taken, candidates = (int(counts[running.layout.row[f"{what}.theft"]].sum()) for what in ("taken", "candidates"))
    assert abs(taken / candidates - 1 / 2) < 0.06
