"""The part of a report on conduct: what was prevented, forgone, encouraged and provoked, act by act."""

from __future__ import annotations

from xinyong.audit.conduct import valence_of
from xinyong.audit.fates import BOTH, ONLY_BASELINE, ONLY_CHANGED
from xinyong.report.content import Fold, Grid, Paragraph, Section, Text, text
from xinyong.report.linked import told
from xinyong.report.material import Column, Material
from xinyong.report.numbers import rate
from xinyong.report.say import HERE, WORDINGS, sentence
from xinyong.report.scenarios import scenario_table

NOT_PLAYED = (
    "Not asked. The same lives were not played with people who respond to the scheme, so this report says nothing "
    "about what it prevented, discouraged or provoked; nothing is not zero."
)

WORDS = {
    "misdeed": ("deterred", "provoked"),
    "protected": ("forgone", "added"),
    "good": ("discouraged", "encouraged"),
    "lawful": ("left undone", "added"),
}
"""What an act left undone, and an act added, is called by what the act is."""

ORDER = ("misdeed", "protected", "good", "lawful")
"""In which order acts are told."""

KIND = {"misdeed": "misdeed", "protected": "protected", "good": "good deed", "lawful": "lawful"}


def response_sentence(material: Material, name: str) -> str:
    """Return one figure on conduct as a sentence, in the scenario in which people respond."""
    measure = material.answered(name)
    if measure is None:
        return f"{WORDINGS[name].label[0].upper()}{WORDINGS[name].label[1:]}, {HERE}: not asked."
    return sentence(measure)


def response_text(material: Material, name: str) -> Text:
    """Return the same, its figure leading to where it comes from."""
    measure = material.answered(name)
    return text(response_sentence(material, name)) if measure is None else told(measure)


def conduct_section(material: Material) -> Section:
    """Return the part on what people did differently."""
    heading = "What people did differently"
    column = material.responding
    if column is None:
        return Section("conduct", heading, (Paragraph(text(NOT_PLAYED)),))
    names = ("prevented", "displaced", "encouraged", "discouraged", "provoked", "forgone", "recorded_misdeeds",
             "punished_protected", "judgments_paid", "deposits_waived", "granted_instead")  # fmt: skip
    return Section(
        "conduct",
        heading,
        (
            Paragraph(response_text(material, "prevented"), "finding"),
            Paragraph(response_text(material, "forgone"), "finding"),
            Paragraph(text(
                "Each chance to act is the same with and without the scheme; only the answer to it can differ. A "
                "misdeed not taken is deterred, a misdeed added is provoked; a protected act not taken is forgone; a "
                "good deed added is encouraged. These figures are what was put in: without the assumed response they "
                "are nothing. In the column in which nobody changes what they do they were not asked for.",
            )),
            scenario_table(material, f"Conduct, against {material.against}", names),
            *acts_blocks(material, column),
        ),
    )  # fmt: skip


def acts_blocks(material: Material, column: Column) -> tuple[Grid | Paragraph | Fold, ...]:
    """Return what became of each act: those that changed first, those that did not in a fold."""
    rows = acts_rows(material, column)
    changed = tuple(row for row, differs in rows if differs)
    same = tuple(row for row, differs in rows if not differs)
    first: Grid | Paragraph = Paragraph(text(f"No act was done more or less often {HERE} under the scheme."), "finding")
    if changed:
        first = _acts_table(f"Act by act, {HERE}, if {column.said}: per 1,000 people a year", changed, material)
    if not same:
        return (first,)
    more = "One more act was" if len(same) == 1 else f"{len(same)} more acts were"
    heading = f"{more} done as often as without the scheme"
    return (first, Fold(heading, (_acts_table("Acts done as often as without the scheme", same, material),)))


def _acts_table(caption: str, rows: tuple[tuple[Text, ...], ...], material: Material) -> Grid:
    heads = (
        "Act",
        "What it is",
        "Named by a rule",
        f"Done under {material.against}",
        "Left undone under the scheme",
        "Added under the scheme",
    )
    return Grid(caption, tuple(text(words) for words in heads), rows, (False, False, False, True, True, True))


def acts_rows(material: Material, column: Column) -> list[tuple[tuple[Text, ...], bool]]:
    """Return, act by act, what was done without the scheme, what became of it under it, and whether that differs."""
    if column.fates is None:
        raise ValueError("acts are compared against the same lives without the scheme")
    cells = column.fates.by_act()
    named = {rule.act for rule in material.scheme.rules}
    years = material.n_people * material.days / 365
    acts = sorted(enumerate(material.world.acts), key=lambda pair: ORDER.index(valence_of(pair[1])))
    rows = []
    for index, act in acts:
        left, added = int(cells[index][ONLY_BASELINE]), int(cells[index][ONLY_CHANGED])
        gone, more = WORDS[valence_of(act)]
        flows = [rate(count * 1000 / years) for count in (left + int(cells[index][BOTH]), left, added)]
        row = (
            act.name.en,
            KIND[valence_of(act)],
            "yes" if act.id in named else "no",
            flows[0],
            f"{flows[1]} {gone}" if left else "0",
            f"{flows[2]} {more}" if added else "0",
        )
        rows.append((tuple(text(words) for words in row), bool(left or added)))
    return rows
