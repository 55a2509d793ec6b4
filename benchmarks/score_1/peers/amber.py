"""SCORE-1 in AMBER, in columns: everyone is asked every day, or a sampler from outside says who acts."""

from __future__ import annotations

import ambr
import numpy as np
from benchmarks.score_1.dense import drawing
from benchmarks.score_1.outputs import Tally
from benchmarks.score_1.town import COLUMNS, Borrowed, Year


class Town(ambr.Model):
    """The people, in the columns of the framework."""

    def setup(self) -> None:
        """Make the people."""
        people = self.p["people"]
        self.add_agents(people, score=np.full(people, 100, np.int16), last_wrong=np.zeros(people, np.int16),
                        outstanding=np.zeros(people, np.int16), pending=np.zeros(people, np.bool_))  # fmt: skip
        self.day = 0
        self.borrowed = Borrowed(Year(people, self.rng, drawing(people, self.rng, sampled=self.p["sampled"])))

    def step_vectorized(self) -> None:
        """Play a day: read the columns, write back those that changed."""
        columns = dict(zip(COLUMNS, self.agents.numpy(*COLUMNS), strict=True))
        self.agents.set(**self.borrowed.day(self.day, columns))
        self.day += 1


def play(people: int, days: int, seed: int, *, sampled: bool = False) -> Tally:
    """Play `days` days of SCORE-1 and return its counts; `sampled`: a sampler from outside says who acts."""
    town = Town({"people": people, "steps": days, "seed": seed, "sampled": sampled, "show_progress": False})
    town.cpu(mode="vectorized").run()
    return town.borrowed.year.tally
