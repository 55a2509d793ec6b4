"""The figures of one recipe beside another in every response scenario, for trying many recipes that differ little.

Ordinary law alone is played once for all scenarios, since nobody responds to a scheme that is not there. A trial that
is decided by the same numbers as that of the first recipe is not played again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from xinyong.audit.fates import Fates
from xinyong.audit.measure import Measures, gathered
from xinyong.audit.measures import audit
from xinyong.experiment.assumptions import settled
from xinyong.experiment.decided import decided_by
from xinyong.experiment.pair import Column
from xinyong.experiment.same_lives import Recording, SideBySide
from xinyong.experiment.staging import column_of, figures, is_law_alone
from xinyong.reference.watch import Watch
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe
from xinyong.trial.trial import Trial, trial

Play = Callable[[Trial, Watch | None], Outcome]
"""Plays a trial; tells the watch of every candidate, if there is one."""


@dataclass(frozen=True, eq=False)
class _Law:
    """Ordinary law alone, played: what it rests on, what was taken, and what came of it."""

    by: tuple[object, ...]
    recording: Recording
    outcome: Outcome


@dataclass(eq=False)
class Family:
    """Figures of recipes beside another, which is played in the world of each; the recipe is side a, the other b.

    other      what each recipe is laid beside
    responses  the scenarios that are played
    play       plays a trial; from several threads where the family is asked from several
    """

    other: Recipe
    responses: tuple[str, ...]
    play: Play
    first_law: _Law | None = None
    first: dict[str, tuple[tuple[object, ...], Measures]] = field(default_factory=dict)

    def __call__(self, recipe: Recipe) -> Measures:
        """Return the figures of a settled recipe about everybody, in every scenario.

        The first recipe that is asked for is the one that others are compared with; ask for others afterwards.
        """
        return self.figures(recipe, self.responses)

    def figures(self, recipe: Recipe, responses: Sequence[str]) -> Measures:
        """Return the figures of a settled recipe about everybody in some of the scenarios."""
        beside = settled(
            replace(
                self.other,
                world=recipe.world,
                n_people=recipe.n_people,
                days=recipe.days,
                seed=recipe.seed,
                window_days=recipe.window_days,
                response="none",
            )
        )
        law = _trial(beside, "none")
        if not is_law_alone(law):
            return gathered(*(self._beside_scheme(recipe, beside, name) for name in responses))
        found = self._law(law)
        return gathered(*(self._beside_law(recipe, name, found, law) for name in responses))

    def _beside_scheme(self, recipe: Recipe, beside: Recipe, response: str) -> Measures:
        a, b = replace(recipe, response=response), replace(beside, response=response)
        return figures(column_of(a, b, play=self.play), None, groups=False)

    def _law(self, law: Trial) -> _Law:
        by = decided_by(law)
        if self.first_law is not None and self.first_law.by == by:
            return self.first_law
        recording = Recording()
        found = _Law(by, recording, self.play(law, recording))
        if self.first_law is None:
            self.first_law = found
        return found

    def _beside_law(self, recipe: Recipe, response: str, law: _Law, law_trial: Trial) -> Measures:
        played = _trial(recipe, response)
        by = (*decided_by(played), *law.by)
        first = self.first.get(response)
        if first is not None and first[0] == by:
            return first[1]
        theirs = replace(law.outcome, trial=replace(law_trial, response=response))
        if response == "none":
            ours = self.play(played, None)
            found = gathered(audit(ours, groups=False), audit(theirs, groups=False, side="b"))
        else:
            side = SideBySide(law.recording, played)
            ours = self.play(played, side)
            # Nobody asks when it happened, and turning one window is quicker than turning all.
            fates = Fates(side.fates().cells.sum(axis=0, keepdims=True)).turned()
            column = Column(response, ours, theirs, fates, "b")
            found = figures(column, None, groups=False)
        self.first.setdefault(response, (by, found))
        return found


def _trial(recipe: Recipe, response: str) -> Trial:
    """Return the trial of a settled recipe in a scenario; nothing in it is left to settle."""
    return trial(
        recipe.scheme,
        recipe.world,
        n_people=recipe.n_people,
        days=recipe.days,
        seed=recipe.seed,
        window_days=recipe.window_days,
        response=response,
        members=recipe.members,
    )
