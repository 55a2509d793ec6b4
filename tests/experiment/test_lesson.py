"""The lessons: their published numbers are met within the factor stated for each, and told apart by what was fitted."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from xinyong.audit.counted import figure_of
from xinyong.errors import FileError, NameUnknown
from xinyong.experiment import lesson as lesson_file
from xinyong.experiment.execute import perform, prepare
from xinyong.experiment.lesson import lessons, read_lesson
from xinyong.experiment.lesson_play import Held, Played, hold, play_lesson
from xinyong.files.catalogue import shipped

FEW = 6_000
"""People enough for a page of which the figures are not looked at."""


@cache
def held(name: str) -> tuple[Held, ...]:
    return hold(read_lesson(name))


@cache
def played(name: str) -> Played:
    return play_lesson(read_lesson(name), people=FEW)


CASES = [(name, told.id) for name in lessons() for told in read_lesson(name).told]


def test_three_cases_are_lessons() -> None:
    assert {"robodebt", "midas", "childcare"} <= set(lessons())
    assert {read_lesson(name).scheme for name in lessons()} <= set(shipped("scheme"))


@pytest.mark.parametrize(("name", "number"), CASES)
def test_a_published_number_is_met_within_its_factor(name: str, number: str) -> None:
    found = next(one for one in held(name) if one.told.id == number)
    assert found.near, f"published {found.told.published.value}, simulated {found.modelled}"


@pytest.mark.parametrize("name", lessons())
def test_a_lesson_has_numbers_that_were_used_and_numbers_that_were_not(name: str) -> None:
    fitted = [bool(told.fitted) for told in read_lesson(name).told]
    assert any(fitted)
    assert not all(fitted)


@pytest.mark.parametrize("name", lessons())
def test_a_published_number_is_cited_and_never_assumed(name: str) -> None:
    for told in read_lesson(name).told:
        assert told.published.grade != "assumed"
        assert told.published.source in read_lesson(name).sources


@pytest.mark.parametrize("name", lessons())
def test_what_came_out_is_explained_without_numbers(name: str) -> None:
    """The figures on a page are those of its runs: a number in a text would stay when they change."""
    for pair in read_lesson(name).pairs:
        assert not re.search(r"[0-9]", pair.why)


def test_the_two_error_rates_have_two_denominators() -> None:
    found = {one.told.id: one for one in held("midas")}
    assert found["computer-wrong"].told.figure.channel == "computer"
    assert found["all-wrong"].told.figure.channel is None
    rates = [found[name].modelled for name in ("computer-wrong", "all-wrong")]
    assert rates[0] is not None
    assert rates[1] is not None
    assert rates[0] - rates[1] > 0.15


def test_where_all_are_looked_at_alike_no_origin_is_harmed_more() -> None:
    lesson = read_lesson("childcare")
    pair = next(one for one in lesson.pairs if one.id == "eyes")
    as_it_was, alike = (
        figure_of(perform(prepare(lesson.scheme, people=20_000, days=lesson.days, settings=side.settings)).outcome,
                  pair.figure)
        for side in (pair.a, pair.b)
    )  # fmt: skip
    assert as_it_was is not None
    assert alike is not None
    assert as_it_was > 5
    assert 0.5 < alike < 1.6


@pytest.mark.parametrize("name", lessons())
def test_every_point_of_a_slider_is_a_run(name: str) -> None:
    for one in played(name).pairs:
        assert [value for value, _ in one.points] == [float(value) for value in one.pair.slider.values]
        moved = [found for _, found in one.points if found is not None]
        assert len(set(moved)) > 1, "the number that is moved moves nothing"


@pytest.mark.parametrize("name", lessons())
def test_the_sides_of_a_pair_differ(name: str) -> None:
    for one in played(name).pairs:
        assert one.a != one.b


def test_a_run_that_two_pairs_ask_for_is_played_once() -> None:
    found = played("midas")
    asked = sum(2 + len(pair.slider.values) for pair in found.lesson.pairs)
    assert found.n_runs < asked


def test_an_unknown_lesson_names_the_nearest() -> None:
    with pytest.raises(NameUnknown, match="did you mean `midas`"):
        read_lesson("midsa")


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("values: [10, 30, 60, 180, 365]", "values: [30, 10, 60]", "the values of a slider go up"),
        ("grade: press, source: gazette-2017", "grade: press, source: gazette", "`gazette`, which is not in `sources`"),
        ("of: late objections", "of: lat objections", "found the text `lat objections`"),
    ],
)
def test_a_lesson_says_its_own_mistakes(
    written: str, instead: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (lesson_file._top() / "midas.yaml").read_text(encoding="utf-8")
    assert written in text
    (tmp_path / "midas.yaml").write_text(text.replace(written, instead), encoding="utf-8")
    monkeypatch.setattr(lesson_file, "_top", lambda: tmp_path)
    with pytest.raises(FileError, match=said):
        read_lesson("midas")
