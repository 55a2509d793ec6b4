from dataclasses import replace

import pytest

from xinyong.audit.luck import Cases, luck
from xinyong.audit.measure import Measure, Measures
from xinyong.audit.ranges import at_other_end, over_responses, over_seeds

BASE = Measure(name="forgone", definition="d", value=0.2, unit="share", numerator=2, denominator=10, seeds=(1,))


def one(value: float | None = 0.2, **more: object) -> Measures:
    why = "" if value is not None else "there was nothing"
    return Measures([replace(BASE, value=value, why=why, **more)])  # type: ignore[arg-type]


def test_the_other_end_makes_a_range() -> None:
    found = at_other_end(one(0.2), one(0.5)).one("forgone")
    assert (found.value, found.low, found.high, found.band) == (0.2, 0.2, 0.5, "assumed")


def test_what_does_not_move_has_no_range() -> None:
    assert at_other_end(one(0.2), one(0.2)) == one(0.2)


def test_luck_gives_way_to_what_is_unknown() -> None:
    found = at_other_end(one(0.2, low=0.1, high=0.9, band="luck"), one(0.3, low=0.0, high=1.0, band="luck"))
    assert (found[0].low, found[0].high, found[0].band) == (0.2, 0.3, "assumed")


def test_luck_stays_where_nothing_else_moves() -> None:
    here = one(0.2, low=0.1, high=0.9, band="luck")
    assert at_other_end(here, one(0.2)) == here


def test_no_value_at_the_other_end_is_said() -> None:
    found = at_other_end(one(0.2), one(None)).one("forgone")
    assert found.value == 0.2
    assert "At the other end of what is unknown: there was nothing" in found.caveat


def test_no_value_here_stays_so_and_foreign_figures_are_left_alone() -> None:
    assert at_other_end(one(None), one(0.5)) == one(None)
    assert at_other_end(one(0.2), one(0.5, group="sex: man")) == one(0.2)


def test_scenarios_widen_the_range() -> None:
    others = [one(0.1, response="deterrence"), one(0.6, response="deterrence"), one(None, response="none")]
    found = over_responses(one(0.2), others).one("forgone")
    assert (found.value, found.low, found.high, found.band) == (0.2, 0.1, 0.6, "response")


def test_scenarios_on_top_of_unknowns_are_both_assumed() -> None:
    here = one(0.2, low=0.1, high=0.3, band="assumed")
    found = over_responses(here, [one(0.6, low=0.4, high=0.7, band="assumed")]).one("forgone")
    assert (found.low, found.high, found.band) == (0.1, 0.7, "assumed")


def test_seeds_give_the_mean_and_its_luck() -> None:
    found = over_seeds([one(0.1, seeds=(1,)), one(0.2, seeds=(2,)), one(0.3, seeds=(3,))]).one("forgone")
    spread = luck([0.1, 0.2, 0.3], Cases(least=0.1, most=0.1, whole=1.0))
    assert found.value == pytest.approx(0.2)
    assert (found.low, found.high) == (spread.low, spread.high)
    assert (found.band, found.seeds, found.numerator) == ("luck", (1, 2, 3), None)


def test_one_seed_has_no_luck() -> None:
    found = over_seeds([one(0.1)]).one("forgone")
    assert (found.value, found.band) == (0.1, None)


def test_a_seed_without_a_value_leaves_none() -> None:
    found = over_seeds([one(0.1, seeds=(1,)), one(None, seeds=(2,))]).one("forgone")
    assert found.value is None
    assert found.why == "for 1 of 2 seeds: there was nothing"


def test_a_figure_that_some_run_lacks() -> None:
    assert over_seeds([one(0.1, seeds=(1,)), Measures([replace(BASE, name="other", seeds=(2,))])])[0].value is None


def test_no_runs_no_figures() -> None:
    assert over_seeds([]) == ()
