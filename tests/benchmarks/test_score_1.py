"""SCORE-1: the law, its 38 summaries, and the harness that takes no time before agreement."""

import math
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from benchmarks.score_1 import laboratory, law
from benchmarks.score_1.__main__ import chosen, options
from benchmarks.score_1.agreement import Z_MAX, Agreement, NotAgreedError, agree, limit, z_of
from benchmarks.score_1.ceilings import by_day, by_day_skipping, by_event
from benchmarks.score_1.contestants import BORROWED, CONTESTANTS, REFERENCE, XINYONG
from benchmarks.score_1.dense import Asking
from benchmarks.score_1.draws import Sampler
from benchmarks.score_1.environments import REQUIREMENTS, ROOT, versions
from benchmarks.score_1.outputs import NAMES, Tally
from benchmarks.score_1.peers import sparse_numpy
from benchmarks.score_1.race import Race, medians
from benchmarks.score_1.report import chart, content, labels, page

from xinyong.population.read import read_world
from xinyong.scheme.read import read_scheme

Play = Callable[[int, int, int], Tally]
PEOPLE, SEEDS = 3_000, 12
"""A year of this many people is milliseconds, and twelve of them tell a wrong rate from a right one."""


@cache
def reference() -> list[dict[str, float]]:
    return [sparse_numpy.play(PEOPLE, law.DAYS, seed).summary() for seed in range(SEEDS)]


def test_there_are_38_summaries() -> None:
    assert len(NAMES) == len(set(NAMES)) == 38
    assert tuple(reference()[0]) == NAMES


@pytest.mark.parametrize("play", [by_event.play, by_day.play, by_day_skipping.play], ids=["event", "day", "skipping"])
def test_a_ceiling_agrees_with_sparse_numpy(play: Play) -> None:
    found = [play(PEOPLE, law.DAYS, 1_000 + seed).summary() for seed in range(SEEDS)]
    agreement = agree(found, reference(), people=PEOPLE)
    assert agreement.holds, agreement.worst


def test_acts_and_requests_have_the_means_of_the_law() -> None:
    """Closed form: the expected number of distinct acts of each person and day, and of tries to travel."""
    h = law.propensities()
    acts = sum(float(np.mean(-np.expm1(-rate * h / law.DAYS))) for rate in law.RATES) * law.DAYS * PEOPLE
    tries = -math.expm1(-law.TRIES[0] / law.DAYS) * law.DAYS * PEOPLE
    years = len(reference())
    assert np.mean([one["acts committed"] for one in reference()]) == pytest.approx(acts, rel=0.01)
    deviation = 4 * math.sqrt(tries / years)
    assert np.mean([one["flight attempts"] for one in reference()]) == pytest.approx(tries, abs=deviation)


def test_asking_everyone_and_the_sparse_sampler_draw_alike() -> None:
    people, days = 20_000, 60

    def acts(sampler: Sampler) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return sum((sampler.day()[0] for _ in range(days)), np.zeros(len(law.KINDS), dtype=np.int64))

    sparse = acts(Sampler(people, np.random.default_rng(1)))
    dense = acts(Asking(people, np.random.default_rng(2)))
    assert np.all(np.abs(sparse - dense) < 5 * np.sqrt(sparse + dense))


def test_nobody_acts_twice_in_one_way_and_strays_land_on_others() -> None:
    sampler = Sampler(2, np.random.default_rng(3))
    for _ in range(2_000):
        acts, records = sampler.day()
        assert np.all(acts <= 2)
        assert set(records.person.tolist()) <= {0, 1}


def test_propensities_have_the_mean_and_nearly_the_spread_of_the_gamma() -> None:
    h = law.propensities()
    assert h.mean() == pytest.approx(1.0)
    assert h.var() == pytest.approx(0.5, rel=0.05)


def test_tiers_begin_at_their_scores() -> None:
    assert [law.TIERS[law.tier_of(score)] for score in (200, 130, 129, 90, 89, 60, 59, 0)] == list("AABBCCDD")


def test_tallies_of_tiers_hold_everyone_every_day() -> None:
    assert np.all(sparse_numpy.play(500, law.DAYS, 1).tiers.sum(axis=1) == 500)


def test_the_files_of_the_laboratory_hold_the_law() -> None:
    folder = REQUIREMENTS.parent
    scheme, world = read_scheme(str(folder / "scheme.yaml")), read_world(str(folder / "world.yaml"))
    assert [rule.id for rule in scheme.rules] == list(law.KINDS)
    assert [getattr(rule.points, "value", None) for rule in scheme.rules] == list(law.POINTS)
    assert [float(act.rate.value) for act in world.acts] == list(law.RATES)
    assert [float(sight.share.value) for sight in world.sights] == list(law.DETECTED)
    tries = [-law.DAYS * math.expm1(-rate / law.DAYS) for rate in law.TRIES]
    assert [float(service.rate.value) for service in world.services] == pytest.approx(tries, abs=1e-9)


def test_the_laboratory_plays_the_law() -> None:
    """Three years tell a wrong rule from a right one, no more: the benchmark compares sixty of 100,000 people."""
    found = [laboratory.year(people=PEOPLE, seed=seed, window_days=1).summary for seed in range(3)]
    assert tuple(found[0]) == NAMES
    agreement = agree(found, reference(), people=PEOPLE)
    assert agreement.holds, agreement.worst


@pytest.mark.slow
@pytest.mark.parametrize("name", ["one-day", "seven-day"])
def test_the_laboratory_agrees_in_both_lanes(name: str) -> None:
    (ours,) = chosen([name])
    race = Race()
    race.compare([ours], people=20_000, seeds=20)
    assert race.agreements[ours.name].holds, race.agreements[ours.name].worst
    assert (race.beside[ours.name]["days_waited"] == 0) == (ours.window_days == 1)


def test_a_difference_is_counted_in_standard_errors() -> None:
    assert z_of([1.0, 3.0], [1.0, 3.0]) == 0
    assert z_of([5.0, 5.0], [5.0, 5.0]) == 0
    assert z_of([5.0, 5.0], [6.0, 6.0]) == -math.inf
    assert z_of([2.0, 4.0], [0.0, 2.0]) == pytest.approx(math.sqrt(2))


def test_the_limit_is_wider_where_years_are_few() -> None:
    assert limit(60) == limit(600) == Z_MAX
    assert limit(5) > limit(20) > limit(59) > Z_MAX


def test_agreement_needs_years_and_the_same_names() -> None:
    with pytest.raises(ValueError, match="two seeds"):
        agree([{"a": 1.0}], [{"a": 1.0}], people=1)
    with pytest.raises(ValueError, match="only one side"):
        agree([{"a": 1.0}] * 2, [{"b": 1.0}] * 2, people=1)
    assert "b" not in agree([{"a": 1.0, "b": 1.0}] * 2, [{"a": 1.0, "b": 2.0}] * 2, people=1, left_out=["b"]).z


def test_no_time_is_taken_before_agreement() -> None:
    race = Race()
    with pytest.raises(NotAgreedError, match="before agreement"):
        race.time(REFERENCE, people=100, seed=1)
    race.agreements[REFERENCE.name] = Agreement(100, 60, {"entries": 4.5})
    with pytest.raises(NotAgreedError, match=r"entries differs by 4\.5 standard errors"):
        race.time(REFERENCE, people=100, seed=1)
    race.run([REFERENCE], sizes=[100], times=1, patience=1)
    assert not race.times
    assert "differs" in race.absent[REFERENCE.name]


def test_memory_is_counted_from_the_start_of_the_process() -> None:
    """A small process that is started by a large one is small."""
    held = np.ones(40_000_000)
    command = [sys.executable, "-c", "from benchmarks.score_1.outputs import peak_bytes; print(peak_bytes())"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert 0 < int(done.stdout) < held.nbytes


def test_keeping_the_rows_of_a_sample_changes_no_count(tmp_path: Path) -> None:
    whole, sampled = (
        laboratory.run(tmp_path / str(n), people=PEOPLE, days=60, seed=1, window_days=1, rows_of=n) for n in (0, 100)
    )
    assert sampled["sample_people"] == 100
    for name in ("acts", "entries", "tiers", "services", "objections"):
        assert whole[name] == sampled[name], name
    assert whole["restricted"]["wrongful_days"] == sampled["restricted"]["wrongful_days"]


def test_medians_are_of_one_contestant_and_size() -> None:
    runs = [
        {"name": "x", "people": people, "seconds": s, "process_seconds": s, "peak_bytes": people * 10}
        for people, s in ((100, 1.0), (100, 9.0), (100, 2.0), (300, 4.0))
    ]
    small, large = medians(runs)
    assert small["seconds"] == 2.0
    assert small["bytes_per_person"] is None
    assert large["bytes_per_person"] == 10
    assert large["subject_days_per_second"] == 300 * 365 / 4


def test_the_page_says_who_agrees_who_is_absent_and_what_is_not_compared() -> None:
    race = Race(absent={"Mesa": "no such package"})
    race.agreements[REFERENCE.name] = Agreement(100, 60, {"entries": -1.5})
    ours = "Xinyong, seven-day windows"
    race.agreements[ours] = Agreement(100, 60, {"entries": 0.5})
    race.apart = {ours: {"wrongful D-days": (7.0, 9.0, -2.5)}}
    race.beside = {ours: {"shadow_days": 61.0, "wrongful_days": 7.0, "strays": 12.0, "days_waited": 3.5}}
    race.times = [{"name": REFERENCE.name, "people": 100, "seed": 1, "load_before": 0.5, "seconds": 1.0,
                   "process_seconds": 2.0, "peak_bytes": 2**20}]  # fmt: skip
    race.times += [{**race.times[0], "name": name, "seconds": s} for name, s in ((ours, 0.5), ("numba by event", 0.1))]
    numbers = content(race, CONTESTANTS, {"cpu": "a", "cores": 2, "system": "b", "python": "c"})
    text = page(numbers)
    said = [
        "1.5 (entries)",
        "no such package",
        "61 days restricted wrongly",
        "2.5 standard errors",
        "3.6e+04",
        "One run each",
        "3.5 days",
    ]
    for part in (*said, "20% of numba by event", "2 times the speed of sparse NumPy"):
        assert part in text


def test_names_in_the_picture_do_not_lie_on_one_another() -> None:
    ends = [{"people": 10, "speed": 1.0}, {"people": 10, "speed": 1.01}, {"people": 99, "speed": 1.0}]
    placed = labels(ends, 1.5)
    assert sorted((one["people"], one["speed"]) for one in placed) == [(10, 1.0), (10, 1.5), (99, 1.0)]


def test_the_picture_names_each_contestant() -> None:
    race = Race(times=[{"name": one.name, "people": people, "seed": 1, "load_before": 0.0, "seconds": 1.0 + place,
                        "process_seconds": 2.0, "peak_bytes": 1}
                       for place, one in enumerate(CONTESTANTS) for people in (100, 1000)])  # fmt: skip
    drawn = chart(content(race, CONTESTANTS, {}))
    assert all(one.name in drawn for one in CONTESTANTS)


def test_every_contestant_has_a_file_and_pinned_versions() -> None:
    for one in CONTESTANTS:
        if one.sort != XINYONG:
            assert (REQUIREMENTS.parent / f"{one.module.replace('.', '/')}.py").is_file()
            assert all("==" in line for line in versions(one.environment))
    assert [one.name for one in chosen(["numpy"])] == [REFERENCE.name]


def test_a_framework_with_a_sampler_is_the_framework_itself() -> None:
    alone = {(one.name, one.module, one.environment) for one in CONTESTANTS if one.sort == "peer"}
    sampled = [one for one in CONTESTANTS if one.sort == BORROWED]
    assert len(sampled) == 5
    assert {(one.name.removesuffix(" + sampler"), one.module, one.environment) for one in sampled} < alone


def test_quick_is_small() -> None:
    assert options(["--quick"]).people < options([]).people == 100_000
