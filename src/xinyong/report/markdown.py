"""A brief as Markdown: the same words and tables, and for each picture its text and its table.

Nothing that a file may have said is left with a meaning to Markdown or HTML.
"""

from __future__ import annotations

import re

from xinyong.report.content import (
    Block,
    Brief,
    Bullets,
    Chart,
    Fold,
    Grid,
    Paragraph,
    Section,
    Sides,
    Span,
    Terms,
    Text,
    Timeline,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&])")
_OPENING = re.compile(r"\A(\s*)(\d{1,9})?([-+.)=:])(?=[\s=-]|\Z)")
"""What would begin a list, a rule or a heading at the start of a line."""

_PLAIN_CODE = re.compile(r"[\w .,:/=+-]+\Z")

FRONT = "Rendered from the same record as the HTML report; the pictures are there, their tables are here."


def markdown(brief: Brief) -> str:
    """Return the report as Markdown (CommonMark with tables)."""
    parts = [
        f"# {plain(f'{brief.mark}: {brief.title}' if brief.mark else brief.title)}",
        f"> {spans(brief.banner)}",
        spans(brief.subtitle),
        "## In short",
        *(_block(block, 3) for block in brief.lead),
        _terms(brief.short),
        *(_section(section, 2) for section in brief.sections),
        "---",
        spans(brief.footer),
        FRONT,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def plain(words: str) -> str:
    """Return words with everything escaped that Markdown or HTML would act on, in one line."""
    one_line = " ".join(words.split())
    escaped = _SPECIAL.sub(r"\\\1", one_line)
    return _OPENING.sub(r"\1\2\\\3", escaped)


def spans(text: Text) -> str:
    """Return a text in one line."""
    return " ".join("".join(_span(span, first=not index) for index, span in enumerate(text)).split())


def _span(span: Span, *, first: bool) -> str:
    words = " ".join(f"x{span.text}x".split())[1:-1]  # keeps a space at either end, which `split` alone would drop
    escaped = _SPECIAL.sub(r"\\\1", words)
    if first:
        escaped = _OPENING.sub(r"\1\2\\\3", escaped)
    if span.href.startswith("#"):
        return (
            escaped  # Markdown has no places but headings; the table of figures names each figure as it is named here
        )
    if span.href:
        address = span.href.replace("(", "%28").replace(")", "%29").replace("|", "%7C")
        return f"[{escaped}](<{address}>)"
    if span.manner == "strong" and escaped.strip():
        return escaped.replace(escaped.strip(), f"**{escaped.strip()}**", 1)
    if span.manner == "code":
        return _code(words)
    return escaped


def _code(words: str) -> str:
    """Return an id, a path or a command as code; anything stranger is only escaped, since not every reader of Markdown
    takes code literally."""
    return f"`{words}`" if _PLAIN_CODE.match(words) else _SPECIAL.sub(r"\\\1", words)


def _section(section: Section, level: int) -> str:
    own = (_block(block, level + 1) for block in section.blocks)
    parts = (_section(part, level + 1) for part in section.parts)
    return "\n\n".join([f"{_head(level)} {plain(section.heading)}", *own, *parts])


def _head(level: int) -> str:
    return "#" * level


def _block(block: Block, level: int) -> str:
    found = ""
    match block:
        case Paragraph():
            found = spans(block.text)
        case Bullets():
            found = "\n".join(f"- {spans(item)}" for item in block.items)
        case Terms():
            found = _terms(block)
        case Grid():
            found = _grid(block)
        case Chart():
            heading = f"{_head(level)} {plain(block.title)}"
            found = "\n\n".join([heading, plain(block.unit), plain(block.says), _grid(block.table)])
        case Sides():
            sides = ((block.left_heading, block.left), (block.right_heading, block.right))
            found = "\n\n".join(f"{_head(level)} {plain(heading)}\n\n{spans(said)}" for heading, said in sides)
        case Fold():
            found = _fold(block, level)
        case Timeline():
            found = _timeline(block)
    return found


def _fold(block: Fold, level: int) -> str:
    return "\n\n".join(
        [f"{_head(level)} {plain(block.heading)}", *(_block(inner, level + 1) for inner in block.blocks)]
    )


def _timeline(block: Timeline) -> str:
    lines = []
    for heading, moments in block.days:
        lines.append(f"- **{plain(heading)}**")
        for moment in moments:
            under = f"{plain(moment.under)}: " if moment.under else ""
            lines.append(f"  - {under}{plain(moment.sort)}: {spans(moment.said)}")
            lines += [f"    - {spans(line)}" for line in moment.behind]
    return "\n".join(lines)


def _terms(block: Terms) -> str:
    return "\n".join(f"- **{spans(name)}** {spans(value)}" for name, value in block.pairs)


def _grid(block: Grid) -> str:
    rule = ["---:" if numeric else "---" for numeric in block.numeric]
    lines = [[spans(cell) for cell in block.head], rule, *([spans(cell) for cell in row] for row in block.rows)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    note = f"\n\n{spans(block.note)}" if block.note else ""
    return f"**{plain(block.caption)}**\n\n{table}{note}"
