"""SCORE-1 in Starsim: its own Bernoulli draws ask everyone every day, or a sampler from outside says who acts."""

from __future__ import annotations

import numpy as np
import starsim as ss
from benchmarks.score_1.dense import Asking
from benchmarks.score_1.draws import Sampler
from benchmarks.score_1.outputs import Tally
from benchmarks.score_1.town import COLUMNS, Borrowed, Year


class Score(ss.Module):
    """The scheme as a module; the accounts are states of the framework."""

    def __init__(self, people: int, seed: int, *, sampled: bool) -> None:
        super().__init__()
        rng = np.random.default_rng(seed)
        self.define_states(
            ss.FloatArr("score", default=100),
            ss.FloatArr("last_wrong", default=0),
            ss.FloatArr("outstanding", default=0),
            ss.BoolState("pending", default=False),
        )
        sampler = Sampler(people, rng) if sampled else self.asking(people, rng)
        self.borrowed = Borrowed(Year(people, rng, sampler))

    def asking(self, people: int, rng: np.random.Generator) -> Asking:
        """Return what asks everyone by the framework's own draws."""
        self.busy = ss.bernoulli(p=0.5)
        asking = Asking(people, rng, lambda: np.asarray(self.busy.filter(), dtype=np.int32))
        self.busy.set(p=lambda uids: asking.busy[uids])
        return asking

    def step(self) -> None:
        """Play a day: read the states, write back those that changed."""
        written = self.borrowed.day(self.ti, {name: self.states_of(name).values for name in COLUMNS})
        for name, column in written.items():
            self.states_of(name)[:] = column

    def states_of(self, name: str) -> ss.Arr:
        """Return one of the states."""
        return getattr(self, name)


def play(people: int, days: int, seed: int, *, sampled: bool = False) -> Tally:
    """Play `days` days of SCORE-1 and return its counts; `sampled`: a sampler from outside says who acts."""
    score = Score(people, seed, sampled=sampled)
    sim = ss.Sim(n_agents=people, modules=score, start=ss.days(0), dur=ss.days(days - 1), dt=ss.days(1), rand_seed=seed,
                 verbose=0, copy_inputs=False, people_results=False)  # fmt: skip
    sim.run()
    return score.borrowed.year.tally
