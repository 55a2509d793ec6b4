from dataclasses import replace

from tests.audit.hand_made import MAN, WOMAN, no_scheme, outcome_of, trial_of
from tests.report.made import material

from xinyong.report.content import Chart, Grid, Paragraph, words_of
from xinyong.report.material import Material
from xinyong.report.standing import services_section, tiers_section
from xinyong.results.outcome import Outcome


def of(outcome: Outcome) -> Material:
    return replace(material(), columns=(replace(material().main, outcome=outcome),))


def test_a_tier_that_never_has_ten_people_is_in_the_table_alone() -> None:
    trial = trial_of(days=7)
    (chart,) = tiers_section(of(outcome_of(trial, flows={"tier.good": {MAN: 90}, "tier.poor": {MAN: 9}}))).blocks
    assert isinstance(chart, Chart)
    assert "in the table alone" in chart.unit
    assert "Tier good" in chart.wide
    assert "Tier poor" not in chart.wide
    assert [words_of(cell) for cell in chart.table.rows[0]] == ["6", "450", "0", "fewer than 50"]


def test_tiers_nobody_stands_in_have_a_table_and_no_picture() -> None:
    (table,) = tiers_section(of(outcome_of(trial_of(days=7)))).blocks
    assert isinstance(table, Grid)


def test_a_world_without_a_scheme_has_no_tiers() -> None:
    (said,) = tiers_section(of(outcome_of(trial_of(no_scheme(), days=7)))).blocks
    assert isinstance(said, Paragraph)
    assert words_of(said.text) == "This scheme has no tiers."


def test_attempts_and_people_are_told_apart() -> None:
    outcome = outcome_of(trial_of(), flows={"requested.loan": {MAN: 80}, "refused.loan": {MAN: 30, WOMAN: 10}})
    outcome.people_asking[0, 0, 0, MAN] = 50
    outcome.people_asking[1, 0, 0, MAN] = 20
    outcome.people_asking[2, 0, 0, MAN] = 3
    lead, chart = services_section(of(outcome)).blocks
    assert isinstance(lead, Paragraph)
    assert isinstance(chart, Chart)
    assert [words_of(cell) for cell in chart.table.rows[0]] == [
        "Loan",
        "200",
        "100",
        "0",
        "250",
        "100",
        "fewer than 50",
    ]
    assert "100 refused requests per 1,000 people a year; 100 of every 1,000 people" in chart.says


def test_no_refusal_is_said() -> None:
    (said,) = services_section(of(outcome_of(trial_of(days=7)))).blocks
    assert isinstance(said, Paragraph)
    assert words_of(said.text) == "No request was refused by the scheme in this synthetic population."
