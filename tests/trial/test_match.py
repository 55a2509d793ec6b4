"""Does a scheme fit a world: what is not there is named with the nearest name, all at once."""

from __future__ import annotations

import pytest
from tests.oracle.cited import NONE, WHY, Json, cited, days, name
from tests.oracle.plain import plain_scheme, plain_world, refusal, rule, score, tier

from xinyong.errors import FileError
from xinyong.trial.match import fit

TIERS = {"score": score(), "tiers": [tier("A", 100), tier("C")]}


def test_everything_unknown_is_named_at_once() -> None:
    scheme = plain_scheme(
        **TIERS,
        rules=[rule("one", "thefd", channels=["camra"], applies_to={"sex": ["w"]})],
        consequences=[refusal(service="fligth", tiers=["C"])],
    )
    with pytest.raises(FileError) as caught:
        fit(scheme, plain_world())
    said = str(caught.value)
    assert [p.path for p in caught.value.problems] == [
        "rules.one.act",
        "rules.one.channels",
        "rules.one.applies_to",
        "consequences.no-flights.service",
    ]
    assert "has no act `thefd`; did you mean `theft`?" in said
    assert "has no channel `camra`; did you mean `camera`?" in said
    assert "has no service `fligth`; did you mean `flight`?" in said


def test_optional_clauses_are_left_out_with_a_warning() -> None:
    scheme = plain_scheme(
        **TIERS,
        rules=[rule(), rule("dogs", "dog-walking", optional=True)],
        consequences=[refusal(tiers=["C"]), refusal("no-boat", "boat", tiers=["C"], optional=True)],
    )
    found = fit(scheme, plain_world())
    assert [r.id for r in found.scheme.rules] == ["theft"]
    assert [c.id for c in found.scheme.consequences] == ["no-flights"]
    assert len(found.warnings) == 2
    assert "has no act `dog-walking`; the optional clause is left out" in found.warnings[0]


def copied(road: Json) -> Json:
    """Return the clauses of a scheme whose list is copied."""
    listing = {"list": "court", "term": days(9), **WHY}
    copy = {"id": "kin-too", "from": "court", "to": "kin", "delay": days(0), "deletions": days(0), "term": NONE, **WHY}
    lists = [{"id": one, "name": name(one), **WHY} for one in ("court", "kin")]
    return {"rules": [rule(listing=listing)], "lists": lists, "copies": [copy | road]}


def test_a_tie_that_the_world_lacks_is_named_with_the_nearest() -> None:
    world = plain_world(ties=[{"id": "household", "sort": "household", "size": cited(3, "person")}])
    scheme = plain_scheme(**TIERS, consequences=[refusal(tiers=["C"])], **copied({"tie": "houshold"}))
    with pytest.raises(FileError) as caught:
        fit(scheme, world)
    (problem,) = caught.value.problems
    assert problem.path == "copies.kin-too.tie"
    assert "has no tie `houshold`; did you mean `household`?" in str(caught.value)


@pytest.mark.parametrize(("key", "kind"), [("tie", "tie"), ("through", "register")])
def test_an_optional_copy_is_left_out_where_the_world_lacks_its_way(key: str, kind: str) -> None:
    scheme = plain_scheme(**TIERS, consequences=[refusal(tiers=["C"])], **copied({key: "household", "optional": True}))
    found = fit(scheme, plain_world())
    assert found.scheme.copies == ()
    assert f"has no {kind} `household`; the optional clause is left out" in found.warnings[0]
