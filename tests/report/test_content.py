import pytest
from tests.report.made import BAD_LINKS

from xinyong.report.content import Grid, Span, is_safe_link, link, strong, text, words_of


@pytest.mark.parametrize("url", BAD_LINKS)
def test_a_link_that_is_no_web_page_is_refused(url: str) -> None:
    assert not is_safe_link(url)
    assert link("here", url).href == ""
    with pytest.raises(ValueError, match="a link leads to a web address"):
        Span("here", href=url)


@pytest.mark.parametrize("url", ["https://example.org/a?b=1&c=%E4%BF%A1#d", "http://example.org", "#rules"])
def test_a_web_page_is_linked(url: str) -> None:
    assert link("here", url).href == url


def test_texts_join_and_empty_parts_vanish() -> None:
    found = text("a ", "", strong("b"), text(" c"))
    assert words_of(found) == "a b c"
    assert len(found) == 3


def test_chinese_words_are_marked() -> None:
    found = text('what the rules call a "cult" (邪教, xiéjiào)')
    assert [(span.text, span.lang) for span in found if span.lang] == [("邪教", "zh-Hans")]


def test_a_table_has_one_width() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        Grid("t", (text("a"),), ((text("1"), text("2")),), (False,))
