from typing import Annotated, Literal

from pydantic import Field

from xinyong.files.evidence import Cited, Nothing, Quantity, Record, UnknownNumber
from xinyong.files.shape import (
    allowed_words,
    bare,
    field_types,
    follow,
    forms,
    has_forms,
    is_collection,
    is_record,
    type_at,
)


class Case(Record):
    size: Quantity
    colour: Annotated[Literal["red", "blue"] | None, Field()] = None
    from_: int = Field(0, alias="from")


def test_a_trail_is_followed_past_the_forms_of_a_clause() -> None:
    wanted = follow(Case, ("size", "unknown", "between", 0, "stated", "value", "int"))
    assert wanted.spot == ("size", "between", 0, "value")
    assert wanted.holder is Cited


def test_a_key_called_like_a_form_is_a_key() -> None:
    assert follow(Case, ("size", "none", "none")).spot == ("size", "none")
    assert follow(Case, ("size", "none", "grade")).holder is Nothing


def test_a_trail_into_nothing_keeps_its_steps() -> None:
    assert follow(Case, ("nowhere", "deeper")).spot == ("nowhere", "deeper")


def test_types_speak_of_what_people_write() -> None:
    assert set(field_types(Case)) == {"size", "colour", "from"}
    assert allowed_words(field_types(Case)["colour"]) == ("red", "blue")
    assert allowed_words(int) == ()
    assert dict(forms(field_types(Case)["size"])) == {"stated": Cited, "none": Nothing, "unknown": UnknownNumber}
    assert has_forms(field_types(Case)["size"])
    assert not has_forms(int)
    assert is_record(Case)
    assert not is_record(list[int])
    assert bare(int | None) is int
    assert is_collection(tuple[int, ...])
    assert is_collection(dict[str, int] | None)
    assert not is_collection(Case)


def test_the_type_at_a_spot_follows_what_stands_there() -> None:
    data = {"size": {"unknown": True, "between": [{"none": True}, {"value": 5}]}}
    assert type_at(Case, data, ("size", "between", 1, "value")) == field_types(Cited)["value"]
    assert type_at(Case, data, ("size", "between", 0, "grade")) == field_types(Nothing)["grade"]
    assert type_at(Case, data, ("from", "deeper")) is None
