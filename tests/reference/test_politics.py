"""A chosen opposition ends a scheme, or does not; a chosen support moves who opts in and who objects."""

import numpy as np
import pytest
from tests.oracle.cited import WHY, Json, cited, name, share
from tests.oracle.plain import objection, plain_scheme, plain_trial, plain_world, refusal, rule

from xinyong.population.world import World
from xinyong.reference.play import play
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import FOREVER

HALT: Json = {"when_opposition": share(0.5), **WHY}


def opposed(value: float, day: str = "2020-01-10") -> World:
    steps = [{"id": "step", "from": day, "share": share(value)}]
    return plain_world(politics={"opposition": steps})


def supported(value: float, **world: object) -> World:
    numbers = {"measured": share(0.8), "opts_in": cited(4, "ratio"), "objects": cited(0.2, "ratio")}
    return plain_world(**({"politics": {"support": {"share": share(value), **numbers}}} | world))


def total(outcome: Outcome, metric: str) -> int:
    return int(outcome.flows[:, outcome.layout.row[metric]].sum())


def test_a_scheme_ends_with_the_week_in_which_opposition_reaches_the_share() -> None:
    trial = plain_trial(plain_scheme(halt=HALT), opposed(0.6))
    assert trial.regimes[0] is not None
    assert trial.regimes[0].end_day == 14
    outcome = play(trial)
    assert 7 < max(outcome.ledger["day"]) < 14
    assert set(outcome.ledger["outcome"].tolist()) == {4}
    assert any("a chosen input, no forecast" in said for said in trial.warnings)


@pytest.mark.parametrize("value", [0, 0.49])
def test_opposition_below_the_share_changes_nothing(value: float) -> None:
    plain, with_it = play(plain_trial()), play(plain_trial(plain_scheme(halt=HALT), opposed(value)))
    assert np.array_equal(plain.flows, with_it.flows)
    assert with_it.trial.warnings == ()


def test_the_sooner_of_a_day_and_of_opposition_ends_it() -> None:
    for day, end in (("2020-01-06", 5), ("2020-02-01", 14)):
        trial = plain_trial(plain_scheme(halt={"date": day, **HALT}), opposed(0.6))
        assert trial.regimes[0] is not None
        assert trial.regimes[0].end_day == end


def test_opposition_older_than_the_scheme_ends_it_with_its_first_week() -> None:
    scheme = plain_scheme(halt=HALT, in_force={"from": "2020-01-20"})
    trial = plain_trial(scheme, opposed(0.6, "2020-01-02"))
    assert trial.regimes[0] is not None
    assert (trial.regimes[0].start_day, trial.regimes[0].end_day) == (19, 21)


def test_what_survives_a_halt_survives_opposition() -> None:
    lists = [{"id": "black", "name": name("Black"), **WHY}]
    listing = {"list": "black", "term": {"none": True, **WHY}, **WHY}
    scheme = plain_scheme(
        lists=lists, rules=[rule(listing=listing)], consequences=[refusal(lists=["black"])],
        halt={"survives": ["black"], **HALT},
    )  # fmt: skip
    outcome = play(plain_trial(scheme, opposed(0.6)))
    listed = outcome.flows[:, outcome.layout.row["listed.black"]].sum(axis=(1, 2))
    assert listed[-1] == listed[1] > 0
    assert outcome.trial.regimes[0] is not None
    assert outcome.trial.regimes[0].end_day < FOREVER


def test_who_approves_opts_in_more_and_objects_less() -> None:
    consent = {"needed": True, **WHY}
    asks = plain_scheme(consent=consent)
    few, many = (total(play(plain_trial(asks, supported(v, opt_in=share(0.5)))), "entries.true") for v in (0.1, 0.8))
    assert few < 0.6 * many
    contests = plain_scheme(objection=objection())
    some, none = (total(play(plain_trial(contests, supported(v))), "filed") for v in (0.8, 1))
    assert 0 < none < some


def test_support_moves_nothing_where_nobody_is_asked() -> None:
    runs = [play(plain_trial(plain_scheme(), world)) for world in (plain_world(), supported(0.1))]
    assert np.array_equal(runs[0].flows, runs[1].flows)
