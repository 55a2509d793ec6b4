"""What others gave a told life that is no record: ratings, and where those tied to it stand."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xinyong.experiment.events import Event
from xinyong.population.encounters import MOST_STARS
from xinyong.results.outcome import Outcome


def given_events(outcome: Outcome, subject: int) -> Iterator[Event]:
    """Yield what arrived of a week's ratings, and what the mean of those tied to a subject became."""
    table = outcome.ratings
    for row in np.flatnonzero(table["recipient"] == subject).tolist():
        found = {name: int(table[name][row]) for name in ("ratings", "stars", "weights")}
        mean = f"{found['stars'] / found['weights']:.2f} of {MOST_STARS} stars" if found["weights"] else "no weight"
        said = f"{found['ratings']} rating{'s' if found['ratings'] != 1 else ''} by others arrive, {mean} by weight"
        yield Event(int(table["due"][row]), "ratings", said, found)
    for row in np.flatnonzero(outcome.tied["recipient"] == subject).tolist():
        mean_tier = int(outcome.tied["value"][row])
        said = f"the mean of the tiers of those tied to the subject becomes {mean_tier:,} of 1,000"
        yield Event(int(outcome.tied["due"][row]), "ties", said, {"mean": mean_tier})
