"""Dates, members, missing procedure: what only the whole file can tell; and numbers that do not suit their place."""

# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

from collections.abc import Callable

import pytest

from xinyong.errors import FileError
from xinyong.scheme.read import scheme_from_text

NUMBERS = {
    "negative term": ("validity: {value: 730", "validity: {value: -730", "rules.unpaid-loan.validity.value: found -730, expected at least 0 (days)"),
    "half a day": ("delay: {value: 7", "delay: {value: 7.5", "notice.delay.value: found 7.5, expected a whole number of days; round it"),
    "days in points": ("per: {value: 365, unit: day", "per: {value: 365, unit: point", "caps.good-deeds.per.unit: found the unit `point`, expected `day`"),
    "points in days": ("start: {value: 1000, unit: point", "start: {value: 1000, unit: day", "score.start.unit: found the unit `day`, expected `point`"),
    "share in ratio": ("share: {value: 0.5, unit: share", "share: {value: 0.5, unit: ratio", "consequences.job-bar.share.unit: found the unit `ratio`, expected `share`"),
    "share above one": ("share: {value: 0.5, unit: share", "share: {value: 1.5, unit: share", "consequences.job-bar.share: a share lies between 0 and 1, found 1.5"),
    "half a point": ("value: 6, unit: point", "value: 6.5, unit: point", "rules.blood.points.value: found 6.5, expected a whole number of points; round it"),
    "cap of nothing": ("points: {value: 20", "points: {value: 0", "caps.good-deeds.points.value: found 0, expected at least 1 (points)"),
    "negative cap": ("points: {value: 20", "points: {value: -20", "caps.good-deeds.points.value: found -20, expected at least 1 (points)"),
    "cap without a period": ("per: {value: 365", "per: {value: 0", "caps.good-deeds.per.value: found 0, expected at least 1 (days)"),
    "term of centuries": ("term: {value: 30", "term: {value: 3000000", "publicity.board.term.value: found 3,000,000, expected at most 73,000 (days)"),
    "end of an unknown": ("{value: 365, unit: day, grade: assumed, range: [180, 730], why: as loans}", "{value: -5, unit: day, grade: assumed, range: [-9, 730], why: as loans}", "rules.jaywalking-young.validity.between.2.value: found -5, expected at least 0 (days)"),
    "ends alike": ("{none: true, grade: press, source: press}, {value: 1200", "{value: 1200, unit: point, grade: press, source: press}, {value: 1200", "score.ceiling.between: found two ends that say the same; state the value, or give two different ends"),
}  # fmt: skip
DATES = {
    "halt before the start": ("halt: {date: 2019-06-01", "halt: {date: 2009-06-01", "halt.date: found a halt on 2009-06-01 before the scheme begins on 2010-01-01; mend either date"),
    "backwards": ("{from: 2010-01-01, to: 2020-01-01", "{from: 2020-01-01, to: 2010-01-01", "in_force: `from` is later than `to`"),
    "rule after the end": ("in_force: {from: 2012-01-01", "in_force: {from: 2022-01-01", "rules.blood.in_force: found dates that never meet those of the scheme (2010-01-01 to 2020-01-01); mend either"),
    "rule before the start": ("in_force: {from: 2012-01-01", "in_force: {to: 2009-01-01", "rules.blood.in_force: found dates that never meet those of the scheme (2010-01-01 to 2020-01-01); mend either"),
    "impossible day": ("halt: {date: 2019-06-01", "halt: {date: 2019-02-30", "halt.date: expected a date as YYYY-MM-DD"),
    "the old key of a halt": ("halt: {date:", "halt: {on:", 'found `on`, which some readers take for true and others for text, expected a clear key; write "on" in quotes'),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line"), [*NUMBERS.values(), *DATES.values()], ids=[*NUMBERS, *DATES])
def test_numbers_and_dates_make_sense(old: str, new: str, line: str, refused: Callable[..., list[str]]) -> None:
    assert line in [said.split(": ", 1)[1] for said in refused((old, new))]


@pytest.mark.parametrize("key", ["notice", "objection"])
def test_every_scheme_says_what_there_is_of_procedure(
    key: str, refused: Callable[..., list[str]], example_text: str
) -> None:
    start = example_text.index(f"\n{key}:")
    end = example_text.index("\nobjection:" if key == "notice" else "\nrepairs:")
    (line,) = refused((example_text[start:end], ""))
    assert line.startswith(f"f:2:1: {key}: is missing; state it, or write {{none: true")


MEMBERS = """format: 1
scheme: of-many
evidence: composite
name: {en: Of many}
issued_by: {body: nobody, place: nowhere, level: none}
in_force: {}
notice: {none: true, grade: assumed, why: each member has its own}
objection: {none: true, grade: assumed, why: each member has its own}
members:
  - {scheme: none, place: here, from: 2010-01-01}
  - {scheme: none, place: elsewhere, from: 2012-01-01}
  - {scheme: none, place: there}
"""


def test_a_scheme_of_members() -> None:
    assert [member.place for member in scheme_from_text(MEMBERS).members] == ["here", "elsewhere", "there"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("scheme: none, place: there", "scheme: non, place: there", "f:12:14: members.3.scheme: found `non`, expected one of the declared schemes; did you mean `none`?"),
        ("scheme: none, place: there", "scheme: of-many, place: there", "f:12:14: members.3.scheme: found the scheme as a member of itself; name another"),
        ("place: elsewhere", "place: here", "f:11:27: members.2.place: found a second member for `here`, expected one; take one out; a scheme that changes has dates in its own clauses"),
        ("members:\n", "tiers: [{id: A}]\nmembers:\n", "f:11:3: members: found members beside `tiers`, expected either; a place has one score, that of its member; take them out here"),
    ],
)  # fmt: skip
def test_members_make_sense(old: str, new: str, line: str) -> None:
    with pytest.raises(FileError) as error:
        scheme_from_text(MEMBERS.replace(old, new), shown="f")
    assert line in str(error.value).split("\n")


def test_problems_of_all_sorts_come_at_once_in_file_order(refused: Callable[..., list[str]]) -> None:
    found = refused(
        ("value: 6", "value: NO"),
        ("value: 850", "value: 990"),
        ("act: jaywalking", "act: jay walking"),
        ("rules: [blood]", "rules: [blod]"),
        ("reliability: B", "reliability: Z"),
        ("halt: {date: 2019-06-01", "halt: {date: 1999-06-01"),
    )
    places = [line.split(": ")[0] for line in found]
    assert places == ["f:12:44", "f:21:36", "f:52:10", "f:61:21", "f:68:13", "f:111:14"]
