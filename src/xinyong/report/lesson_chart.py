"""A small bar chart of a few figures as SVG: one bar for each, none drawn between them.

Every bar has its name and its figure in letters, so the picture says nothing that its table does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from markupsafe import escape

WIDTH, LETTERS, BAR, LINE = 420, 52, 22, 18
"""Width of a picture, letters on a line of a name, height of a bar and of a line of letters; in units of the SVG."""

ROOM = 120
"""Kept to the right of the longest bar for its figure."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar: its name, its figure in words, and the figure (None: no bar)."""

    name: str
    figure: str
    height: float | None


def chart(id_: str, marks: tuple[Mark, ...]) -> str:
    """Return bars, one below the other, as SVG; `id_` is the prefix of every id inside."""
    most = max([mark.height for mark in marks if mark.height is not None], default=0.0) or 1.0
    parts, y = [], 0
    for place, mark in enumerate(marks):
        lines = wrap(mark.name, LETTERS) or [""]
        for line in lines:
            y += LINE
            parts.append(f'<text x="0" y="{y - 4}">{escape(line)}</text>')
        length = (WIDTH - ROOM) * (mark.height or 0.0) / most
        parts.append(f'<rect id="{escape(id_)}-{place}" x="0" y="{y}" width="{length:.1f}" height="{BAR}"/>')
        parts.append(f'<text class="figure" x="{length + 8:.1f}" y="{y + BAR - 6}">{escape(mark.figure)}</text>')
        y += BAR + 10
    return (
        f'<svg viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" focusable="false" aria-hidden="true">'
        + "".join(parts)
        + "</svg>"
    )
