"""Sequential stopping: the rule is the one that is defined, it stops where it first holds, and what is kept says so."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.experiment.lively import law_alone, recipe
from tests.experiment.test_variants import milder

from xinyong.audit.luck import luck
from xinyong.errors import InputError, NameUnknown
from xinyong.experiment.compare import compare_recipes, compare_several
from xinyong.experiment.comparison import Comparison, comparison_of
from xinyong.experiment.pair import Pair
from xinyong.experiment.pair_store import open_pair, save_pair
from xinyong.experiment.stopping import FEWEST, Rule, relative_width, rule_of, stopped
from xinyong.reference.watch import play_watched
from xinyong.report.gather import Playing, from_pair
from xinyong.report.methods import methods
from xinyong.report.provenance import made_section

SEEDS = tuple(range(1, 9))


def pair_until(rule: Rule | None, **how: object) -> Pair:
    return compare_recipes(recipe(), law_alone(), play=play_watched, seeds=SEEDS, responses=("none",), until=rule,
                           **how)  # type: ignore[arg-type]  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> Pair:
    return pair_until(None)


@pytest.fixture(scope="module")
def early() -> Pair:
    return pair_until(Rule("restricted_days", 0.5))


def test_a_rule_is_read_and_written_as_it_is_said() -> None:
    assert rule_of("wrongful_restricted_days:ci<0.1") == Rule("wrongful_restricted_days", 0.1)
    assert str(rule_of(" forgone : ci < .25 ")) == "forgone:ci<0.25"


@pytest.mark.parametrize("text", ["forgone", "forgone:ci>0.1", "forgone:ci<0", "forgone:ci<-1", ""])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"expected a measure and a bound, as in wrongful_restricted_days:ci<0\.1"):
        rule_of(text)


def test_a_slip_in_the_measure_is_told() -> None:
    with pytest.raises(NameUnknown, match="wrongful_restricted_days"):
        rule_of("wrongful_restrictd_days:ci<0.1")


def test_the_width_is_half_the_interval_over_the_mean() -> None:
    spread = luck([8, 10, 12])
    assert spread.high is not None
    assert spread.low is not None
    half = (spread.high - spread.low) / 2
    assert relative_width(spread) == pytest.approx(half / 10)
    assert relative_width(luck([-8, -10, -12])) == pytest.approx(half / 10)
    assert relative_width(luck([0, 0, 0])) == 0
    assert relative_width(luck([-1, 0, 1])) is None
    assert relative_width(luck([3])) is None


def test_it_is_not_asked_before_the_fifth_seed_nor_of_a_figure_without_a_value() -> None:
    rule, gaps = Rule("restricted_days", 0.5), {"none": {"restricted_days": luck([1.0, 1.0])}}
    assert not stopped(rule, 9, FEWEST - 1, gaps).held
    assert stopped(rule, 9, FEWEST, gaps).held
    assert not stopped(rule, 9, FEWEST, {"none": {}}).held


def test_it_stops_at_the_first_seed_from_the_fifth_on_at_which_it_holds(early: Pair) -> None:
    assert early.stopping is not None
    assert early.stopping.held
    assert early.stopping.needed == len(early.seeds) < len(SEEDS)
    assert early.stopping.widths["none"] < 0.5  # type: ignore[operator]


def test_what_was_played_is_what_those_seeds_alone_give(early: Pair) -> None:
    alone = compare_recipes(recipe(), law_alone(), play=play_watched, seeds=early.seeds, responses=("none",))
    assert early.measures == alone.measures
    assert early.gaps == alone.gaps
    assert alone.stopping is None


def test_a_rule_that_never_holds_plays_all_and_says_so(whole: Pair) -> None:
    found = pair_until(Rule("restricted_days", 1e-9))
    assert found.seeds == SEEDS
    assert found.measures == whole.measures
    assert found.stopping is not None
    assert not found.stopping.held
    assert "after all 8 seeds it was not" in found.stopping.says


def test_with_several_others_it_holds_for_each() -> None:
    rule = Rule("restricted_days", 0.5)
    found = compare_several(recipe(), [recipe(milder()), law_alone()], play=play_watched, seeds=SEEDS,
                            responses=("none",), until=rule)  # fmt: skip
    both = [one.stopping for one in found]
    assert len({one.needed for one in both if one is not None}) == 1
    assert all(one is not None and (one.held or one.needed == len(SEEDS)) for one in both)


def test_too_few_seeds_are_refused_before_anything_is_played() -> None:
    with pytest.raises(InputError, match="found 2 seeds, expected at least 5"):
        compare_recipes(recipe(), law_alone(), play=play_watched, seeds=(1, 2), until=Rule("forgone", 0.1))


def test_it_is_kept_and_goes_through_what_is_asked_for(early: Pair, tmp_path: Path) -> None:
    save_pair(early, tmp_path / "pair")
    again = open_pair(tmp_path / "pair")
    assert again.stopping == early.stopping
    assert again.as_json()["stopping"]["rule"] == "restricted_days:ci<0.5"
    assert early.stopping is not None
    assert early.stopping.says in methods(tmp_path / "pair")
    assert early.stopping.says in str(made_section(from_pair(again, Playing("reference", echo_people=0)), "DIR"))
    asked = Comparison(recipe(), law_alone(), SEEDS, ("none",), Rule("forgone", 0.1))
    assert comparison_of(asked.written()).until == asked.until
    assert comparison_of(replace(asked, until=None).written()).until is None
