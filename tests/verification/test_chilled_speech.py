"""What people leave for fear of a scheme: the share forgone against the power law that each story of response states.

An act with stake s is taken (1 + certainty · s) ** −elasticity times as often (`population.stories`). Nothing is seen
in these towns unless a test says so, so that nobody's standing moves, and the stake is the same on every day.
"""

from dataclasses import dataclass
from statistics import fmean
from typing import Any

import pytest
from tests.audit.hand_made import no_scheme
from tests.oracle.cited import WHY, cited, days, name, share
from tests.oracle.plain import act, plain_scheme, plain_world, refusal, rule, score, sight
from tests.verification.close import assert_share

from xinyong.audit.fates import BOTH, ONLY_BASELINE, ONLY_CHANGED
from xinyong.audit.measure import Measures
from xinyong.experiment.pair import Column
from xinyong.experiment.staging import column_of, figures
from xinyong.experiment.watched import watched_player
from xinyong.population.family import known_in
from xinyong.population.world import World
from xinyong.results.recipe import Recipe
from xinyong.scheme.clauses import Scheme

DAYS = 43
CERTAINTY, ELASTICITY, SPILL = (0.8, 1.2), (1.5, 2.0), (0.25, 0.5)
"""The value of each number of deterrence, and the high end of its range, at which the one-sided runs are played."""
FEARED, PULL = 2.0, 1.0
POINTS, DISTANCE = {"criticism": -3, "theft": -6}, 6
"""From a start of 100 the sanction binds under 95, so at least 6 points must go."""
STAKE = {act_id: -points / DISTANCE for act_id, points in POINTS.items()}

ALIKE = ("deterrence", "fear-of-error", "conformity", "reward-seeking", "hardship", "evasion")
"""Stories that say the same where nothing is misread, nobody is restricted, nothing is won, and no debt is owed."""


@dataclass(frozen=True)
class Size:
    """An engine, and how many people it is given."""

    engine: str
    n_people: int


every_size = pytest.mark.parametrize(
    "size",
    [
        pytest.param(Size("reference", 100), id="reference"),
        pytest.param(Size("kernel", 4_000), id="kernel"),
        pytest.param(Size("kernel", 40_000), id="long", marks=pytest.mark.slow),
    ],
)


def forgone(stake: float, certainty: float = CERTAINTY[0], elasticity: float = ELASTICITY[0]) -> float:
    """Return the closed-form share of acts with a stake that are left."""
    return 1 - float((1 + certainty * stake) ** -elasticity)


def town(spill: tuple[float, float] = SPILL, **changes: Any) -> World:
    """Return a town with two ways to speak, one to pray, a misdeed and a good deed, and a channel that sees nothing."""
    acts = [
        act("criticism", "criticism"),
        act("petition", "petition"),
        act("prayer", "worship"),
        act("theft", "theft"),
        act("help", "volunteering"),
    ]
    stories = {
        "deterrence": {
            "certainty": cited(*_ranged(CERTAINTY, "ratio")),
            "elasticity": cited(*_ranged(ELASTICITY, "elasticity")),
            "spill": cited(*_ranged(spill, "share")),
        },
        "fear_of_error": {"feared": cited(FEARED, "ratio")},
        "conformity": {"pull": cited(PULL, "ratio"), "full": share(0.5)},
        "reward_seeking": {"pull": cited(0.5, "ratio")},
        "hardship": {"ratio": cited(3, "ratio")},
        "evasion": {"share": share(0.5)},
    }
    return plain_world(**({"acts": acts, "sights": [], **stories} | changes))


def _ranged(found: tuple[float, float], unit: str) -> tuple[float, str, float]:
    return found[0], unit, found[1]


def scored(**changes: Any) -> Scheme:
    """Return a score in which criticism and theft cost points, the one half as much as the other."""
    return plain_scheme(rules=[rule(one, one, points) for one, points in POINTS.items()], **changes)


def listed() -> Scheme:
    """Return a list for whoever criticises, with flights refused: one entry binds by itself."""
    listing = {"list": "black", "term": days(14), **WHY}
    return plain_scheme(
        score=None,
        tiers=[],
        lists=[{"id": "black", "name": name("Black"), **WHY}],
        rules=[rule("criticism", "criticism", None, validity=14, listing=listing)],
        consequences=[refusal(lists=["black"])],
    )


def beside_law(scheme: Scheme, world: World, response: str, size: Size) -> Column:
    """Play a scheme beside ordinary law alone, over the same lives."""
    a, b = (Recipe(one, world, size.n_people, DAYS, response=response) for one in (scheme, no_scheme()))
    return column_of(a, b, play=watched_player(size.engine, threads=int(size.engine == "kernel")))


def audited(scheme: Scheme, world: World, response: str, size: Size) -> Measures:
    return figures(beside_law(scheme, world, response, size), None, groups=False)


def assert_forgone(found: Measures, part: str, expected: float) -> None:
    one = found.one(f"forgone.{part}")
    assert one.numerator is not None
    assert one.denominator is not None
    if expected == 0:
        assert one.numerator == 0 < one.denominator
    else:
        assert_share(int(one.numerator), int(one.denominator), expected)


def moved(column: Column, act_id: str) -> tuple[int, int, int]:
    """Return how many candidates of an act were taken without the scheme alone, with it alone, and either way."""
    acts = [one.id for one in column.a.trial.world.acts]
    cells = column.against_baseline.by_act()[acts.index(act_id)]
    return int(cells[ONLY_BASELINE]), int(cells[ONLY_CHANGED]), int(cells[BOTH])


@every_size
@pytest.mark.parametrize("response", ALIKE)
def test_the_share_of_speech_forgone_is_the_stated_power_of_its_stake(size: Size, response: str) -> None:
    """Named criticism has its own stake; petitions and prayers feel a share of the mean stake of what is named."""
    found = audited(scored(), town(), response, size)
    felt = SPILL[0] * fmean(STAKE.values())
    assert_forgone(found, "named", forgone(STAKE["criticism"]))
    assert_forgone(found, "expression", forgone(STAKE["criticism"]))
    assert_forgone(found, "unnamed", forgone(felt))
    assert_forgone(found, "religion", forgone(felt))


@every_size
def test_misdeeds_answer_by_the_same_power(size: Size) -> None:
    left, added, both = moved(beside_law(scored(), town(), "deterrence", size), "theft")
    assert added == 0
    assert_share(left, left + both, forgone(STAKE["theft"]))


@every_size
def test_where_criticism_lists_by_itself_all_is_at_stake_though_people_are_punished(size: Size) -> None:
    """What was seen and punished changes nothing: certainty is what people believe."""
    world = town(sights=[sight("criticism", 0.5)])
    found = audited(listed(), world, "deterrence", size)
    assert_forgone(found, "named", forgone(1))
    assert_forgone(found, "unnamed", forgone(SPILL[0]))
    assert (found.one("punished_protected").value or 0) > 0


@every_size
def test_the_one_sided_runs_hold_their_side_still_and_move_the_other_most(size: Size) -> None:
    certainty, elasticity, spill = (one[1] for one in (CERTAINTY, ELASTICITY, SPILL))
    felt = spill * fmean(STAKE.values())
    harm = beside_law(scored(), town(), "harm-bound", size)
    found = figures(harm, None, groups=False)
    assert_forgone(found, "named", forgone(STAKE["criticism"], certainty, elasticity))
    assert_forgone(found, "unnamed", forgone(felt, certainty, elasticity))
    assert moved(harm, "theft")[:2] == (0, 0)
    benefit = beside_law(scored(), town(), "benefit-bound", size)
    assert_forgone(figures(benefit, None, groups=False), "named", 0)
    left, _, both = moved(benefit, "theft")
    assert_share(left, left + both, forgone(STAKE["theft"], certainty, elasticity))


@every_size
def test_an_act_that_is_taken_for_a_named_one_carries_its_stake_as_it_is_feared(size: Size) -> None:
    """Of petitions three in ten would be written down as criticism; one that sees next to none is feared alike."""
    misread = sight("petition", 1e-12, taken_for={"act": "criticism", "share": share(0.3)})
    found = audited(scored(), town(sights=[misread]), "fear-of-error", size)
    felt = SPILL[0] * fmean(STAKE.values())
    assert_forgone(found, "petition", forgone(felt + FEARED * 0.3 * STAKE["criticism"]))
    assert_forgone(found, "religion", forgone(felt))


@every_size
def test_who_sees_everybody_restricted_is_surer_from_the_second_week_on(size: Size) -> None:
    """Everybody starts in the tier in which the sanction binds; what more can be lost is measured from its edge."""
    column = beside_law(scored(score=score(start=90)), town(), "conformity", size)
    stake = -POINTS["criticism"] / 5
    first, later = forgone(stake), forgone(stake, CERTAINTY[0] * (1 + PULL))
    left, added, both = moved(column, "criticism")
    assert added == 0
    assert_share(left, left + both, (7 * first + (DAYS - 7) * later) / DAYS)


@pytest.mark.parametrize("response", [one for one in known_in(town()) if one != "none"])
def test_placebo_acts_do_not_move_where_nothing_spills_over(response: str) -> None:
    """No rule names petitions, prayers and good deeds, and no channel takes them for anything else."""
    world = town(spill=(0.0, 0.0), sights=[sight("criticism", 0.5), sight("theft", 0.5)])
    column = beside_law(scored(), world, response, Size("kernel", 4_000))
    for placebo in ("petition", "prayer", "help"):
        assert moved(column, placebo)[:2] == (0, 0)
        assert moved(column, placebo)[2] > 0
    held = {"benefit-bound": "criticism", "harm-bound": "theft"}.get(response)
    for named in POINTS:
        assert (moved(column, named)[0] > 0) == (named != held)
