import re

from tests.audit.hand_made import rule
from tests.report.made import lettered, material, recipe

from xinyong.experiment.compare import compare_recipes
from xinyong.reference.watch import play_watched
from xinyong.report.beside import SHOWN, beside_section
from xinyong.report.content import Grid, Paragraph, words_of
from xinyong.report.gather import Playing, from_pair


def test_ordinary_law_alone_needs_no_such_part() -> None:
    assert beside_section(material()) is None


def test_two_schemes_stand_side_by_side() -> None:
    milder = lettered(name={"en": "Milder"}, rules=[rule("theft", "theft", -20), rule("donation", "donation", 5)])
    pair = compare_recipes(recipe(), recipe(milder), play=play_watched, responses=["none"])
    found = beside_section(from_pair(pair, Playing("reference", echo_people=0)))
    assert found is not None
    assert found.heading == "Beside Lettered ladder (2020), as modelled"
    said, table = found.blocks
    assert isinstance(said, Paragraph)
    assert isinstance(table, Grid)
    newly, spared = re.findall(r"([\d.,]+|fewer than [\d.]+) of every 1,000", words_of(said.text))
    assert newly == "0", "rules that were taken out can restrict nobody"
    assert len(table.rows) == len(SHOWN)
    before, after = (float(words_of(cell).replace(",", "")) for cell in table.rows[1][1:])
    assert before > after
    assert spared != "0"
