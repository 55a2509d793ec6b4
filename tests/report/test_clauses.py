import pytest
from tests.audit.hand_made import NONE, cited
from tests.experiment.lively import lively_town
from tests.report.made import lettered

from xinyong.files.evidence import Cited, Nothing, UnknownNumber
from xinyong.report.clauses import amount, consequences_table, quantity, rules_table, source_links, tiers_table
from xinyong.report.content import words_of


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [(-50, "point", "−50 points"), (1, "day", "1 day"), (0.125, "share", "0.125"),
     (1140000, "person", "1,140,000 people"), (2.5, "per year", "2.5 per year"), (0, "point", "0 points")],
)  # fmt: skip
def test_amounts_are_exact(value: float, unit: str, written: str) -> None:
    assert amount(value, unit) == written


def test_gains_carry_a_plus() -> None:
    assert amount(5, "point", signed=True) == "+5 points"


def test_quantities_say_how_sure_they_are() -> None:
    assert (
        quantity(Cited.model_validate(cited(-20, "point", -40, -10)), signed=True) == "−20 points (assumed; −40 to −10)"
    )
    assert quantity(Cited.model_validate(cited(30, "day"))) == "30 days (assumed)"
    assert quantity(Nothing.model_validate(NONE), nothing="no end") == "no end"
    unknown = UnknownNumber.model_validate({"unknown": True, "between": [NONE, cited(15, "day")], "looked": ["a"]})
    assert quantity(unknown) == "not found: none, or 15 days (assumed)"
    assert quantity(None) == ""


def test_rules_say_what_where_and_how_sure() -> None:
    rows = [[words_of(cell) for cell in row] for row in rules_table(lettered(), lively_town()).rows]
    assert rows[0] == [
        "theft",
        "taking what is not yours",
        "−20 points",
        "365 days (assumed)",
        "press",
        "gazette: page 3",
    ]
    assert rows[1][2] == "−20 points (assumed; −40 to −10)"
    assert rows[2][2] == "+5 points (assumed)"


def test_sources_are_links_each_once() -> None:
    found = source_links(("gazette", "rumour", "gazette", "elsewhere"), lettered().sources)
    assert words_of(found) == "gazette, rumour, elsewhere"
    assert [span.href for span in found if span.href] == ["https://example.org/gazette?a=1&b=2"]


def test_tiers_and_consequences_are_told_in_words() -> None:
    bands = [words_of(row[2]) for row in tiers_table(lettered()).rows]
    assert bands == ["90 points or more", "60 points or more", "below"]
    row = consequences_table(lettered(), lively_town()).rows[0]
    assert [words_of(cell) for cell in row][1:4] == ["tier poor", "Loan", "refused"]
