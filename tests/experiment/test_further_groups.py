"""The audit of a directory with groups of two traits beside the rest."""

from pathlib import Path

import pytest
from tests.experiment.busy_town import busy_recipe

from xinyong.audit.measure import Measures
from xinyong.experiment.execute import perform
from xinyong.experiment.further_groups import FurtherGroups
from xinyong.experiment.kept_audit import audit_of
from xinyong.results.saving import save

GROUP = "role: resident & sex: woman"


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("crossed") / "run"
    save(perform(busy_recipe(days=56), engine="reference"), where)
    return where


def audited(directory: Path, *, cross: bool) -> Measures:
    return audit_of(directory, echo_people=0, further=FurtherGroups(cross), engine="reference")


def test_groups_of_two_traits_stand_behind_the_rest(directory: Path) -> None:
    plain, crossed = audited(directory, cross=False), audited(directory, cross=True)
    assert list(crossed[: len(plain)]) == list(plain)
    added = crossed[len(plain) :]
    assert GROUP in {one.group for one in added}
    assert {one.response for one in added} == {plain[0].response}
    assert {one.side for one in added} == {"a"}
    assert "left out" in added[-1].why


def test_what_was_named_is_told_once(directory: Path) -> None:
    further = FurtherGroups(named=(GROUP, "sex: woman against sex: man", "sex: woman"))
    found = audit_of(directory, echo_people=0, further=further, engine="reference")
    assert len({one.key for one in found}) == len(found)
    assert found.one("disparity_difference", "sex: woman against sex: man").reference == "sex: man"
    assert found.one("disparity_difference", GROUP).group == GROUP
