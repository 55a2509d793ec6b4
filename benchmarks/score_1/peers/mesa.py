"""SCORE-1 in Mesa: every person is called every day and keeps a clock of their next act; or a sampler from outside says
who acts, and only people to whom something happens are called."""

from __future__ import annotations

import mesa
from benchmarks.score_1.outputs import Tally
from benchmarks.score_1.persons import Office, act, begin, sampled_day, settle


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

    def __init__(self, people: int, seed: int, *, sampled: bool) -> None:
        super().__init__(seed=seed)
        self.office = Office(people, seed, self.random)
        self.sampled, self.day = sampled, 0
        Person.create_agents(self, people)
        for person, propensity in zip(self.agents, self.office.sampler.propensity.tolist(), strict=True):
            begin(person, propensity, self.random, sampled=sampled)
        self.everyone = list(self.agents)

    def step(self) -> None:
        """Play a day; the order of people within it does not matter, so they are not shuffled."""
        if self.sampled:
            for person in sampled_day(self.everyone, self.office, self.day):
                person.step()
        else:
            self.office.deliver(self.everyone, self.day)
            self.agents.do("step")
        self.office.close(self.day)
        self.day += 1


def play(people: int, days: int, seed: int, *, sampled: bool = False) -> Tally:
    """Play `days` days of SCORE-1 and return its counts; `sampled`: a sampler from outside says who acts."""
    town = Town(people, seed, sampled=sampled)
    for _ in range(days):
        town.step()
    return town.office.tally
