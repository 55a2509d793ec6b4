"""The remission times of 21 patients on 6-mercaptopurine (Freireich and others 1963), as worked out in textbooks.

Source of the answers: Kleinbaum and Klein 2012, "Survival Analysis", 3rd edition, chapter 2,
doi:10.1007/978-1-4419-6646-9.
"""

import numpy as np
import pytest

from xinyong.audit.survival import kaplan_meier

WEEKS = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
ENDED = [True] * 9 + [False] * 12


def test_the_textbook_curve() -> None:
    curve = kaplan_meier(WEEKS, ENDED)
    assert curve.days.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve.ended.tolist() == [3, 1, 1, 1, 1, 1, 1]
    assert curve.share == pytest.approx([0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=5e-5)


def test_greenwoods_errors() -> None:
    errors = np.sqrt(kaplan_meier(WEEKS, ENDED).variance)
    assert errors == pytest.approx([0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346], abs=5e-5)


def test_the_median_and_its_interval() -> None:
    curve = kaplan_meier(WEEKS, ENDED)
    assert curve.median == 23
    assert curve.median_interval() == (13, None)


def test_nothing_censored_is_the_plain_share() -> None:
    curve = kaplan_meier([1, 2, 3, 4], [True] * 4)
    assert curve.share == pytest.approx([0.75, 0.5, 0.25, 0.0])
    assert curve.median == 2
    assert curve.variance.tolist()[-1] == 0.0


def test_a_share_is_met_in_spite_of_rounding() -> None:
    # 4/5 × 3/4 is a little more than 0.6 in floats.
    days, ended = [1, 2, 3, 3, 3], [True, True, False, False, False]
    assert kaplan_meier(days, ended).first_at_most(0.6) == 2


def test_everything_still_standing_has_no_median() -> None:
    curve = kaplan_meier([5, 6, 7], [False] * 3)
    assert curve.median is None
    assert curve.median_interval() == (None, None)
    assert len(curve.days) == 0


def test_censored_on_the_same_day_were_still_at_risk() -> None:
    assert kaplan_meier([5, 5], [True, False]).share == pytest.approx([0.5])


def test_gone_on_the_first_day() -> None:
    curve = kaplan_meier([0, 0], [True, True])
    assert curve.median == 0
    assert curve.median_interval() == (0, 0)


def test_the_band_holds_the_curve_between_0_and_1() -> None:
    curve = kaplan_meier(WEEKS, ENDED)
    low, high = curve.band()
    assert (low >= 0).all()
    assert (low <= curve.share).all()
    assert (curve.share <= high).all()
    assert (high <= 1).all()
