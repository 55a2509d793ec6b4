"""SCORE-1 in Mesa, left to itself: every person is called every day and keeps a clock of their next act."""

from __future__ import annotations

import mesa
from benchmarks.score_1.outputs import Tally
from benchmarks.score_1.persons import Office, act, begin, settle


class Person(mesa.Agent):
    """A person with an account."""

    def step(self) -> None:
        """Live a day."""
        office, day = self.model.office, self.model.day
        if self.inbox or self.due == day or office.decays:
            settle(self, office, day)
        if self.next_act < day + 1:
            act(self, self.unique_id - 1, office, day)


class Town(mesa.Model):
    """The people and their office."""

    def __init__(self, people: int, seed: int) -> None:
        super().__init__(seed=seed)
        self.office = Office(people, seed, self.random)
        self.day = 0
        Person.create_agents(self, people)
        for person, propensity in zip(self.agents, self.office.sampler.propensity.tolist(), strict=True):
            begin(person, propensity, self.random)
        self.everyone = list(self.agents)

    def step(self) -> None:
        """Play a day; the order of people within it does not matter, so they are not shuffled."""
        self.office.deliver(self.everyone, self.day)
        self.agents.do("step")
        self.office.close(self.day)
        self.day += 1


def play(people: int, days: int, seed: int) -> Tally:
    """Play `days` days of SCORE-1 and return its counts."""
    town = Town(people, seed)
    for _ in range(days):
        town.step()
    return town.office.tally
