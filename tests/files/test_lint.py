from xinyong.files.count import ValueCount
from xinyong.files.evidence import Record
from xinyong.files.lint import assumed_values, unused_sources
from xinyong.files.strict_yaml import parse


def test_sources_that_nothing_cites_are_remarked(shelf: type[Record], shelf_text: str) -> None:
    record = shelf.model_validate(parse(shelf_text, shown="f").data)
    assert list(unused_sources(record, {"paper": 1})) == []
    (remark,) = unused_sources(record, {"paper": 1, "other": 2})
    assert (remark.spot, remark.message, remark.at_key) == (("sources", "other"), "is cited nowhere", True)


def test_assumptions_are_remarked_once() -> None:
    assert [one.message for one in assumed_values(ValueCount("values", 3, 2, 1))] == [
        "2 of 6 values are assumed, 1 unknown"
    ]
    assert list(assumed_values(ValueCount("values", 3, 0, 0))) == []
