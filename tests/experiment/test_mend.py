"""The search: what it offers, finds in a town whose only error has a name, and says where nothing helps."""

from dataclasses import replace
from typing import Any

import pytest
from tests.audit.hand_made import NONE, WHY, act, cited, rule
from tests.experiment.busy_town import busy_recipe
from tests.experiment.lively import lively_town, recipe, strict

from xinyong.audit.objectives import bound
from xinyong.errors import InputError
from xinyong.experiment.amendments import amendments
from xinyong.experiment.assumptions import settled
from xinyong.experiment.holding import RIGHTFUL, Held, kept_share
from xinyong.experiment.mend import mend_recipe
from xinyong.experiment.mended import Mended
from xinyong.experiment.milder import refuse_unless_mend
from xinyong.experiment.trying import amended_recipe, trying
from xinyong.results.recipe import Recipe


def informers(**changes: Any) -> Recipe:
    """Return a town in which police see every theft and err never, and neighbours report thefts that were none."""
    acts = [act("theft", "theft", 3, severity=3, spares="neighbour"), act("petition", "petition", 3)]
    police = lively_town().channels[0].model_dump(by_alias=True) | {
        "misattributed": cited(0, "share"), "false_reports": [],
    }  # fmt: skip
    false = [{"act": "theft", "rate": cited(3, "per year")}]
    neighbours = police | {"id": "neighbours", "sort": "neighbour", "false_reports": false}
    sights = [{"act": "theft", "channel": "police", "share": cited(0.9, "share")}]
    world = lively_town(acts=acts, sights=sights, channels=[police, neighbours], deterrence=None, purge=NONE)
    barred = [{"id": "no-loan", "lists": ["black"], "service": "loan", "effect": "refused", **WHY}]
    listed = [rule("theft", "theft", 0, validity=cited(60, "day"),
                   listing={"list": "black", "term": cited(30, "day"), **WHY})]  # fmt: skip
    lists = [{"id": "black", "name": {"en": "Black"}, **WHY}]
    scheme = strict(rules=listed, lists=lists, consequences=barred, publicity=[], notice=NONE, objection=NONE)
    return recipe(scheme, world, **({"days": 84} | changes))


def mended(of: Recipe, to: str = "wrongful_restricted_days<=0.1x", **more: Any) -> Mended:
    return mend_recipe(of, bound(to), tried=trying(of, engine="reference"), **more)


@pytest.fixture(scope="module")
def found() -> Mended:
    return mended(informers(), at_most=1)


def test_it_finds_that_the_one_source_of_error_need_not_be_believed(found: Mended) -> None:
    assert found.now > 0
    best = found.mends[0]
    assert best.settings == {"rules.theft.channels": ["police"]}
    assert (best.value, best.refused) == (0, "")
    assert best.kept == pytest.approx(1)
    assert (
        found.said()
        == "1 amendment brings it within wrongful_restricted_days<=0.1x; no smaller set that was tried does."
    )


def test_the_table_opens_with_no_scheme_and_law_only(found: Mended) -> None:
    assert [one.name for one in found.comparators] == ["no scheme", "law-only"]
    nothing, law = found.comparators
    assert nothing.value == 0
    assert law.value is None
    assert "serious-crime" in law.why


def test_the_effect_on_every_other_figure_stands_beside_it(found: Mended) -> None:
    changed = found.changed(found.mends[0])
    assert changed["wrongful_restricted_days"]["before"] == found.now
    assert changed["restricted_days"]["difference"] < 0
    assert "wrongful_entries_share" in changed


def test_the_frontier_has_no_set_that_another_betters(found: Mended) -> None:
    rows = found.frontier
    assert rows
    for one in rows:
        for other in rows:
            betters = (other.value, -other.kept, len(other.amendments)) < (one.value, -one.kept, len(one.amendments))
            assert not (betters and other.kept >= one.kept and len(other.amendments) <= len(one.amendments)
                        and other.value <= one.value)  # fmt: skip


def test_where_no_mend_helps_enough_it_says_so_and_shows_the_frontier() -> None:
    of = informers()
    only = of.scheme.rules[0].model_copy(update={"channels": ("neighbours",)})
    found = mended(replace(of, scheme=of.scheme.model_copy(update={"rules": (only,)})), at_most=1)
    assert found.mends == ()
    assert found.said().startswith("No such mend exists among the sets that were tried")
    assert found.frontier


def test_what_is_within_the_bound_already_is_not_mended() -> None:
    found = mended(informers(), "wrongful_restricted_days<=1x")
    assert found.already
    assert found.rows == ()
    assert "nothing to mend" in found.said()


def test_offers_are_tried_and_dropping_all_sanctions_is_rejected() -> None:
    of = informers(days=28)
    found = mended(of, at_most=1, offers=[{"rules.theft.listing.term": 7}])
    assert any(row.amendments[0].kind == "offered" for row in found.rows)
    with pytest.raises(InputError, match=r"it drops every sanction of `lists\.black`"):
        mended(of, offers=[{"consequences.no-loan": "none"}])
    with pytest.raises(InputError, match="it changes `world:channels`"):
        mended(of, offers=[{"world:channels.neighbours.misattributed": 0.5}])


def test_a_benefit_is_raised_with_every_harm_held() -> None:
    found = mended(recipe(response="deterrence", days=28), "prevented>=1.01x", at_most=1)
    for row in found.rows:
        more = found.changed(row).get("restricted_days", {"difference": 0.0})["difference"]
        assert more <= 0 or row.refused


@pytest.mark.parametrize("more", [{"at_most": 0}, {"at_most": 4}, {"keep": 1.1}])
def test_what_cannot_be_asked_for_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="expected"):
        mended(informers(), **more)


def test_every_amendment_of_the_grammar_is_a_mend_or_takes_the_last_sanction_or_way_in_away() -> None:
    of = settled(busy_recipe())
    offered = amendments(of.scheme, of.world)
    assert {one.kind for one in offered} >= {
        "narrow",
        "drop",
        "proof",
        "term",
        "notice",
        "hearing",
        "capacity",
        "expiry",
    }
    refused = []
    for one in offered:
        try:
            refuse_unless_mend(of, amended_recipe(of, one.settings))
        except InputError as problem:
            refused.append((one.says, str(problem)))
    assert all("drop every sanction" in said or "drops every sanction" in said for _, said in refused)
    assert len(refused) < len(offered) / 3


def test_a_scheme_that_tells_nobody_is_offered_notice_and_hearing() -> None:
    of = informers()
    world = busy_recipe().world
    said = {one.kind: one for one in amendments(of.scheme, world)}
    assert said["hearing"].settings["objection"]["suspends"] is True
    assert said["hearing"].settings["notice"] == said["notice"].settings["notice"]


def held(**base: float) -> Held:
    figures = {RIGHTFUL: 100.0, "prevented": 50.0, "forgone": 0.1, "people told": 0.5, "objections": 0.2} | base
    return Held(figures, {"prevented": 5.0, "people told": 0.01}, 0.9, every_harm=False)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({RIGHTFUL: 80.0}, "keeps 80% of the restricted days"),
        ({"prevented": 46.0}, ""),
        ({"prevented": 44.0}, "misdeeds rise"),
        ({"forgone": 0.11}, "more protected acts are left undone"),
        ({"people told": 0.48}, "fewer people told"),
        ({"objections": 0.19}, "fewer objections"),
    ],
)
def test_what_must_not_give_way_is_refused(change: dict[str, float], said: str) -> None:
    as_it_is = held()
    assert as_it_is.refusal({**as_it_is.base, **change}).startswith(said)
    assert bool(as_it_is.refusal({**as_it_is.base, **change})) == bool(said)


def test_where_nothing_rightful_was_restricted_all_of_it_is_kept() -> None:
    assert kept_share({RIGHTFUL: 0.0}, {RIGHTFUL: 0.0}) == 1
