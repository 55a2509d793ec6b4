"""Two sides played over the same lives, and their figures read: the parts of which every comparison is made.

Ordinary law alone is played once for all response scenarios, since nobody responds to a scheme that is not there. Where
several schemes are laid beside one, that one is played once for all of them, scenario by scenario.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from xinyong.audit.fates import Counterpart, Fates
from xinyong.audit.measure import Measures, Side, gathered
from xinyong.audit.measures import audit
from xinyong.audit.sentences import title_of
from xinyong.experiment.kept_plays import Figured, KeptPlays
from xinyong.experiment.pair import Column
from xinyong.experiment.same_lives import Both, Recording, Remembered, SideBySide
from xinyong.experiment.watched import Player
from xinyong.files.evidence import Cited
from xinyong.population.world import World
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe
from xinyong.trial.trial import Trial

Progress = Callable[[int, int], None]
"""Told how many runs are done, and how many there will be."""


def is_law_alone(trial: Trial) -> bool:
    """Tell whether no scheme governs anywhere in a trial."""
    return all(regime is None for regime in trial.regimes)


def column_of(a: Recipe, b: Recipe, *, play: Player) -> Column:
    """Return two recipes of one world, seed and response side by side."""
    return Stage(play).column(a, b)


FIRST, BESIDE, BETWEEN = "first", "beside", "between"
"""What a play is in a column: the one that is recorded, the one that is laid beside it, or one that is both."""


@dataclass
class Stage:
    """Where trials are played: runs of ordinary law alone are kept, since every scenario shares them.

    keeps    the checkpoints of what is played, or None
    several  whether A meets several others, one after another: then its run of a seed and scenario is kept for them
    """

    play: Player
    progress: Progress | None = None
    total: int = 0
    done: int = 0
    kept: dict[tuple[int, int], tuple[Recording, Outcome]] = field(default_factory=dict)
    keeps: KeptPlays | None = None
    several: bool = False
    first: dict[tuple[int, str, int, str], tuple[Recording, Outcome]] = field(default_factory=dict)

    def column(self, a: Recipe, b: Recipe) -> Column:
        """Play both sides and lay them side by side."""
        trial_a, trial_b = a.trial(), b.trial()
        if is_law_alone(trial_b) and not is_law_alone(trial_a):
            recording, outcome_b = self._recorded(b, trial_b)
            outcome_a, fates = self._beside(a, trial_a, recording, for_others=self.several)
            return Column(a.response, outcome_a, outcome_b, fates.turned(), "b")
        recording, outcome_a = self._recorded(a, trial_a)
        outcome_b, fates = self._beside(b, trial_b, recording)
        return Column(a.response, outcome_a, outcome_b, fates, "a")

    def figured(self, a: Recipe, b: Recipe, *, groups: bool) -> Figured:
        """Return counts and figures of two sides whose runs nobody wants; what was found before is not played again."""
        known = self.keeps.known(a, b) if self.keeps is not None else None
        if known is not None:
            self._tell(known.n_runs)
            return known
        before = self.done
        column = self.column(a, b)
        found = Figured(column.counts, figures(column, None, groups=groups), self.done - before)
        if self.keeps is not None:
            sides = ((a, column.a), (b, column.b))
            played = [
                (recipe, role)
                for recipe, one in sides
                if not is_law_alone(one.trial)
                for role in (FIRST, BESIDE, BETWEEN)
            ]
            self.keeps.put(a, b, found, played=played)
        return found

    def _recorded(self, recipe: Recipe, trial: Trial) -> tuple[Recording, Outcome]:
        key = (recipe.seed, recipe.end)
        if not is_law_alone(trial):
            known = self.first.get(_first_key(recipe))
            if known is not None:
                return known
            recording = Recording()
            return self._remembered(recipe, recording, self._played(recipe, FIRST, trial, recording))
        if key not in self.kept:
            # Seeds come one after another, so the runs of an earlier one are not asked for again.
            self.kept = {known: run for known, run in self.kept.items() if known[0] == recipe.seed}
            recording, law = Recording(), replace(recipe, response="none")
            self.kept[key] = (recording, self._played(law, FIRST, law.trial(), recording))
        recording, outcome = self.kept[key]
        return recording, replace(outcome, trial=trial)

    def _remembered(self, recipe: Recipe, recording: Recording, outcome: Outcome) -> tuple[Recording, Outcome]:
        """Return a run of A, kept for the others where there are several; that of an earlier scenario goes."""
        if self.several:
            now = _first_key(recipe)
            self.first = {key: run for key, run in self.first.items() if key[:2] == now[:2]}
            self.first[now] = recording, outcome
        return recording, outcome

    def _beside(
        self, recipe: Recipe, trial: Trial, recording: Recording, *, for_others: bool = False
    ) -> tuple[Outcome, Fates]:
        side = SideBySide(recording, trial)
        if not for_others:
            return self._played(recipe, BESIDE, trial, side), side.fates()
        own = Recording()
        _, outcome = self._remembered(recipe, own, self._played(recipe, BETWEEN, trial, Both(side, own)))
        return outcome, side.fates()

    def _played(self, recipe: Recipe, role: str, trial: Trial, watch: Remembered) -> Outcome:
        play = self.play if self.keeps is None else self.keeps.play(recipe, role, watch)
        outcome = play(trial, watch)
        self._tell(1)
        return outcome

    def _tell(self, n_runs: int) -> None:
        self.done += n_runs
        if self.progress is not None:
            self.progress(min(self.done, self.total), self.total)


def _first_key(recipe: Recipe) -> tuple[int, str, int, str]:
    return recipe.seed, recipe.response, recipe.end, recipe.sha256


@dataclass(frozen=True)
class _TwoEnds:
    """A run and the same run at the other end of what is unknown, as an audit asks for them."""

    outcome: Outcome
    other_end: _TwoEnds | None = None


def extremes_of(world: World) -> tuple[World, ...]:
    """Return the world with the weakest and with the strongest deterrence that its ranges allow; none without ranges.

    Candidates are drawn at the strongest response of the ranges, so both share the lives of the world itself.
    """
    story = world.deterrence
    if story is None:
        return ()
    numbers: dict[str, Cited] = {name: getattr(story, name) for name in ("certainty", "elasticity", "spill")}
    ranged = {name: one for name, one in numbers.items() if one.range is not None and one.range[0] < one.range[1]}
    if not ranged:
        return ()
    return tuple(
        world.model_copy(
            update={
                "deterrence": story.model_copy(
                    update={name: one.model_copy(update={"value": one.range[end]}) for name, one in ranged.items()}  # type: ignore[index]
                )
            }
        )
        for end in (0, 1)
    )


def figures(column: Column, other_end: Column | None, *, groups: bool = True) -> Measures:
    """Return the audit of both sides of a column, the figures that need both with the changed side."""
    baseline, changed = _sides(column)
    other_baseline, other_changed = _sides(other_end) if other_end else (None, None)
    there = Counterpart(other_baseline, other_end.against_baseline) if other_end and other_baseline else None
    said = "ordinary law alone" if is_law_alone(baseline.trial) else _said(baseline)
    reference = Counterpart(baseline, column.against_baseline, said, there)
    sides: tuple[Side, Side] = ("b", "a") if column.baseline == "b" else ("a", "b")
    ours = audit(_TwoEnds(changed, _ended(other_changed)), reference, groups=groups, side=sides[1])
    theirs = audit(
        _TwoEnds(baseline, _ended(other_baseline)),
        None,
        groups=groups and not is_law_alone(baseline.trial),
        side=sides[0],
    )
    return gathered(ours, (measure for measure in theirs if measure.side != "pair"))


def _sides(column: Column) -> tuple[Outcome, Outcome]:
    return (column.b, column.a) if column.baseline == "b" else (column.a, column.b)


def _ended(outcome: Outcome | None) -> _TwoEnds | None:
    return _TwoEnds(outcome) if outcome is not None else None


def _said(outcome: Outcome) -> str:
    schemes = [regime.scheme for regime in outcome.trial.regimes if regime is not None]
    return " and ".join(dict.fromkeys(title_of(scheme) for scheme in schemes))
