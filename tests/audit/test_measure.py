from dataclasses import FrozenInstanceError

import pytest

from xinyong.audit.measure import Measure, Measures, gathered, measure_of

FIXED = [
    "name",
    "definition",
    "value",
    "unit",
    "low",
    "high",
    "band",
    "numerator",
    "denominator",
    "group",
    "reference",
    "side",
    "response",
    "seeds",
    "horizon_days",
    "rests_on",
    "echo",
    "caveat",
    "source",
]


def made(name: str = "prevented", value: float | None = 1.0, **more: object) -> Measure:
    return Measure(name=name, definition="d", value=value, unit="share", **more)  # type: ignore[arg-type]


def test_a_figure_without_a_value_says_why() -> None:
    with pytest.raises(ValueError, match="says why"):
        made(value=None)
    assert made(value=None, why="not asked").value is None


def test_a_figure_with_a_value_has_no_excuse() -> None:
    with pytest.raises(ValueError, match="only such a figure"):
        made(why="not asked")


def test_zero_is_a_value() -> None:
    assert made(value=0.0).value == 0.0


def test_json_has_the_fixed_names_and_plain_types() -> None:
    found = made(seeds=(1, 2), rests_on=("rules.a.points",)).as_json()
    assert set(FIXED) <= set(found)
    assert found["seeds"] == [1, 2]
    assert found["rests_on"] == ["rules.a.points"]
    assert found["echo"] is None


def test_a_part_knows_the_whole() -> None:
    assert made("wrongful_entries_share.fabricated").base == "wrongful_entries_share"


def test_figures_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        made().value = 2.0  # type: ignore[misc]


def test_figures_are_found_by_name_and_group() -> None:
    everybody, women = made("forgone"), made("forgone", group="sex: woman")
    found = gathered([made("prevented")], [everybody, women])
    assert found.named("forgone") == (everybody, women)
    assert found.one("forgone", "sex: woman") is women
    assert found.one("forgone") is everybody
    with pytest.raises(KeyError, match="displaced"):
        found.one("displaced")
    assert isinstance(found.named("forgone"), Measures)
    assert [one["name"] for one in found.as_json()] == ["prevented", "forgone", "forgone"]


def test_a_figure_comes_back_from_its_json() -> None:
    found = made(seeds=(1, 2), low=0.5, high=2.0, band="luck", rests_on=("rules.a.points",))
    assert measure_of(found.as_json()) == found
