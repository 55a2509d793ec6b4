"""Clauses on notices that wait for a tier, and on objections that need a notice."""

from collections.abc import Callable

import pytest
from tests.oracle.cited import NONE, WHY, days
from tests.oracle.plain import objection, plain_scheme

from xinyong.scheme.clauses import Notice, Scheme
from xinyong.scheme.compose import beside
from xinyong.scheme.instances import instance_findings

Refused = Callable[..., list[str]]


def told_in(*tiers: str) -> Scheme:
    return plain_scheme(notice={"by": "letter", "delay": days(0), "tiers": list(tiers), **WHY})


def test_a_notice_names_tiers_of_its_scheme(refused: Refused) -> None:
    (said,) = refused(("  by: letter\n", "  by: letter\n  tiers: [D, E]\n"))
    assert "notice.tiers.2: found `E`, expected one of the declared tiers; tiers: A, B, D" in said


@pytest.mark.parametrize("tells", ["all", "latest"])
def test_what_is_told_on_coming_into_a_tier_needs_one(tells: str, refused: Refused) -> None:
    (said,) = refused(("  by: letter\n", f"  by: letter\n  tells: {tells}\n"))
    assert said.endswith("`tells` belongs to a notice on coming into `tiers`; name them, or take it out")


@pytest.mark.parametrize(("notice", "found"), [(NONE, 1), ({"by": "letter", "delay": days(0), **WHY}, 0)])
def test_an_objection_that_needs_a_notice_belongs_to_a_scheme_that_sends_one(notice: object, found: int) -> None:
    scheme = plain_scheme(notice=notice, objection=objection(needs_notice=True))
    assert len(list(instance_findings(scheme))) == found


def test_a_notice_follows_its_tiers_where_another_scheme_has_their_names() -> None:
    laid = beside(told_in("bad").model_copy(update={"scheme": "mine"}), told_in())
    assert isinstance(laid.notice, Notice)
    assert laid.notice.tiers == ("mine.bad",)
    assert [tier.id for tier in laid.tiers] == ["mine.good", "mine.bad"]
