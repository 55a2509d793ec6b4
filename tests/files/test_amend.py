# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from xinyong.errors import FileError, InputError, NameUnknown
from xinyong.files.amend import amended, parsed_setting
from xinyong.files.document import Document
from xinyong.files.evidence import Cited, Nothing, Record
from xinyong.files.quantities import DAYS, Asked
from xinyong.files.records import record_of
from xinyong.files.strict_yaml import parse

Amend = Callable[[Mapping[str, Any]], Any]


@pytest.fixture
def amend(shelf: type[Record], shelf_text: str) -> Amend:
    """Amend the shelf of the tests."""
    record = shelf.model_validate(parse(shelf_text, shown="f").data)
    item = type(getattr(record, "items")[0])  # noqa: B009  # the record is made in conftest

    def rebuild(document: Document) -> Record:
        return record_of(document, shelf, lambda _record, _declared: (), stand_ins={})

    places = {item: {"amount": Asked(("point",)), "term": DAYS}}
    return lambda changes: amended(record, changes, places=places, rebuild=rebuild, name="shelf")


def test_a_number_replaces_the_value_and_the_evidence(amend: Amend) -> None:
    amount = amend({"items.cup.amount": -3}).items[0].amount
    assert amount == Cited(
        value=-3, unit="point", grade="assumed", range=(-3, 5), why="amended (was 5, press, paper)"
    )  # fmt: skip


def test_a_range_stays_wide_enough(amend: Amend) -> None:
    assert amend({"items.jug.amount": 6}).items[1].amount.range == (5, 9)
    assert amend({"items.jug.amount": 20}).items[1].amount.range == (5, 20)


def test_parts_of_a_value_can_be_set(amend: Amend) -> None:
    item = amend({"items.jug.amount.value": 8, "items.jug.term.between.2.value": 60, "items.jug.n_times": 4}).items[1]
    assert (item.amount.value, item.amount.why, item.term.between[1].value, item.n_times) == (8, "a guess", 60, 4)


def test_none_and_unknown_become_numbers_with_the_unit_of_their_place(amend: Amend) -> None:
    changed = amend({"items.cup.term": 30, "items.jug.term": 60})
    assert [item.term.unit for item in changed.items] == ["day", "day"]
    assert [item.term.range for item in changed.items] == [(30, 30), (60, 60)]


def test_a_number_can_become_none(amend: Amend) -> None:
    assert amend({"items.jug.term": "none"}).items[1].term == Nothing(none=True, grade="assumed", why="amended")
    assert amend({"items.jug.begins": None}).items[1].begins is None
    assert [item.id for item in amend({"items.cup": "none"}).items] == ["jug"]


def test_whole_clauses_and_records_can_be_set(amend: Amend) -> None:
    cited = Cited(value=1, unit="point", grade="press", source="paper")
    assert amend({"items.cup.amount": cited}).items[0].amount == cited
    assert (
        amend({"items.cup.term": {"none": True, "grade": "press", "source": "paper"}}).items[0].term.source == "paper"
    )
    assert amend({"items.cup.last": True, "note": "x"}).note == "x"


def test_nothing_else_changes(amend: Amend) -> None:
    assert amend({}) == amend({"items.cup.n_times": 1})


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("items.cop.amount", "found the path `items.cop.amount`, but there is no `cop` under `items`; did you mean `cup`?"),
        ("item.cup", "found the path `item.cup`, but there is no `item` at the top; did you mean `items`?"),
        ("items.cup.amont", "found the path `items.cup.amont`, but there is no `amont` under `items.cup`; did you mean `amount`?"),
        ("items.cup.id.x", "found the path `items.cup.id.x`, but there is no `x` under `items.cup.id`; nothing is below that"),
        ("", "found an empty path, expected one like rules.jaywalking.points"),
    ],
)  # fmt: skip
def test_a_path_that_leads_nowhere_carries_the_nearest(path: str, line: str, amend: Amend) -> None:
    with pytest.raises(NameUnknown) as error:
        amend({path: 1})
    assert str(error.value) == line


def test_the_result_is_checked_as_a_file_is(amend: Amend) -> None:
    with pytest.raises(FileError) as error:
        amend({"items.cup.n_times": 10, "items.cup.amount": "none"})
    assert str(error.value) == (
        "shelf as amended: items.cup.amount: is missing; add `amount`\n"
        "shelf as amended: items.cup.n_times: found the number 10, expected at most 9"
    )


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("a.b=5", 5),
        ("a.b = -0.5 ", -0.5),
        ("a.b=none", "none"),
        ("a.b=true", True),
        ("a.b=null", None),
        ("a.b=[1, x]", [1, "x"]),
        ("a.b={value: 5, unit: day}", {"value": 5, "unit": "day"}),
        ("a.b='x=y'", "x=y"),
    ],
)
def test_a_setting_is_read_as_a_file_would_read_it(setting: str, value: object) -> None:
    assert parsed_setting(setting) == ("a.b", value)


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ("a.b", "found `a.b`, expected path=value, as in rules.jaywalking.points=-5"),
        ("=5", "found `=5`, expected path=value, as in rules.jaywalking.points=-5"),
        ("a=1\nb: 2", "found `a=1 b: 2`, expected path=value, as in rules.jaywalking.points=-5"),
        ("a=NO", 'a: found `NO`, which some readers take for false and others for text, expected a clear value; write false, or "NO" in quotes'),
        ("a=", "a: found no value, expected one; write the value, write null, or take the key out"),
        ("a=[", "a: found something where a value was expected; check the brackets, commas and dashes of this line"),
        ("a=&x 1", "a: found the anchor `&x`, expected a value; take it out; write values in full"),
    ],
)  # fmt: skip
def test_a_setting_that_is_none_is_refused(setting: str, line: str) -> None:
    with pytest.raises(InputError) as error:
        parsed_setting(setting)
    assert str(error.value) == line
