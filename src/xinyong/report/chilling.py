"""The part of a report on chilling: lawful, protected acts that people no longer do, and those that were punished."""

from __future__ import annotations

from xinyong.audit.conduct import right_of, valence_of
from xinyong.audit.fates import BOTH, ONLY_BASELINE
from xinyong.population.world import SMALLEST_CELL
from xinyong.report.conduct import NOT_PLAYED, response_text
from xinyong.report.content import Grid, Paragraph, Section, Text, text
from xinyong.report.linked import place_of_figure, row_head, to_figure, told
from xinyong.report.material import Column, Material, find
from xinyong.report.numbers import percent, rate
from xinyong.report.say import HERE, written
from xinyong.report.scenarios import ABSENT, scenario_table

LEAD = (
    "Forgone: a protected act that was done without the scheme and not under it, the same chance in the same life. "
    "Punished is another figure: a protected act that was done and became an entry. Acts that a rule names and lawful "
    "neighbours of them that none names are told apart. How strongly people hold back is assumed, from studies of "
    "policing and of surveillance elsewhere; without it nothing is forgone."
)
NO_ACTS = "Nothing can be said: this world declares no protected act, so none can be forgone or punished."
FEW = f"too few to say (fewer than {SMALLEST_CELL} acts)"


def chilling_section(material: Material) -> Section:
    """Return the part: what was forgone, by whether a rule names it, by right and by act, and what was punished."""
    return Section("chilling", "What people no longer dared to do", tuple(_blocks(material)))


def _blocks(material: Material) -> list[Paragraph | Grid]:
    if not any(valence_of(act) == "protected" for act in material.world.acts):
        return [Paragraph(text(NO_ACTS))]
    punished = material.headline("punished_protected")
    blocks: list[Paragraph | Grid] = []
    column = material.responding
    if column is None:
        blocks += [Paragraph(text(NOT_PLAYED))]
    else:
        blocks += [Paragraph(response_text(material, "forgone"), "finding")]
    blocks += [Paragraph(told(punished), "finding"), Paragraph(text(LEAD))]
    if column is not None:
        caption = f"Forgone and punished, against {material.against}"
        blocks.append(scenario_table(material, caption, ("forgone", "punished_protected")))
        blocks += [_parts(column), _acts(material, column)]
    return blocks


def _parts(column: Column) -> Grid:
    """Return the share forgone by whether a rule names the act, and by right."""
    parts = [
        one for one in column.measures if one.base == "forgone" and one.name != "forgone" and one.group == "everybody"
    ]
    rows = tuple((text(_part_words(one.name.partition(".")[2])), text(written(one))) for one in parts)
    whole = find(column.measures, "forgone")
    head = row_head(whole) if whole is not None else text("Protected acts forgone")
    return Grid(
        f"Protected acts forgone, of those done without the scheme, {HERE}, if {column.said}",
        (text("Which acts"), head),
        rows,
        (False, True),
        about=place_of_figure("forgone"),
    )


def _part_words(part: str) -> str:
    named = {"named": "acts that a rule names", "unnamed": "lawful neighbours that no rule names"}
    return named.get(part, f"covered by the right: {part}")


def _acts(material: Material, column: Column) -> Grid:
    """Return, act by act, what was done without the scheme, what was forgone, and what became an entry under it."""
    if column.fates is None:
        raise ValueError("acts are compared against the same lives without the scheme")
    cells = column.fates.by_act()
    years = material.n_people * material.days / 365
    rows: list[tuple[Text, ...]] = []
    for index, act in enumerate(material.world.acts):
        if valence_of(act) != "protected":
            continue
        left, kept = int(cells[index][ONLY_BASELINE]), int(cells[index][BOTH])
        done = left + kept
        share = ABSENT if not done else FEW if done < SMALLEST_CELL else percent(left / done)
        rows.append((
            text(act.name.en), text(right_of(act) or ABSENT), text(rate(done * 1000 / years)),
            text(rate(left * 1000 / years)), text(share),
        ))  # fmt: skip
    heads = (
        "Act",
        "Right",
        f"Done under {material.against}, per 1,000 people a year",
        "Forgone, per 1,000 people a year",
    )
    return Grid(
        f"Protected acts, one by one, {HERE}, if {column.said}",
        (*(text(words) for words in heads), text(to_figure("Forgone, of those done", "forgone"))),
        tuple(rows),
        (False, False, True, True, True),
        about="count-acts",
    )
