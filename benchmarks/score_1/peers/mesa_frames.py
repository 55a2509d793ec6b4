"""SCORE-1 in mesa-frames, in columns: everyone is asked every day, or a sampler from outside says who acts.

A whole frame is handed back each day: the framework's own `set` joins the people with themselves and is slower.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from benchmarks.score_1.dense import drawing
from benchmarks.score_1.outputs import Tally
from benchmarks.score_1.town import COLUMNS, Borrowed, Year
from mesa_frames import AgentSetPolars, ModelDF


class People(AgentSetPolars):
    """The people, in the frame of the framework."""

    def __init__(self, people: int, model: ModelDF, *, sampled: bool) -> None:
        super().__init__(model)
        self.day = 0
        self.borrowed = Borrowed(Year(people, model.random, drawing(people, model.random, sampled=sampled)))
        self += pl.DataFrame({
            "unique_id": np.arange(people, dtype=np.int64),
            "score": np.full(people, 100, np.int16),
            "last_wrong": np.zeros(people, np.int16),
            "outstanding": np.zeros(people, np.int16),
            "pending": np.zeros(people, np.bool_),
        })  # fmt: skip

    def step(self) -> None:
        """Play a day: read the columns, write back those that changed."""
        written = self.borrowed.day(self.day, {name: self.agents[name].to_numpy() for name in COLUMNS})
        self.agents = self.agents.with_columns([pl.Series(name, column) for name, column in written.items()])
        self.day += 1


class Town(ModelDF):
    """The model around the people."""

    def __init__(self, people: int, seed: int, *, sampled: bool) -> None:
        super().__init__(seed)
        self.people = People(people, self, sampled=sampled)
        self.agents += self.people


def play(people: int, days: int, seed: int, *, sampled: bool = False) -> Tally:
    """Play `days` days of SCORE-1 and return its counts; `sampled`: a sampler from outside says who acts."""
    town = Town(people, seed, sampled=sampled)
    for _ in range(days):
        town.agents.do("step")
    return town.get_agents_of_type(People).borrowed.year.tally
