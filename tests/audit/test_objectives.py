"""The closed list of aims: one direction each, and what protects people is none of them."""

import pytest

from xinyong.audit.definitions_disparity import DISPARITY
from xinyong.audit.measures import MEASURES
from xinyong.audit.objectives import BENEFITS, HARMS, NEVER_AN_AIM, bound, objective
from xinyong.errors import InputError


def test_every_aim_is_a_measure_of_the_sense_it_is_pushed_in() -> None:
    assert {MEASURES[name].sense for name in HARMS} == {"harm"}
    assert {MEASURES[name].sense for name in BENEFITS} == {"benefit"}


def test_every_measure_is_an_aim_or_says_why_not_but_those_that_compare_groups() -> None:
    assert set(MEASURES) - {*HARMS, *BENEFITS, *NEVER_AN_AIM} == {each.name for each in DISPARITY}
    assert not set(NEVER_AN_AIM) & {*HARMS, *BENEFITS}


@pytest.mark.parametrize("name", NEVER_AN_AIM)
def test_what_protects_people_is_never_an_aim(name: str) -> None:
    with pytest.raises(InputError, match="which is none: "):
        objective(name)
    with pytest.raises(InputError, match="which is none: "):
        bound(f"{name}<=0.5x")


def test_a_bound_is_read_and_written_alike() -> None:
    for written in ("wrongful_restricted_days<=0.1x", "prevented>=20", "prevented.severity-3>=1.5x"):
        assert bound(written).written() == written
    assert bound(" forgone <= 0.5x ").limit(8) == 4
    assert bound("forgone<=0.5x").met(3.9, 8)
    assert not bound("prevented>=20").met(19, 100)


@pytest.mark.parametrize("written", ["wrongful_restricted_days>=2x", "prevented<=0.5x", "forgone>=1"])
def test_an_aim_has_one_direction(written: str) -> None:
    with pytest.raises(InputError, match="may only be"):
        bound(written)


@pytest.mark.parametrize("written", ["", "wrongful_restricted_days", "forgone<0.1", "forgone<=-1", "forgone<=1y"])
def test_what_is_no_bound_is_refused(written: str) -> None:
    with pytest.raises(InputError, match="expected NAME<=NUMBER"):
        bound(written)


def test_an_unknown_aim_names_the_nearest() -> None:
    with pytest.raises(InputError, match="wrongful_restricted_days"):
        bound("wrongful_restricted_dayz<=1")
