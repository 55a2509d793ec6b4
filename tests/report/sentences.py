"""The sentences of a page that tell a result, and those of them that have a number and not the synthetic people."""

import re
from collections.abc import Iterator

from tests.report.made import inner, sections

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
    Terms,
    words_of,
)

_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z(“])")
_TITLE = re.compile(r"\(\d{4}\), as modelled")


def sentences(said: str) -> list[str]:
    """Return the sentences of a text."""
    return _ENDS.split(said)


def is_nameless(said: str) -> bool:
    """Tell whether a sentence has a number, beside the year of a title, and does not say that people are synthetic."""
    return bool(re.search(r"\d", _TITLE.sub("", said))) and "synthetic" not in said.lower()


def nameless(found: Brief) -> list[str]:
    """Return the sentences that say a number of nobody knows whom, those of sources and of method left out."""
    first = [Section("first", "", (*found.lead, found.short))]
    results = [*first, *(one for one in sections(found) if one.tells == "result")]
    return [said for part in results for said in _in_section(part)]


def _in_section(part: Section) -> Iterator[str]:
    if "synthetic" in part.heading.lower():
        return  # everything below says of whom it is by its heading
    for block in part.blocks:
        for one in inner(block):
            if isinstance(block, Fold) and one is not block and "synthetic" in block.heading.lower():
                continue
            for said in _said(one):
                yield from (each for each in sentences(said) if is_nameless(each))


def _said(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield words_of(block.text)
    elif isinstance(block, Bullets):
        yield from (words_of(item) for item in block.items)
    elif isinstance(block, Terms):
        yield from (words_of(value) for _, value in block.pairs)
    elif isinstance(block, Sides):
        yield words_of(block.left)
        yield words_of(block.right)
    elif isinstance(block, Chart):
        yield from (block.title, block.says)
    elif isinstance(block, Grid):
        head = " ".join(words_of(cell) for cell in block.head)
        # A table says it once, in its caption or at the head of a column.
        yield from (said for said in (f"1 {block.caption} {head}",) if any(block.numeric))
        yield words_of(block.note)
