from dataclasses import replace

import pytest
from tests.report.made import material

from xinyong.audit.measure import Measure, Measures
from xinyong.report.access import access_blocks
from xinyong.report.content import Paragraph, words_of
from xinyong.report.material import Material
from xinyong.report.waits import waits_sentence


def waited(*values: float | None) -> Material:
    """Return the lively town's material with a queue of our making: at the end, at the worst, in either half."""
    names = ("backlog", "backlog.peak", "backlog.first_half", "backlog.second_half")
    made = Measures(
        Measure(name=name, definition="", value=value, unit="", why="" if value is not None else "nobody can object")
        for name, value in zip(names, values, strict=True)
    )
    return replace(material(), columns=(replace(material().main, measures=made), *material().columns[1:]))


def test_a_queue_that_grows_says_by_how_much() -> None:
    assert waits_sentence(waited(8.0, 9.0, 5.0, 3.0)) == (
        "In this synthetic population, 8 objections per 1,000 people still waited for a decision at the end of the run,"
        " 9 at the worst; the queue grew by 3 in the second half of the run, and by 5 in the first."
    )


@pytest.mark.parametrize("late", [0.4, 0.0, -2.0])
def test_a_queue_that_is_kept_up_with_says_so(late: float) -> None:
    assert waits_sentence(waited(5.0 + late, 6.0, 5.0, late)).endswith("in its second half the queue grew no further.")


def test_nothing_is_said_where_nothing_waited_or_nobody_is_heard() -> None:
    assert not waits_sentence(waited(0.0, 0.0, 0.0, 0.0))
    assert not waits_sentence(waited(None, None, None, None))


def test_a_town_without_such_a_trait_says_so_once() -> None:
    (said,) = access_blocks(material())
    assert isinstance(said, Paragraph)
    assert "no such trait" in words_of(said.text)
