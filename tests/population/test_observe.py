"""Who records an act, as what, and how late."""

from types import SimpleNamespace
from typing import Any

import pytest

from xinyong.errors import InputError
from xinyong.population.observe import channel_tables, misreadings, sight_table
from xinyong.population.people import people
from xinyong.population.ratios import Population
from xinyong.population.world import World
from xinyong.vocabulary import WIDE


def population(world: World) -> Population:
    found = people(world, 100)
    return Population(world.traits, found.strata, found.weights())


def sight(make: SimpleNamespace, act: str, channel: str, share: float) -> dict[str, Any]:
    return {"act": act, "channel": channel, "share": make.cited(share, "share")}


def test_shares_accumulate_in_the_order_of_channels(make: SimpleNamespace) -> None:
    world = make.town()
    table = sight_table(world, population(world))
    assert table.shape == (6, 4, 2)
    assert table[0, 0].tolist() == [3 * WIDE // 10, WIDE // 2]
    assert table[3, 0].tolist() == [3 * WIDE // 20, 7 * WIDE // 20]  # police look at women half as often
    assert table[3, 1].tolist() == [WIDE // 5, WIDE // 5]
    assert table[0, 2].tolist() == [0, 0]


def test_coverage_above_one_is_allowed_while_the_total_fits(make: SimpleNamespace) -> None:
    double = make.channel("police", coverage=[make.ratio(2, sex="woman")])
    sights = [sight(make, "theft", "police", 0.5)]
    world = make.town(channels=[double, make.channel("camera")], sights=sights)
    assert sight_table(world, population(world))[3, 0].tolist() == [WIDE, WIDE]
    sights.append(sight(make, "theft", "camera", 0.01))
    world = make.town(channels=[double, make.channel("camera")], sights=sights)
    with pytest.raises(InputError) as refused:
        sight_table(world, population(world))
    assert str(refused.value) == (
        "sights.theft: the shares of its channels times their coverage add up to 1.01 for young, woman; "
        "lower a share or a coverage; one record of an act comes from one channel"
    )


def test_coverage_far_above_one_is_refused_in_words(make: SimpleNamespace) -> None:
    """A total of many times 1 is no larger than the table's numbers can hold before it is refused."""
    watched = make.channel("police", coverage=[make.ratio(50, sex="woman")])
    world = make.town(channels=[watched, make.channel("camera")], sights=[sight(make, "theft", "police", 0.5)])
    with pytest.raises(InputError, match=r"add up to 25\.0 for young, woman"):
        sight_table(world, population(world))


def test_without_channels_nothing_is_seen(make: SimpleNamespace) -> None:
    world = make.bare()
    assert sight_table(world, population(world)).shape == (1, 1, 0)


def test_what_is_taken_for_another_act(make: SimpleNamespace) -> None:
    instead, chance = misreadings(make.town())
    assert instead.tolist() == [[-1, -1], [3, -1], [-1, -1], [-1, -1]]
    assert chance[1].tolist() == [5 * WIDE // 100, 0]


def test_channels_have_errors_and_delays(make: SimpleNamespace) -> None:
    slow = make.channel("court", misattributed=make.cited(0.03, "share"), delay=make.cited(90, "day"))
    found = channel_tables(make.bare(channels=[slow | {"spread": make.cited(13, "day")}, make.channel("bank")]))
    assert found["misattributed"].tolist() == [3 * WIDE // 100, WIDE // 100]
    assert found["delay"].tolist() == [90, 7]
    assert found["spread"].tolist() == [13, 0]


def test_refusals(make: SimpleNamespace) -> None:
    theft = sight(make, "theft", "police", 0.1)
    mistaken = theft | {"taken_for": {"act": "fraud", "share": make.cited(0.1, "share")}}
    cases: list[tuple[list[dict[str, Any]], str]] = [
        ([theft, theft], r"sights\.theft\.police: the same act and channel are given twice; keep one"),
        (
            [sight(make, "fraud", "police", 0.1)],
            r"sights\.fraud\.police: the world has no `fraud`; expected one of theft",
        ),
        ([sight(make, "theft", "spy", 0.1)], r"sights\.theft\.spy: the world has no `spy`; expected one of police"),
        ([mistaken], r"sights\.theft\.police\.taken_for: the world has no act `fraud`; expected one of theft"),
    ]
    for sights, message in cases:
        with pytest.raises(InputError, match=message):
            misreadings(make.bare(channels=[make.channel("police")], sights=sights))
