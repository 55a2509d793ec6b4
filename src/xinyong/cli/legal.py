"""The legal shape of a scheme as a page for a reader, or as one object. Nothing is run, and there is no verdict."""

from __future__ import annotations

from collections.abc import Iterable

from xinyong.audit.legal.assessment import DOES_NOT_CURE
from xinyong.audit.legal.burden import LEVEL_HEADS
from xinyong.audit.legal.findings import STATES, Clause, Condition, Found
from xinyong.audit.legal.shape import Shape, legal_shape
from xinyong.audit.legal.signs import GROUPS, SIGNS
from xinyong.audit.legal.texts import NO_VERDICT, NOT_ADVICE, LegalText, legal_texts, read_together
from xinyong.cli.output import emit_json, rows, say, say_fields
from xinyong.experiment.home import home_of
from xinyong.scheme.read import read_scheme

MOST_CLAUSES = 6
"""So many clauses of a sign are on the page; `--json` has all of them."""


def print_shape(name: str, world: str | None, *, as_json: bool, quiet: bool) -> None:
    """Print the legal shape of a scheme: the object, or each sign seen with its clauses, or the page.

    Raises:
        InputError: the file cannot be read, or neither the scheme nor the caller names a world.
    """
    scheme = read_scheme(name)
    shape = legal_shape(scheme, home_of(scheme, world))
    if as_json:
        emit_json(shape.as_json())
    elif quiet:
        say_fields((one.sign, clause.path) for one in shape.signs if one.state == "seen" for clause in one.clauses)
    else:
        _page(shape, scheme.name.en)


def _page(shape: Shape, title: str) -> None:
    texts = legal_texts()
    say(f"{title} · {shape.scheme} · in the world {shape.world} · evidence: {shape.evidence}")
    say(f"The legal shape of its file, before any run. {NOT_ADVICE} {NO_VERDICT}")
    if shape.gap:
        say(shape.gap)
    say(f"\nWhat Art. 5(1)(c) asks for, and whether the file shows it\n  {_quoted(texts['ai-act-5-1-c'])}")
    _conditions(shape.conditions)
    for group, heading in GROUPS.items():
        say(f"\n{heading}")
        for one in shape.signs:
            if SIGNS[one.sign].group == group:
                _sign(one)
        if group == "i":
            _matrix(shape)
        if group == "ii" and shape.levels:
            say("\n  What one first act costs, by the heaviest ordinary penalty (0 none, to 5 prison)")
            rows(LEVEL_HEADS, [one.words() for one in shape.levels])
        if group == "notes":
            say(f"  {_quoted(texts['gdpr-22'])}\n  {_quoted(texts['schufa'])}")
    say(f"\nWhat Art. 27(1) asks of an assessment, and what the file has on it. {DOES_NOT_CURE}")
    _conditions(shape.elements)
    if shape.members:
        say(f"\nIt joins other schemes, which have shapes of their own: {', '.join(shape.members)}")
    _texts(shape.texts)


def _quoted(text: LegalText) -> str:
    return f"{text.said} ({text.dated})"


def _conditions(found: Iterable[Condition]) -> None:
    for one in found:
        say(f"  {one.asks}: {one.answer}. {one.says} [{legal_texts()[one.text].dated}]")


def _sign(found: Found) -> None:
    sign = SIGNS[found.sign]
    number = f" in {len(found.clauses)} clause{'s' * (len(found.clauses) != 1)}" if found.state == "seen" else ""
    remark = f"; {found.remark}" if found.remark else ""
    say(f"  {sign.title}: {STATES[found.state]}{number}{remark}  [{legal_texts()[sign.text].dated}]")
    for one in found.clauses[:MOST_CLAUSES]:
        say(f"    {one.path}: {one.says}  ({_evidence(one)})")
    if len(found.clauses) > MOST_CLAUSES:
        say(f"    and {len(found.clauses) - MOST_CLAUSES} more, which --json lists")


def _evidence(one: Clause) -> str:
    return ", ".join(part for part in (one.source or "no source", one.at, one.grade) if part)


def _matrix(shape: Shape) -> None:
    table = shape.matrix.table()
    if table:
        say("\n  Rules with a sanction, by domain of the record (down) and of the sanction; in brackets: one domain")
        rows(table[0], table[1:])


def _texts(texts: Iterable[LegalText]) -> None:
    say(f"\nThe law that this page names. {NOT_ADVICE}")
    for group in read_together(texts):
        first = group[0]
        articles = "; ".join(text.article for text in group)
        say(f"  {first.instrument}: {articles}")
        say(f"    checked {first.checked} in {first.read_in}; applies from {first.applies_from}")
        for address in first.seen:
            say(f"    {address}")
        for text in group:
            if text.note:
                say(f"    {text.note}")
