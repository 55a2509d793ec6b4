"""The tables of a whole world against the definitions, written out again with plain fractions."""

import time
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from xinyong.errors import InputError
from xinyong.population.counts import poisson_rows
from xinyong.population.levels import Ratio
from xinyong.population.odds import HARMS, PLACE_TOTAL, VALENCES, Odds, odds, tables_hash, tables_of
from xinyong.population.people import People, people
from xinyong.population.propensity import ONE, class_means
from xinyong.population.world import World
from xinyong.vocabulary import WIDE, code_of


def floor_of(share: Fraction) -> int:
    return share.numerator * WIDE // share.denominator


def ratio_of(ratios: tuple[Ratio, ...], levels: Any) -> Fraction:
    product = Fraction(1)
    for ratio in ratios:
        if all(levels[trait] == level for trait, level in ratio.levels.items()):
            product *= Fraction(str(ratio.ratio.value))
    return product


def relative(ratios: tuple[Ratio, ...], present: People, stratum: int) -> Fraction:
    """Return the ratio of a stratum over the population mean, places weighted by their residents."""
    mean = Fraction(0)
    for place, residents in enumerate(present.residents):
        for other in range(len(present.strata)):
            slots = int((present.pattern[place] == other).sum())
            share = Fraction(residents * slots, sum(present.residents) * 65_536)
            mean += share * ratio_of(ratios, present.strata[other])
    return ratio_of(ratios, present.strata[stratum]) / mean


def errand_rates(world: World, present: People, stratum: int) -> list[tuple[int, int, int, Fraction]]:
    """Return sort, index, channel and yearly rate of each errand: steady acts, requests, false reports."""
    found = []
    for index, act in enumerate(world.acts):
        if act.steady:
            high = act.rate.range[1] if act.rate.range else act.rate.value
            found.append((0, index, -1, Fraction(str(high)) * relative(act.ratios, present, stratum)))
    for index, service in enumerate(world.services):
        rate = Fraction(str(service.rate.value)) / (1000 if service.rate.unit.startswith("per 1000") else 1)
        found.append((1, index, -1, rate * relative(service.ratios, present, stratum)))
    for index, channel in enumerate(world.channels):
        for report in channel.false_reports:
            what = [act.id for act in world.acts].index(report.act)
            rate = Fraction(str(report.rate.value)) / (1000 if report.rate.unit.startswith("per 1000") else 1)
            covered = ratio_of(channel.coverage, present.strata[stratum])
            found.append((2, what, index, rate * relative(report.ratios, present, stratum) * covered))
    return found


def cumulative(rates: list[Fraction]) -> list[int]:
    return [floor_of(sum(rates[: i + 1], Fraction(0)) / sum(rates)) for i in range(len(rates))]


@pytest.fixture(scope="module")
def town(make: SimpleNamespace) -> tuple[World, People, Odds]:
    reports = [{"act": "siege", "rate": make.cited(0.5, "per year"), "ratios": [make.ratio(2, age="old")]}]
    covered = [make.ratio(0.5, sex="woman"), make.ratio(0.7, age="young")]
    channels = [
        make.channel("police", coverage=covered, false_reports=reports),
        make.channel("camera", false_reports=[{"act": "theft", "rate": make.cited(30, "per 1000 per year")}]),
    ]
    world: World = make.town(channels=channels)
    present = people(world, 1000)
    return world, present, odds(world, present)


def test_chances(town: tuple[World, People, Odds]) -> None:
    world, present, found = town
    assert found.chance_act.tolist() == [0, 1, 3]
    high = {0: Fraction(1, 4), 1: Fraction(1, 8), 3: Fraction(1, 4)}
    classes = class_means(world.propensity)
    for stratum in range(6):
        rates = [high[a] * relative(world.acts[a].ratios, present, stratum) for a in (0, 1, 3)]
        assert found.chance_pick[stratum].tolist() == cumulative(rates)
        expected = poisson_rows([sum(rates, Fraction(0)) * 7 / 365], classes)[0]
        row = found.chance_count[found.chance_row[stratum]]
        assert np.array_equal(row[:, : expected.shape[1]], expected)
        assert np.all(row[:, expected.shape[1] :] == WIDE)


def test_errands(town: tuple[World, People, Odds]) -> None:
    world, present, found = town
    assert found.errand_sort.tolist() == [0, 1, 2, 2]
    assert found.errand_what.tolist() == [2, 0, 3, 0]
    assert found.errand_channel.tolist() == [-1, -1, 0, 1]
    for stratum in range(6):
        things = errand_rates(world, present, stratum)
        assert [list(t[:3]) for t in things] == [[0, 2, -1], [1, 0, -1], [2, 3, 0], [2, 0, 1]]
        rates = [t[3] for t in things]
        assert found.errand_pick[stratum].tolist() == cumulative(rates)
        expected = poisson_rows([sum(rates, Fraction(0)) * 7 / 365], [ONE])[0, 0]
        row = found.errand_count[found.errand_row[stratum]]
        assert np.array_equal(row[: len(expected)], expected)
        assert np.all(row[len(expected) :] == WIDE)


def test_picks_end_at_wide(town: tuple[World, People, Odds]) -> None:
    _, _, found = town
    assert found.chance_pick[:, -1].tolist() == [WIDE] * 6
    assert found.errand_pick[:, -1].tolist() == [WIDE] * 6
    assert np.all(np.diff(found.chance_pick, axis=1) >= 0)


def test_strata_with_the_same_mean_share_a_row(town: tuple[World, People, Odds]) -> None:
    _, present, found = town
    rows = {levels["sex"]: set() for levels in present.strata}  # type: dict[str, set[int]]
    for levels, row in zip(present.strata, found.chance_row.tolist(), strict=True):
        rows[levels["sex"]].add(row)
    assert rows == {"man": {0}, "woman": {1}}
    assert found.chance_count.shape[0] == 2


def test_the_population_mean_of_a_rate_is_the_stated_one(town: tuple[World, People, Odds]) -> None:
    """Read back from the tables alone: mean errands a week times the share of the request."""
    _, present, found = town
    weights = present.weights()
    weekly = 0.0
    for stratum in range(6):
        row = found.errand_count[found.errand_row[stratum]]
        mean = float(np.sum((WIDE - row).astype(np.float64)) / WIDE)
        pick = found.errand_pick[stratum]
        weekly += weights[stratum] * mean * float(pick[1] - pick[0]) / WIDE
    assert weekly / sum(weights) * 365 / 7 == pytest.approx(0.25, rel=1e-12)


def test_what_acts_are(town: tuple[World, People, Odds], make: SimpleNamespace) -> None:
    world, _, found = town
    assert [VALENCES[v] for v in found.act_valence] == ["misdeed", "protected", "good", "misdeed"]
    assert [HARMS[h] for h in found.act_harm] == ["loss", "none", "none", "nuisance"]
    assert found.act_once.tolist() == [0, 0, 0, 0]
    assert found.act_code.tolist() == [code_of(act.id) for act in world.acts]
    assert found.channel_code.tolist() == [code_of("police"), code_of("camera")]
    assert found.service_code.tolist() == [code_of("loan")]
    acts = [
        make.act("queue", "leisure", 1, once_a_day=True),
        make.act("sit-in", "obstruction", 1, protects="assembly"),
    ]
    bare = make.bare(acts=acts)
    other = odds(bare, people(bare, 100))
    assert [VALENCES[v] for v in other.act_valence] == ["lawful", "protected"]
    assert other.act_once.tolist() == [1, 0]


def test_places_are_picked_by_residents(town: tuple[World, People, Odds]) -> None:
    _, _, found = town
    assert found.place_pick.tolist() == [7 * PLACE_TOTAL // 10, PLACE_TOTAL]


def test_plain_numbers(town: tuple[World, People, Odds]) -> None:
    _, _, found = town
    assert found.purge == 60
    assert set(found.opt_in.tolist()) == {4 * WIDE // 10}
    assert not found.no_file.any()
    assert found.object_spread == 30
    assert set(found.objects_mistaken.tolist()) == {WIDE // 4}
    assert set(found.objects_right.tolist()) == {2 * WIDE // 100}


def test_a_bare_world_has_tables_of_length_0(make: SimpleNamespace) -> None:
    world = make.bare()
    found = odds(world, people(world, 100))
    shapes = {name: np.shape(table) for name, table in tables_of(found)}
    assert shapes == {
        "chance_row": (1,), "chance_count": (1, 256, 8), "errand_row": (1,), "errand_count": (1, 1),
        "chance_pick": (1, 1), "chance_act": (1,), "errand_pick": (1, 0), "errand_sort": (0,), "errand_what": (0,),
        "errand_channel": (0,), "take": (1, 1), "sight": (1, 1, 0), "misattributed": (0,), "taken_for_act": (1, 0),
        "taken_for": (1, 0), "place_cover": (1, 0), "strays_to": (0, 1), "import_day": (0,), "import_act": (0,),
        "import_channel": (0,), "import_code": (0,), "import_share": (0, 1, 1),
        "met": (1, 1), "met_after": (1,), "met_spread": (1,), "pressed": (1, 1), "pressed_after": (1,),
        "pressed_spread": (1,), "delay": (0,), "spread": (0,), "reach": (0, 1), "objects_mistaken": (1,),
        "target_act": (0,), "target_channel": (0,), "target_as": (0,), "target_from": (0,), "target_to": (0,),
        "target_share": (0,), "objects_right": (1,), "object_spread": (), "asks_review": (), "evidence": (1,),
        "desk_capacity": (0,), "desk_sits_every": (0,), "desk_takes": (0,),
        "desk_takes_working": (0,), "desk_carries_out": (0,), "desk_carries_out_working": (0,),
        "desk_reverses_mistaken": (0,), "desk_reverses_right": (0,), "purge": (), "duplicated": (0,), "mislinked": (0,),
        "missed": (0,), "register_code": (0,), "service_quota": (0,), "service_gives_up": (0,),
        "opt_in": (1,), "no_file": (1,),
        "act_code": (1,), "channel_code": (0,), "service_code": (0,), "act_valence": (1,),
        "act_harm": (1,), "act_once": (1,), "occasion_of": (1,), "occasion_each": (1,),
        "law_severity": (1,), "law_channels": (1, 0), "place_pick": (1,),
        "stars": (1, 0), "one_more": (0,), "one_changed": (0,),
    }  # fmt: skip
    assert found.purge == 0
    assert found.errand_count.tolist() == [[WIDE]]
    assert found.chance_count[0, 0].tolist() == found.chance_count[0, 255].tolist()


def test_tables_are_read_only_int64(town: tuple[World, People, Odds]) -> None:
    for name, table in tables_of(town[2]):
        if not isinstance(table, int):
            assert table.dtype == np.int64, name
            assert not table.flags.writeable, name


def test_tables_of_another_type_are_refused(town: tuple[World, People, Odds]) -> None:
    tables: dict[str, Any] = dict(tables_of(town[2]))
    with pytest.raises(TypeError, match="delay is float64; every table is int64"):
        Odds(**tables | {"delay": np.zeros(2)})


def test_the_hash_covers_every_table(town: tuple[World, People, Odds], make: SimpleNamespace) -> None:
    world, present, found = town
    assert tables_hash(found) == tables_hash(odds(world, present))
    tables: dict[str, Any] = dict(tables_of(found))
    hashes = {tables_hash(found)}
    for name, table in tables.items():
        # A table without rows says what it holds by its shape.
        other = table + 1 if np.size(table) else np.ones(1, np.int64)
        hashes.add(tables_hash(Odds(**tables | {name: other})))
    assert len(hashes) == len(tables) + 1
    plain = make.town()
    assert (
        tables_hash(odds(plain, people(plain, 100)))
        == "b0620495712f71f432a679ea127d24c735bc4b7d2435e913c9d0742e21251610"
    )


def test_the_number_of_people_changes_no_table(town: tuple[World, People, Odds]) -> None:
    world, _, found = town
    assert tables_hash(odds(world, people(world, 5000))) == tables_hash(found)


def test_a_clash_of_codes_is_refused(make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xinyong.population.odds.code_of", len)
    world = make.bare(acts=[make.act("theft", "theft", 1), make.act("fraud", "fraud", 1)])
    with pytest.raises(InputError, match=r"acts\.fraud: its code is also that of `theft`; rename one of them"):
        odds(world, people(world, 100))


def large_world(make: SimpleNamespace, n_levels: list[int]) -> World:
    """Return a world of 25 acts, 8 channels and 8 services in which most strata differ in most rates."""
    traits = {f"t{i}": [f"l{j}" for j in range(k)] for i, k in enumerate(n_levels)}
    margins = [
        make.shares(f"m{i}", trait, **{level: round(0.9 / len(levels), 3) for level in levels[:-1]})
        for i, (trait, levels) in enumerate(traits.items())
    ]

    def ratios(i: int) -> list[dict[str, Any]]:
        picked = [(f"t{j}", traits[f"t{j}"][i % n]) for j, n in enumerate(n_levels)]
        return [make.ratio(1.1 + (i + j) % 7 / 10, **{trait: level}) for j, (trait, level) in enumerate(picked)]

    acts = [make.act(f"a{i}", "theft", 0.3, ratios=ratios(i), steady=i % 5 == 0) for i in range(25)]
    reports = [{"act": "a1", "rate": make.cited(0.01, "per year")}]
    channels = [make.channel(f"c{i}", coverage=ratios(i)[:1], false_reports=reports) for i in range(8)]
    rate = make.cited(0.4, "per year")
    services = [{"id": f"s{i}", "name": make.name("s"), "rate": rate, "ratios": ratios(i)} for i in range(8)]
    sights = [
        {"act": f"a{i}", "channel": f"c{j}", "share": make.cited(0.1, "share")}
        for i in range(25)
        for j in range(8)
        if (i + j) % 3 == 0
    ]
    found: World = make.town(
        traits=traits, margins=margins, acts=acts, channels=channels, sights=sights, services=services, means=[]
    )
    return found


@pytest.mark.parametrize(("n_levels", "n_strata", "seconds"), [([2] * 6, 64, 1.5), ([5, 5, 5, 4], 500, 10)])
def test_tables_are_made_in_a_moment(make: SimpleNamespace, n_levels: list[int], n_strata: int, seconds: float) -> None:
    """The limits are five times what a busy two-core machine needed."""
    world = large_world(make, n_levels)
    present = people(world, 100_000)
    assert len(present.strata) == n_strata
    started = time.process_time()
    found = odds(world, present)
    assert time.process_time() - started < seconds
    assert len(set(found.chance_row.tolist())) > n_strata // 2
