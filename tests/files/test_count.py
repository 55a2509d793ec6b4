from xinyong.files.count import ValueCount, count_in
from xinyong.files.evidence import Record
from xinyong.files.strict_yaml import parse


def test_values_are_counted_by_what_they_rest_on(shelf: type[Record], shelf_text: str) -> None:
    count = count_in(shelf.model_validate(parse(shelf_text, shown="f").data), what="values")
    assert count == ValueCount("values", cited=2, assumed=1, unknown=1)
    assert count.total == 4
    assert str(count) == "1 of 4 values are assumed, 1 unknown"


def test_none_is_assumed_by_its_grade_too(shelf: type[Record], shelf_text: str) -> None:
    text = shelf_text.replace(
        "{none: true, grade: press, source: paper}", "{none: true, grade: assumed, why: seems so}"
    )
    assert count_in(shelf.model_validate(parse(text, shown="f").data), what="values").assumed == 2


def test_without_unknowns_none_are_spoken_of() -> None:
    assert str(ValueCount("values", 3, 0, 0)) == "0 of 3 values are assumed"
