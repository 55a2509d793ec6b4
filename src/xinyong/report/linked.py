"""Figures that lead to where they come from: each one in a sentence or at the head of a row is a link to its row in the
table of figures, which leads on to the clauses and values behind it, and these to their sources."""

from __future__ import annotations

from xinyong.audit.measure import Measure
from xinyong.report.content import Span, Text, link, place_of, text
from xinyong.report.say import is_number, ranged, sentence, with_range, wording

FIGURE = "figure"
"""How the place of a figure in the table of figures begins."""


def place_of_figure(name: str) -> str:
    """Return the place of a measure in the table of figures; a part of a measure has that of its whole."""
    return place_of(FIGURE, name.partition(".")[0])


def to_figure(words: str, name: str) -> Span:
    """Return words as a link to where a measure comes from."""
    return link(words, f"#{place_of_figure(name)}")


def told(measure: Measure, said: str = "") -> Text:
    """Return what is said of a figure with the figure itself as a link; without words, its sentence."""
    return led(said or sentence(measure), _shown(measure), measure.name)


def led(said: str, shown: str, name: str) -> Text:
    """Return a sentence in which the first place where a figure stands as `shown` is a link to where it comes from."""
    before, found, after = said.partition(shown) if shown else (said, "", "")
    return text(before, to_figure(found, name), after) if found else text(said)


def row_head(measure: Measure) -> Text:
    """Return the head of a row of a table: what the figure is and of what, as a link to where it comes from."""
    label = wording(measure)
    return text(to_figure(f"{label.label[0].upper()}{label.label[1:]}", measure.name), f", {label.of}")


def _shown(measure: Measure) -> str:
    """Return the figure as its sentence has it; nothing where there is none."""
    return with_range(measure) if is_number(measure) else ranged(measure)
