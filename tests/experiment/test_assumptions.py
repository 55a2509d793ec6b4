from dataclasses import replace

import pytest
from tests.audit.hand_made import WHY, cited, rule, town
from tests.experiment.lively import lively_town, recipe, strict

from xinyong.experiment.assumptions import Assumption, assumptions, moved, neutral_point, reshuffles, settled
from xinyong.files.evidence import Cited
from xinyong.population.amend import amend_world
from xinyong.population.read import read_world
from xinyong.results.recipe import Recipe
from xinyong.scheme.amend import amend
from xinyong.scheme.read import read_scheme


def by_path(a_recipe: Recipe) -> dict[str, Assumption]:
    found = assumptions(settled(a_recipe))
    assert len({one.path for one in found}) == len(found)
    return {one.path: one for one in found}


def test_rates_shares_ratios_and_points_have_a_neutral_point() -> None:
    ratios = [{"levels": {"sex": "man"}, "ratio": cited(3, "ratio")}]
    acts = [{**lively_town().acts[0].model_dump(by_alias=True), "ratios": ratios, "law": None}]
    found = by_path(recipe(strict(rules=[rule("theft", "theft", -20)]), lively_town(acts=acts, sights=[])))
    expected: dict[str, tuple[float, bool]] = {
        "world:acts.theft.rate": (0, True),
        "world:acts.theft.ratios.sex.man.ratio": (1, True),
        "world:channels.police.misattributed": (0, True),
        "world:channels.police.false_reports.theft.rate": (0, True),
        "world:deterrence.elasticity": (0, True),
        "world:deterrence.certainty": (0, True),
        "rules.theft.points": (0, True),
    }
    assert {path: (found[path].moved_to, found[path].neutral) for path in expected} == expected


def test_delays_and_edges_have_none_and_go_to_the_farther_end() -> None:
    edge = {"id": "good", "at_least": cited(90, "point", 50, 100)}
    scheme = strict(tiers=[edge, {"id": "poor"}], notice={"by": "letter", "delay": cited(7, "day", 0, 30), **WHY})
    found = by_path(recipe(scheme))
    assert found["tiers.good.at_least"].moved_to == 50
    assert found["notice.delay"].moved_to == 30
    assert not found["notice.delay"].neutral


def test_what_has_neither_neutral_point_nor_range_cannot_be_moved() -> None:
    found = by_path(recipe())
    assert "score.start" not in found
    assert "world:channels.police.delay" not in found
    assert "world:margins.by-sex.shares.sex.man.share" not in found


def test_a_file_may_name_another_neutral_point() -> None:
    stated = Cited.model_validate({**cited(0.5, "share"), "neutral": 1})
    assert neutral_point(("world", "opt_in"), stated) == 1
    assert neutral_point(("margins", 0, "shares", 0, "share"), Cited.model_validate(cited(0.5, "share"))) is None


def test_cited_values_are_moved_only_if_they_have_a_range() -> None:
    press = {"value": -20, "unit": "point", "grade": "press", "source": "paper"}
    plain = by_path(recipe(strict(rules=[{**rule("theft", "theft", 0), "points": press}])))
    assert "rules.theft.points" not in plain
    ranged = by_path(recipe(strict(rules=[{**rule("theft", "theft", 0), "points": {**press, "range": [-30, -10]}}])))
    assert ranged["rules.theft.points"].moved_to == 0
    assert not ranged["rules.theft.points"].assumed


def test_the_bound_of_an_act_is_never_moved() -> None:
    acts = [{**lively_town().acts[0].model_dump(by_alias=True), "bound": cited(20, "per year", 15, 30), "law": None}]
    found = by_path(recipe(strict(rules=[rule("theft", "theft", -20)]), lively_town(acts=acts, sights=[])))
    assert [path for path in found if path.endswith("bound")] == []


def test_moving_changes_one_value_and_keeps_its_range() -> None:
    before = recipe()
    one = by_path(before)["world:channels.police.misattributed"]
    after = moved(before, one)
    assert after.scheme is before.scheme
    changed = after.world.channels[0].misattributed
    assert (changed.value, changed.range) == (0, (0.05, 0.2))
    assert after.world.channels[0].delay is before.world.channels[0].delay
    assert before.world.channels[0].misattributed.value == 0.1


def test_members_and_schemes_are_moved_too() -> None:
    member = strict()
    before = replace(recipe(), members={"ladder": member})
    found = by_path(before)
    after = moved(before, found["ladder:rules.theft.points"])
    assert after.members["ladder"].rules[0].points.value == 0  # type: ignore[union-attr]
    assert moved(before, found["rules.theft.points"]).scheme.rules[0].points.value == 0  # type: ignore[union-attr]


def test_unknowns_are_settled_first() -> None:
    ends = [cited(-20, "point"), cited(-5, "point")]
    unknown = {"unknown": True, "between": ends, "looked": ["somewhere"], "why": "made for a test"}
    before = recipe(strict(rules=[{**rule("theft", "theft", 0), "points": unknown}]), end=1)
    assert by_path(before)["rules.theft.points"].value == -5
    assert settled(before).unknown == ()


@pytest.mark.parametrize("name", ["suining-2010", "pilot-100-200"])
def test_every_path_is_one_that_amend_takes(name: str) -> None:
    scheme = read_scheme(name)
    world = read_world(str(scheme.world))
    found = assumptions(settled(Recipe(scheme, world, 100, 7)))
    assert len(found) > 50
    plain = settled(Recipe(scheme, world, 100, 7))
    of_world = {one.path.removeprefix("world:"): one.value for one in found if one.owner == "world"}
    of_scheme = {one.path: one.value for one in found if not one.owner}
    assert len(of_world) + len(of_scheme) == len(found)
    assert amend_world(plain.world, of_world).world == plain.world.world
    assert amend(plain.scheme, of_scheme).scheme == plain.scheme.scheme


def test_worlds_without_a_story_have_nothing_of_it() -> None:
    assert not [path for path in by_path(recipe(world=town(deterrence=None))) if "deterrence" in path]


def test_what_deals_the_lives_anew() -> None:
    found = by_path(recipe())
    assert reshuffles(found["world:services.loan.rate"])
    assert reshuffles(found["world:channels.police.false_reports.theft.rate"])
    assert not reshuffles(found["world:acts.theft.rate"])
    assert not reshuffles(found["world:channels.police.misattributed"])
    assert not reshuffles(found["rules.theft.points"])


def test_who_moves_deals_lives_anew() -> None:
    path, nation = "moves.anhui-to-hangzhou.share", read_world("china-2014")
    scheme = read_scheme("court-list-2013")
    assert f"world:{path}" not in by_path(Recipe(scheme, nation, 100, 7))  # nobody moves: there is nothing to take away
    assert reshuffles(by_path(Recipe(scheme, amend_world(nation, {path: 0.05}), 100, 7))[f"world:{path}"])
