"""The part of a report on the legal shape says what `check --legal` says, from the same records."""

from tests.report.made import material, whole

from xinyong.audit.legal.shape import legal_shape
from xinyong.audit.legal.signs import SIGNS
from xinyong.audit.legal.texts import NO_VERDICT, NOT_ADVICE
from xinyong.report.content import Fold, Grid, words_of
from xinyong.report.html import html
from xinyong.report.legal import legal_section
from xinyong.report.markdown import markdown


def test_every_report_has_the_part_in_both_forms() -> None:
    assert [one.heading for one in whole().sections if one.id == "legal"] == ["Legal shape"]
    for written in (html(whole()), markdown(whole())):
        assert "Legal shape" in written
        assert NOT_ADVICE in written
        assert NO_VERDICT in written


def test_it_has_every_sign_with_its_state_and_every_clause_behind_it() -> None:
    shape = legal_shape(material().scheme, material().world)
    blocks = legal_section(material()).blocks
    signs = [words_of(row[0]) for grid in blocks if isinstance(grid, Grid) for row in grid.rows]
    assert [sign.title for sign in SIGNS.values()] == [
        words for words in signs if words in {s.title for s in SIGNS.values()}
    ]
    fold = next(block for block in blocks if isinstance(block, Fold))
    (grid,) = fold.blocks
    assert isinstance(grid, Grid)
    assert [words_of(row[1]) for row in grid.rows] == [one.path for sign in shape.signs for one in sign.clauses]


def test_each_statement_of_law_has_article_and_day() -> None:
    grids = [block for block in legal_section(material()).blocks if isinstance(block, Grid)]
    for grid in grids:
        if words_of(grid.head[-1]) == "Provision":
            assert all("checked 2026-" in words_of(row[-1]) for row in grid.rows)
