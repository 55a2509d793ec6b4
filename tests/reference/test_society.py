"""What the counts of a week mean for the next: others restricted around one, and room under a quota."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from tests.oracle.cited import Json, cited, name, share
from tests.oracle.plain import act, plain_scheme, plain_trial, plain_world, refusal, rule, score, tier

from xinyong.engine import play as engine
from xinyong.population.world import World
from xinyong.reference.alone import life_in, lives
from xinyong.reference.diary import diary
from xinyong.reference.play import play
from xinyong.reference.society import Society
from xinyong.results.digest import result_sha256
from xinyong.results.outcome import Outcome
from xinyong.vocabulary import WIDE

STORY = {"certainty": cited(1, "ratio"), "elasticity": cited(1, "elasticity"), "spill": share(0)}
LEVELS = {"conformity": {"pull": cited(1, "ratio"), "full": share(0.4)}, "deterrence": STORY}


def flights(rate: float, quota: float | None) -> Json:
    more = {} if quota is None else {"quota": cited(quota, "per 100000 per day")}
    return {"id": "flight", "name": name("Flight"), "rate": cited(rate, "per year"), **more}


def counts(outcome: Outcome, metric: str) -> list[int]:
    found: list[int] = outcome.flows[:, outcome.layout.row[metric]].sum(axis=(1, 2)).tolist()
    return found


@pytest.mark.parametrize(
    ("restricted", "level"), [(0, 0), (4, 0), (5, 1), (19, 3), (20, 4), (39, 7), (40, 8), (100, 8)]
)
def test_the_level_is_the_number_of_whole_eighths_of_full(restricted: int, level: int) -> None:
    society = Society(plain_trial(world=plain_world(**LEVELS), response="conformity"))
    society.close_window(7, lambda metric, _: restricted if metric == "restricted_people" else 0)
    assert society.around[0].level == level


def test_without_conformity_nobody_minds_the_others() -> None:
    society = Society(plain_trial(world=plain_world(**LEVELS), response="deterrence"))
    society.close_window(7, lambda *_: 100)
    assert society.around[0].level == 0


@pytest.mark.parametrize(
    ("favoured", "others", "served"),
    [
        (0, 700, (WIDE, WIDE // 10)),
        (35, 350, (WIDE, WIDE // 10)),
        (140, 50, (WIDE // 2, 0)),
        (30, 40, (WIDE, WIDE)),
        (0, 0, (WIDE, WIDE)),
    ],
)
def test_a_quota_serves_the_favoured_first(favoured: int, others: int, served: tuple[int, int]) -> None:
    """Of 100 people and a quota of 10,000 a day for 100,000, so 70 requests a week."""
    society = Society(plain_trial(world=plain_world(services=[flights(50, 10_000)])))
    week = Counter({"favoured.flight": favoured, "requested.flight": favoured + others + 9, "refused.flight": 9})
    society.close_window(3, lambda *_: 0)
    society.close_window(7, lambda metric, _: week[metric])
    around = society.around[0]
    assert (around.favoured[0], around.others[0]) == served


def crowded(quota: float | None, window_days: int = 7) -> Outcome:
    scheme = plain_scheme(
        score=score(start=100),
        tiers=[tier("best", 105), tier("good", 90), tier("bad")],
        rules=[rule(validity=14), rule("help", "help", 5, validity=28)],
        consequences=[
            refusal(tiers=["bad"], share=share(0.5)),
            refusal("first", tiers=["best"]) | {"effect": "favoured"},
            refusal("fee", tiers=["good"]) | {"effect": "priced", "amount": cited(30, "yuan")},
        ],
    )
    world = plain_world(services=[flights(300, quota)])
    return engine.play(plain_trial(scheme, world, n_people=500, days=70, window_days=window_days), threads=1)


def test_no_more_are_served_than_the_quota_on_average() -> None:
    """Once people have settled in their tiers, a week is like the one before: 30,000 a day are served."""
    outcome = crowded(30_000)
    assert counts(outcome, "full.flight")[0] == 0
    served = np.array(counts(outcome, "requested.flight")) - counts(outcome, "refused.flight")
    served -= counts(outcome, "full.flight")
    assert served[5:].mean() == pytest.approx(0.3 * 500 * 7, rel=0.05)
    assert sum(counts(outcome, "full_favoured.flight")) < 0.2 * sum(counts(outcome, "favoured.flight"))


def test_a_quota_that_is_never_reached_changes_nothing() -> None:
    assert result_sha256(crowded(1_000_000)) == result_sha256(crowded(None))


def test_every_priced_request_costs_its_amount() -> None:
    outcome = crowded(None)
    assert sum(counts(outcome, "charged.flight")) == 30 * sum(counts(outcome, "burdened.flight")) > 0


def test_society_works_in_whole_weeks_whatever_the_window() -> None:
    week, day = (crowded(30_000, window_days) for window_days in (7, 1))
    for metric in ("full.flight", "full_favoured.flight", "refused.flight"):
        assert sum(counts(week, metric)) == sum(counts(day, metric))


def lively() -> World:
    acts = [act("theft", "theft", 30), act("help", "volunteering", 30), act("prayer", "worship", 30)]
    return plain_world(acts=acts, services=[flights(200, 20_000)], **LEVELS)


@pytest.mark.parametrize("window_days", [7, 1])
def test_somebody_played_alone_meets_the_society_of_the_whole_run(window_days: int) -> None:
    trial = plain_trial(plain_scheme(), lively(), response="conformity", window_days=window_days)
    outcome = play(trial)
    assert result_sha256(engine.play(trial, threads=2)) == result_sha256(outcome)
    assert sum(counts(outcome, "full.flight")) > 0
    everybody = trial.people.ids().tolist()
    found = lives(trial, everybody, outcome)
    assert [life.subject for life in found if life != life_in(outcome, life.subject)] == []
    _, life = diary(trial, everybody[3], outcome)
    assert life == life_in(outcome, everybody[3])
    calm = lives(trial, everybody, replace(outcome, flows=np.zeros_like(outcome.flows)))
    assert [life.subject for life in calm if life != life_in(outcome, life.subject)] != []
