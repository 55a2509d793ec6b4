"""SCORE-1 in AgentPy: every person is called every day and keeps a clock of their next act; or a sampler from outside
says who acts, and only people to whom something happens are called."""

from __future__ import annotations

import agentpy
from benchmarks.score_1.outputs import Tally
from benchmarks.score_1.persons import Office, act, begin, sampled_day, settle


class Person(agentpy.Agent):
    """A person with an account."""

    def live(self) -> None:
        """Live a day."""
        office, day = self.model.office, self.model.t - 1
        if self.inbox or self.due == day or office.decays:
            settle(self, office, day)
        if self.next_act < day + 1:
            act(self, self.place, office, day)


class Town(agentpy.Model):
    """The people and their office."""

    def setup(self) -> None:
        """Make the people."""
        self.office = Office(self.p.people, self.p.seed, self.random)
        self.people = agentpy.AgentList(self, self.p.people, Person)
        self.everyone = list(self.people)
        for place, person in enumerate(self.everyone):
            person.place = place
            begin(person, float(self.office.sampler.propensity[place]), self.random, sampled=self.p.sampled)

    def step(self) -> None:
        """Play a day."""
        if self.p.sampled:
            for person in sampled_day(self.everyone, self.office, self.t - 1):
                person.live()
        else:
            self.office.deliver(self.everyone, self.t - 1)
            self.people.live()
        self.office.close(self.t - 1)


def play(people: int, days: int, seed: int, *, sampled: bool = False) -> Tally:
    """Play `days` days of SCORE-1 and return its counts; `sampled`: a sampler from outside says who acts."""
    town = Town({"people": people, "seed": seed, "steps": days, "sampled": sampled})
    town.run(display=False)
    return town.office.tally
