"""The page of a many-way comparison: variants across, no figure without what it is of, nothing fetched."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.experiment.lively import law_alone, recipe, strict

from xinyong.experiment.compare import compare_several
from xinyong.experiment.variants import Variants
from xinyong.reference.watch import play_watched
from xinyong.report.content import Brief, Fold, Grid, Paragraph, text, words_of
from xinyong.report.variants import variants_page, write_variants


@pytest.fixture(scope="module")
def found() -> Variants:
    hostile = strict(issued_by={"body": "<script>alert(1)</script>", **strict().issued_by.model_dump(exclude={"body"})})
    others = {"named": replace(recipe(), scheme=hostile), "none": law_alone()}
    pairs = compare_several(recipe(), tuple(others.values()), play=play_watched, seeds=(1, 2),
                            responses=("none", "deterrence"))  # fmt: skip
    return Variants(dict(zip(others, pairs, strict=True)))


@pytest.fixture(scope="module")
def page(found: Variants) -> Brief:
    return variants_page(found)


def grids(page: Brief, section: str) -> list[Grid]:
    blocks = next(one.blocks for one in page.sections if one.id == section)
    inside = [each for one in blocks if isinstance(one, Fold) for each in one.blocks]
    return [one for one in (*blocks, *inside) if isinstance(one, Grid)]


def test_the_columns_are_a_and_the_others(page: Brief) -> None:
    for section in ("response-none", "response-deterrence", "clauses"):
        for grid in grids(page, section):
            assert [words_of(one) for one in grid.head] == ["In this synthetic population", "A", "named", "none"]


def test_rows_say_what_they_are_of_and_which_way_they_are_read(page: Brief) -> None:
    labels = [words_of(row[0]) for row in grids(page, "response-deterrence")[0].rows]
    assert "People restricted on at least one day, per 1,000 people" in labels
    assert any(one.endswith(": changed by A") for one in labels)
    assert any(one.endswith(": changed against A") for one in labels)


def test_luck_stands_in_a_table_of_its_own(page: Brief, found: Variants) -> None:
    shown, luck = grids(page, "response-none")
    assert "luck" not in shown.caption
    assert "95 % interval of luck" in luck.caption
    alone = replace(found.first, seeds=(1,), gaps={})
    assert len(grids(variants_page(Variants({"named": alone})), "response-none")) == 1


def test_the_page_needs_nothing_else_and_nothing_written_in_a_file_becomes_markup(
    found: Variants, tmp_path: Path
) -> None:
    html = write_variants(found, tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "synthetic people" in html
    markdown = write_variants(found, tmp_path / "r.md", form="markdown").read_text(encoding="utf-8")
    assert "sets of rules, the same lives" in markdown


def test_equal_rules_say_that_no_clause_differs(found: Variants) -> None:
    pair = replace(found.first, b=found.first.a)
    page = variants_page(Variants({"same": pair}))
    said = next(one.blocks[0] for one in page.sections if one.id == "clauses")
    assert said == Paragraph(text("No clause differs."))


def test_a_clause_that_is_that_of_a_says_so(page: Brief, found: Variants) -> None:
    (grid,) = grids(page, "clauses")
    cells = {words_of(row[0]): [words_of(one) for one in row[1:]] for row in grid.rows}
    assert cells["issued_by.body"][1] == "<script>alert(1)</script>"
    assert cells["rules.theft"][1:] == ["as A", "not in it"]
    assert cells["rules.theft"][0] != "as A"
    assert len(cells) == sum(row.part == "clause" for row in found.rows)
