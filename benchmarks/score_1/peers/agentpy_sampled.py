"""SCORE-1 in AgentPy with a sparse sampler from outside: only people to whom something happens are called."""

from __future__ import annotations

import agentpy
from benchmarks.score_1.outputs import Tally
from benchmarks.score_1.persons import Office, begin, sampled_day, settle


class Person(agentpy.Agent):
    """A person with an account."""

    def live(self) -> None:
        """Have records applied, a decision, a turn of decay."""
        settle(self, self.model.office, self.model.t - 1)


class Town(agentpy.Model):
    """The people and their office."""

    def setup(self) -> None:
        """Make the people."""
        self.office = Office(self.p.people, self.p.seed, self.random)
        self.people = agentpy.AgentList(self, self.p.people, Person)
        self.everyone = list(self.people)
        for person in self.everyone:
            begin(person, 1.0, self.random)

    def step(self) -> None:
        """Play a day."""
        for person in sampled_day(self.everyone, self.office, self.t - 1):
            person.live()
        self.office.close(self.t - 1)


def play(people: int, days: int, seed: int) -> Tally:
    """Play `days` days of SCORE-1 and return its counts."""
    town = Town({"people": people, "seed": seed, "steps": days})
    town.run(display=False)
    return town.office.tally
