from xinyong.files.evidence import Cited, Nothing, Record
from xinyong.files.strict_yaml import parse
from xinyong.files.unknowns import ends, is_unknown, same_ends, unknown_spots, values, with_end


def record_of_text(shelf: type[Record], text: str) -> Record:
    return shelf.model_validate(parse(text, shown="f").data)


def test_an_end_is_chosen_for_everything_unknown(shelf: type[Record], shelf_text: str) -> None:
    record = record_of_text(shelf, shelf_text)
    first, second = with_end(record, 0), with_end(record, 1)
    assert isinstance(getattr(first, "items")[1].term, Nothing)  # noqa: B009
    assert getattr(second, "items")[1].term.value == 30  # noqa: B009
    assert list(unknown_spots(first)) == list(unknown_spots(second)) == []
    assert with_end(first, 1) is first


def test_unknowns_are_found_by_id(shelf: type[Record], shelf_text: str) -> None:
    assert list(unknown_spots(record_of_text(shelf, shelf_text))) == [("items", "jug", "term")]


def test_what_a_quantity_may_be(shelf: type[Record], shelf_text: str) -> None:
    cup, jug = getattr(record_of_text(shelf, shelf_text), "items")  # noqa: B009
    assert values(jug.term) == (30,)
    assert values(cup.term) == ()
    assert values(None) == ()
    assert ends(None) == ()
    assert [type(end) for end in ends(jug.term)] == [Nothing, Cited]
    assert is_unknown(jug.term)
    assert not is_unknown(cup.term)


def test_two_ends_that_say_the_same_are_no_unknown(shelf: type[Record], shelf_text: str) -> None:
    record = record_of_text(shelf, shelf_text)
    assert list(same_ends(record)) == []
    same = shelf_text.replace(
        "{value: 30, unit: day, grade: press, source: paper}", "{none: true, grade: assumed, why: x}"
    )
    twice = shelf_text.replace(
        "{none: true, grade: assumed, why: a guess}", "{value: 30, unit: day, grade: law, source: paper}"
    )
    for text in (same, twice):
        spots = [finding.spot for finding in same_ends(record_of_text(shelf, text))]
        assert spots == [("items", 1, "term", "between")]
