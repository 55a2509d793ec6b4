import re
from functools import cache
from itertools import pairwise

import pytest
from tests.report.made import BAD_LINKS, PAYLOADS, hostile, whole
from tests.report.pages import Page
from tests.report.test_figures import contrast

from xinyong.audit.legal.texts import legal_texts
from xinyong.report.html import html


@cache
def written() -> str:
    return html(whole())


@cache
def page() -> Page:
    return Page(written())


@cache
def hostile_text() -> str:
    return html(hostile())


def test_the_page_says_in_what_language_it_is() -> None:
    assert written().lstrip().startswith("<!DOCTYPE html>")
    assert page().all("html")[0].attributes["lang"] == "en"
    assert {one.words for one in page().elements if one.attributes.get("lang") == "zh-Hans"} == {"字梯"}


def test_the_page_fetches_nothing() -> None:
    found = page()
    assert not [
        one.tag for one in found.elements if one.tag in {"script", "link", "img", "iframe", "object", "embed", "base"}
    ]
    assert not [
        one for one in found.elements if {"src", "srcset", "action", "background", "poster"} & set(one.attributes)
    ]
    style = found.all("style")[0].words
    assert not re.search(r"@import|url\(|@font-face|expression", style)
    policy = next(one.attributes["content"] for one in found.all("meta") if "http-equiv" in one.attributes)
    assert policy.startswith("default-src 'none'")


def test_links_lead_to_web_pages_or_stay_here() -> None:
    ids = {one.attributes["id"] for one in page().elements if "id" in one.attributes}
    for one in page().all("a"):
        href = one.attributes["href"]
        assert href.startswith(("https://", "http://")) or href[1:] in ids, href
    assert any(one.attributes["href"] == "https://example.org/gazette?a=1&b=2" for one in page().all("a"))


def test_headings_descend_one_at_a_time() -> None:
    levels = [int(one.tag[1]) for one in page().elements if re.fullmatch(r"h[1-6]", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_there_once() -> None:
    ids = [one.attributes["id"] for one in page().elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    for one in page().elements:
        for name in ("aria-labelledby", "aria-describedby"):
            assert one.attributes.get(name, ids[0]) in ids


def test_tables_can_be_read_cell_by_cell() -> None:
    tables = page().all("table")
    assert len(tables) > 10
    for table in tables:
        assert table.all("caption")[0].words.strip()
        assert {one.attributes["scope"] for one in table.all("thead")[0].all("th")} == {"col"}
        rows = table.all("tbody")[0].all("tr")
        assert all(row.all("th")[0].attributes["scope"] == "row" for row in rows)
        widths = {len(row.all("th")) + len(row.all("td")) for row in table.all("tr")}
        assert len(widths) == 1


def test_every_table_scrolls_in_its_own_box_with_the_keyboard() -> None:
    boxes = [one for one in page().all("div") if one.attributes.get("class") == "box"]
    assert len(boxes) == len(page().all("table"))
    assert all(one.attributes["tabindex"] == "0" and one.attributes["role"] == "region" for one in boxes)
    assert all(one.attributes["aria-label"] for one in boxes)


def test_every_picture_has_words_and_a_table() -> None:
    figures = page().all("figure")
    assert len(figures) == 3
    for one in figures:
        assert "(synthetic people)" in [*one.all("h3"), *one.all("h4")][0].words
        assert one.all("p")[0].words.startswith("Unit")
        picture = next(each for each in one.all("div") if each.attributes.get("role") == "img")
        assert len(picture.attributes["aria-label"]) > 60
        assert len(picture.all("svg")) == 2
        assert one.all("figcaption")[0].words in picture.attributes["aria-label"]
        assert len(one.all("details")[0].all("table")) == 1


def test_the_style_minds_readers() -> None:
    style = page().all("style")[0].words
    for asked in ("prefers-reduced-motion", "@media print", "@media (max-width", ":focus-visible", "overflow-x: auto"):
        assert asked in style


def test_letters_stand_out() -> None:
    style = page().all("style")[0].words
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", style))
    pairs = [(letters, ground) for letters in ("ink", "soft", "link") for ground in ("paper", "tint")]
    pairs += [("warn", "paper"), ("warn", "warn-tint")]
    for letters, ground in pairs:
        assert contrast(colours[letters], colours[ground]) >= 4.5, (letters, ground)
    assert set(re.findall(r"(?<!-)color: var\(--([a-z-]+)\)", style)) <= {letters for letters, _ in pairs}


def test_the_banner_comes_before_everything() -> None:
    body = written().split("<body>")[1]
    words = re.sub(r"<[^>]*>", " ", body)
    assert words.index("This is a model of synthetic people") < words.index("Lettered ladder")
    assert "(synthetic people)" in page().all("title")[0].words


def test_a_hostile_file_is_only_words() -> None:
    found = Page(hostile_text())
    assert found.comments == []
    assert not [one for one in found.elements if one.tag in {"script", "img", "iframe", "object"}]
    assert not [name for one in found.elements for name in one.attributes if name.startswith("on")]
    assert len(found.all("style")) == 1
    ours = {address for text in legal_texts().values() for address in text.seen}
    for one in found.all("a"):
        # The records trim the blank before one of the addresses, which makes it an ordinary one.
        assert one.attributes["href"].startswith("#") or one.attributes["href"] in {*ours, "https://example.org"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_shown_as_it_was_written(payload: str) -> None:
    words = " ".join(one.words for one in Page(hostile_text()).all("body"))
    assert payload in words


@pytest.mark.parametrize("url", BAD_LINKS)
def test_no_bad_address_is_linked(url: str) -> None:
    assert f'href="{url}' not in hostile_text()
    assert "javascript:" not in {one.attributes.get("href", "")[:11].lower() for one in Page(hostile_text()).elements}
