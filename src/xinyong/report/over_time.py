"""The part of a report on how standing moves: restricted again, out of the worst tier, forgotten."""

from __future__ import annotations

from itertools import groupby

from xinyong.audit.measure import Measure
from xinyong.population.world import SMALLEST_CELL
from xinyong.report.content import Grid, Section, text
from xinyong.report.linked import place_of_figure
from xinyong.report.material import Material
from xinyong.report.numbers import people, percent
from xinyong.report.say import HERE, TOO_FEW_TO_SAY
from xinyong.report.scenarios import ABSENT, scenario_table

NAMES = ("hardship_spiral", "score_mobility", "entry_half_life_days", "spent_entries_share")


def over_time_section(material: Material) -> Section:
    """Return the part with the figures on standing over time, and the table of moves where it can be told."""
    table = scenario_table(material, "Restricted again, out of the worst tier, forgotten", NAMES)
    return Section("over-time", "Coming back, moving up, being forgotten", (table, *_moves(material)))


def _moves(material: Material) -> tuple[Grid, ...]:
    """Return one table for each scheme with tiers: a row for each tier at the end of a year, a column a year later."""
    parts = [one for one in material.main.measures if one.name.startswith("score_mobility.from-")]
    rows = {before: list(found) for before, found in groupby(parts, key=lambda one: _tiers(one)[0])}
    tables = dict[tuple[str, ...], dict[str, list[Measure]]]()
    for before, found in rows.items():
        tables.setdefault(tuple(_tiers(one)[1] for one in found), {})[before] = found
    return tuple(_grid(material, after, found) for after, found in tables.items())


def _tiers(measure: Measure) -> tuple[str, str]:
    before, _, after = measure.name.removeprefix("score_mobility.from-").partition(".to-")
    return before, after


def _grid(material: Material, after: tuple[str, ...], rows: dict[str, list[Measure]]) -> Grid:
    return Grid(
        f"Where those of each tier stood a year later, {HERE}, if {material.main.said}",
        tuple(
            text(words) for words in ("Tier at the end of a year", "People", *(f"a year later in {t}" for t in after))
        ),
        tuple(
            (text(before), text(people(int(found[0].denominator or 0))), *(text(_cell(one)) for one in found))
            for before, found in rows.items()
        ),
        (False, True, *(True for _ in after)),
        text("People are counted anew at the end of each year but the last."),
        about=place_of_figure("score_mobility"),
    )


def _cell(measure: Measure) -> str:
    """Write a share of at least ten people; what one to nine of them did is not told."""
    if measure.value is None or not measure.denominator or measure.denominator < SMALLEST_CELL:
        return ABSENT
    return TOO_FEW_TO_SAY if 0 < (measure.numerator or 0) < SMALLEST_CELL else percent(measure.value)
