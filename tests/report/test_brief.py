import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.report.made import findings, material, pair, run, sections, texts, whole, whole_alone
from tests.report.made import section as section_of

from xinyong.audit.measure import Measure
from xinyong.audit.sentences import AGAINST
from xinyong.errors import InputError
from xinyong.report.answer import MARKS, banner, short, subtitle
from xinyong.report.brief import report
from xinyong.report.content import Brief, Chart, Fold, Grid, Sides, Terms, words_of
from xinyong.report.html import html
from xinyong.report.markdown import markdown
from xinyong.report.material import SCENARIOS, SHORT
from xinyong.report.say import sentence
from xinyong.vocabulary import ONE_SIDED


def section(name: str, found: Brief | None = None) -> list[object]:
    return list(section_of(name, found).blocks)


def sentences(said: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z(])", said)


def test_every_sentence_with_a_number_names_the_synthetic_population() -> None:
    for told in (whole(), whole_alone()):
        for said in findings(told):
            for one in sentences(said):
                assert not re.search(r"\d", one) or "synthetic" in one.lower(), one


def test_the_first_page_answers_the_five_questions() -> None:
    said = {words_of(question): words_of(answer) for question, answer in whole().short.pairs}
    assert list(said) == [
        "What was compared?", "How many were restricted?", "How many entries were mistakes?", "What is assumed?",
        "Did this happen in Here?",
    ]  # fmt: skip
    assert "once under ordinary law alone" in said["What was compared?"]
    assert "of every 1,000 people were restricted" in said["How many were restricted?"]
    assert "of the entries against people were wrongful" in said["How many entries were mistakes?"]
    assert re.search(r"\d+ of \d+ rule values are assumed, 1 more is not known", said["What is assumed?"])
    assert said["Did this happen in Here?"].startswith("No. It is a model")


def test_the_banner_says_what_this_is_not() -> None:
    said = words_of(whole().banner)
    for words in (
        "model of synthetic people",
        "None of it happened in Here",
        "Nobody in it is real",
        "not a credit service",
    ):
        assert words in said
    assert whole().title == "Lettered ladder (2020), as modelled"
    assert whole().mark == ""


def test_composites_and_outlines_say_so_first() -> None:
    assert MARKS == {"outline": "Outline", "composite": "Composite"}
    marked = html(replace(whole(), mark=MARKS["composite"]))
    assert "<title>Composite: Lettered ladder" in marked
    assert '<h1><span class="mark">Composite:</span> Lettered ladder (2020), as modelled</h1>' in marked
    assert markdown(replace(whole(), mark=MARKS["outline"])).startswith("# Outline: Lettered ladder")


def test_a_scheme_of_no_place_names_none() -> None:
    issuer = material().scheme.issued_by.model_copy(update={"place": "none", "level": "none"})
    scheme = material().scheme.model_copy(update={"issued_by": issuer})
    placeless = replace(material(), recipe=replace(material().recipe, scheme=scheme))
    assert "None of it happened anywhere." in words_of(banner(placeless))
    assert words_of(short(placeless).pairs[4][0]) == "Did this happen in any place?"
    assert "Issued by: town council. Evidence: items" in words_of(subtitle(placeless))


def test_what_wrongful_means_is_said_once() -> None:
    said = " ".join(words_of(one) for one in texts(whole()))
    assert said.count("the facts, or the scheme's own rules, were broken") == 1


def test_the_four_wrongful_figures_stand_together() -> None:
    table = next(one for one in section("wrongful") if isinstance(one, Grid))
    labels = [words_of(row[0]) for row in table.rows]
    first = labels.index("Wrongful entries, of the entries against people")
    assert labels[first + 1 : first + 4] == [
        "Wrongful restricted days, of the restricted days",
        "Wrongful restricted days, per 1,000 people a year",
        "People restricted without any scored misdeed of their own, per 1,000 such people",
    ]
    assert "Restricted days that rest on protected conduct, per 1,000 people a year" in labels


def test_the_same_figure_is_the_same_words() -> None:
    share = material().headline("restricted_people_share")
    in_table = next(words_of(row[2]) for one in section("wrongful") if isinstance(one, Grid) for row in one.rows)
    assert f"{in_table} " in words_of(whole().short.pairs[1][1])
    assert share.value is not None
    assert in_table == f"{share.value * 1000:.3g}"


def test_each_scenario_has_a_column_and_none_is_not_asked() -> None:
    table = next(one for one in section("conduct") if isinstance(one, Grid))
    assert [words_of(one) for one in table.head] == [
        "In this synthetic population", "Range", *(SHORT[name] for name in ("none", "deterrence", *ONE_SIDED)),
    ]  # fmt: skip
    behind = next(one for one in section("answer") if isinstance(one, Terms))
    assert [words_of(name) for name, _ in behind.pairs] == [words_of(one) for one in table.head[2:]]
    assert words_of(behind.pairs[1][1]) == f"{SCENARIOS['deterrence'].capitalize()}."
    cells = {words_of(row[0]).split(",")[0]: [words_of(one) for one in row[2:]] for row in table.rows}
    prevented = cells["Misdeeds prevented (deterred less provoked)"]
    assert prevented[0] == "not asked"
    assert re.match(r"[\d,.]+\Z", prevented[1])
    assert cells["Misdeeds displaced"][:2] == ["not asked", "not asked"]


def test_acts_are_told_one_by_one() -> None:
    table = [one for one in section("conduct") if isinstance(one, Grid)][1]
    rows = {words_of(row[0]): [words_of(one) for one in row[1:]] for row in table.rows}
    assert rows["theft"][0] == "misdeed"
    assert rows["theft"][3].endswith(" deterred")
    assert rows["petition"][3].endswith(" forgone")
    assert rows["donation"][4].endswith(" encouraged")
    assert rows["worship"][1] == "no"
    folds = [one for one in section("conduct") if isinstance(one, Fold)]
    assert len(rows) + sum(len(one.blocks[0].rows) for one in folds if isinstance(one.blocks[0], Grid)) == 4


def test_both_sides_are_heard_from_the_same_figures() -> None:
    sides = next(one for one in whole().lead if isinstance(one, Sides))
    assert words_of(sides.left).startswith(
        "If people weigh the risk as assumed, in this synthetic population there were"
    )
    assert words_of(sides.right).startswith("In this synthetic population, ")
    assert words_of(sides.right) in {sentence(one) for one in material().main.measures if one.name in AGAINST}


def test_a_range_covers_the_end_that_was_not_found() -> None:
    never = material().headline("never_told_share")
    assert never.low is not None
    assert never.high is not None
    assert "range" in findings(whole())[next(i for i, one in enumerate(findings(whole())) if "never told" in one)]
    said = " ".join(words_of(one) for one in texts(whole()))
    assert "Ranges cover the response scenarios and both ends of every clause that nobody published" in said


def test_charts_have_titles_units_words_and_tables() -> None:
    charts = [one for part in sections(whole()) for one in part.blocks if isinstance(one, Chart)]
    assert [one.id for one in charts] == ["chart-services", "chart-tiers", "chart-days"]
    for one in charts:
        assert one.unit
        assert "in this synthetic population" in one.says.lower()
        assert one.table.rows


def test_a_run_alone_asks_nothing_about_conduct() -> None:
    told = whole_alone()
    said = findings(told)
    assert any("not asked" in one for one in said)
    assert words_of(section("conduct", told)[0].text).startswith("Not asked.")  # type: ignore[attr-defined]
    sides = next(one for one in told.lead if isinstance(one, Sides))
    assert words_of(sides.left).startswith("Not asked")


def test_groups_of_fewer_than_ten_are_left_out() -> None:
    table = next(one for one in section("groups") if isinstance(one, Grid))
    assert [words_of(row[0]) for row in table.rows] == ["sex: man", "sex: woman"]
    numerators = [one.numerator for one in material().main.measures if one.name == "restricted_people_share"]
    assert all(isinstance(one, float | int) for one in numerators)


def test_the_manifest_says_how_to_check_and_cite() -> None:
    said = " ".join(words_of(one) for one in texts(whole()))
    assert "xinyong verify runs/lettered" in said
    assert str(material().manifest["result_sha256"]) in said
    assert str(material().manifest["scheme"]["sha256"]) in said
    assert f"result {str(material().manifest['result_sha256'])[:16]}" in said


def test_a_figure_that_was_tried_begins_with_if() -> None:
    one = material().main.measures.one("restricted_people_share")
    tried = replace(one, echo=True, echo_of=("world:acts.theft.rate",), rests_on=("world:acts.theft.rate",))

    def swapped(found: Measure) -> Measure:
        return tried if found is one else found

    column = replace(material().main, measures=type(material().main.measures)(map(swapped, material().main.measures)))
    told = short(replace(material(), columns=(column, *material().columns[1:])))
    assert words_of(told.pairs[1][1]).startswith(
        "If how often people do “theft” is as assumed, in this synthetic population"
    )


def test_report_writes_one_file_and_says_where(tmp_path: Path) -> None:
    found = report(pair(), tmp_path / "new folder" / "page.html", echo_people=0, engine="reference")
    assert found.read_text(encoding="utf-8").lstrip().startswith("<!DOCTYPE html>")
    assert [one.name for one in found.parent.iterdir()] == ["page.html"]
    again = report(run(), tmp_path / "page.md", form="markdown", family=False)
    assert "# Lettered ladder (2020), as modelled" in again.read_text(encoding="utf-8")


def test_report_goes_into_the_directory_of_its_run(tmp_path: Path) -> None:
    assert report(replace(run(), directory=tmp_path), family=False) == tmp_path / "report.html"


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="reports are written in en"):
        report(run(), tmp_path / "x.html", lang="zh-Hans", family=False)
    with pytest.raises(InputError, match="expected html, markdown, json"):
        report(run(), tmp_path / "x.html", form="pdf", family=False)
