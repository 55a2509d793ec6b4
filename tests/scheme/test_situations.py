# Each case of a table stands on one line, with the very line that its author reads.
# ruff: noqa: E501

from collections.abc import Callable
from pathlib import Path

import pytest

from xinyong.errors import BoundaryError, FileError
from xinyong.files.catalogue import shipped
from xinyong.files.strict_yaml import parse
from xinyong.scheme.situations import Recorded, read_situations, situations_of

HERE = Path(__file__).parent
TEXT = (HERE / "situations.yaml").read_text(encoding="utf-8")
Lines = Callable[..., list[str]]


def lines(*changes: tuple[str, str]) -> list[str]:
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    with pytest.raises(FileError) as error:
        situations_of(parse(text, shown="f"))
    return [str(problem) for problem in error.value.problems]


def test_situations_are_read(tmp_path: Path) -> None:
    one, other = read_situations(HERE / "situations.yaml")
    assert [subject.kind for subject in other.subjects] == ["a resident", "a firm"]
    assert dict(other.subjects[0].levels) == {"residence": "rural"}
    assert (one.expect[0].lists, one.expect[2].lists, one.expect[1].lists) == (("debtors",), (), None)
    (tmp_path / "scheme.yaml").write_text("", encoding="utf-8")
    (tmp_path / "situations.yaml").write_text(TEXT, encoding="utf-8")
    assert read_situations(tmp_path) == read_situations(tmp_path / "scheme.yaml") == (one, other)
    assert len({one, other}) == 2


def test_what_a_record_rests_on() -> None:
    one, other = read_situations(HERE / "situations.yaml")
    records = [event for event in (one.events[0], other.events[0]) if isinstance(event, Recorded)]
    assert [record.rests_on for record in records] == ["loan-default", None]
    assert Recorded(day=1, record="a", channel="b", true_act="c").rests_on == "c"


@pytest.mark.parametrize("name", shipped("situations"))
def test_shipped_situations_can_be_read(name: str) -> None:
    assert 1 <= len(read_situations(name)) <= 100


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("[a resident]", "[Zhang Wei]", "f:7:16: situations.one-loan.subjects.1: found the text `Zhang Wei` as a subject, expected a kind of subject and never a person; write one of `a resident`, `an official`, `a foreigner`, `a firm`; `levels` may say more about them"),
        ("[a resident]", '["110101199003070000"]', "f:7:16: situations.one-loan.subjects.1: found the text `110101199003070000` as a subject, expected a kind of subject and never a person; write one of `a resident`, `an official`, `a foreigner`, `a firm`; `levels` may say more about them"),
        ("[a resident]", "[4711]", "f:7:16: situations.one-loan.subjects.1: found the number 4711 as a subject, expected a kind of subject and never a person; write one of `a resident`, `an official`, `a foreigner`, `a firm`; `levels` may say more about them"),
        ("[a resident]", "[a residnt]", "f:7:16: situations.one-loan.subjects.1: found the text `a residnt` as a subject, expected a kind of subject and never a person; did you mean `a resident`?"),
        ("kind: a resident", "kind: Li Na", "f:20:16: situations.taken-for-another.subjects.1: found the text `Li Na` as a subject, expected a kind of subject and never a person; write one of `a resident`, `an official`, `a foreigner`, `a firm`; `levels` may say more about them"),
        ("A resident with one", "Resident 138-0013-8000 with one", "f:6:11: situations.one-loan.says: found a long number, which could be that of an identity card, telephone or docket; a situation retells nobody's case: say it without the number"),
    ],
)  # fmt: skip
def test_a_person_is_refused_whatever_else_is_wrong(old: str, new: str, line: str) -> None:
    text = TEXT.replace(old, new, 1).replace("format: 1", "format: 7")
    with pytest.raises(BoundaryError) as error:
        situations_of(parse(text, shown="f"))
    assert str(error.value) == line


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("objects: 1", "objects: 2", "situations.one-loan.events.4.objects: found event number 2, which brings no record; records are events 1, counted from 1"),
        ("objects: 1", "objects: 9", "situations.one-loan.events.4.objects: found event number 9, which brings no record; records are events 1, counted from 1"),
        ("- {day: 9, objects: 1}", "- {day: 9, told: true}", "situations.one-loan.events.5.objection_of: found a decision on event 1, to which nobody has objected before; add the objection above, or correct the number"),
        ("{day: 9, objects", "{day: 5, objects", "situations.one-loan.events.4.day: found day 5 after day 8; put events in the order of days"),
        ("- {day: 3, subject: 2, asks: loan}", "- {day: 3, subject: 2, objects: 1}", "situations.taken-for-another.events.2.objects: found subject 2 objecting to a record about subject 1; a subject objects to its own entries"),
        ("- {day: 3, subject: 2, asks: loan}", "- {day: 3, subject: 3, asks: loan}", "situations.taken-for-another.events.2.subject: found subject 3, but there are 2; they count from 1"),
        ("- {day: 3, subject: 2, asks: loan}", "- {day: 3, subject: 4, asks: loan}", "situations.taken-for-another.events.2.subject: found the number 4, expected at most 3"),
        ("- {day: 3, subject: 2, asks: loan}", "- {day: 3, subject: 2}", "situations.taken-for-another.events.2: found a mapping without any of record, asks, told, objects, objection_of, met, rated, expected one of these keys"),
        ("refused: loan", "refused: hotel", "situations.one-loan.expect.2.refused: found `hotel` expected to be refused on day 8, when nobody asks for it; add the request to the events of that day"),
        ("- {day: 3, subject: 1, wrongful: true}", "- {day: 3, subject: 1}", "situations.taken-for-another.expect.1: found nothing that is expected; say at least one of score, tier, lists, refused, served, restricted, wrongful, entries, published, late"),
        ("told: true", "told: false", "situations.one-loan.events.2.told: found false, expected true"),
        ("decided: reversed", "decided: revrsed", "situations.one-loan.events.5.decided: found the text `revrsed`, expected one of reversed, upheld; did you mean `reversed`?"),
        ("day: 30, objection_of", "day: 36501, objection_of", "situations.one-loan.events.5.day: found the number 36501, expected at most 36500"),
        ("id: taken-for-another", "id: one-loan", "situations.one-loan.id: found the id `one-loan` again, expected it once; give one a new id"),
        ("[a resident]", "[a resident, a firm, an official, a foreigner]", "situations.one-loan.subjects: found 4 items, expected at most 3"),
        ("rural}}, a firm]", "rural}}, {kind: a firm, tie: household, of: 2}]", "situations.taken-for-another.subjects.2.of: found subject 2 tied to subject 2; name one that stands before it; they count from 1"),
        ("rural}}, a firm]", "rural}}, {kind: a firm, tie: household}]", "situations.taken-for-another.subjects.2: `tie` and `of` go together: who belongs to which earlier subject"),
        ("[a resident]", "[]", "situations.one-loan.subjects: found 0 items, expected at least 1"),
    ],
)  # fmt: skip
def test_a_situation_makes_sense(old: str, new: str, line: str) -> None:
    assert line in [said.split(": ", 1)[1] for said in lines((old, new))]


def test_an_objection_to_a_record_that_comes_later() -> None:
    event = "      - {day: 0, record: loan-default, channel: bank}\n"
    assert any(
        "found event number 2, which comes later" in line
        for line in lines((event, event.replace("record: loan-default, channel: bank", "objects: 2") + event))
    )


def test_situations_are_few_and_short() -> None:
    event = "      - {day: 7, told: true}\n"
    assert any("found 44 items, expected at most 40" in line for line in lines((event, event * 40)))
    start = TEXT.index("  - id: one-loan")
    many = "".join(TEXT[start:].replace("id: ", f"id: s{n}-") for n in range(51))
    assert any("found 102 items, expected at most 100" in line for line in lines((TEXT[start:], many)))


def test_a_situation_without_records_says_so() -> None:
    text = TEXT.replace("{day: 0, record: loan-default, channel: bank}", "{day: 0, told: true}")
    with pytest.raises(FileError, match="none of the events is a record"):
        situations_of(parse(text, shown="f"))


def test_a_file_that_holds_no_situations() -> None:
    for text in ("x\n", "format: 1\nscheme: x\nsituations: 5\n", "format: 1\nscheme: x\nsituations: [5]\n"):
        with pytest.raises(FileError):
            situations_of(parse(text, shown="f"))
