import json
from dataclasses import replace

import numpy as np
import pytest
from tests.audit.hand_made import NONE, WHY, cited, rule
from tests.experiment.lively import N_PEOPLE, law_alone, lively_town, recipe, strict

from xinyong.audit.falls import worst_tiers
from xinyong.audit.fates import BOTH, NEITHER, ONLY_BASELINE, ONLY_CHANGED
from xinyong.errors import InputError, NameUnknown
from xinyong.experiment.compare import compare, compare_recipes
from xinyong.experiment.deltas import restricted_ids
from xinyong.experiment.pair import Pair
from xinyong.experiment.staging import extremes_of
from xinyong.reference.watch import play_watched
from xinyong.results.digest import result_sha256
from xinyong.results.recipe import Recipe
from xinyong.trial.response import ONE, factors
from xinyong.vocabulary import ONE_SIDED


def pair_of(a: Recipe, b: Recipe, **more: object) -> Pair:
    return compare_recipes(a, b, play=play_watched, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def against_law() -> Pair:
    return pair_of(recipe(), law_alone())


def test_the_family_gives_one_column_each(against_law: Pair) -> None:
    assert list(against_law.columns) == ["none", "deterrence", *ONE_SIDED]
    assert against_law.main.response == "none"
    assert against_law.answering.response == "deterrence"


def test_nobody_responds_in_the_scenario_none(against_law: Pair) -> None:
    cells = against_law.columns["none"].fates.by_act()
    assert cells[:, [ONLY_BASELINE, ONLY_CHANGED]].sum() == 0
    assert cells[:, BOTH].sum() > 0


def test_what_was_not_asked_is_null_and_says_so(against_law: Pair) -> None:
    theft = against_law.columns["none"].acts()["theft"]
    assert [theft[word] for word in ("deterred", "forgone", "encouraged", "provoked")] == [None] * 4
    assert theft["why"].startswith("not asked")
    taken = against_law.deltas("none")["misdeeds_taken"]
    assert taken["difference"] is None
    assert taken["a"] == taken["b"] > 0
    assert against_law.deltas("deterrence")["misdeeds_taken"]["difference"] > 0


def test_every_candidate_has_one_fate(against_law: Pair) -> None:
    column = against_law.columns["deterrence"]
    names = [act.id for act in column.a.trial.world.acts]
    cells = column.fates.by_act()
    for row, name in zip(cells, names, strict=True):
        for side, fate in ((column.a, ONLY_BASELINE), (column.b, ONLY_CHANGED)):
            flows = side.flows[:, side.layout.row[f"taken.{name}"]].sum()
            assert row[[fate, BOTH]].sum() == flows
        assert row.sum() == column.a.flows[:, column.a.layout.row[f"candidates.{name}"]].sum()
        assert row[NEITHER] >= 0


def test_misdeeds_and_protected_acts_go_and_good_deeds_come(against_law: Pair) -> None:
    acts = against_law.columns["deterrence"].acts()
    assert acts["theft"]["deterred"] > 0
    assert acts["petition"]["forgone"] > 0
    assert acts["worship"]["forgone"] > 0
    assert acts["donation"]["encouraged"] > 0
    assert acts["theft"]["provoked"] == 0
    assert acts["theft"]["forgone"] is None
    assert acts["donation"]["deterred"] is None
    assert acts["petition"]["kind"] == "petition"


def test_one_sided_runs_move_one_side_and_enter_no_range(against_law: Pair) -> None:
    benefit, harm = (against_law.columns[name].acts() for name in ONE_SIDED)
    assert benefit["theft"]["deterred"] > 0
    assert benefit["donation"]["encouraged"] > 0
    assert benefit["petition"]["forgone"] == benefit["worship"]["forgone"] == 0
    assert harm["petition"]["forgone"] > 0
    assert harm["theft"]["deterred"] == harm["donation"]["encouraged"] == 0
    forgone = {m.response: m for m in against_law.measures if m.name == "forgone" and m.group == "everybody"}
    assert forgone["benefit-bound"].low is None
    assert forgone["deterrence"].low != 0


def test_one_of_the_one_sided_runs_alone_is_refused() -> None:
    with pytest.raises(InputError, match=r"found `harm-bound` alone; .*ask for `bounds` \(both\) or `family`"):
        pair_of(recipe(), law_alone(), responses=("none", "harm-bound"))


def test_the_share_deterred_is_the_one_the_story_tells() -> None:
    """In a scheme in which nobody is ever recorded everybody stays at the start, so one factor holds for all."""
    world = lively_town(sights=[], channels=[lively_town().channels[0].model_copy(update={"false_reports": ()})])
    found = pair_of(recipe(world=world), law_alone(world), responses=["deterrence"]).main
    line = factors(strict(), world, "deterrence")[0]
    taken = found.fates.turned().by_act()
    for index, factor in enumerate(line):
        n = taken[index, [ONLY_BASELINE, BOTH]].sum()
        share = factor / ONE
        assert n > 150
        if share < 1:
            kept = taken[index, BOTH] / n
            assert kept == pytest.approx(share, abs=4 * (share * (1 - share) / n) ** 0.5)
            assert taken[index, ONLY_CHANGED] == 0
        else:
            more = (taken[index, BOTH] + taken[index, ONLY_CHANGED]) / n
            assert more == pytest.approx(share, rel=0.25)
            assert taken[index, ONLY_BASELINE] == 0


def test_turned_round_the_words_stay_and_the_people_swap(against_law: Pair) -> None:
    turned = pair_of(law_alone(), recipe())
    for name, column in turned.columns.items():
        before = against_law.columns[name]
        assert column.acts() == before.acts()
        assert column.strata() == before.strata()
        assert column.newly_restricted.tolist() == before.spared.tolist()
        assert column.spared.tolist() == before.newly_restricted.tolist() == []
    there, here = turned.deltas(), against_law.deltas()
    assert there["restricted_days"]["difference"] == -here["restricted_days"]["difference"] > 0


def test_law_alone_restricts_nobody(against_law: Pair) -> None:
    assert against_law.main.spared.tolist() == restricted_ids(against_law.main.a).tolist()
    assert len(against_law.main.spared) > 5
    assert against_law.deltas()["restricted_people"]["b"] == 0


def test_ordinary_law_alone_is_the_same_run_in_every_scenario(against_law: Pair) -> None:
    results = {result_sha256(column.b) for column in against_law.columns.values()}
    assert len(results) == 1
    assert [column.b.trial.response for column in against_law.columns.values()] == list(against_law.columns)


def renamed() -> Recipe:
    """Return the strict scheme with clauses renamed, a rule for an act nobody does, and a tier split in two."""
    rules = [
        rule("x1", "theft", -20),
        rule("x2", "petition", -20),
        rule("x3", "donation", 5),
        rule("x4", "worship", -9),
    ]
    tiers = [
        {"id": "good", "at_least": cited(90, "point")},
        {"id": "fair", "at_least": cited(60, "point")},
        {"id": "poor", "at_least": cited(20, "point")},
        {"id": "poorest"},
    ]
    hung = [{"id": "no", "tiers": ["poor", "poorest"], "service": "loan", "effect": "refused", **WHY}]
    return recipe(strict(rules=rules, tiers=tiers, consequences=hung))


def test_equal_meaning_differs_by_nothing() -> None:
    theft, petition, worship, donation = lively_town().acts
    never = worship.model_copy(update={"rate": worship.rate.model_copy(update={"value": 0})})
    world = lively_town(acts=[theft, petition, never, donation])
    found = pair_of(recipe(world=world), replace(renamed(), world=world), responses=["none"])
    assert found.a.sha256 != found.b.sha256
    assert {row["difference"] for row in found.deltas().values()} == {0, None}
    assert found.main.newly_restricted.tolist() == found.main.spared.tolist() == []
    assert found.main.strata() == []


def test_one_threshold_moved_by_one_point_moves_those_who_stood_on_it() -> None:
    tiers = [
        {"id": "good", "at_least": cited(90, "point")},
        {"id": "fair", "at_least": cited(61, "point")},
        {"id": "poor"},
    ]
    found = pair_of(recipe(), recipe(strict(tiers=tiers)), responses=["none"])
    b = found.main.b
    recipients, tiers_reached = worst_tiers(b, 0)
    poor_under_b = set(recipients[tiers_reached == 2].tolist())
    poor_under_a = set(restricted_ids(found.main.a).tolist())
    assert set(found.main.newly_restricted.tolist()) == poor_under_b - poor_under_a
    assert len(found.main.newly_restricted) > 0
    assert len(found.main.spared) == 0
    assert found.deltas()["entries"]["difference"] == 0


def test_strata_add_up_to_the_acts(against_law: Pair) -> None:
    column = against_law.columns["deterrence"]
    by_act: dict[str, int] = {}
    for row in column.strata():
        by_act[row["act"]] = by_act.get(row["act"], 0) + row["candidates"]["only_baseline"]
        assert set(row["levels"]) == {"sex"}
    assert by_act["theft"] == column.acts()["theft"]["deterred"]


def test_deterrence_at_both_ends_of_its_ranges_makes_the_range(against_law: Pair) -> None:
    prevented = next(m for m in against_law.measures.named("prevented") if m.response == "deterrence")
    assert prevented.band == "response"
    assert prevented.low is not None
    assert prevented.high is not None
    assert prevented.value is not None
    assert prevented.low < prevented.value < prevented.high
    weakest, strongest = extremes_of(lively_town())
    assert weakest.deterrence is not None
    assert strongest.deterrence is not None
    assert (weakest.deterrence.elasticity.value, strongest.deterrence.elasticity.value) == (0.25, 1)
    assert extremes_of(lively_town(deterrence=None)) == ()
    fixed = {
        name: cited(0.5, unit)
        for name, unit in (("certainty", "ratio"), ("elasticity", "elasticity"), ("spill", "share"))
    }
    assert extremes_of(lively_town(deterrence=fixed)) == ()


def test_figures_of_both_sides(against_law: Pair) -> None:
    sides = {measure.side for measure in against_law.measures}
    assert sides == {"a", "b", "pair"}
    shares = against_law.measures.named("restricted_people_share")
    a = next(m for m in shares if (m.side, m.response) == ("a", "none"))
    assert a.numerator == len(against_law.main.spared)
    assert a.denominator == N_PEOPLE
    keys = [measure.key for measure in against_law.measures]
    assert len(keys) == len(set(keys))


def test_several_seeds_give_luck_and_say_what_pairing_saves() -> None:
    tiers = [
        {"id": "good", "at_least": cited(90, "point")},
        {"id": "fair", "at_least": cited(61, "point")},
        {"id": "poor"},
    ]
    asked: list[tuple[int, int]] = []
    found = pair_of(
        recipe(days=56),
        recipe(strict(tiers=tiers), days=56),
        seeds=(3, 4, 5),
        responses=["none"],
        progress=lambda done, total: asked.append((done, total)),
    )
    delta = found.deltas()["restricted_days"]
    differences = [y["restricted_days"] - x["restricted_days"] for x, y in found.by_seed["none"]]
    assert delta["difference"] == differences[0]
    assert delta["mean"] == pytest.approx(np.mean(differences))
    assert delta["low"] < delta["mean"] < delta["high"]
    assert delta["band"] == "luck"
    assert 0 < delta["variance_saved"] <= 1
    assert asked == [(n, 6) for n in range(1, 7)]
    over_seeds = [m for m in found.measures if len(m.seeds) == 3]
    assert {m.band for m in over_seeds} <= {"luck", None}
    assert found.seeds == (3, 4, 5)


def test_unknown_clauses_are_played_at_both_ends() -> None:
    harsh, mild = cited(-20, "point"), cited(-5, "point")
    unknown = {"unknown": True, "between": [harsh, mild], "looked": ["somewhere"], "why": "made for a test"}
    rules = [{**rule("theft", "theft", 0), "points": unknown}]
    done: list[int] = []
    found = pair_of(recipe(strict(rules=rules)), law_alone(), responses=["none"], progress=lambda n, _: done.append(n))
    assert done == [1, 2, 3, 4]
    row = found.deltas()["restricted_days"]
    assert row["difference"] < row["difference_at_other_end"] <= 0
    days = next(m for m in found.measures.named("restricted_days") if m.side == "a")
    assert days.band == "assumed"
    assert days.low is not None
    assert days.high == days.value


def test_unlike_sides_are_refused() -> None:
    with pytest.raises(InputError, match="a pair needs one world"):
        pair_of(recipe(), law_alone(lively_town(purge=NONE)))
    with pytest.raises(InputError, match="a pair needs the same"):
        pair_of(recipe(), law_alone(days=7))


def test_json_has_the_fixed_names(against_law: Pair) -> None:
    found = json.loads(json.dumps(against_law.as_json()))
    assert {"a", "b", "deltas", "newly_restricted", "spared", "acts"} <= set(found)
    assert all({"a", "b", "difference"} <= set(row) for row in found["deltas"].values())
    assert all(row["difference"] in (None, row["b"] - row["a"]) for row in found["deltas"].values())
    words = {"kind", "deterred", "forgone", "encouraged", "provoked"}
    assert all(words <= set(row) for row in found["acts"].values())
    assert found["acts"]["theft"]["deterred"] > 0
    assert found["columns"]["none"]["acts"]["theft"]["deterred"] is None
    assert found["b"]["ordinary_law_alone"]
    assert found["synthetic"]
    assert "in this synthetic population" in found["sentences"]["for"]
    assert found["sentences"]["for"].startswith("If people respond as the scenario `deterrence` says, there are ")
    assert "Ladder (2020), as modelled" in found["sentences"]["against"]


def test_by_name_from_the_catalogue() -> None:
    found = compare("pilot-100-200", people=100, days=14, engine="reference", responses=["none"], seeds="2")
    assert found.b.scheme.scheme == "none"
    assert found.a.world is found.b.world
    assert found.seeds == (2,)
    amended = compare(
        "pilot-100-200", "pilot-100-200", people=100, days=7, engine="reference", responses=["none"],
        amend={"score.start": 90},
    )  # fmt: skip
    assert amended.b.scheme != amended.a.scheme


def test_a_slip_in_a_name_or_an_engine() -> None:
    with pytest.raises(NameUnknown):
        compare("pilot-100-20")
    with pytest.raises(InputError, match="found engine `fast`"):
        compare("pilot-100-200", people=100, days=7, engine="fast")
