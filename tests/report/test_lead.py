"""The first paragraph of a report: the same things in the same order, and what would be zero if nobody reacted."""

from dataclasses import replace

from tests.report.made import alone, material, whole

from xinyong.audit.measure import Measures
from xinyong.report.content import Paragraph, words_of
from xinyong.report.lead import gained, lead, zero_if_nobody_reacts


def test_it_says_six_things_in_their_order() -> None:
    said = [words_of(one) for one in lead(material())]
    first = next(one for one in whole().lead if isinstance(one, Paragraph))
    assert words_of(first.text) == " ".join(said)
    asked = ("misdeeds prevented", "who gain", "wrongful restricted day", "rests on protected conduct", "never told",
             "forgone", "If nobody reacted")  # fmt: skip
    for words, one in zip(asked, said, strict=True):
        assert words in one


def test_who_gains_is_told_most_first() -> None:
    words = gained(material())
    assert words.startswith("Those who gain by it in this synthetic population")
    assert gained(alone()) == ""


def test_what_differs_in_conduct_would_be_zero() -> None:
    said = zero_if_nobody_reacts(material())
    assert said.startswith(
        "If nobody reacted to the scheme, what was prevented and what was forgone would be zero; who was "
    )
    assert said.endswith(" would not.")


def test_what_is_nothing_anyway_is_zero_too() -> None:
    column = material().main
    nothing = Measures(replace(one, value=0.0 if one.value is not None else None) for one in column.measures)
    said = zero_if_nobody_reacts(replace(material(), columns=(replace(column, measures=nothing),)))
    assert said.endswith("and who was never told would be zero.")


def test_a_scenario_that_was_not_played_is_not_told() -> None:
    column = replace(material().columns[1], response="deterrence")
    said = zero_if_nobody_reacts(replace(material(), columns=(column,)))
    assert "was not asked" in said
