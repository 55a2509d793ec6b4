"""Compare two sets of rules over the same lives: every candidate drawn once and decided twice.

Each response scenario is one column. Where one side is ordinary law alone it is played once, since nobody responds to a
scheme that is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from xinyong.audit.fates import Counterpart, Fates
from xinyong.audit.measure import Measures, Side, gathered
from xinyong.audit.measures import audit
from xinyong.audit.ranges import over_responses, over_seeds
from xinyong.audit.sentences import title_of
from xinyong.errors import InputError
from xinyong.experiment.pair import Column, Counts, Pair
from xinyong.experiment.same_lives import Recording, SideBySide
from xinyong.files.evidence import Cited
from xinyong.population.world import World
from xinyong.reference.watch import Watch
from xinyong.results.outcome import Outcome
from xinyong.results.recipe import Recipe
from xinyong.trial.trial import Trial

Player = Callable[[Trial, Watch], Outcome]
"""Plays a trial and tells the watch of every candidate: `reference.watch.play_watched`, or the kernel's engine."""

Progress = Callable[[int, int], None]
"""Told how many runs are done, and how many there will be."""

DETERRENCE = "deterrence"


def family_of(world: World) -> tuple[str, ...]:
    """Return the response scenarios that a world tells."""
    return ("none", DETERRENCE) if world.deterrence is not None else ("none",)


def compare_recipes(
    a: Recipe,
    b: Recipe,
    *,
    play: Player,
    seeds: Sequence[int] = (),
    responses: Sequence[str] = (),
    progress: Progress | None = None,
) -> Pair:
    """Return the comparison of two recipes over the same lives.

    Args:
        a, b: what to play; world, people, days and window are the same, seed, response and end are set here.
        play: the engine.
        seeds: which seeds; the first is shown act by act, the others give the luck. Without any, that of `a`.
        responses: which scenarios, the first is the main one. Without any, all that the world tells.
        progress: told after each run.

    Raises:
        InputError: the two do not share a world and a clock, or the world does not tell a scenario.
    """
    _refuse_unlike(a, b)
    asked = tuple(responses) or family_of(a.world)
    numbers = tuple(seeds) or (a.seed,)
    stage = _Stage(play, progress, _plays(a, b, asked, len(numbers)))
    by_seed = [
        {
            name: _scenario(stage, *(replace(one, response=name, seed=seed, end=0) for one in (a, b)), whole=place == 0)
            for name in asked
        }
        for place, seed in enumerate(numbers)
    ]
    first = by_seed[0]
    return Pair(
        a=replace(a, seed=numbers[0]),
        b=replace(b, seed=numbers[0]),
        seeds=numbers,
        columns={name: one.column for name, one in first.items() if one.column is not None},
        by_seed={name: tuple(one[name].counts for one in by_seed) for name in asked},
        ends={name: one.counts_at_other_end for name, one in first.items() if one.counts_at_other_end},
        measures=_measures(by_seed),
    )


def _refuse_unlike(a: Recipe, b: Recipe) -> None:
    if a.world != b.world:
        raise InputError(
            f"A is played in `{a.world.world}`, B in another world or an amended one; a pair needs one world"
        )
    clocks = [(one.n_people, one.days, one.window_days) for one in (a, b)]
    if clocks[0] != clocks[1]:
        raise InputError(f"people, days and window of A and B are {clocks[0]} and {clocks[1]}; a pair needs the same")


def _measures(by_seed: Sequence[Mapping[str, _Scenario]]) -> Measures:
    """Return the figures of each scenario with their range over all of them; and, over several seeds, their luck."""
    found = []
    for name, one in by_seed[0].items():
        elsewhere = [m for other, two in by_seed[0].items() if other != name for m in (two.measures, *two.extremes)]
        found.append(over_responses(one.measures, [*one.extremes, *elsewhere]))
    if len(by_seed) > 1:
        found += [over_seeds([one[name].brief for one in by_seed]) for name in by_seed[0]]
    return gathered(*found)


def is_law_alone(trial: Trial) -> bool:
    """Tell whether no scheme governs anywhere in a trial."""
    return all(regime is None for regime in trial.regimes)


@dataclass
class _Stage:
    """Where trials are played: runs of ordinary law alone are kept, since every scenario shares them."""

    play: Player
    progress: Progress | None
    total: int
    done: int = 0
    kept: dict[tuple[int, int], tuple[Recording, Outcome]] = field(default_factory=dict)

    def column(self, a: Recipe, b: Recipe) -> Column:
        """Play both sides and lay them side by side."""
        trial_a, trial_b = a.trial(), b.trial()
        if is_law_alone(trial_b) and not is_law_alone(trial_a):
            recording, outcome_b = self._recorded(b, trial_b)
            outcome_a, fates = self._beside(trial_a, recording)
            return Column(a.response, outcome_a, outcome_b, fates.turned(), "b")
        recording, outcome_a = self._recorded(a, trial_a)
        outcome_b, fates = self._beside(trial_b, recording)
        return Column(a.response, outcome_a, outcome_b, fates, "a")

    def _recorded(self, recipe: Recipe, trial: Trial) -> tuple[Recording, Outcome]:
        key = (recipe.seed, recipe.end)
        if not is_law_alone(trial):
            recording = Recording()
            return recording, self._played(trial, recording)
        if key not in self.kept:
            recording = Recording()
            self.kept[key] = (recording, self._played(trial, recording))
        recording, outcome = self.kept[key]
        return recording, replace(outcome, trial=trial)

    def _beside(self, trial: Trial, recording: Recording) -> tuple[Outcome, Fates]:
        side = SideBySide(recording, trial)
        outcome = self._played(trial, side)
        return outcome, side.fates()

    def _played(self, trial: Trial, watch: Watch) -> Outcome:
        outcome = self.play(trial, watch)
        self.done += 1
        if self.progress is not None:
            self.progress(min(self.done, self.total), self.total)
        return outcome


@dataclass(frozen=True)
class _TwoEnds:
    """A run and the same run at the other end of what is unknown, as an audit asks for them."""

    outcome: Outcome
    other_end: _TwoEnds | None = None


@dataclass(frozen=True, eq=False)
class _Scenario:
    """One response scenario at one seed: its counts, and its figures about everybody.

    Of the first seed also its column, all figures, the counts at the other end of unknowns, and the figures at the
    extremes of the response.
    """

    counts: Counts
    brief: Measures
    column: Column | None = None
    measures: Measures = field(default_factory=Measures)
    counts_at_other_end: Counts | None = None
    extremes: tuple[Measures, ...] = ()


def _scenario(stage: _Stage, a: Recipe, b: Recipe, *, whole: bool) -> _Scenario:
    """Play one scenario; `whole` adds what is shown of the first seed alone."""
    column = stage.column(a, b)
    brief = figures(column, None, groups=False)
    if not whole:
        return _Scenario(column.counts, brief)
    other = stage.column(a.at_end(1), b.at_end(1)) if a.unknown or b.unknown else None
    extremes = [
        figures(stage.column(replace(a, world=world), replace(b, world=world)), None)
        for world in (extremes_of(a.world) if a.response == DETERRENCE else ())
    ]
    return _Scenario(
        column.counts, brief, column, figures(column, other), other.counts if other else None, tuple(extremes)
    )


def _plays(a: Recipe, b: Recipe, responses: Sequence[str], n_seeds: int) -> int:
    """Return how many runs a comparison takes."""
    ends = 2 if a.unknown or b.unknown else 1
    extremes = len(extremes_of(a.world)) if DETERRENCE in responses else 0
    each = len(responses) * (n_seeds - 1 + ends) + extremes
    alone = [is_law_alone(replace(one, days=1).trial()) for one in (a, b)]
    return each + (n_seeds - 1 + ends) if any(alone) else 2 * each


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
