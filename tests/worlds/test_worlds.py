"""The shipped worlds: they load, stay small, keep their promises to each other, and lie near what was published."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from xinyong.files.catalogue import shipped
from xinyong.files.lint import unused_sources
from xinyong.population.amend import amend_world
from xinyong.population.conduct import bounds
from xinyong.population.draw import mix
from xinyong.population.odds import odds
from xinyong.population.people import people
from xinyong.population.quantities import exact, share, yearly
from xinyong.population.ratios import Population, factors, relative
from xinyong.population.read import read_world
from xinyong.population.world import World
from xinyong.scheme.read import read_scheme
from xinyong.vocabulary import KINDS

KNOWN_ANSWERS = {"bad-by-design", "good-by-design", "nothing-happens"}
"""Worlds made for their answer; what they hold stands in `test_known_answers.py`."""
WORLDS = tuple(name for name in shipped("world") if name not in KNOWN_ANSWERS)
MOST_EVENTS_PER_YEAR = 14
"""Candidates and requests a person and year: what keeps a run of a million people quick."""
OF_A_NATION = 20
"""The same where one world holds what the rules of several places name, besides the lists of the nation."""


def population(world: World) -> Population:
    drawn = mix(world)
    return Population(world.traits, drawn.strata, tuple(drawn.slots))


def mean(rates: list[Fraction], people: Population) -> Fraction:
    return sum((r * w for r, w in zip(rates, people.weights, strict=True)), Fraction(0)) / sum(people.weights)


def recorded_per_1000(world: World) -> dict[str, Fraction]:
    """Expected records per 1,000 people and year by act written down; strays are kept where they fall."""
    people = population(world)
    acts, channels = {a.id: a for a in world.acts}, {c.id: c for c in world.channels}
    found: dict[str, Fraction] = {}
    for sight in world.sights:
        act = acts[sight.act]
        done = relative(act.ratios, people, act.id)
        seen = factors(channels[sight.channel].coverage, people, sight.channel)
        rate = 1000 * yearly(act.rate, act.id) * exact(sight.share)
        rate *= mean([d * s for d, s in zip(done, seen, strict=True)], people)
        changed = share(sight.taken_for.share, act.id) if sight.taken_for else Fraction(0)
        found[act.id] = found.get(act.id, Fraction(0)) + rate * (1 - changed)
        if sight.taken_for:
            found[sight.taken_for.act] = found.get(sight.taken_for.act, Fraction(0)) + rate * changed
    for channel in world.channels:
        for report in channel.false_reports:
            found[report.act] = found.get(report.act, Fraction(0)) + 1000 * yearly(report.rate, report.act)
    return found


@pytest.mark.parametrize("name", WORLDS)
def test_a_world_loads_and_cites_all_its_sources(name: str) -> None:
    world = read_world(name)
    assert world.world == name
    assert not list(unused_sources(world, world.sources))


@pytest.mark.parametrize("name", WORLDS)
def test_a_life_has_few_events(name: str) -> None:
    world = read_world(name)
    candidates = sum(bounds(world), Fraction(0))
    requests = sum((yearly(s.rate, s.id) for s in world.services), Fraction(0))
    most = OF_A_NATION if len(world.places) > 1 else MOST_EVENTS_PER_YEAR
    assert 3 <= candidates + requests <= most


@pytest.mark.parametrize("name", WORLDS)
def test_margins_are_met_within_a_slot_or_two(name: str) -> None:
    for margin in mix(read_world(name)).fit:
        assert margin.largest_residual * 65_536 <= 2, margin.margin


@pytest.mark.parametrize("name", WORLDS)
def test_good_deeds_and_protected_acts_do_not_follow_the_propensity_to_misdeeds(name: str) -> None:
    for act in read_world(name).acts:
        if KINDS[act.kind].valence in {"good", "protected"}:
            assert act.steady, act.id


@pytest.mark.parametrize("name", WORLDS)
def test_lawful_conduct_is_taken_for_a_misdeed_only_at_an_assumed_and_ranged_rate(name: str) -> None:
    world = read_world(name)
    taken = [s.taken_for for s in world.sights if s.taken_for]
    assert taken
    for one in taken:
        assert one.share.grade == "assumed"
        low, high = one.share.range or (0, 0)
        assert high >= 10 * low


def test_adverse_records_of_suining_lie_near_the_published_lists() -> None:
    """1,928 items in two months are 10.5 to 11.4 per 1,000 people and year, a lower bound (`docs/refute.md`)."""
    scheme, found = read_scheme("suining-2010"), recorded_per_1000(read_world("suining"))
    adverse = sum((found[r.act] for r in scheme.rules if getattr(r.points, "value", 0) < 0), Fraction(0))
    good = sum((found[r.act] for r in scheme.rules if getattr(r.points, "value", 0) > 0), Fraction(0))
    assert 11 <= adverse <= 25
    assert Fraction(1, 2) <= adverse / (adverse + good) <= Fraction(17, 20)


def _unobserved(world: World) -> dict[str, Any]:
    """Everything of a world but its name and what concerns observation."""
    said = world.model_dump(exclude={"world", "name", "about", "sights"})
    for channel in said["channels"]:
        del channel["coverage"], channel["false_reports"]
    return said


def test_the_watched_county_differs_only_in_what_is_seen() -> None:
    plain, watched = read_world("suining"), read_world("suining-watched")
    assert _unobserved(plain) == _unobserved(watched)
    for one, other in zip(plain.sights, watched.sights, strict=True):
        assert (one.act, one.channel, one.taken_for) == (other.act, other.channel, other.taken_for)
        assert one.share.value <= other.share.value
    before, after = recorded_per_1000(plain), recorded_per_1000(watched)
    assert all(after[act] >= before[act] for act in before)


def test_the_gap_in_accountability_is_off_as_shipped_and_spares_officials_alone() -> None:
    world = read_world("suining")
    crowd = people(world, 100)
    is_official = np.array([levels["role"] == "official" for levels in crowd.strata])
    gaps = ("channels.police.coverage.role.official.ratio", "channels.urban-management.coverage.role.official.ratio")
    found = {ratio: odds(amend_world(world, dict.fromkeys(gaps, ratio)), crowd).sight for ratio in (1, 0.5)}
    assert np.array_equal(odds(world, crowd).sight, found[1])
    assert np.array_equal(found[0.5][~is_official], found[1][~is_official])
    seen = found[0.5][is_official, :, -1] < found[1][is_official, :, -1]
    assert seen.any()
    assert not (found[0.5][is_official, :, -1] > found[1][is_official, :, -1]).any()


def test_rongcheng_later_differs_only_in_its_first_day() -> None:
    names = {"world", "name", "about", "first_day"}
    assert read_world("rongcheng").model_dump(exclude=names) == read_world("rongcheng-2021").model_dump(exclude=names)


def test_the_pilot_city_and_anytown_share_their_ids() -> None:
    one, other = read_world("pilot-city"), read_world("anytown")
    assert one.traits == other.traits
    for name in ("channels", "services", "means", "desks"):
        assert [x.id for x in getattr(one, name)] == [x.id for x in getattr(other, name)]
    assert {a.id for a in other.acts} <= {a.id for a in one.acts}
