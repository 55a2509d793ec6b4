"""The part of a report on the legal shape of the scheme: what its file shows, which needs no run. No verdict."""

from __future__ import annotations

from xinyong.audit.legal.assessment import DOES_NOT_CURE
from xinyong.audit.legal.findings import STATES, Clause, Condition, Found
from xinyong.audit.legal.shape import Shape
from xinyong.audit.legal.signs import GROUPS, SIGNS, Group
from xinyong.audit.legal.texts import NO_VERDICT, NOT_ADVICE, LegalText, legal_texts, read_together
from xinyong.report.clauses import Sources, source_links
from xinyong.report.content import Fold, Grid, Paragraph, Section, Span, Text, code, link, strong, text
from xinyong.report.fairness import four_fifths
from xinyong.report.material import Material


def legal_section(material: Material) -> Section:
    """Return the part: conditions, signs with their clauses, the matrix of domains, Art. 27, and the law it names."""
    shape = material.shape
    sources: Sources = {**material.world.sources, **material.scheme.sources}
    texts = legal_texts()
    blocks: list[Paragraph | Grid | Fold] = [
        Paragraph(
            text(strong(f"{NOT_ADVICE} "), NO_VERDICT, " It is read from the file of the scheme and needs no run.")
        ),
        Paragraph(text(f"{texts['ai-act-5-1-c'].said} ({texts['ai-act-5-1-c'].dated}). {NOT_ADVICE}")),
        *([Paragraph(text(shape.gap), "note")] if shape.gap else []),
        _conditions("What the article asks for, and whether the file shows it", shape.conditions),
        *(_signs(shape, group) for group in GROUPS),
        _evidence(shape, sources),
        Paragraph(text(f"{texts['schufa'].said} ({texts['schufa'].dated}). {NOT_ADVICE}"), "note"),
        Paragraph(text(f"{DOES_NOT_CURE} ({texts['ai-act-27'].dated}). {NOT_ADVICE}")),
        _conditions("The six elements of an assessment, and what the file has on each", shape.elements),
        *four_fifths(material),
        _law(shape),
    ]
    return Section("legal", "Legal shape", tuple(blocks), tells="source")


def _conditions(caption: str, found: tuple[Condition, ...]) -> Grid:
    return Grid(
        caption,
        tuple(text(words) for words in ("Asked for", "The file", "What it says", "Provision")),
        tuple((text(c.asks), text(c.answer), text(c.says), text(legal_texts()[c.text].dated)) for c in found),
        (False,) * 4,
    )


def _signs(shape: Shape, group: Group) -> Grid:
    rows = [one for one in shape.signs if SIGNS[one.sign].group == group]
    return Grid(
        GROUPS[group],
        tuple(text(words) for words in ("Sign", "State", "Clauses", "Remark", "Provision")),
        tuple(_sign(one) for one in rows),
        (False, False, True, False, False),
    )


def _sign(found: Found) -> tuple[Text, ...]:
    sign = SIGNS[found.sign]
    return (
        text(sign.title),
        text(STATES[found.state]),
        text(str(len(found.clauses)) if found.state == "seen" else "–"),
        text(found.remark or "–"),
        text(legal_texts()[sign.text].dated),
    )


def _evidence(shape: Shape, sources: Sources) -> Fold:
    """Return every clause that shows a sign, with its source; clauses that were looked for and not found included."""
    rows = [
        (text(SIGNS[one.sign].title), text(code(clause.path)), text(clause.says), *_source(clause, sources))
        for one in shape.signs
        for clause in one.clauses
    ]
    heads = ("Sign", "Clause", "What it says", "Source", "Grade")
    grid = Grid("The clauses behind the signs", tuple(text(words) for words in heads), tuple(rows), (False,) * 5)
    return Fold(f"The clauses behind the signs ({len(rows)})", (grid,))


def _source(clause: Clause, sources: Sources) -> tuple[Text, Text]:
    names = tuple(name for name in clause.source.split(", ") if name)
    found = text(source_links(names, sources), f": {clause.at}" if clause.at else "") if names else text("none named")
    return found, text(clause.grade or "not graded")


def _law(shape: Shape) -> Grid:
    return Grid(
        f"The law that this part names. {NOT_ADVICE}",
        tuple(text(words) for words in ("Provision", "Checked", "Read in", "Applies from", "Note")),
        tuple(_group(group) for group in read_together((*shape.texts, legal_texts()["four-fifths"]))),
        (False,) * 5,
    )


def _group(group: tuple[LegalText, ...]) -> tuple[Text, ...]:
    first = group[0]
    addresses: list[str | Span] = []
    for number, address in enumerate(first.seen, 1):
        addresses += [", " if addresses else "", link(f"address {number}", address)]
    return (
        text("; ".join(one.article for one in group), f", {first.instrument}"),
        text(first.checked),
        text(first.read_in, ": " if addresses else "", *addresses),
        text(first.applies_from),
        text(" ".join(one.note for one in group if one.note) or "–"),
    )
