"""What a scheme's figures rest on: values that nobody published, that sources dispute, or that were not found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xinyong.files.document import Spot
from xinyong.files.evidence import Cited, Nothing, Record, UnknownNumber
from xinyong.files.labels import labels_of
from xinyong.files.references import fields_of
from xinyong.files.unknowns import is_unknown, unknown_spots
from xinyong.files.words import in_words
from xinyong.report.clauses import Sources, amount, cited_by, quantity, source_links
from xinyong.report.content import Grid, Text, code, place_of, text
from xinyong.report.material import Material, find
from xinyong.report.say import WORDINGS
from xinyong.scheme.clauses import Scheme, UnknownClause

STRONGEST = 5
"""How many of the values that move a figure most are named beside it."""

VALUE = "value"
"""How the place of an assumed value begins."""

HEADLINES = ("restricted_people_share", "wrongful_restricted_days", "protected_restricted_days", "never_told_share",
             "prevented", "forgone")  # fmt: skip
MOST_VALUES = 25
"""So many values are told with what they do to the headline, those first that move a figure most."""


def numbers_in(record: Record, path: str = "") -> Iterator[tuple[str, Cited]]:
    """Yield every cited number of a file, both ends of what is unknown included, under the path that amends it."""
    for key, value in fields_of(record):
        yield from _numbers(value, f"{path}{key}")


def _numbers(value: object, path: str) -> Iterator[tuple[str, Cited]]:
    if isinstance(value, Cited):
        yield path, value
    elif isinstance(value, Record):
        yield from numbers_in(value, f"{path}.")
    elif isinstance(value, tuple):
        for label, item in zip(labels_of([_named(item) for item in value]), value, strict=True):
            yield from _numbers(item, f"{path}.{label}")


def _named(item: object) -> dict[str, object]:
    """Return the parts of an item by which a path calls it."""
    return {name: getattr(item, name) for name in ("id", "act", "channel", "levels") if hasattr(item, name)}


def assumed_numbers(record: Record) -> list[tuple[str, Cited]]:
    """Return every assumed number of a file under its path."""
    return [(path, one) for path, one in numbers_in(record) if one.grade == "assumed"]


def assumed_table(record: Record, caption: str, of: str = "") -> Grid:
    """Return every assumed number of a file with its range and what it leans on; `of` is what its paths begin with
    elsewhere, as `world` does."""
    found = assumed_numbers(record)
    return Grid(
        caption,
        tuple(text(words) for words in ("Value", "Assumed", "Range tried", "What it leans on")),
        tuple(
            (text(code(path)), text(amount(one.value, one.unit)), text(_range(one)), text(one.why))
            for path, one in found
        ),
        (False, True, True, False),
        ids=tuple(place_of(VALUE, of, path) for path, _ in found),
    )


def _range(one: Cited) -> str:
    low, high = one.range or (one.value, one.value)
    return f"{amount(low, '').strip()} to {amount(high, '').strip()}"


def rivals_table(record: Record, sources: Sources, caption: str = "Where sources differ") -> Grid:
    """Return every number on which sources differ: what is used, and what another source says."""
    rows = [
        (
            text(code(path)),
            text(amount(one.value, one.unit), " (", source_links(cited_by(one), sources), ")"),
            text(amount(rival.value, one.unit)),
            text(source_links((rival.source,), sources), f", {rival.grade}", f": {rival.note}" if rival.note else ""),
        )
        for path, one in numbers_in(record)
        for rival in one.rivals
    ]
    head = tuple(text(words) for words in ("Value", "Used here", "Another source says", "Which source"))
    return Grid(caption, head, tuple(rows), (False, False, False, False))


def unknown_table(scheme: Scheme) -> Grid:
    """Return every clause that was looked for and not found, with both ends that were run and where we looked."""
    rows = []
    for spot in unknown_spots(scheme):
        found = _at(scheme, spot)
        first, second = (end_words(end) for end in found.between)
        looked = source_links(found.looked, scheme.sources)
        rows.append((text(code(".".join(str(step) for step in spot))), text(first), text(second), looked))
    head = tuple(text(words) for words in ("Not found", "One end", "The other end", "Where we looked"))
    return Grid("Clauses that nobody published: both ends were run", head, tuple(rows), (False,) * 4)


def _at(record: Record, spot: Spot) -> UnknownNumber | UnknownClause[Any]:
    here: object = record
    for step in spot:
        if isinstance(here, tuple):
            here = next(item for index, item in enumerate(here) if step in (index, getattr(item, "id", None)))
        else:
            here = dict(fields_of(here))[str(step)]  # type: ignore[arg-type]
    return here  # type: ignore[return-value]


def end_words(end: object) -> str:
    """Return one end of something unknown in words."""
    if isinstance(end, Nothing):
        return f"none ({end.why})" if end.why else "none"
    if isinstance(end, Cited):
        return quantity(end) + (f" ({end.why})" if end.why else "")
    if not isinstance(end, Record):
        raise TypeError(f"an end of something unknown is a clause, found {type(end).__name__}")
    parts = [f"{key.replace('_', ' ')}: {_value_words(value)}" for key, value in fields_of(end) if _tells(key, value)]
    return "; ".join(parts)


def _tells(key: str, value: object) -> bool:
    return (
        key not in {"grade", "source", "at", "also", "why", "id"} and value is not False and value not in (None, "", ())
    )


def _value_words(value: object) -> str:
    if isinstance(value, Cited | Nothing) or is_unknown(value):
        return quantity(value)  # type: ignore[arg-type]  # what `is_unknown` tells
    return in_words(value)


def rests_table(material: Material) -> Grid:
    """Return, for each measure that was tried, the values that move it most, and whether it is an echo of one.

    A figure is taken from the first scenario in which it has a value.
    """
    rows = []
    for name, said in WORDINGS.items():
        found = (find(column.measures, name) for column in material.columns)
        one = next((each for each in found if each is not None and each.echo is not None), None)
        if one is not None:
            label = f"{said.label[0].upper()}{said.label[1:]}, {said.of}"
            echo = "yes: without it, no figure" if one.echo else "no"
            rows.append((text(label), _paths(one.rests_on[:STRONGEST]), text(echo), _paths(one.echo_of)))
    head = tuple(text(words) for words in ("Figure", "Values that move it most", "An echo?", "Of"))
    return Grid("What each figure rests on", head, tuple(rows), (False,) * 4)


def _paths(paths: tuple[str, ...]) -> Text:
    parts = [part for path in paths for part in (", ", code(path))][1:]
    return text(*parts) if parts else text("–")
