"""The part of a report that tells what was planned before the run, and what was looked at afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from xinyong.audit.measure import EVERYBODY
from xinyong.experiment.registration import Registration
from xinyong.report.content import Bullets, Grid, Paragraph, Section, Terms, code, text
from xinyong.report.linked import row_head
from xinyong.report.material import Material
from xinyong.report.say import HERE, WORDINGS, with_range

LEAD = (
    "What follows was frozen in a file before the run, on the day that its author gives; the hash tells whether the "
    "file is still that one. Figures that were not in it were looked at afterwards: of many figures some will look "
    "striking by chance alone."
)


def registered_section(material: Material, found: Registration, departures: Sequence[str]) -> Section:
    """Return the part: what was registered, where what was played departs from it, and each figure as planned or looked
    at afterwards."""
    facts = (
        ("Registered on", text(f"{found.date}, by the author's word")),
        ("SHA-256", text(code(found.sha256))),
        ("Measures", text(", ".join(found.measures))),
        ("Groups", text(", ".join((EVERYBODY, *found.groups)))),
        ("Seeds", text(", ".join(map(str, found.seeds)))),
        ("Response scenarios", text(", ".join(found.responses) or "all that the world tells")),
        ("Stopping rule", text(str(found.until) if found.until else "none: all seeds are played")),
    )
    told = Bullets(tuple(text(f"Departs from it: {one}.") for one in departures)) if departures else Paragraph(
        text("What was played is what was registered."))  # fmt: skip
    blocks = (Paragraph(text(LEAD)), Terms(tuple((text(name), said) for name, said in facts)), told)
    return Section("registered", "Planned, and looked at afterwards", (*blocks, _grid(material, found)))


def _grid(material: Material, found: Registration) -> Grid:
    wanted = {EVERYBODY, *found.groups}
    shown = [
        one for column in material.columns for one in column.measures if one.name in WORDINGS and one.group in wanted
    ]
    shown.sort(key=lambda one: not found.planned(one))
    head = tuple(text(words) for words in (HERE.capitalize(), "Group", "Response", "Figure", "Looked at"))
    rows = tuple(
        (row_head(one), text(one.group), text(one.response), text(with_range(one)),
         text("planned" if found.planned(one) else "afterwards"))
        for one in shown
    )  # fmt: skip
    return Grid(
        "Figures about everybody and the registered groups, by when they were chosen",
        head,
        rows,
        (False, False, False, True, False),
    )
