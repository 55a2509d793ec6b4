"""What a report says, before anybody decides how it looks: one frozen `Brief` that every rendering walks through.

Text is made of spans, never of markup, so that nothing written in a scheme or world file can become a tag, a script or
a link that this project did not mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_WEB = re.compile(r"https?://[A-Za-z0-9\[][^\s<>\"'`\\^{|}\x00-\x20\x7f]*\Z", re.IGNORECASE)
_CHINESE = re.compile(r"([\u2e80-\u9fff\uf900-\ufaff]+)")
"""Runs of Han characters; the group keeps them when a text is split at them."""

_HERE = re.compile(r"#[a-z0-9-]+\Z")
_NOT_IN_A_PLACE = re.compile(r"[^a-z0-9]+")


def place_of(*parts: str) -> str:
    """Return the place in a report that belongs to something with a name: letters, digits and hyphens alone.

    >>> place_of("clause", "rules.late-loan"), place_of("figure", "prevented.severity-3")
    ('clause-rules-late-loan', 'figure-prevented-severity-3')
    """
    return "-".join(_NOT_IN_A_PLACE.sub("-", part.lower()).strip("-") for part in parts if part)


def is_safe_link(url: str) -> bool:
    """Tell whether an address is a plain web page, or a place in the report itself. `javascript:`, `data:` and all else
    is no link."""
    return bool(_WEB.match(url) or _HERE.match(url))


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one manner. `lang` is set where it is not the report's own language.

    Raises:
        ValueError: `href` is not a plain web address; use `link`, which keeps such a text without linking it.
    """

    text: str
    href: str = ""
    lang: str = ""
    manner: Literal["plain", "strong", "code"] = "plain"

    def __post_init__(self) -> None:
        if self.href and not is_safe_link(self.href):
            raise ValueError("a link leads to a web address or to a place in the report, nowhere else")


Text = tuple[Span, ...]


def text(*parts: str | Span | Text) -> Text:
    """Join words, spans and texts to one text; empty parts vanish, and Chinese words are marked as such."""
    spans: list[Span] = []
    for part in parts:
        if isinstance(part, tuple):
            spans += part
        elif isinstance(part, Span):
            spans.append(part)
        else:
            spans += [Span(run, lang="zh-Hans" if _CHINESE.match(run) else "") for run in _CHINESE.split(part)]
    return tuple(span for span in spans if span.text)


def strong(words: str) -> Span:
    """Return words that matter most in their sentence."""
    return Span(words, manner="strong")


def code(words: str) -> Span:
    """Return an id, a path or a command as it is typed."""
    return Span(words, manner="code")


def link(words: str, url: str) -> Span:
    """Return a link; where the address is not a plain web address the words stand alone, unlinked."""
    return Span(words, href=url) if url and is_safe_link(url) else Span(words)


def words_of(found: Text) -> str:
    """Return a text as bare words."""
    return "".join(span.text for span in found)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. A `finding` is a sentence about the result: with a number it names the synthetic population."""

    text: Text
    manner: Literal["plain", "finding", "note"] = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Questions with their answers, or names with what they hold."""

    pairs: tuple[tuple[Text, Text], ...]
    manner: Literal["questions", "facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. The first cell of each row is its heading; `numeric` tells for each column whether it holds figures.

    ids    for each row the place that links can name, or nothing
    about  the row of the table of figures that says where the figures come from; empty where each row links to its own
    """

    caption: str
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: tuple[bool, ...]
    note: Text = ()
    ids: tuple[str, ...] = ()
    about: str = ""

    def __post_init__(self) -> None:
        if self.ids and len(self.ids) != len(self.rows):
            raise ValueError(f"table `{self.caption}`: {len(self.ids)} places for {len(self.rows)} rows")
        widths = {len(self.head), len(self.numeric), *(len(row) for row in self.rows)}
        if len(widths) != 1:
            raise ValueError(f"table `{self.caption}`: rows and head differ in length: {sorted(widths)}")


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with all that stands in for it: title, unit, the words that say what it shows, and its table.

    `wide` and `narrow` are the same data as SVG for a broad page and for a telephone.
    """

    id: str
    title: str
    unit: str
    says: str
    wide: str
    narrow: str
    table: Grid


@dataclass(frozen=True, slots=True)
class Sides:
    """Two texts of equal standing, side by side."""

    left_heading: str
    left: Text
    right_heading: str
    right: Text


@dataclass(frozen=True, slots=True)
class Fold:
    """Detail that a first reader may skip; its heading says what is inside."""

    heading: str
    blocks: tuple[Paragraph | Bullets | Terms | Grid, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened on a day.

    under   under which of two sets of rules it happened; empty where only one is told
    sort    what sort of thing it is
    behind  what stands behind it, line by line
    """

    under: str
    sort: str
    said: Text
    behind: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days with what happened on each, in order: pairs of a heading and its moments."""

    days: tuple[tuple[str, tuple[Moment, ...]], ...]


Block = Paragraph | Bullets | Terms | Grid | Chart | Sides | Fold | Timeline


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report with a heading and a place that links can name; `parts` come after its own blocks.

    tells  a `result` of runs, of which every sentence with a number names the synthetic population; or a `source`: what
           files, laws and the design say
    """

    id: str
    heading: str
    blocks: tuple[Block, ...]
    parts: tuple[Section, ...] = ()
    tells: Literal["result", "source"] = "result"


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole report. `banner` is read first; `mark` stands before the title of an outline or a composite; `lead` is
    what comes first of what it says, before `short`."""

    lang: str
    title: str
    mark: str
    subtitle: Text
    banner: Text
    short: Terms
    sections: tuple[Section, ...]
    footer: Text
    lead: tuple[Paragraph | Sides, ...] = ()
