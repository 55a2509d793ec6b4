"""What a report is made from: a recipe, the outcomes in each response scenario, and their measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from xinyong.audit.fates import Fates
from xinyong.audit.legal.shape import Shape, legal_shape
from xinyong.audit.measure import EVERYBODY, Measure, Measures
from xinyong.experiment.stopping import Stopping
from xinyong.population.world import World
from xinyong.report.paths import spoken
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.count import count_values
from xinyong.scheme.settle import settle

LAW_ALONE = "ordinary law alone"

SCENARIOS = {
    "none": "nobody changes what they do",
    "deterrence": "people weigh the risk",
    "fear-of-error": "people also fear to be taken for others",
    "conformity": "people also look at what becomes of others",
    "reward-seeking": "people also seek the rewards",
    "hardship": "sanctions also drive people into debt",
    "evasion": "people also do it where nobody looks",
    "benefit-bound": "only misdeeds and good deeds answered, as strongly as sources allow (one side)",
    "harm-bound": "only protected and lawful acts answered, as strongly as sources allow (one side)",
}
"""Response scenarios as a reader meets them."""

SHORT = {
    "none": "nobody changes",
    "deterrence": "risk",
    "fear-of-error": "fear of error",
    "conformity": "looking around",
    "reward-seeking": "rewards",
    "hardship": "hardship",
    "evasion": "evasion",
    "benefit-bound": "one side: misdeeds",
    "harm-bound": "one side: lawful acts",
}
"""The same at the head of a column."""


@dataclass(frozen=True, eq=False)
class Column:
    """One response scenario: what was played under the scheme, and the same lives under the baseline rules.

    `measures` are those of the scheme's side, with the range over both ends of what is unknown where there are two;
    `other_end` is the same run at the other end. `fates` and `baseline` are None where the baseline was not played.
    `luck` holds the same figures over several seeds, where several were played; `theirs` those of the baseline's side.
    """

    response: str
    outcome: Outcome
    measures: Measures
    baseline: Outcome | None = None
    fates: Fates | None = None
    other_end: Outcome | None = None
    luck: Measures = field(default_factory=Measures)
    theirs: Measures = field(default_factory=Measures)

    @property
    def said(self) -> str:
        """Return the scenario in words."""
        return SCENARIOS.get(self.response, self.response)

    @property
    def short(self) -> str:
        """Return the scenario in a word or two; `answer.question` says what stands behind them."""
        return SHORT.get(self.response, self.response)


@dataclass(frozen=True, eq=False)
class Material:
    """All that a report may say. The first column is the main one; `against` names the baseline in a sentence.

    stopping  how seeds were added until a rule held; None where all that were asked for were played
    saved     for each count the share of its variance over seeds that pairing saves; None where nothing varied
    """

    recipe: Recipe
    manifest: Mapping[str, Any]
    columns: tuple[Column, ...]
    against: str = LAW_ALONE
    stopping: Stopping | None = None
    saved: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def seeds(self) -> tuple[int, ...]:
        """Return the seeds that were played, in order; that of the recipe where no figure tells any."""
        told = (one for column in self.columns for one in (*column.luck[:1], *column.measures[:1]))
        return tuple(sorted({seed for one in told for seed in one.seeds})) or (self.recipe.seed,)

    @property
    def scheme(self) -> Scheme:
        """Return the scheme as it is written, with what is unknown left unknown."""
        return self.recipe.scheme

    @property
    def settled(self) -> Scheme:
        """Return the scheme as it was played in the main column."""
        return settle(self.recipe.scheme, self.recipe.end)

    @property
    def world(self) -> World:
        """Return the world as it is written."""
        return self.recipe.world

    @property
    def main(self) -> Column:
        """Return the column that charts and counts show."""
        return self.columns[0]

    @property
    def outcome(self) -> Outcome:
        """Return what was played in the main column."""
        return self.main.outcome

    @property
    def n_people(self) -> int:
        """Return how many synthetic people were played."""
        return self.outcome.trial.people.n

    @property
    def days(self) -> int:
        """Return the length of the run in days."""
        return self.outcome.trial.days

    def headline(self, name: str) -> Measure:
        """Return a figure of the main column about everybody, for a sentence; its range is over scenarios and what is
        assumed.

        Raises:
            KeyError: the audit gave none of this name.
        """
        return spoken(self.main.measures.one(name), self.world)

    def answered(self, name: str) -> Measure | None:
        """Return a figure of the scenario in which people respond; None where none was played."""
        found = find(self.responding.measures, name) if self.responding else None
        return spoken(found, self.world) if found else None

    @property
    def responding(self) -> Column | None:
        """Return the first scenario in which people respond, if one was played beside the baseline."""
        return next((c for c in self.columns if c.response != "none" and c.fates is not None), None)

    @cached_property
    def shape(self) -> Shape:
        """Return the legal shape of the scheme, which needs no run."""
        return legal_shape(self.scheme, self.world)

    @cached_property
    def assumed(self) -> str:
        """Return how many rule values are assumed, of how many, and how many are unknown: "N of M rule values …"."""
        counts = [count_values(one) for one in (self.recipe.scheme, *self.recipe.members.values())]
        assumed, total, unknown = (sum(getattr(c, name) for c in counts) for name in ("assumed", "total", "unknown"))
        words = f"{assumed} of {total} rule values are assumed"
        return f"{words}, {unknown} more {'is' if unknown == 1 else 'are'} not known" if unknown else words


def find(measures: Measures, name: str, group: str = EVERYBODY) -> Measure | None:
    """Return a figure by name and group, or None where the audit gave none."""
    return next((one for one in measures if one.name == name and one.group == group), None)
