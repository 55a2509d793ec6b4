"""What a scheme file must say where people rate each other, and what it must not."""

from typing import Any

import pytest
from tests.oracle.cited import NONE, WHY, cited, days, points
from tests.oracle.plain import plain_scheme, plain_trial, plain_world, rule, score
from tests.reference.test_rating import band, rating

from xinyong.errors import FileError
from xinyong.scheme.clauses import Scheme
from xinyong.scheme.rating import rates, rating_findings, weights_of_tiers


def said(scheme: Scheme) -> list[tuple[Any, ...]]:
    """Return the spots of what is wrong with a scheme."""
    return [one.spot for one in rating_findings(scheme)]


def rated(**changes: Any) -> Scheme:
    more = {"prior": cited(0, "person"), "board": days(7)} | changes
    return rating(score=score("rating", start=3000) | more)


def test_a_sound_scheme_is_not_complained_of() -> None:
    assert said(rating()) == said(plain_scheme()) == []
    assert rates(rating())
    assert not rates(plain_scheme(score=None, tiers=[], rules=[rule(size=None)], consequences=[]))


def test_a_tier_weighs_one_where_nothing_is_said() -> None:
    assert weights_of_tiers(rating(tiers=[band("a", 3000), band("b", None, 7)])) == [1, 7]


@pytest.mark.parametrize(
    ("scheme", "spot"),
    [
        (rated(prior=None), ("score", "prior")),
        (rated(board=None), ("score", "board")),
        (rated(better="lower"), ("score", "better")),
        (rated(start=points(900)), ("score", "start")),
        (rated(ceiling=points(6000)), ("score", "ceiling")),
        (rated(parts=[{"id": "a", "start": points(1), "floor": NONE, "ceiling": NONE}]), ("score", "parts")),
        (rating(tiers=[]), ("tiers",)),
        (rating(tiers=[{"id": "a", "top": cited(0.5, "share")}, {"id": "b"}]), ("tiers",)),
        (rating(rules=[rule()]), ("rules", 0, "points")),
        (plain_scheme(score=score(prior=cited(1, "person"))), ("score", "prior")),
        (plain_scheme(score=score(board=days(7))), ("score", "board")),
        (plain_scheme(tiers=[band("a", 95), band("b", None, 2)]), ("tiers", 1, "weight")),
    ],
)
def test_what_does_not_fit_is_refused(scheme: Scheme, spot: tuple[Any, ...]) -> None:
    assert spot in said(scheme)


def test_a_rule_may_override() -> None:
    override = {"tier": "low", "term": days(7), **WHY}
    assert said(rating(rules=[rule(size=None, override=override)])) == []


def test_people_cannot_rate_each_other_where_nobody_meets() -> None:
    with pytest.raises(FileError, match="nobody meets anybody"):
        plain_trial(rating(), plain_world())
