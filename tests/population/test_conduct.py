"""Bounds, what comes up and how often, and what ordinary law makes of it."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from xinyong.errors import InputError
from xinyong.population import conduct
from xinyong.population.family import strongest_response
from xinyong.population.odds import odds
from xinyong.population.people import people
from xinyong.vocabulary import WIDE


def deterrence(make: SimpleNamespace, certainty: float, elasticity: float) -> dict[str, object]:
    return {
        "certainty": make.cited(certainty / 2, "ratio", (0, certainty)),
        "elasticity": make.cited(elasticity / 2, "elasticity", (0, elasticity)),
        "spill": make.cited(0, "share"),
    }


def test_a_bound_is_the_high_end_of_the_rate(make: SimpleNamespace) -> None:
    act = make.act("theft", "theft", 0.5) | {"rate": make.cited(0.5, "per year", (0.1, 2))}
    world = make.bare(acts=[act])
    assert conduct.bounds(world) == [2]
    assert conduct.take(world, 1).tolist() == [[WIDE // 4]]


def test_a_stated_bound_wins(make: SimpleNamespace) -> None:
    world = make.bare(acts=[make.act("theft", "theft", 0.5, bound=make.cited(1.5, "per year"))])
    assert conduct.bounds(world) == [Fraction(3, 2)]
    assert conduct.take(world, 2).tolist() == [[WIDE // 3]] * 2


def test_only_good_deeds_leave_room_for_more_of_them(make: SimpleNamespace) -> None:
    acts = [
        make.act("theft", "theft", 1),
        make.act("volunteering", "volunteering", 1),
        make.act("worship", "worship", 1),
        make.act("alms", "charity", 1, protects="religion"),
    ]
    world = make.bare(acts=acts, deterrence=deterrence(make, 3, 2))
    assert strongest_response(world) == 16
    assert conduct.bounds(world) == [1, 16, 1, 1]
    assert conduct.take(world, 1).tolist() == [[WIDE, WIDE // 16, WIDE, WIDE]]


def test_the_strongest_response_is_rounded_up(make: SimpleNamespace) -> None:
    found = strongest_response(make.bare(deterrence=deterrence(make, 1, 0.5)))
    assert found.denominator <= 65_536
    assert 0 < float(found) - 2**0.5 < 1 / 65_536
    assert strongest_response(make.bare()) == 1


def test_an_act_that_nobody_does_is_never_taken(make: SimpleNamespace) -> None:
    world = make.bare(acts=[make.act("theft", "theft", 0)])
    found = odds(world, people(world, 100))
    assert found.take.tolist() == [[0]]
    assert found.chance_count.shape == (1, 256, 1)
    assert found.chance_pick.tolist() == [[WIDE]]


def test_a_bound_below_the_rate_is_refused(make: SimpleNamespace) -> None:
    world = make.bare(acts=[make.act("theft", "theft", 0.5, bound=make.cited(0.4, "per year"))])
    with pytest.raises(InputError, match=r"acts\.theft\.bound: 0\.4 a year is below the rate; write at least 0\.5"):
        conduct.bounds(world)


def test_negative_deterrence_is_refused(make: SimpleNamespace) -> None:
    story = deterrence(make, 1, 1) | {"certainty": make.cited(-1, "ratio", (-2, -1))}
    with pytest.raises(
        InputError, match="deterrence: found a negative certainty or elasticity; write them as 0 or more"
    ):
        strongest_response(make.bare(deterrence=story))


def test_a_crowded_week_names_the_act(make: SimpleNamespace) -> None:
    fits = make.bare(acts=[make.act("theft", "theft", 64 * 365 / 7 - 1)])
    assert odds(fits, people(fits, 100)).chance_count.shape[2] > 100
    acts = [make.act("theft", "theft", 10), make.act("crossing", "jaywalking", 64 * 365 / 7)]
    world = make.bare(acts=acts)
    with pytest.raises(InputError) as refused:
        odds(world, people(world, 100))
    assert str(refused.value) == (
        "acts.crossing: with it 64.2 things a week come up for the most active people; at most 64 fit: lower its rate, "
        "the range of its rate or its bound"
    )


def test_propensity_counts_towards_a_crowded_week(make: SimpleNamespace) -> None:
    world = make.bare(acts=[make.act("theft", "theft", 100)], propensity={"shape": make.cited(0.05, "shape")})
    with pytest.raises(InputError, match=r"acts\.theft: with it \d+\.\d things a week come up"):
        odds(world, people(world, 100))
    steady = make.bare(
        acts=[make.act("theft", "theft", 100, steady=True)], propensity={"shape": make.cited(0.05, "shape")}
    )
    assert odds(steady, people(steady, 100)).chance_pick.shape == (1, 0)


def test_ordinary_law(make: SimpleNamespace) -> None:
    law = {"penalty": "a fine", "severity": make.cited(2, "step")}
    acts = [
        make.act("theft", "theft", 1, law=law | {"channels": ["police"]}),
        make.act("fraud", "fraud", 1, law=law),
        make.act("smoking", "smoking", 1, law=law | {"severity": make.cited(0, "step")}),
        make.act("noise", "noise", 1),
    ]
    world = make.bare(acts=acts, channels=[make.channel("police"), make.channel("camera")])
    severity, channels = conduct.price_of_law(world)
    assert severity.tolist() == [2, 2, 0, 0]
    assert channels.tolist() == [[1, 0], [1, 1], [0, 0], [0, 0]]


@pytest.mark.parametrize("severity", [6, -1, 1.5])
def test_severity_is_a_whole_number_from_0_to_5(make: SimpleNamespace, severity: float) -> None:
    act = make.act("theft", "theft", 1, law={"penalty": "a fine", "severity": make.cited(severity, "step")})
    with pytest.raises(InputError, match=rf"acts\.theft\.law\.severity: found {float(severity)}; write a whole number"):
        conduct.price_of_law(make.bare(acts=[act]))


def test_names_of_the_world_are_checked(make: SimpleNamespace) -> None:
    act = make.act("theft", "theft", 1, law={"penalty": "x", "severity": make.cited(1, "step"), "channels": ["spy"]})
    with pytest.raises(InputError, match=r"acts\.theft\.law\.channels: the world has no channel `spy`"):
        conduct.price_of_law(make.bare(acts=[act]))
    reports = [{"act": "fraud", "rate": make.cited(1, "per year")}]
    world = make.bare(channels=[make.channel("police", false_reports=reports)])
    with pytest.raises(InputError, match=r"channels\.police\.false_reports\.fraud: the world has no act `fraud`"):
        odds(world, people(world, 100))
