"""The table of the lessons on docs/refute.md is current, misses included."""

from tests.pages import ROOT

from xinyong.report.refute import refreshed
from xinyong.report.refute_lessons import lessons_table

PAGE = ROOT / "docs" / "refute.md"


def test_the_table_of_the_lessons_is_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    main = text.partition("<!-- generated:refute -->")[2].partition("<!-- end -->")[0].strip()
    assert refreshed(text, main, lessons_table()) == text, "run `python -m xinyong.report.refute docs/refute.md`"
