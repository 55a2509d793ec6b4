"""What each assumed value does to the figures of the first page, and where each stands."""

from dataclasses import replace

from tests.report.made import lettered, material

from xinyong.audit.measure import RESPONSE, Measure
from xinyong.report.content import words_of
from xinyong.report.effects import effects_table
from xinyong.report.material import Material
from xinyong.report.places import place_of_value

RATE, VALIDITY = "world:acts.theft.rate", "rules.theft.validity"


def tried(rests_on: tuple[str, ...], echo_of: tuple[str, ...] = ()) -> Material:
    """Return the material as if it had been tried what the share of people restricted rests on."""

    def marked(one: Measure) -> Measure:
        if one.name != "restricted_people_share":
            return one
        return replace(one, echo=bool(echo_of), echo_of=echo_of, rests_on=rests_on)

    column = material().main
    measures = type(column.measures)(map(marked, column.measures))
    return replace(material(), columns=(replace(column, measures=measures),))


def test_values_stand_in_the_order_in_which_they_move_a_figure() -> None:
    grid = effects_table(tried((RATE, VALIDITY, RESPONSE), (RATE,)))
    assert grid is not None
    assert [[words_of(cell) for cell in row] for row in grid.rows] == [
        [RATE, "1, takes it away"], [VALIDITY, "2"], ["how people respond", "3"],
    ]  # fmt: skip
    assert [words_of(cell) for cell in grid.head] == ["Value", "People restricted on at least one day"]
    assert grid.rows[0][0][0].href == "#value-world-acts-theft-rate"


def test_what_is_known_without_trying_is_no_table() -> None:
    assert effects_table(tried((RESPONSE,), (RESPONSE,))) is None
    assert effects_table(tried(())) is None


def test_a_value_stands_in_its_own_row_or_that_of_its_clause() -> None:
    assert place_of_value(material(), "rules.petition.points") == "value-rules-petition-points"
    assert place_of_value(material(), "rules.theft.points") == "clause-rules-theft"
    assert place_of_value(material(), "notice") == "clause-notice"
    assert place_of_value(material(), "rules.nothing.points") == ""
    assert place_of_value(material(), "world:nothing.here") == ""
    assert lettered().rules[0].id == "theft"
