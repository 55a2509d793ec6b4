import pytest
from pydantic import ValidationError

from xinyong.files.evidence import Cited, Nothing, UnknownNumber, form_of, whole


def cited(**more: object) -> Cited:
    return Cited.model_validate({"value": 5, "unit": "point", "grade": "press", "source": "s"} | more)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"grade": "assumed", "source": None}, "an assumed value needs"),
        ({"grade": "assumed", "range": [1, 9]}, "an assumed value needs"),
        ({"source": None}, "a value graded `press` needs a `source`"),
        ({"grade": "derived", "source": None}, "a value graded `derived` needs a `source`"),
        ({"range": [6, 9]}, "value 5 lies outside its range"),
        ({"unit": "share"}, "a share lies between 0 and 1, found 5"),
        ({"unit": "share", "value": 0.5, "range": [0, 2]}, "the range of a share lies between 0 and 1"),
        ({"from": "2012-01-01", "to": "2011-01-01"}, "`from` is later than `to`"),
        ({"value": float("nan")}, "finite number"),
        ({"value": float("inf")}, "finite number"),
        ({"value": True}, "valid integer"),
        ({"value": 2**63}, "less than or equal to 1000000000"),
    ],
)
def test_a_number_without_sound_evidence_is_refused(more: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        cited(**more)


def test_a_number_with_evidence() -> None:
    assert cited(grade="derived", source=None, why="S times T").value == 5
    assert cited(range=[5, 5], also=["a"]).also == ("a",)


def test_none_needs_a_reason() -> None:
    with pytest.raises(ValidationError, match="`none` needs a `source` that says so, or `why`"):
        Nothing(none=True, grade="press")


def test_the_form_of_a_clause_shows_in_its_keys() -> None:
    assert form_of({"unknown": True}) == "unknown"
    assert form_of({"none": True}) == "none"
    assert form_of({"value": 1}) == form_of(5) == form_of(cited()) == "stated"
    assert form_of(Nothing(none=True, grade="assumed", why="x")) == "none"


def test_whole_numbers_of_settled_quantities() -> None:
    nothing = Nothing(none=True, grade="assumed", why="x")
    unknown = UnknownNumber(unknown=True, between=(nothing, cited()), looked=("s",))
    assert form_of(unknown) == "unknown"
    assert whole(cited(value=5.0)) == 5
    assert whole(nothing) is None
    assert whole(None) is None
    with pytest.raises(ValueError, match="before its end is chosen"):
        whole(unknown)
    with pytest.raises(ValueError, match=r"expected a whole number of point, found 5\.5"):
        whole(cited(value=5.5))
