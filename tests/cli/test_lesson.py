"""`xinyong lesson`: what there is, and one page of it."""

from pathlib import Path

import pytest
from tests.cli.conftest import Call

from xinyong.experiment.lesson import lessons


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_alone_it_lists_the_lessons(call: Call) -> None:
    said = call("lesson")
    assert said.code == 0
    for name in lessons():
        assert name in said.out
    assert call("lesson", "--quiet").out.split() == list(lessons())


def test_a_page_is_written_where_it_was_asked_for(call: Call, tmp_path: Path) -> None:
    said = call("lesson", "midas", "--people", "1000", "--out", "class.html", "--quiet")
    assert (said.code, said.out.strip()) == (0, "class.html")
    assert "Everybody in this lesson is synthetic" in (tmp_path / "class.html").read_text(encoding="utf-8")


def test_without_a_name_for_it_the_page_is_named_by_its_lesson(call: Call, tmp_path: Path) -> None:
    said = call("lesson", "robodebt", "--people", "1000")
    assert said.code == 0
    assert (tmp_path / "lesson-robodebt.html").is_file()
    assert "used to choose values?" in said.out


def test_it_replaces_a_page_and_nothing_else(call: Call, tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("mine", encoding="utf-8")
    said = call("lesson", "midas", "--people", "1000", "--out", "rules.yaml")
    assert said.code == 2
    assert "found something that is no page" in said.err
    assert (tmp_path / "rules.yaml").read_text(encoding="utf-8") == "mine"


def test_too_few_people_and_unknown_lessons_are_refused(call: Call) -> None:
    assert call("lesson", "midas", "--people", "50").code == 2
    said = call("lesson", "midass")
    assert said.code == 2
    assert "did you mean `midas`" in said.err
