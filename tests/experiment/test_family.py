"""The figures of a family are those of each scenario played on its own, and nothing is played that need not be."""

from dataclasses import replace
from typing import Any

from tests.experiment.lively import law_alone, recipe, strict

from xinyong.audit.measure import Measure, Measures
from xinyong.experiment.assumptions import assumptions, moved, settled
from xinyong.experiment.echo import of_pair
from xinyong.experiment.family import Family
from xinyong.reference.play import play as play_alone
from xinyong.reference.watch import Watch, play_watched
from xinyong.results.outcome import Outcome
from xinyong.trial.trial import Trial

DAYS = 28


class Counting:
    """Plays on the reference and counts the runs."""

    def __init__(self) -> None:
        self.n = 0

    def __call__(self, trial: Trial, watch: Watch | None) -> Outcome:
        self.n += 1
        return play_alone(trial) if watch is None else play_watched(trial, watch)


def family(play: Counting, other: Any = None) -> Family:
    return Family(other or law_alone(days=DAYS), ("none", "deterrence"), play)


def valued(measures: Measures) -> list[Measure]:
    return [measure for measure in measures if measure.value is not None]


def test_figures_are_those_of_each_scenario_alone() -> None:
    ours = settled(recipe(days=DAYS))
    found = family(Counting())(ours)
    for response in ("none", "deterrence"):
        alone = of_pair(law_alone(days=DAYS), play_watched)(replace(ours, response=response))
        assert [m for m in valued(found) if m.response == response] == valued(alone)


def test_a_scheme_beside_another_is_played_in_each_scenario() -> None:
    ours = settled(recipe(days=DAYS))
    other = recipe(strict(rules=ours.scheme.model_dump(by_alias=True)["rules"][:1]), days=DAYS)
    found = family(Counting(), other)(ours)
    alone = of_pair(other, play_watched)(replace(ours, response="deterrence"))
    assert [m for m in valued(found) if m.response == "deterrence"] == valued(alone)


def test_ordinary_law_is_played_once_and_not_again_for_a_rule() -> None:
    play = Counting()
    of = family(play)
    ours = settled(recipe(days=DAYS))
    values = {one.path: one for one in assumptions(ours)}
    of(ours)
    assert play.n == 3
    of(moved(ours, values["rules.theft.points"]))
    assert play.n == 5, "the scheme in both scenarios"
    of(moved(ours, values["world:deterrence.elasticity"]))
    assert play.n == 6, "where nobody responds the story is not read"
    of(moved(ours, values["world:sights.theft.police.share"]))
    assert play.n == 9


def test_a_moved_value_gives_what_it_gives_alone() -> None:
    ours = settled(recipe(days=DAYS))
    of = family(Counting())
    of(ours)
    for path in ("rules.theft.points", "world:deterrence.elasticity", "world:channels.police.misattributed"):
        value = next(one for one in assumptions(ours) if one.path == path)
        fresh = family(Counting())(moved(ours, value))
        assert valued(of(moved(ours, value))) == valued(fresh)
