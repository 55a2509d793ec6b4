# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

import re
from pathlib import Path

import pytest

from xinyong.errors import NameUnknown
from xinyong.files.catalogue import shipped
from xinyong.scheme.check import check

HERE = Path(__file__).parent


def written(folder: Path, text: str, situations: str = "") -> Path:
    (folder / "scheme.yaml").write_text(text, encoding="utf-8")
    if situations:
        (folder / "situations.yaml").write_text(situations, encoding="utf-8")
    return folder


def warnings(folder: Path, text: str) -> list[str]:
    report = check(written(folder, text))
    assert report.ok
    return [f"{problem.path}: {problem.message}" for problem in report.warnings]


def test_a_sound_scheme_is_told_what_it_rests_on(tmp_path: Path, example_text: str) -> None:
    assert warnings(tmp_path, example_text) == [
        ": 2 of 24 rule values are assumed, 3 unknown",
        "objection: sanctions may hang on entries to which nobody can object",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("tiers: [B], service: loan", "tiers: [A], service: loan", "tiers.B: no consequence hangs on this tier"),
        ("lists: [debtors], service", "tiers: [D], service", "lists.debtors: no consequence hangs on this list"),
        ("reliability: B, note: page 3}", "reliability: B}\n  blog: {title: A blog, reliability: D}", "sources.blog: is cited nowhere"),
        ("value: 6, unit: point", "value: 0, unit: point", "rules.blood: this rule does nothing: no points, listing or override"),
        ("{value: 365, unit: day, grade: press, source: press}\n    in_force", "{value: 0, unit: day, grade: press, source: press}\n    in_force", "rules.blood.validity: entries of this rule end on the day they begin"),
        ("value: 970, unit: point", "value: 1300, unit: point", "tiers.A.at_least: no score reaches 1300: the ceiling is lower"),
        ("source: press\n    grade: press\ncaps", "why: a guess\n    grade: assumed\ncaps", "rules.blood: 1 of 18 clauses have no source, this one first"),
    ],
)  # fmt: skip
def test_what_an_author_may_have_overlooked(old: str, new: str, line: str, tmp_path: Path, example_text: str) -> None:
    assert old in example_text
    assert line in warnings(tmp_path, example_text.replace(old, new, 1))


def test_a_tier_that_no_score_reaches_where_lower_is_better(tmp_path: Path, example_text: str) -> None:
    text = example_text.replace("  method: sum\n", "  method: sum\n  better: lower\n").replace("at_least", "at_most")
    text = text.replace("at_most: {value: 970", "at_most: {value: -5")
    assert "tiers.A.at_most: no score reaches -5: the floor is higher" in warnings(tmp_path, text)


def test_lists_that_nobody_enters_and_notice_that_nobody_gets(tmp_path: Path, example_text: str) -> None:
    start, end = example_text.index("    listing:"), example_text.index("    basis: local\n    source")
    text = example_text[:start] + example_text[end:]
    start, end = text.index("notice:"), text.index("objection:")
    text = text[:start] + "notice: {none: true, grade: press, source: press}\n" + text[end:]
    found = warnings(tmp_path, text)
    assert "lists.debtors: no rule or tier puts anybody on this list" in found
    assert "notice: sanctions hang on entries of which nobody is told" in found


@pytest.mark.parametrize(
    ("evidence", "tier", "line"),
    [
        ("text", "not-published", "found the tier `not-published`, which the scheme does not have"),
        ("outline", "A", "found the tier `A`, which no source of an outline publishes"),
        ("outline", "not-published", None),
    ],
)
def test_only_an_outline_has_no_published_tier(
    evidence: str, tier: str, line: str | None, tmp_path: Path, example_text: str
) -> None:
    lives = "format: 1\nscheme: example\nsituations:\n  - id: one\n    says: Asked for a tier.\n"
    lives += f"    subjects: [a resident]\n    expect: [{{day: 0, tier: {tier}}}]\n"
    text = re.sub(r"^evidence: .*$", f"evidence: {evidence}", example_text, flags=re.MULTILINE)
    name = re.search(r"^scheme: (.*)$", text, flags=re.MULTILINE)
    assert name is not None
    report = check(written(tmp_path, text, lives.replace("example", name[1])))
    assert [problem.message for problem in report.errors] == ([line] if line else [])


def test_errors_are_reported_and_not_raised(tmp_path: Path) -> None:
    report = check(written(tmp_path, "format: 1\n"))
    assert not report.ok
    assert len(report.errors) == 7
    assert report.warnings == ()


def test_situations_are_held_against_their_scheme(tmp_path: Path, example_text: str) -> None:
    situations = (HERE / "situations.yaml").read_text(encoding="utf-8")
    assert check(written(tmp_path, example_text, situations)).ok
    wrong = situations.replace("scheme: example", "scheme: other").replace("tier: D", "tier: C")
    wrong = wrong.replace("lists: [debtors]", "lists: [debts]")
    errors = check(written(tmp_path, example_text, wrong)).errors
    assert [str(problem).split("situations.yaml:")[1] for problem in errors] == [
        "3:9: scheme: found situations of `other` beside the scheme `example`; write `example`",
        "15:36: situations.one-loan.expect.1.tier: found the tier `C`, which the scheme does not have; tiers: A, B, D",
        "15:46: situations.one-loan.expect.1.lists: found the list `debts`, which the scheme does not have; lists: debtors",
    ]
    assert not check(written(tmp_path, example_text, "format: 1\n")).ok


def test_no_scheme_no_report() -> None:
    with pytest.raises(NameUnknown):
        check("no-such-scheme")


@pytest.mark.parametrize("name", shipped("scheme"))
def test_shipped_schemes_have_no_errors(name: str) -> None:
    assert check(name).errors == ()
