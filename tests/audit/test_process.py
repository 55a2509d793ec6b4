import pytest
from tests.audit.hand_made import MAN, NONE, WOMAN, ladder, outcome_of, trial_of

from xinyong.audit.process import process
from xinyong.audit.reading import everybody

FLOWS = {"filed": {MAN: 6, WOMAN: 4}, "late": {MAN: 2}, "decided": {MAN: 3, WOMAN: 2}, "reversed": {WOMAN: 1}}


def test_objections() -> None:
    found = process(everybody(outcome_of(trial_of(), flows=FLOWS)))
    assert found.one("objections_filed").value == pytest.approx(1000 * 10 / 400)
    assert found.one("objections_filed").numerator == 10
    assert found.one("objections_late_share").value == pytest.approx(2 / 10)
    assert found.one("objections_decided").numerator == 5
    assert found.one("reversed_share").value == pytest.approx(1 / 5)


def test_nothing_filed_is_no_share() -> None:
    found = process(everybody(outcome_of(trial_of())))
    assert found.one("objections_filed").value == 0.0
    assert found.one("objections_late_share").value is None
    assert found.one("reversed_share").value is None


def test_a_scheme_without_objection_is_not_a_scheme_with_none_filed() -> None:
    found = process(everybody(outcome_of(trial_of(ladder(objection=NONE)))))
    assert [m.value for m in found] == [None] * 4
    assert "no scheme of this run has an objection clause" in found.one("objections_filed").why
