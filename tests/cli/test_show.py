"""What `xinyong show` says of every shipped scheme: the paragraph and grade of rules, and how values are known."""

import pytest
from tests.cli.conftest import Call

from xinyong.files.catalogue import shipped
from xinyong.files.unknowns import is_unknown
from xinyong.scheme.clauses import Rule
from xinyong.scheme.count import count_values
from xinyong.scheme.read import read_scheme

OF_BOTH = sorted(set(shipped("scheme")) & set(shipped("world")))


def paragraph(rule: Rule) -> str:
    """Return the paragraph behind the points of a rule, else behind the rule."""
    return str(getattr(rule.points, "at", "") or rule.at)


@pytest.mark.parametrize("name", shipped("scheme"))
def test_each_cited_rule_is_shown_with_its_paragraph_and_grade(call: Call, name: str) -> None:
    said, scheme = call("show", name), read_scheme(name)
    lines = {line.split()[0]: line for line in reversed(said.out.splitlines()) if line.strip()}
    for rule in scheme.rules:
        if not is_unknown(rule.points):
            assert f"[{getattr(rule.points, 'grade', rule.grade)}]" in lines[rule.id]
            assert paragraph(rule) in lines[rule.id]


@pytest.mark.parametrize("name", shipped("scheme"))
def test_it_says_how_many_values_are_cited_assumed_and_unknown(call: Call, name: str) -> None:
    found = count_values(read_scheme(name))
    said = (
        f"{found.assumed} of {found.total} rule values are assumed, {found.unknown} unknown; {found.cited} are cited."
    )
    assert said in call("show", name).out.splitlines()


@pytest.mark.parametrize("name", OF_BOTH)
def test_a_name_of_both_means_the_scheme_and_leads_to_the_world(call: Call, name: str) -> None:
    assert call("show", name).out.splitlines()[-1] == f"The world of the same name: xinyong show world:{name}"
    assert "values are assumed" in call("show", f"world:{name}").out
    assert "situations: " in call("check", name).out
    assert call("check", f"world:{name}").out.splitlines()[-1].startswith(f"{name}: 0 errors")
