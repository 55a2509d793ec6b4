import re

import pytest
from tests.report.made import PAYLOADS, findings, hostile, texts, whole

from xinyong.report.content import code, link, strong, text
from xinyong.report.markdown import markdown, plain, spans


def unescaped(words: str) -> str:
    return re.sub(r"\\(.)", r"\1", words)


def test_it_says_what_the_page_says() -> None:
    written = unescaped(markdown(whole()))
    for said in findings(whole()):
        assert said in written
    for section in whole().sections:
        assert f"## {section.heading}" in written


def test_tables_have_as_many_cells_as_heads() -> None:
    lines = markdown(whole()).splitlines()
    rules = [index for index, line in enumerate(lines) if re.fullmatch(r"\|( -+:? \|)+", line)]
    assert len(rules) > 10
    for index in rules:
        end = next(n for n in range(index, len(lines)) if not lines[n].startswith("|"))
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in lines[index - 1 : end]}
        assert len(widths) == 1


def test_links_and_manners() -> None:
    said = text("see ", link("the (old) [page]", "https://example.org/a_(b)"), strong(" now "), code("a_b"))
    assert spans(said) == "see [the (old) \\[page\\]](<https://example.org/a_%28b%29>) **now** `a_b`"


@pytest.mark.parametrize(
    ("words", "written"),
    [("- x", "\\- x"), ("1. x", "1\\. x"), ("# x", "\\# x"), ("75.3%", "75.3%"), ("a\nb", "a b"), ("===", "\\===")],
)
def test_nothing_begins_a_list_or_a_heading(words: str, written: str) -> None:
    assert plain(words) == written


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_has_no_meaning(payload: str) -> None:
    written = markdown(hostile())
    assert payload not in written
    assert payload in unescaped(written)


def test_a_hostile_file_makes_no_tag_and_no_link() -> None:
    written = markdown(hostile())
    assert not re.search(r"(?<!\\)<(?!https?:)", written)
    assert not re.search(r"(?<!\\)\]\((?!<https?:)", written)


def test_every_text_ends_where_it_began() -> None:
    assert all("\n" not in spans(one) for one in texts(hostile()))
