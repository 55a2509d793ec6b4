"""A revision ties together clauses whose dates begin or end on its day."""

from datetime import date

import pytest
from pydantic import ValidationError

from xinyong.scheme.clauses import Halt, InForce, Revision, Scheme
from xinyong.scheme.revisions import revision_findings

DAY = date(2011, 1, 1)


def revised(scheme: Scheme, *changes: str, dates: InForce | None = None) -> list[str]:
    """Return what is wrong where a revision of that day changes clauses, the first rule having the dates."""
    revision = Revision.model_validate(
        {"id": "january", "date": DAY, "changes": changes, "grade": "assumed", "why": "made for a test"}
    )
    rules = (scheme.rules[0].model_copy(update={"in_force": dates}), *scheme.rules[1:])
    changed = scheme.model_copy(update={"rules": rules, "revisions": (revision,)})
    return [finding.message for finding in revision_findings(changed)]


def test_a_clause_begins_or_ends_on_the_day(example: Scheme) -> None:
    first = example.rules[0].id
    for dates in ({"from": DAY}, {"to": DAY}):
        assert revised(example, first, dates=InForce.model_validate(dates)) == []
    assert revised(example, first) == [f"found `{first}`, which neither begins nor ends on 2011-01-01"]
    assert revised(example) == []


def test_it_names_clauses_that_there_are(example: Scheme) -> None:
    (said,) = revised(example, "nothing-like-it")
    assert "nothing-like-it" in said


def test_a_halt_says_when() -> None:
    with pytest.raises(ValidationError, match="a halt names a `date`, or the share `when_opposition`"):
        Halt.model_validate({"grade": "assumed", "why": "made for a test"})
