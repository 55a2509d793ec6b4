import pytest

from xinyong.files.evidence import Cited, Record
from xinyong.files.strict_yaml import parse
from xinyong.files.words import in_words, number_in_words
from xinyong.vocabulary import Unit


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (-50, "point", "-50 points"),
        (1, "day", "1 day"),
        (1_000_000, "person", "1,000,000 persons"),
        (0.3, "share", "0.3 (share)"),
        (2.0, "per 1000 per year", "2 per 1000 per year"),
    ],
)
def test_numbers_in_words(value: float, unit: Unit, words: str) -> None:
    assert number_in_words(Cited(value=value, unit=unit, grade="press", source="s")) == words


def test_clauses_in_words(shelf: type[Record], shelf_text: str) -> None:
    record = shelf.model_validate(parse(shelf_text, shown="f").data)
    cup, jug = getattr(record, "items")  # noqa: B009
    assert in_words(cup.term) == "none"
    assert in_words(jug.term) == "unknown (none or 30 days)"
    assert in_words(jug) == "id jug, amount 7 points, term unknown (none or 30 days), begins 2010-01-01, n_times 3"
    assert in_words(getattr(record, "name")) == "Shelf"  # noqa: B009


def test_plain_values_in_words() -> None:
    assert in_words(None) == "none"
    assert in_words(value=True) == "yes"
    assert in_words(value=False) == "no"
    assert in_words(("a", "b")) == "a, b"
    assert in_words(()) == "none"
    assert in_words({"age": ("18-29",)}) == "age: 18-29"
    assert in_words("x") == "x"
