"""How long objections wait for a desk: against the discrete-time chain of its queue.

Objections come as a Poisson process. The sitting at the end of a window decides what waits by then, first come first
served, at most as many as the desk has capacity for; what came in that very window is among it. So what is left after a
sitting is max(0, left before + arrived - capacity): a chain, whose stationary mean is found by power iteration. By
Little's law in discrete time a filing misses as many sittings as are left on the mean for each that arrives, and
it is filed on any day of its window alike.

Source: Little 1961, "A proof for the queuing formula: L = λW", doi:10.1287/opre.9.3.383.
"""

from dataclasses import dataclass
from math import exp

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.oracle.cited import WHY, Json, cited, days, name
from tests.oracle.plain import act, desk, objection, plain_scheme, plain_trial, plain_world, sight
from tests.verification.close import assert_near
from tests.verification.engines import kernel

from xinyong.results.outcome import Outcome

A_DAY = 1
"""Decisions that the desk of a place is able to make, and so the capacity of a window is that of its days."""
PEOPLE = 100
"""In each place; a desk of its own hears them."""
MOST_LEFT = 400


@dataclass(frozen=True)
class Queue:
    """A desk that sits after each window of some days, under a load, in many places, for some time after a first."""

    window_days: int
    load: float
    n_places: int
    n_windows: int
    first_windows: int


FAST = (Queue(7, 0.5, 30, 200, 20), Queue(7, 0.9, 40, 300, 120), Queue(1, 0.5, 20, 300, 50))
LONG = (Queue(7, 0.5, 60, 600, 20), Queue(7, 0.9, 100, 1_200, 250), Queue(1, 0.9, 40, 4_000, 1_200))

every_queue = pytest.mark.parametrize(
    "queue", [*FAST, *(pytest.param(one, marks=pytest.mark.slow) for one in LONG)], ids=str
)


def poisson(mean: float, n: int) -> NDArray[np.float64]:
    """Return the chances of 0 … n − 1."""
    found = np.empty(n)
    found[0] = exp(-mean)
    for k in range(1, n):
        found[k] = found[k - 1] * mean / k
    return found


def mean_left(arrive: float, capacity: int) -> float:
    """Return the stationary mean of what is left after a sitting, by power iteration over 0 … MOST_LEFT − 1."""
    arrivals, left = poisson(arrive, 80), np.zeros(MOST_LEFT)
    left[0] = 1.0
    while True:
        waiting = np.convolve(left, arrivals)
        after = waiting[capacity : capacity + MOST_LEFT].copy()
        after[0] += waiting[:capacity].sum()
        if np.abs(after - left).sum() < 1e-12:
            return float(np.arange(MOST_LEFT) @ after)
        left = after


def mean_wait_days(queue: Queue) -> float:
    """Return how many days lie between the day of a filing and the sitting that decides it, on the mean."""
    capacity = A_DAY * queue.window_days
    arrive = queue.load * capacity
    return (queue.window_days + 1) / 2 + queue.window_days * mean_left(arrive, capacity) / arrive


def played(queue: Queue) -> Outcome:
    """Play places in each of which everybody told objects at once; a decision arrives on the day after a sitting."""
    office = desk("office", capacity=100_000 * A_DAY / PEOPLE, takes=0) | {"sits_every": days(queue.window_days)}
    world = plain_world(
        places=[place(f"place-{number}") for number in range(queue.n_places)],
        acts=[act("theft", "theft", 365 * queue.load * A_DAY / PEOPLE)],
        sights=[sight("theft")],
        desks=[office],
    )
    notice = {"by": "letter", "delay": days(0), **WHY}
    scheme = plain_scheme(objection=objection(), notice=notice, consequences=[])
    n_days = queue.window_days * queue.n_windows
    return kernel(plain_trial(scheme, world, n_people=PEOPLE * queue.n_places, days=n_days,
                              window_days=queue.window_days))  # fmt: skip


def place(id_: str) -> Json:
    return {"id": id_, "name": name(id_), "residents": cited(1000, "person"), "room": 1 << 16}


def test_the_chain_of_one_decision_a_window_has_its_closed_form() -> None:
    """With one decision a sitting the mean left is λ² / (2 (1 − λ)) (Pollaczek 1930, Khinchin 1932)."""
    for arrive in (0.5, 0.9):
        assert abs(mean_left(arrive, 1) - arrive**2 / (2 * (1 - arrive))) < 1e-7


@every_queue
def test_objections_wait_as_long_as_the_chain_of_their_desk_says(queue: Queue) -> None:
    outcome = played(queue)
    ledger, n_days = outcome.ledger, queue.window_days * queue.n_windows
    first, last = queue.first_windows * queue.window_days, n_days - n_days // 20
    among = (ledger["filed"] >= first) & (ledger["filed"] < last)
    assert (ledger["decided"][among] >= 0).all()
    place_of = outcome.trial.people.places_of(ledger["recipient"][among])
    waits = np.bincount(place_of, ledger["decided"][among] - ledger["filed"][among], queue.n_places)
    filings = np.bincount(place_of, minlength=queue.n_places)
    # A ratio of sums over places that share nothing: its variance is that of what each has beside its filings' due.
    mean = waits.sum() / filings.sum()
    apart = waits - mean * filings
    variance = apart @ apart * queue.n_places / (queue.n_places - 1) / filings.sum() ** 2
    assert_near(mean, mean_wait_days(queue), variance)
    # The test is only as good as it is sharp: a sitting more or less would be seen.
    assert 4 * variance**0.5 < queue.window_days
