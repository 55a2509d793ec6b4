"""A search for mends, as a page: it opens with no scheme and `law-only`, and says what gives way."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.experiment.test_mend import informers, mended
from tests.report.pages import Page

from xinyong.experiment.mended import Mended
from xinyong.report.content import Grid, words_of
from xinyong.report.html import html
from xinyong.report.markdown import markdown
from xinyong.report.mend_page import AS_IT_IS, mend_brief, write_mend


@pytest.fixture(scope="module")
def found() -> Mended:
    return mended(informers(), at_most=1)


def table(found: Mended) -> list[list[str]]:
    grid = next(one for one in mend_brief(found).sections[0].blocks if isinstance(one, Grid))
    return [[words_of(cell) for cell in row] for row in grid.rows]


def test_the_table_opens_with_no_scheme_and_law_only(found: Mended) -> None:
    assert [row[0] for row in table(found)[:4]] == ["no scheme", "law-only", AS_IT_IS, "set 1"]
    assert table(found)[3][3] == "nothing"


def test_each_set_has_its_settings_and_what_it_moves(found: Mended) -> None:
    told = markdown(mend_brief(found)).replace("\\", "")
    for row in found.mends:
        assert all(f"{path}={value}" in told for path, value in row.settings.items())
        assert row.amendments[0].says in told
    assert "Wrongful restricted days" in told
    assert f"xinyong mend {found.recipe.scheme.scheme}" in told


def test_where_there_is_nothing_to_mend_it_says_so(found: Mended) -> None:
    within = replace(found, rows=(), now=0.0)
    assert "the scheme is within the bound as it is" in markdown(mend_brief(within))
    assert len(table(within)) == 3


def test_what_gives_way_is_said(found: Mended) -> None:
    refused = replace(found, rows=tuple(replace(row, refused="misdeeds rise") for row in found.rows))
    assert "misdeeds rise" in {row[3] for row in table(refused)}


def test_a_page_is_written_whole_and_fetches_nothing(found: Mended, tmp_path: Path) -> None:
    write_mend(found, tmp_path / "m.html")
    written = (tmp_path / "m.html").read_text(encoding="utf-8")
    assert written == html(mend_brief(found))
    page = Page(written)
    assert not [one for one in page.elements if one.tag in {"script", "img", "link", "iframe"}]
    assert "synthetic" in page.all("body")[0].words[:120]
