"""The page of a lesson: offline, small, whole without its script, in words and tables for every picture."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.report.sentences import is_nameless, sentences

from xinyong.experiment.lesson import lessons, read_lesson
from xinyong.experiment.lesson_play import play_lesson
from xinyong.report.lesson_chart import Mark, chart
from xinyong.report.lesson_page import LARGEST_BYTES, lesson, lesson_html
from xinyong.report.lesson_view import LessonView, lesson_view

FEW = 6_000
VOID = {"meta", "input", "br", "img", "link"}


class Page(HTMLParser):
    """Elements with their attributes in order, and whether every one is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@cache
def made(name: str) -> tuple[LessonView, str]:
    played = play_lesson(read_lesson(name), people=FEW)
    return lesson_view(played), lesson_html(played)


@pytest.mark.parametrize("name", lessons())
def test_a_page_fetches_nothing_and_is_small(name: str) -> None:
    _, text = made(name)
    page = Page(text)
    assert page.open == []
    assert len(text.encode()) < LARGEST_BYTES
    assert page.all("link") == page.all("img") == page.all("iframe") == []
    assert [one for one in page.all("script") if "src" in one] == []
    assert "default-src 'none'" in text


@pytest.mark.parametrize("name", lessons())
def test_its_policy_lets_its_own_script_run_and_no_other(name: str) -> None:
    _, text = made(name)
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text


@pytest.mark.parametrize("name", lessons())
def test_everything_can_be_named_by_a_screen_reader(name: str) -> None:
    _, text = made(name)
    page = Page(text)
    labels = {one.get("for") for one in page.all("label")}
    sliders = [one for one in page.all("input") if one["type"] == "range"]
    assert len(sliders) == 3
    assert {one["id"] for one in sliders} <= labels
    assert all(one["step"] == "1" for one in sliders), "a slider stops at computed points alone"
    pictures = [one for _, one in page.found if one.get("role") == "img"]
    assert len(pictures) == 6
    assert all(one.get("aria-label") for one in pictures)
    ids = [one["id"] for _, one in page.found if "id" in one]
    assert len(ids) == len(set(ids))
    assert page.all("html")[0]["lang"] == "en"


@pytest.mark.parametrize("name", lessons())
def test_every_picture_has_its_figures_in_a_table(name: str) -> None:
    view, text = made(name)
    cells = re.findall(r'<th scope="row">([^<]*)</th><td class="n">([^<]*)</td>', text)
    for pair in view.pairs:
        for row in (*pair.sides, *pair.points):
            assert (row.name, row.figure) in cells


@pytest.mark.parametrize("name", lessons())
def test_what_came_out_is_said_of_synthetic_people(name: str) -> None:
    view, text = made(name)
    assert "Everybody in this lesson is synthetic" in text
    for pair in view.pairs:
        assert pair.says.startswith("In this synthetic population")
    assert "in this synthetic population" in text.partition('id="published"')[2]


@pytest.mark.parametrize("name", lessons())
def test_one_answer_is_the_nearest_and_the_key_says_which_numbers_were_used(name: str) -> None:
    view, text = made(name)
    for pair in view.pairs:
        assert [guess.nearest for guess in pair.guesses].count(True) == 1
    key = text.partition("Answer key</h2>")[2]
    assert "not used" in key
    assert "yes: " in key
    for pair in view.pairs:
        assert pair.id in text
        assert pair.teacher.split(".", maxsplit=1)[0][:40] in key


def test_handout_and_key_begin_on_pages_of_their_own_in_print() -> None:
    _, text = made("midas")
    paper = text.partition(".screen-only, .look, .moved { display: none; }")[2]
    assert ".handout, .key { break-before: page; }" in paper


def test_a_bar_stands_for_one_run_and_names_are_escaped() -> None:
    svg = chart("x", (Mark("a < b", "1", 1.0), Mark("c", "2", 2.0), Mark("d", "too few to count", None)))
    widths = [float(found) for found in re.findall(r'<rect [^>]*width="([\d.]+)"', svg)]
    assert widths[1] == 2 * widths[0]
    assert widths[2] == 0
    assert "a &lt; b" in svg
    assert "<path" not in svg
    assert "<line" not in svg


def test_the_public_function_writes_the_page(tmp_path: Path) -> None:
    path = lesson("robodebt", tmp_path / "page.html", people=2_000)
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("name", lessons())
def test_every_statement_with_a_number_names_the_synthetic_people(name: str) -> None:
    """Questions and guesses are asked of the reader; everything else in a pair tells what came out."""
    _, text = made(name)
    pairs = re.findall(r'<section class="pair.*?</section>', text, re.DOTALL)
    assert len(pairs) == 3
    for pair in pairs:
        for _, inside in re.findall(r"<(p|li|figcaption)[ >](.*?)</\1>", pair, re.DOTALL):
            said = sentences(" ".join(re.sub(r"<[^>]*>|^[^<]*>", " ", inside).split()))
            assert [one for one in said if is_nameless(one) and not one.endswith("?")] == []
