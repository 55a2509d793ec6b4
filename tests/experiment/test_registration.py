"""What was frozen before the run: a file that nobody changes unseen, and figures that are planned or are not."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.experiment import busy_town
from tests.experiment.lively import law_alone, recipe
from tests.experiment.several import DAYS as SHORT
from tests.experiment.several import several
from tests.experiment.test_variants import milder

from xinyong.audit.named import groups_of
from xinyong.cli.registering import registration_for, with_plan
from xinyong.errors import DamagedRun, InputError, NameUnknown
from xinyong.experiment.compare import compare_recipes
from xinyong.experiment.execute import perform
from xinyong.experiment.pair import Pair
from xinyong.experiment.pair_store import save_pair
from xinyong.experiment.registration import (
    Registration,
    read_registration,
    registration_of,
    write_registration,
)
from xinyong.experiment.stopping import Rule
from xinyong.reference.watch import play_watched
from xinyong.report.brief import report
from xinyong.results.recipe import Recipe

LEVEL = next(iter(groups_of(recipe().world)))


def registered(others: Mapping[str, Recipe] | None = None, **changes: Any) -> Registration:
    asked: dict[str, Any] = {"date": "2026-11-23", "measures": ["restricted_days"], "groups": [LEVEL], "seeds": (1, 2),
                             "responses": ("none",)}  # fmt: skip
    return registration_of(recipe(), {"none": law_alone()} if others is None else others, **(asked | changes))


@pytest.fixture(scope="module")
def pair() -> Pair:
    return compare_recipes(recipe(), law_alone(), play=play_watched, seeds=(1, 2), responses=("none", "deterrence"))


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    found = registered(until=Rule("forgone", 0.1), seeds=range(1, 9))
    write_registration(found, tmp_path / "plan.json")
    assert read_registration(tmp_path / "plan.json") == replace(found, seeds=tuple(range(1, 9)))
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["sha256"] == found.sha256


def test_it_is_never_written_over(tmp_path: Path) -> None:
    write_registration(registered(), tmp_path / "plan.json")
    with pytest.raises(InputError, match="a registration is never written over"):
        write_registration(registered(), tmp_path / "plan.json")


def test_a_change_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    write_registration(registered(), path)
    path.write_text(path.read_text(encoding="utf-8").replace("restricted_days", "forgone"), encoding="utf-8")
    with pytest.raises(DamagedRun, match="is not what was registered"):
        read_registration(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_registration(tmp_path / "nowhere.json")
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(DamagedRun, match="no registration that this version reads"):
        read_registration(path)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"date": "tomorrow"}, "expected a day as in 2026-11-23"),
        ({"measures": []}, "found no measure to register"),
        ({"groups": ["sex: cat"]}, "found no group `sex: cat`"),
        ({"until": Rule("forgone", 0.1)}, "found 2 seeds, expected at least 5"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        registered(**changes)


def test_a_slip_in_a_measure_is_told() -> None:
    with pytest.raises(NameUnknown, match="restricted_days"):
        registered(measures=["restricted_dais"])


def test_measure_group_and_scenario_decide_what_was_planned(pair: Pair) -> None:
    found = registered()
    planned = [one for one in pair.measures if found.planned(one)]
    assert {one.base for one in planned} == {"restricted_days"}
    assert {one.group for one in planned} == {"everybody", LEVEL}
    assert {one.response for one in planned} == {"none"}
    rows = with_plan({"": pair.measures}, found)
    assert [row["planned"] for row in rows] == [found.planned(one) for one in pair.measures]
    assert {row["planned"] for row in with_plan({"": pair.measures}, None)} == {None}


def test_what_was_played_as_registered_departs_in_nothing(pair: Pair) -> None:
    assert registered().departures(pair) == ()


def test_other_seeds_scenarios_and_rules_to_stop_are_told(pair: Pair) -> None:
    assert "the seeds were 1, 2, registered were 3, 4" in registered(seeds=(3, 4)).departures(pair)[0]
    assert "response hardship" in registered(responses=("none", "hardship")).departures(pair)[0]
    sequential = registered(seeds=range(1, 9), until=Rule("forgone", 0.1)).departures(pair)
    assert "the stopping rule was none, registered was forgone:ci<0.1" in sequential[0]


def test_one_of_several_registered_others_is_the_one_looked_at(pair: Pair) -> None:
    assert registered({"none": law_alone(), "milder": recipe(milder())}).departures(pair) == ()


def test_what_was_registered_for_something_else_is_refused(pair: Pair) -> None:
    with pytest.raises(InputError, match="the registration is of other rules"):
        registered({"milder": recipe(milder())}).departures(pair)
    with pytest.raises(InputError, match="the registration is of other rules"):
        registered({"none": law_alone()}).departures(replace(pair, a=replace(pair.a, days=7)))


def test_a_run_is_held_against_its_own() -> None:
    run = perform(recipe(), engine="reference")
    assert registered({}, seeds=(1,)).departures(run) == ()
    assert "one run is looked at" in registered().departures(run)[0]
    assert "seed 1 was played, which was not registered" in registered({}, seeds=(5,)).departures(run)[0]


def test_the_report_marks_what_was_planned(pair: Pair, tmp_path: Path) -> None:
    page = report(pair, tmp_path / "r.md", form="markdown", registered=registered(seeds=(3, 4)), echo_people=0,
                  engine="reference").read_text(encoding="utf-8")  # fmt: skip
    part = page.partition("## Planned, and looked at afterwards")[2]
    assert "Departs from it: the seeds were 1, 2" in part
    assert "| planned |" in part
    assert "| afterwards |" in part
    save_pair(pair, tmp_path / "pair")
    write_registration(registered(), tmp_path / "plan.json")
    assert registration_for(tmp_path / "plan.json", tmp_path / "pair") == (registered(), ())
    assert registration_for(None, tmp_path / "pair") == (None, ())


def test_several_comparisons_are_held_against_it_together() -> None:
    others = {"milder": recipe(milder(), days=SHORT), "none": law_alone(days=SHORT)}
    plan: dict[str, Any] = {"date": "2026-11-23", "measures": ["restricted_days"], "seeds": (1,)}
    assert registration_of(recipe(days=SHORT), others, **plan).departures(several()) == ()
    more = {**others, "mildest": recipe(milder().model_copy(update={"scheme": "mildest"}), days=SHORT)}
    missing = registration_of(recipe(days=SHORT), more, **plan).departures(several())
    assert missing == ("registered and not compared: mildest",)
    other_seeds = registration_of(recipe(days=SHORT), others, **{**plan, "seeds": (3,)}).departures(several())
    assert other_seeds == ("milder, none: the seeds were 1, registered were 3",)


def test_a_group_of_two_traits_can_be_named() -> None:
    assert "role: official & sex: woman" in groups_of(busy_town.world())
