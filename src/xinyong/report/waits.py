"""The sentence of a report on objections that wait: how many are left, and whether the queue still grows."""

from __future__ import annotations

from xinyong.report.content import Paragraph
from xinyong.report.linked import told
from xinyong.report.material import Material, find
from xinyong.report.numbers import rate
from xinyong.report.say import HERE

STILL_GROWS = 0.1
"""A queue that in the second half grew by less than this share of its growth in the first grew no further."""


def waits_blocks(material: Material) -> tuple[Paragraph, ...]:
    """Return the sentence on objections that wait, its figure leading to where it comes from; nothing where there is
    none to say."""
    said = waits_sentence(material)
    return (Paragraph(told(material.headline("backlog"), said), "finding"),) if said else ()


def waits_sentence(material: Material) -> str:
    """Return how many objections still wait in the main column, and how the queue moved; empty where nobody is heard
    or nothing ever waited."""
    parts = (find(material.main.measures, f"backlog{part}") for part in ("", ".peak", ".first_half", ".second_half"))
    values = [one.value if one is not None else None for one in parts]
    if any(value is None for value in values):
        return ""
    end, peak, early, late = (value or 0.0 for value in values)
    if not peak:
        return ""
    grew = "in its second half the queue grew no further"
    if late > STILL_GROWS * max(early, 0.0):
        grew = f"the queue grew by {rate(late)} in the second half of the run, and by {rate(early)} in the first"
    return (
        f"{HERE.capitalize()}, {rate(end)} objections per 1,000 people still waited for a decision at the end of the "
        f"run, {rate(peak)} at the worst; {grew}."
    )
