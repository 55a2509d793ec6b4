"""Every problem of a file at once, in file order, in plain words: shape, evidence, sense, and what YAML itself said."""

# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

from collections.abc import Iterator

import pytest
from pydantic import model_validator

from xinyong.errors import BoundaryError, FileError
from xinyong.files.complaints import Finding
from xinyong.files.evidence import Record
from xinyong.files.records import Declared, declared_in, record_of
from xinyong.files.strict_yaml import parse

STAND_INS = {"format": 1, "name": {"en": "stand-in"}}


def items_point_at_paper(shelf: Record, declared: Declared) -> Iterator[Finding]:
    """Complain of every jug, of more than three times, and of people."""
    for place, item in enumerate(getattr(shelf, "items")):  # noqa: B009  # the record is made in conftest
        if item.id == "jug":
            yield Finding(("items", place, "id"), f"found a jug among {', '.join(sorted(declared.of('items')))}")
        if item.id == "somebody":
            yield Finding(("items", place), "found a person", "write an item", boundary=True)


def no_checks(_record: Record, _declared: Declared) -> Iterator[Finding]:
    yield from ()


def lines(text: str, shelf: type[Record], check: object = no_checks) -> list[str]:
    with pytest.raises(FileError) as error:
        record_of(parse(text, shown="f"), shelf, check, stand_ins=STAND_INS)  # type: ignore[arg-type]
    return [str(problem) for problem in error.value.problems]


def test_a_right_file_becomes_a_record(shelf: type[Record], shelf_text: str) -> None:
    record = record_of(parse(shelf_text, shown="f"), shelf, no_checks, stand_ins=STAND_INS)
    assert [item.id for item in getattr(record, "items")] == ["cup", "jug"]  # noqa: B009


CHANGES = {
    "missing key": ("    begins: 2010-01-01\n    n_times: 3\n", "  - id: pot\n", [
        "f:15:5: items.pot.amount: is missing; add `amount`",
        "f:15:5: items.pot.term: is missing; state it, or write {none: true, source: …} where a source says that there is none, or {unknown: true, between: [one end, other end], looked: [sources]}",
    ]),
    "unknown key": ("n_times: 3", "n_tmes: 3", ["f:16:5: items.jug.n_tmes: found an unknown key; did you mean `n_times`?"]),
    "unknown key at the top": ("format: 1", "format: 1\nnte: x", ["f:2:1: nte: found an unknown key; did you mean `note`?"]),
    "bare number": ("amount: {value: 5, unit: point, grade: press, source: paper}", "amount: 5", ["f:7:13: items.cup.amount: found the bare number 5, expected a cited value; write {value: 5, unit: …, grade: …, source: …}"]),
    "bare number for a quantity": ("term: {none: true, grade: press, source: paper}", "term: 5.5", ["f:8:11: items.cup.term: found the bare number 5.5, expected a cited value; write {value: 5.5, unit: …, grade: …, source: …}"]),
    "bare word": ("term: {none: true, grade: press, source: paper}", "term: unknown", ["f:8:11: items.cup.term: found the word `unknown` alone, expected a clause with its evidence; state it, or write {none: true, source: …} where a source says that there is none, or {unknown: true, between: [one end, other end], looked: [sources]}"]),
    "quoted number": ("value: 5", 'value: "5"', ["f:7:21: items.cup.amount.value: found the text `5`, expected a number; take the quotes off"]),
    "fraction": ("n_times: 3", "n_times: 3.5", ["f:16:14: items.jug.n_times: found the number 3.5, expected a whole number"]),
    "true for a number": ("n_times: 3", "n_times: true", ["f:16:14: items.jug.n_times: found true, expected a whole number"]),
    "too many": ("n_times: 3", "n_times: 10", ["f:16:14: items.jug.n_times: found the number 10, expected at most 9"]),
    "too few": ("n_times: 3", "n_times: 0", ["f:16:14: items.jug.n_times: found the number 0, expected at least 1"]),
    "too large": ("value: 5", "value: 5e12", ["f:7:21: items.cup.amount.value: found the number 5000000000000, expected at most 1000000000"]),
    "text for true": ("n_times: 3", "last: maybe", ["f:16:11: items.jug.last: found the text `maybe`, expected true or false"]),
    "number for text": ("grade: assumed, range: [5, 9], why: a guess", "grade: assumed, range: [5, 9], why: 12", ["f:10:73: items.jug.amount.why: found the number 12, expected a text; put it in quotes"]),
    "word not in list": ("unit: point, grade: press", "unit: pint, grade: press", ["f:7:30: items.cup.amount.unit: found the text `pint`, expected one of point, day, share, ratio, per year, per 1000 per year, per 100000 per day, person, shape, elasticity, step, working day, yuan; did you mean `point`?"]),
    "false for true": ("term: {none: true", "term: {none: false", ["f:8:18: items.cup.term.none: found false, expected true"]),
    "bad id": ("id: cup", "id: my cup", ["f:6:9: items.my cup.id: found the text `my cup`, expected an id of letters a-z, digits and single . _ - between them"]),
    "mixed scripts": ("id: cup", "id: cu\u0440", ["f:6:9: items.cu\u0440.id: found the text `cu\u0440`, expected a plain id; character 3 is the character CYRILLIC SMALL LETTER ER (U+0440), which only looks like a Latin letter beside the others"]),
    "bad key of a mapping": ("  paper: {title", "  my paper: {title: X, reliability: A}\n  paper: {title", ["f:4:3: sources.my paper: found the key `my paper`, expected an id of letters a-z, digits and single . _ - between them"]),
    "bad date": ("begins: 2010-01-01", "begins: 2010-13-01", ["f:15:13: items.jug.begins: expected a date as YYYY-MM-DD"]),
    "number for a date": ("begins: 2010-01-01", "begins: 2010", ["f:15:13: items.jug.begins: found the number 2010, expected a date as YYYY-MM-DD"]),
    "mapping for a list": ("looked: [paper]", "looked: {paper: 1}", ["f:14:15: items.jug.term.looked: found a mapping, expected a list"]),
    "one end": ("between: [{none: true, grade: assumed, why: a guess}, {value: 30, unit: day, grade: press, source: paper}]", "between: [{none: true, grade: assumed, why: a guess}]", ["f:13:16: items.jug.term.between: found 1 items, expected at least 2"]),
    "no evidence": ("grade: assumed, range: [5, 9], why: a guess", "grade: assumed", ["f:10:13: items.jug.amount: an assumed value needs `range: [low, high]` and `why`"]),
    "no source": ("grade: press, source: paper}\n    term: {none", "grade: press}\n    term: {none", ["f:7:13: items.cup.amount: a value graded `press` needs a `source`"]),
    "outside its range": ("value: 7", "value: 70", ["f:10:13: items.jug.amount: value 70 lies outside its range [5, 9]"]),
    "nothing": ("n_times: 3", "n_times: null", ["f:16:14: items.jug.n_times: found nothing (null), expected a whole number"]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), CHANGES.values(), ids=CHANGES.keys())
def test_each_slip_has_its_line(old: str, new: str, said: list[str], shelf: type[Record], shelf_text: str) -> None:
    assert old in shelf_text
    found = lines(shelf_text.replace(old, new, 1), shelf)
    assert found == said
    assert not any(word in " ".join(found) for word in ("pydantic", "http", "Input should", "Field required"))


def test_all_problems_of_a_file_come_at_once_and_in_its_order(shelf: type[Record], shelf_text: str) -> None:
    text = (
        shelf_text.replace("n_times: 3", "n_times: NO").replace("id: cup", "id: cup!").replace("unit: day", "unit: dy")
    )
    places = [line.split(": ")[0] for line in lines(text, shelf, items_point_at_paper)]
    assert places == ["f:6:9", "f:13:79", "f:16:14"]


def test_a_slip_in_one_item_does_not_hide_the_others(shelf: type[Record], shelf_text: str) -> None:
    found = lines(shelf_text.replace("unit: point", "unit: pint", 1), shelf, items_point_at_paper)
    assert [line.split(";")[-1] for line in found] == [
        " did you mean `point`?",
        "f:9:9: items.jug.id: found a jug among cup, jug",
    ]


def test_a_slip_at_the_top_does_not_hide_the_items(shelf: type[Record], shelf_text: str) -> None:
    text = shelf_text.replace("name: {en: Shelf}", "name: Shelf").replace("reliability: A", "reliability: Q")
    found = lines(text, shelf, items_point_at_paper)
    assert [line.split(": ")[1] for line in found] == ["name", "sources.paper.reliability", "items.jug.id"]


def test_what_could_be_about_people_comes_before_all_else(shelf: type[Record], shelf_text: str) -> None:
    text = shelf_text.replace("id: cup", "id: somebody").replace("n_times: 3", "n_times: 30")
    with pytest.raises(BoundaryError) as error:
        record_of(parse(text, shown="f"), shelf, items_point_at_paper, stand_ins=STAND_INS)
    assert str(error.value) == "f:6:5: items.somebody: found a person; write an item"


def test_a_file_that_is_no_mapping(shelf: type[Record]) -> None:
    assert lines("- 1\n", shelf) == ["f:1:1: found a list, expected a mapping of `key: value`"]
    assert lines("x\n", shelf) == ["f:1:1: found the text `x`, expected a mapping of `key: value`"]


def test_when_every_item_is_wrong_the_list_is_not_called_short(shelf: type[Record], shelf_text: str) -> None:
    text = shelf_text.replace("id: cup", "id: c!p").replace("id: jug", "id: j!g")
    assert [line.split(":")[1] for line in lines(text, shelf)] == ["6", "9"]


class Pair(Record):
    """A record with a rule about the whole of it, and a field of a type that no file holds."""

    low: int
    high: int
    raw: bytes = b""

    @model_validator(mode="after")
    def _in_order(self) -> "Pair":
        if self.low > self.high:
            raise ValueError("`low` is above `high`")
        return self


def test_a_rule_about_the_whole_file() -> None:
    assert lines("low: 2\nhigh: 1\n", Pair) == ["f:1:1: `low` is above `high`"]


def test_a_slip_that_has_no_words_of_its_own_is_still_told() -> None:
    assert lines("low: 1\nhigh: 2\nraw: x\n", Pair) == ["f:3:6: raw: found the text `x`, expected another value"]


def test_thousands_of_slips_are_told_in_a_moment(shelf: type[Record]) -> None:
    text = "format: 1\nname: {en: x}\nitems:\n" + "  - {idd: x}\n" * 5_000
    found = lines(text, shelf)
    assert len(found) == 100
    assert found[0].startswith("f:4:5: items.1.")


def test_what_a_file_declares_is_known_before_its_shape() -> None:
    declared = declared_in({"rules": [{"id": "a"}, {"id": 5}, 7], "sources": {"s": 1}, "score": None})
    assert declared.of("rules") == {"a"}
    assert declared.of("sources") == {"s"}
    assert declared.of("lists") == frozenset()
    assert declared.keys == {"rules", "sources", "score"}
    assert declared_in([]).keys == frozenset()
