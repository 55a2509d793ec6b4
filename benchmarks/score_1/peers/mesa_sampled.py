"""SCORE-1 in Mesa with a sparse sampler from outside: only people to whom something happens are called."""

from __future__ import annotations

import mesa
from benchmarks.score_1.outputs import Tally
from benchmarks.score_1.persons import Office, begin, sampled_day, settle


class Person(mesa.Agent):
    """A person with an account."""

    def step(self) -> None:
        """Have records applied, a decision, a turn of decay."""
        settle(self, self.model.office, self.model.day)


class Town(mesa.Model):
    """The people and their office."""

    def __init__(self, people: int, seed: int) -> None:
        super().__init__(seed=seed)
        self.office = Office(people, seed, self.random)
        self.day = 0
        Person.create_agents(self, people)
        for person in self.agents:
            begin(person, 1.0, self.random)
        self.everyone = list(self.agents)

    def step(self) -> None:
        """Play a day."""
        for person in sampled_day(self.everyone, self.office, self.day):
            person.step()
        self.office.close(self.day)
        self.day += 1


def play(people: int, days: int, seed: int) -> Tally:
    """Play `days` days of SCORE-1 and return its counts."""
    town = Town(people, seed)
    for _ in range(days):
        town.step()
    return town.office.tally
