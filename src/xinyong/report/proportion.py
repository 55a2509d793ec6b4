"""The part of a report on context and proportion: what a record of one domain brings in another, and what one first act
costs beside how heavily ordinary law takes it. Its own blocks are read from the files, which needs no run; below them
stands what a run shows."""

from __future__ import annotations

from collections.abc import Iterator

from xinyong.audit.legal.burden import LEVEL_HEADS, Burden
from xinyong.audit.legal.signs import SIGNS
from xinyong.report.clauses import place_of_clause
from xinyong.report.content import Bullets, Fold, Grid, Paragraph, Section, Text, link, text
from xinyong.report.lived_burden import lived_burden_section
from xinyong.report.material import Material
from xinyong.report.numbers import percent, plain, whole

FROM_FILES = "count-legal"
SHOWN = ("context", "pooled", "shared", "order", "multiplied", "no-end")
"""Signs that speak of context and proportion."""
LEAD = (
    "How heavy a thing is never comes from the scheme: it is the heaviest ordinary penalty that the law of the place "
    "sets for the act, from 0 (no offence) to 5 (prison), as the world file cites it. What an act costs is what one "
    "first act of somebody with a clean record brings by the rules as written."
)
NOTHING = (
    "Nothing can be said: the world names no domain for any rule and sanction of the scheme that go together, and no "
    "rule that counts against people brings a sanction by itself."
)


def proportion_section(material: Material) -> Section:
    """Return the part: the matrix of domains, what one first act costs by severity and by rule, and the signs."""
    shape = material.shape
    blocks: list[Paragraph | Grid | Fold | Bullets] = [Paragraph(text(LEAD))]
    share = shape.matrix.outside_share
    if share is not None:
        blocks.append(Paragraph(text(
            f"By the files, {percent(share)} of the {whole(shape.matrix.placed)} links between a rule and a sanction "
            "that an entry of it can bring join two domains: a record of one part of life, a sanction in another."
        )))  # fmt: skip
    tables: list[Grid | Fold] = [*_matrix(material), *_levels(material), *_burdens(material)]
    blocks += tables
    if not tables:
        blocks.append(Paragraph(text(NOTHING)))
    remarks = [one for one in (shape.sign(name) for name in SHOWN) if one.state == "seen"]
    if remarks:
        blocks.append(Bullets(tuple(
            text(SIGNS[one.sign].title, f": {_clauses(len(one.clauses))}", f"; {one.remark}" if one.remark else "")
            for one in remarks
        )))  # fmt: skip
    return Section(
        "proportion", "Context and proportion", tuple(blocks), (lived_burden_section(material),), tells="source"
    )


def _clauses(count: int) -> str:
    return f"{whole(count)} clause{'' if count == 1 else 's'}"


def _matrix(material: Material) -> list[Grid]:
    shape = material.shape
    table = shape.matrix.table()
    if not table:
        return []
    note = (
        "A rule and a sanction that an entry of it can bring, alone or with others, count once. In brackets: one "
        f"domain. Not placed: {shape.matrix.unplaced}."
    )
    return [
        Grid(
            "Rules with a sanction, by domain of the record and of the sanction",
            (text("Domain of the record"), *(text(words) for words in table[0][1:])),
            tuple(tuple(text(words or "–") for words in row) for row in table[1:]),
            (False, *(True for _ in table[0][1:])),
            text(note),
            about=FROM_FILES,
        )
    ]


def _levels(material: Material) -> list[Grid]:
    levels = material.shape.levels
    if not levels:
        return []
    return [
        Grid(
            "What one first act costs, by the heaviest ordinary penalty (0 none, to 5 prison)",
            tuple(text(words) for words in LEVEL_HEADS),
            tuple(tuple(text(words or "–") for words in one.words()) for one in levels),
            (True,) * len(LEVEL_HEADS),
            about=FROM_FILES,
        )
    ]


def _burdens(material: Material) -> Iterator[Fold]:
    """Yield, folded, what one first act of each rule costs, the heaviest by law first."""
    every = sorted(material.shape.burdens, key=lambda one: (-one.severity, -one.service_days, one.rule.id))
    if not every:
        return
    heads = ("Rule", "What counts", "Heaviest ordinary penalty, 0 to 5", "Points",
             "Services barred by one entry", "Days it lasts")  # fmt: skip
    grid = Grid(
        "What one first act costs, rule by rule",
        tuple(text(words) for words in heads),
        tuple(_burden(one) for one in every),
        (False, False, True, True, True, True),
        about=FROM_FILES,
    )
    yield Fold(f"Rule by rule ({whole(len(every))})", (grid,))


def _burden(one: Burden) -> tuple[Text, ...]:
    days = "until it is met" if one.days is None else "no end" if one.days == float("inf") else plain(one.days, 6)
    label = link(one.rule.id, f"#{place_of_clause(f'rules.{one.rule.id}')}")
    return (
        text(label), text(one.words), text(str(one.severity)), text(plain(one.points, 6)),
        text(whole(len(one.services))), text(days),
    )  # fmt: skip
