"""What others gave is told on the day it arrives: ratings, and where those tied to a subject stand."""

from dataclasses import replace

import numpy as np
from tests.oracle.cited import cited, days, points
from tests.oracle.plain import plain_scheme, plain_trial, plain_world, refusal, score
from tests.oracle.rating import stars

from xinyong.experiment.given import given_events
from xinyong.experiment.story import tell
from xinyong.reference.play import play


def test_ratings_are_told_when_they_arrive() -> None:
    world = plain_world(encounters={"rate": cited(100, "per year"), "stars": [stars((0, 0, 0, 0, 1))]})
    tiers = [{"id": "high", "at_least": points(3500)}, {"id": "low"}]
    scheme = plain_scheme(
        score=score("rating", start=3000, prior=cited(1, "person"), board=days(7)), tiers=tiers, rules=[],
        consequences=[refusal(tiers=["low"])],
    )  # fmt: skip
    outcome = play(plain_trial(scheme, world))
    rated = int(outcome.ratings["recipient"][0])
    told = [event for event in tell(outcome, rated, "for a test").events if event.sort == "ratings"]
    here = outcome.ratings["recipient"] == rated
    assert [event.day for event in told] == sorted(outcome.ratings["due"][here].tolist())
    assert all("5.00 of 5 stars by weight" in event.text for event in told)
    assert sum(event.data["stars"] for event in told) == int(outcome.ratings["stars"][here].sum())


def test_ties_are_told_when_they_change() -> None:
    outcome = play(plain_trial(plain_scheme(), plain_world()))
    tied = {"recipient": np.array([3]), "due": np.array([14]), "value": np.array([750])}
    (event,) = given_events(replace(outcome, tied=tied), 3)
    assert (event.day, event.sort, event.data) == (14, "ties", {"mean": 750})
    assert event.text.endswith("becomes 750 of 1,000")
    assert not [*given_events(replace(outcome, tied=tied), 4)]
