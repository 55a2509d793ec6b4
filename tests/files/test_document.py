from xinyong.files.document import Document
from xinyong.files.strict_yaml import parse


def test_a_problem_stands_at_the_nearest_place_that_the_file_has(shelf_text: str) -> None:
    document = parse(shelf_text, shown="f")
    assert (
        str(document.problem(("items", 0, "amount", "unit"), "is wrong")) == "f:7:30: items.cup.amount.unit: is wrong"
    )
    assert document.mark(("items", 0, "missing", "deeper")) == document.marks[("items", 0)]
    assert document.mark(("items", 1, "n_times"), at_key=True) == (16, 5)


def test_paths_go_by_id_or_number(shelf_text: str) -> None:
    document = parse(shelf_text, shown="f")
    assert document.dotted(("items", 1, "term", "between", 1, "value")) == "items.jug.term.between.2.value"
    assert document.dotted(()) == ""
    assert document.dotted(("items", 9, "x")) == "items.10.x"
    assert document.at(("items", 1, "term", "looked", 0)) == "paper"
    assert document.at(("items", 9, "x")) is None


def test_data_without_a_file_has_no_line() -> None:
    assert str(Document({"a": 1}, {}, file="x as amended").problem(("a",), "is wrong")) == "x as amended: a: is wrong"
