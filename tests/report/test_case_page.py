"""Case files as a page: it fetches nothing, says synthetic, and keeps what files say from becoming markup."""

import itertools
import re
from pathlib import Path

import pytest
from tests.experiment.finished import played
from tests.report.pages import Page

from xinyong.experiment.casefile import Case
from xinyong.experiment.story import cases, tell
from xinyong.report.case_page import case_brief, write_cases
from xinyong.report.html import html
from xinyong.report.markdown import markdown


@pytest.fixture(scope="module")
def found() -> list[Case]:
    return [Case(story) for story in cases(played())]


@pytest.fixture(scope="module")
def page(found: list[Case]) -> Page:
    return Page(html(case_brief(found)))


def test_the_page_says_synthetic_first_and_fetches_nothing(page: Page) -> None:
    words = page.all("body")[0].words
    assert words.index("synthetic") < 120
    assert "It is not a credit service" in words
    assert not [one for one in page.elements if one.tag in {"script", "img", "link", "iframe"}]
    levels = [int(one.tag[1]) for one in page.elements if re.fullmatch(r"h[1-6]", one.tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_event_and_draw_is_on_the_page(page: Page, found: list[Case]) -> None:
    words = " ".join(page.all("main")[0].words.split())
    for case in found:
        assert f"Synthetic subject {case.story.subject}" in words
        for event in case.story.events:
            assert all(str(draw) in words for draw in event.draws)
    n_events = sum(len(case.story.events) for case in found)
    timelines = [one for one in page.all("ol") if one.attributes.get("class") == "timeline"]
    assert len(timelines) == len(found)
    assert sum(len(day.all("p")) for one in timelines for day in [one]) == n_events


def test_a_comparison_says_under_which_rules(found: list[Case]) -> None:
    outcome = played().outcome
    story = found[0].story
    twice = Case(story, tell(outcome, story.subject, "asked for"), "a")
    words = Page(html(case_brief([twice]))).all("main")[0].words
    assert "Under both:" in words
    assert "Under A:" not in words
    assert "under A alone 0" in words
    assert "A synthetic life, day by day" in markdown(case_brief([twice]))


def test_markdown_tells_the_same_days(found: list[Case]) -> None:
    told = markdown(case_brief(found))
    n_days = sum(len(case.days) for case in found)
    assert len(re.findall(r"^- \*\*Day [\d,]+\*\*$", told, re.MULTILINE)) == n_days


def test_a_page_is_written_whole(found: list[Case], tmp_path: Path) -> None:
    target = tmp_path / "lives.html"
    write_cases(found, target)
    assert target.read_text(encoding="utf-8") == html(case_brief(found))
