"""The people whose full stories are kept where those of everybody would be too many."""

import numpy as np
import pytest
from tests.experiment.busy_town import busy_recipe

from xinyong.experiment.execute import prepare
from xinyong.population.sample import sample_of


@pytest.mark.parametrize("n", [1, 100, 1_999, 5_000])
def test_a_sample_has_as_many_people_as_were_asked_for_each_present_and_once(n: int) -> None:
    people = prepare("national-2020", people=5_000, days=7).trial().people
    found = sample_of(people, n)
    assert len(found) == n
    assert (np.diff(found) > 0).all()
    assert np.isin(found, people.ids()).all()


def test_each_place_and_stratum_has_about_its_share() -> None:
    people = prepare("national-2020", people=200_000, days=7).trial().people
    found = sample_of(people, 20_000)
    by_place = np.bincount(people.places_of(found), minlength=len(people.counts))
    assert (np.abs(by_place - np.array(people.counts) / 10) < 2).all(), "one of each run of ten"
    shares = np.bincount(people.strata_of(found), minlength=len(people.strata)) / 20_000
    expected = people.by_stratum() / people.n
    assert np.abs(shares - expected).max() < 4 * np.sqrt(0.25 / 20_000)


def test_a_sample_is_the_same_under_every_seed() -> None:
    one, two = (busy_recipe(seed=seed).trial() for seed in (1, 2))
    assert sample_of(one.people, 100).tolist() == sample_of(two.people, 100).tolist()


def test_people_are_counted_by_stratum_without_a_number_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    people = prepare("national-2020", people=3_000, days=7).trial().people
    expected = np.bincount(people.strata_of(people.ids()), minlength=len(people.strata))
    monkeypatch.setattr("xinyong.population.people._AT_A_TIME", 17)
    assert people.by_stratum().tolist() == expected.tolist()
