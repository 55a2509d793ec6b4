"""What `measures.md` asks of known answers in full: every harm under its stated bound, in every story and in both
one-sided runs; acts outside every rule where they were; blame where it must fall, and none on a rule that does nothing.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.worlds.known import BAD, GOOD, NOTHING, WORLDS, figure, pair

from xinyong.audit.measure import EVERYBODY
from xinyong.audit.objectives import HARMS
from xinyong.experiment.blame import blame
from xinyong.population.family import known_in, told_by
from xinyong.population.read import read_world
from xinyong.scheme.read import read_scheme
from xinyong.vocabulary import ONE_SIDED

BOUNDS = {
    "wrongful_entries_share": 0.02,
    "wrongful_restricted_share": 0.02,
    "wrongful_restricted_days": 50,
    "clean_ever_restricted_share": 0.005,
    "restricted_people_share": 0.05,
    "restricted_days": 5_000,
    "protected_restricted_days": 0,
    "joint_restricted_days": 0,
    "others_restricted_days": 0,
    "idle_restricted_days": 50,
    "punished_protected": 0,
    "lost_reward_days": 0,
    "names_published": 0,
    "shown_after_end_days": 0,
    "never_told_share": 0.05,
    "mistaken_days_stood": 90,
    "forgone": 0,
    "discouraged": 0,
    "provoked": 0,
}
"""The most of each harm under the good scheme where people respond."""
OF_WHO_DID_IT = ("restricted_people_share", "restricted_days")
"""Nearly all of these sold poisoned goods or swindled savers; the run that holds misdeeds still has as many as ever."""


def test_every_harm_that_is_an_aim_has_a_bound() -> None:
    assert set(BOUNDS) == set(HARMS)


@pytest.mark.parametrize("response", [one for one in known_in(read_world(GOOD)) if one != "none"])
def test_every_harm_of_the_good_scheme_is_under_its_bound(response: str) -> None:
    found = {m.name: m for m in pair(GOOD).measures
             if m.response == response and m.group == EVERYBODY and m.side != "b" and m.name in BOUNDS}  # fmt: skip
    assert set(found) == set(BOUNDS)
    if response == "harm-bound":
        found = {name: m for name, m in found.items() if name not in OF_WHO_DID_IT}
    over = {name: m.value for name, m in found.items() if m.value is not None and m.value > BOUNDS[name]}
    assert over == {}
    assert all(m.why for m in found.values() if m.value is None)


@pytest.mark.parametrize("response", known_in(read_world(BAD)))
def test_the_bad_scheme_is_far_over_the_bounds_of_the_good_one(response: str) -> None:
    for harm in ("wrongful_entries_share", "wrongful_restricted_share", "wrongful_restricted_days",
                 "clean_ever_restricted_share", "restricted_people_share", "restricted_days"):  # fmt: skip
        assert figure(BAD, harm, response) > 5 * BOUNDS[harm], harm
    for harm in ("protected_restricted_days", "punished_protected", "names_published", "never_told_share"):
        assert figure(BAD, harm, response) > BOUNDS[harm], harm


def test_the_one_sided_runs_say_what_each_side_can_say() -> None:
    assert set(pair(GOOD).columns) == {*told_by(read_world(GOOD)), *ONE_SIDED}
    assert figure(GOOD, "prevented", "benefit-bound") >= 10
    assert figure(GOOD, "prevented", "harm-bound") == 0
    assert figure(BAD, "prevented", "benefit-bound") == 0
    assert figure(BAD, "forgone", "benefit-bound") == 0
    assert figure(BAD, "forgone", "harm-bound") > 0.05


@pytest.mark.parametrize("name", WORLDS)
def test_acts_outside_every_rule_do_not_move(name: str) -> None:
    """None of the three tells of spill-over, and no channel takes an act outside the rules for one inside."""
    named = {rule.act for rule in read_scheme(name).rules}
    for response, column in pair(name).columns.items():
        for act_id, found in column.acts().items():
            candidates = found["candidates"]
            if act_id not in named:
                assert (candidates["only_baseline"], candidates["only_changed"]) == (0, 0), (response, act_id)
                assert candidates["both"] > 0


def test_where_nobody_watches_no_act_moves_at_all() -> None:
    for column in pair(NOTHING).columns.values():
        assert len(column.newly_restricted) == len(column.spared) == 0
        assert all(found["candidates"]["only_baseline"] == found["candidates"]["only_changed"] == 0
                   for found in column.acts().values())  # fmt: skip


@pytest.mark.parametrize("over", ["rules", "channels"])
def test_blame_for_the_bad_scheme_adds_up_and_leaves_out_what_does_nothing(over: str) -> None:
    """A rule for volunteering, which no channel reports, and the court, which reports nothing that a rule names."""
    scheme = read_scheme(BAD)
    idle = scheme.rules[0].model_copy(update={"id": "volunteering", "act": "volunteering"})
    scheme = scheme.model_copy(update={"rules": (*scheme.rules, idle)})
    found = blame(scheme, BAD, measure="wrongful_restricted_days", over=over, people=2_000, years=2)
    assert found.exact
    assert found.nothing == 0
    total = sum((Fraction(one.shapley) for one in found.shares), Fraction(0))
    assert abs(float(total) - found.whole) < 1e-9 * found.whole
    shares = {one.part: (one.shapley, one.ablation) for one in found.shares}
    idle_part = {"rules": "rules.volunteering", "channels": "channels.court"}[over]
    assert shares.pop(idle_part) == (0, 0)
    assert all(shapley > 0 for shapley, _ in shares.values())
