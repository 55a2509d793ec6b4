"""Copies of lists that could not work are refused or remarked on, with the reason."""

from typing import Any

import pytest
from tests.oracle.cited import NONE, WHY, Json, days, name
from tests.oracle.plain import plain_scheme, refusal, rule

from xinyong.scheme.clauses import Copy, Scheme
from xinyong.scheme.endings import copy_findings
from xinyong.scheme.lint import remarks

ROADS: Json = {"register": {"through": "platform"}, "tie": {"tie": "household"}}


def copy(from_: str, to: str, road: str = "register") -> Json:
    return {"id": f"{from_}-{to}", "from": from_, "to": to, "delay": days(0), "deletions": days(0), "term": NONE,
            **ROADS[road], **WHY}  # fmt: skip


def scheme(*copies: Json, **changes: Any) -> Scheme:
    listing = {"list": "court", "term": days(9), **WHY}
    lists = [{"id": one, "name": name(one), **WHY} for one in ("court", "kin", "nation", "nobody")]
    found = {"rules": [rule(listing=listing)], "lists": lists, "copies": list(copies)}
    return plain_scheme(consequences=[refusal(lists=["kin"])], **(found | changes))


def findings(found: Scheme) -> list[str]:
    return [one.message for one in copy_findings(found)]


def test_a_register_may_lie_before_a_tie() -> None:
    assert findings(scheme(copy("court", "nation"), copy("nation", "kin", "tie"))) == []


def test_what_a_tie_brought_goes_no_further() -> None:
    (said,) = findings(scheme(copy("court", "kin", "tie"), copy("kin", "nation")))
    assert said == "found a copy of `kin`, to which the tie `household` leads"


def test_who_copies_a_list_without_rows_is_told_so() -> None:
    said = [one.message for one in remarks(scheme(copy("nobody", "kin", "tie")))]
    assert "nothing is copied: no row is entered on `nobody`, and a tier makes none" in said


@pytest.mark.parametrize("road", [{}, {"through": "platform", "tie": "household"}])
def test_a_copy_goes_one_way(road: Json) -> None:
    said = {key: value for key, value in copy("court", "kin").items() if key != "through"}
    with pytest.raises(ValueError, match="either `through` a register or along a `tie`"):
        Copy.model_validate({**said, **road})
